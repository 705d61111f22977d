"""Exact arithmetic for what decides a category: whole numbers and 28-digit decimals, no float.

A ratio of whole numbers below a million differs from any cut by far more than the last of 28
digits, so no comparison here depends on rounding. Rounding happens only for printing, and then
towards minus infinity: a printed tenth never stands above the exact value.
"""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Context, Decimal

CONTEXT = Context(prec=28)
HUNDRED = Decimal(100)
ZERO = Decimal(0)

Number = int | Decimal


def divide(part: Number, whole: Number) -> Decimal:
    """Return `part / whole` with 28 significant digits."""
    return CONTEXT.divide(Decimal(part), Decimal(whole))


def percent(part: Number, whole: Number) -> Decimal:
    """Return `part` as a percentage of `whole`, unrounded."""
    return divide(CONTEXT.multiply(Decimal(part), HUNDRED), whole)


def root_sum_of_squares(values: Iterable[Decimal]) -> Decimal:
    """Return the standard error of a sum of parts with independent errors."""
    total = ZERO
    for value in values:
        total = CONTEXT.add(total, CONTEXT.multiply(value, value))
    return CONTEXT.sqrt(total)


def standard_error(sd: Decimal, reliability: Decimal) -> Decimal:
    """Return sd x sqrt(1 - reliability) (Lord and Novick, 1968)."""
    return CONTEXT.multiply(sd, CONTEXT.sqrt(CONTEXT.subtract(Decimal(1), reliability)))


def floor(value: Decimal, per_unit: int = 1) -> int:
    """Return `value` in whole `1/per_unit` parts, cut off towards minus infinity."""
    scaled = CONTEXT.multiply(value, Decimal(per_unit))
    return int(scaled.to_integral_value(rounding=ROUND_FLOOR))


def tenths(value: Decimal) -> int:
    """Return a percentage in tenths of a percent, cut off."""
    return floor(value, 10)
