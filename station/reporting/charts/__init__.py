"""Charts as vectors; each says by shape what colour only repeats."""
