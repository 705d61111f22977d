"""Advice from a profile: fit to posts, placement, development, nine-box. Always a draft.

Pure rules over values; the words are put to them in `station.scoring.report`.
"""
