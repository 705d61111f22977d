"""A whole assessment with invented people, from the bank to the verified report."""
