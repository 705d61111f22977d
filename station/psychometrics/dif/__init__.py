"""Differential item functioning: does an item treat equally able people of two groups alike.

Promises R's difR definitions for 0/1 items, matched on the observed sum score. A flag is a
reason to read the item with experts, never proof that it is unfair.
"""
