"""The only package that touches SQLite, and the one way files are made durable."""
