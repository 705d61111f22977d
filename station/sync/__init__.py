"""Bringing evidence together: what lies on sticks and in folders."""
