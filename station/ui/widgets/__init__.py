"""Building blocks of all windows: they know the look, never what is examined."""
