"""How bad what a check found is. The first screen needs no more of a check."""

from enum import StrEnum


class Grade(StrEnum):
    """How bad a finding is: a station with a `bad` one should not be used."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
