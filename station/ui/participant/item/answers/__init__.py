"""How each kind of item is answered: one area a kind, reused for every item of that kind."""
