"""The participant's window: from the locked seat to the receipt."""
