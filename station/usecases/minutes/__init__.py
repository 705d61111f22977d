"""The minutes of a sealed session, filled from its seal and from the clear part of its chains."""
