"""What is laid over a screen: calling, officers' acts, help, trouble. Never a window of its own."""
