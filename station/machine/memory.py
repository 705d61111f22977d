"""Giving memory back that is free inside the program: growing keys takes much for a moment."""

import sys


def give_back() -> bool:
    """Return free memory to the system, where that can be asked for; say whether it was."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 -- only there

    try:
        return bool(ctypes.CDLL("libc.so.6").malloc_trim(0))
    except (OSError, AttributeError):  # another C library
        return False
