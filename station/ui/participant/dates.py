"""Days and hours as each language writes them, on this machine's clock."""

from datetime import datetime

from station.ui.look import Look
from station.ui.participant.faces import Block

MINUTE_MS = 60_000
SECONDS_FROM_MS = 5 * MINUTE_MS


def hour_text(look: Look, moment: datetime) -> str:
    """Return hours and minutes: `08.00`, `08:00`."""
    mark = "." if look.language == "id" else ":"
    return moment.astimezone().strftime(f"%H{mark}%M")


def day_text(look: Look, moment: datetime) -> str:
    """Return the date without the weekday: `21 Januari 2025`, `21 January 2025`."""
    day = moment.astimezone()
    return look.say(
        "date.day", day=day.day, month=look.say(f"date.month.{day.month}"), year=day.year
    )


def weekday_text(look: Look, moment: datetime) -> str:
    """Return weekday and date: `Selasa, 21 Januari 2025`."""
    weekday = look.say(f"date.weekday.{moment.astimezone().isoweekday()}")
    return look.say("date.weekday", weekday=weekday, day=day_text(look, moment))


def part_text(look: Look, block: Block) -> str:
    """Return which session it is: morning, afternoon, or its id."""
    return look.say(f"session.{block.part}") if block.part else block.id


def left_words(look: Look, left_ms: int) -> str:
    """Return what is left: whole minutes, in the last five minutes and seconds."""
    if left_ms <= SECONDS_FROM_MS:
        return look.left_text(left_ms)
    return look.say("time.minutes", n=-(-left_ms // MINUTE_MS))


def span_words(look: Look, span_ms: int) -> str:
    """Return how long something took: `8 menit 8 detik`."""
    minutes, seconds = divmod(round(span_ms / 1000), 60)
    if not minutes:
        return look.say("time.seconds", n=seconds)
    if not seconds:
        return look.say("time.minutes", n=minutes)
    words = look.say("time.minutes", n=minutes), look.say("time.seconds", n=seconds)
    return " ".join(words)
