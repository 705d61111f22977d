"""The rules of a sitting: pure functions over values. No input or output, no clock, no chance."""
