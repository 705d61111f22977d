"""The words of a report: each part of the model from a case, by what a sentence may claim.

Every sentence comes from words.toml; every value stands beside its band.
"""
