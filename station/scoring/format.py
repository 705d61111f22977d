"""Figures and dates as people read them, in one language or in both.

Promises plain characters that the bundled fonts have: decimals with a comma in Indonesian,
an en dash for minus, no thin spaces.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Concatenate, ParamSpec

from station.exam.form import Text

LANGUAGES = ("id", "en")
MINUS = "–"
NIP_DIGITS = 18
MS_PER_MINUTE = 60_000
MONTHS = {
    "id": (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

P = ParamSpec("P")


def both(write: Callable[Concatenate[str, P], str], *args: P.args, **named: P.kwargs) -> Text:
    """Return what `write(language, ...)` gives, in both languages."""
    return {language: write(language, *args, **named) for language in LANGUAGES}


def plain(words: str) -> Text:
    """Return the same words in both languages: names, codes, hashes."""
    return dict.fromkeys(LANGUAGES, words)


def decimal(language: str, tenths: int) -> str:
    """Return tenths as a decimal: 907 is `90,7` or `90.7`."""
    sign = MINUS if tenths < 0 else ""
    comma = "," if language == "id" else "."
    return f"{sign}{abs(tenths) // 10}{comma}{abs(tenths) % 10}"


def level(language: str, halves: int) -> str:
    """Return half levels: 7 is `3,5`, 6 is `3,0`."""
    return decimal(language, halves * 5)


def signed_level(language: str, halves: int) -> str:
    """Return a difference in half levels with its sign: `+0,5`, `–1,0`, `0`."""
    if halves == 0:
        return "0"
    return f"{'+' if halves > 0 else ''}{level(language, halves)}"


def whole(language: str, number: int) -> str:
    """Return a whole number with thousands parted: `2.070` or `2,070`."""
    point = "." if language == "id" else ","
    return f"{number:,}".replace(",", point)


def day(language: str, iso: str) -> str:
    """Return `YYYY-MM-DD` as `21 Januari 2025`."""
    value = date.fromisoformat(iso)
    return f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"


def weekday(language: str, iso: str) -> str:
    """Return `YYYY-MM-DD` as `Selasa, 21 Januari 2025`."""
    return f"{WEEKDAYS[language][date.fromisoformat(iso).weekday()]}, {day(language, iso)}"


def local(moment: str, offset_minutes: int) -> str:
    """Return an RFC 3339 moment at the room's offset from UTC, in whole seconds."""
    zone = timezone(timedelta(minutes=offset_minutes))
    return datetime.fromisoformat(moment).astimezone(zone).isoformat(timespec="seconds")


def clock(language: str, moment: str) -> str:
    """Return the time of day of a local moment: `08.02.11` or `08:02:11`."""
    hours = moment[11:19]
    return hours.replace(":", ".") if language == "id" else hours


def minute(language: str, moment: str) -> str:
    """Return the time of day of a local moment to the minute: `08.02` or `08:02`."""
    return clock(language, moment)[:5]


def duration(language: str, ms: int) -> str:
    """Return milliseconds as minutes and seconds, the rest cut off."""
    minutes, seconds = divmod(ms // 1000, 60)
    units = ("menit", "detik") if language == "id" else ("min", "s")
    parts = [f"{minutes} {units[0]}"] if minutes else []
    parts += [f"{seconds:02d} {units[1]}" if minutes else f"{seconds} {units[1]}"]
    return " ".join(parts) if seconds or not minutes else parts[0]


def nip(digits: str) -> str:
    """Return 18 digits as 8-6-1-3 parted by spaces; anything else unchanged."""
    if len(digits) != NIP_DIGITS or not digits.isdecimal():
        return digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def listed(language: str, words: list[str]) -> str:
    """Return `a`, `a dan b`, or `a, b, dan c`."""
    conjunction = "dan" if language == "id" else "and"
    if len(words) < 3:
        return f" {conjunction} ".join(words)
    comma = "," if language == "id" else ""
    return f"{', '.join(words[:-1])}{comma} {conjunction} {words[-1]}"


def enumerate_texts(texts: list[Text]) -> Text:
    """Return several texts as one list in words, in both languages."""
    return {language: listed(language, [one[language] for one in texts]) for language in LANGUAGES}
