"""Psychometrics in plain numpy and scipy: numbers that are evidence for a person, never a verdict.

The package promises the published definitions (each function names its source), the same
digits whatever the number of threads, and no silent NaN: what cannot be computed is `None`
with a warning that says why, or a coded error. It refuses to read files it does not
understand, to guess at missing data, and to decide anything about a participant.
"""
