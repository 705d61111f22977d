"""Which groups are too small to be shown, subtraction from the total included."""

from collections.abc import Mapping


def suppressed(sizes: Mapping[str, int], smallest: int) -> frozenset[str]:
    """Return the groups of a partition whose figures must not be shown.

    Groups below `smallest` are hidden. If all hidden people together are still fewer, the total
    less the shown groups would give them away: then the next smallest groups are hidden too.
    """
    order = sorted((code for code in sizes if sizes[code]), key=lambda code: (sizes[code], code))
    hidden = [code for code in order if sizes[code] < smallest]
    left = [code for code in order if sizes[code] >= smallest]
    while hidden and left and sum(sizes[code] for code in hidden) < smallest:
        hidden.append(left.pop(0))
    return frozenset(hidden)
