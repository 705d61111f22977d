"""From answers to levels, profiles and advice: pure functions of answers, key and standards.

Integers up to the level, `Decimal` for percentages; no float decides a category.
"""
