"""What Saksi does for its users, one module a verb. No Qt; nobody here constructs ports."""
