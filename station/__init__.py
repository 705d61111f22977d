"""Saksi: delivers and scores tests whose results anyone can check."""

__version__ = "0.1.0"
