"""What paper adds to `station.scoring.format`: values that may be missing, ranges, shares.

What is missing is an en dash, never a zero.
"""

from datetime import date

from station.scoring import format as forms
from station.scoring.format import MINUS

NONE = MINUS
"""Printed where there is no value."""

SHORT_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def whole(language: str, number: int | None) -> str:
    """Return a whole number with thousands parted, or an en dash."""
    return NONE if number is None else forms.whole(language, number)


def decimal(language: str, tenths: int | None) -> str:
    """Return tenths as a decimal, or an en dash."""
    return NONE if tenths is None else forms.decimal(language, tenths)


def level(language: str, halves: int | None) -> str:
    """Return half levels as `3,5`, or an en dash."""
    return NONE if halves is None else forms.level(language, halves)


def requirement(language: str, halves: int) -> str:
    """Return required half levels: `3` where they are whole levels, else `24,5`."""
    return forms.level(language, halves) if halves % 2 else forms.whole(language, halves // 2)


def signed_level(language: str, halves: int | None) -> str:
    """Return a difference in half levels as `+0,5`, or an en dash."""
    return NONE if halves is None else forms.signed_level(language, halves)


def interval(language: str, low_tenths: int | None, high_tenths: int | None) -> str:
    """Return a range as `85,8 – 95,7`; empty when an end is missing."""
    if low_tenths is None or high_tenths is None:
        return ""
    return f"{forms.decimal(language, low_tenths)} – {forms.decimal(language, high_tenths)}"


def share(tenths: int | None) -> str:
    """Return tenths of a percent in whole percents, half rounded up: for shares, not scores."""
    return NONE if tenths is None else f"{(tenths + 5) // 10} %"


def mean_gap(language: str, hundredths: int) -> str:
    """Return a mean gap with one decimal and its sign, half rounded away from zero."""
    tenths = (abs(hundredths) + 5) // 10
    if not tenths:
        return "0"
    return f"{'+' if hundredths > 0 else MINUS}{forms.decimal(language, tenths)}"


def short_day(language: str, iso: str) -> str:
    """Return `YYYY-MM-DD` as `30 Jun 2025`."""
    value = date.fromisoformat(iso)
    return f"{value.day} {SHORT_MONTHS[language][value.month - 1]} {value.year}"


def grouped(digits: str, size: int = 8) -> str:
    """Return hex digits in groups, so that two people can compare them aloud."""
    return " ".join(digits[i : i + size] for i in range(0, len(digits), size))
