"""The screens around the items, one module each: layout and signals; they show faces."""
