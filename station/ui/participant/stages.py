"""Which screens there are, and how a seat looks before anybody changed it. No Qt."""

from enum import StrEnum

from station.exam.facts import ComfortSet

USUAL_COMFORT = ComfortSet(zoom_percent=100, theme="light", language="id")
"""How a seat looks to somebody who has changed nothing yet."""


class Stage(StrEnum):
    """Which screen is shown."""

    READY = "ready"
    SIGN_IN = "sign_in"
    IDENTITY = "identity"
    COMFORT = "comfort"
    PRACTICE = "practice"
    WAIT = "wait"
    SECTION = "section"
    ITEMS = "items"
    SECTION_END = "section_end"
    TIME_UP = "time_up"
    BREAK = "break"
    PAUSED = "paused"
    REVIEW = "review"
    SUBMIT = "submit"
    RECEIPT = "receipt"
    STOPPED = "stopped"
    RESUMED = "resumed"
    MOVED = "moved"
