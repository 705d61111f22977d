"""What `station bench` measures: rows of a figure, what it is held against, and their ratio."""
