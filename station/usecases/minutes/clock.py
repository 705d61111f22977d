"""The time ledger in the minutes: what was lost and given back, by cause."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, get_args

from station.exam import facts as f
from station.exam.form import Text
from station.scoring import format as forms
from station.scoring.minutes import LedgerRow, TimeLedger
from station.usecases.minutes.source import FULL_FACTOR, Source, words

Cause = Literal["pause", "restart", "move", "sleep", "save_failed"]
_NOTHING: Text = {"id": "", "en": ""}


def time_ledger(source: Source, limit_ms: int) -> TimeLedger:
    """Return the ledger; `limit_ms` is everybody's time before adjustments."""
    rows = [*_lost(source), *_added(source), *_adjusted(source)]
    touched = {number for number in source.conducts if _is_touched(source, number)}
    rest = len(source.conducts) - len(touched)
    return TimeLedger(
        limit=words().say("time.limit", duration=forms.both(forms.duration, limit_ms)),
        rows=tuple(rows),
        people=len(touched),
        total_ms=sum(row.total_ms for row in rows),
        note=words().say("time.others", n=rest),
    )


def _is_touched(source: Source, number: str) -> bool:
    conduct = source.conducts[number]
    adjusted = source.factor_permille(number) != FULL_FACTOR
    return bool(conduct.lost_ms() or conduct.added_ms or adjusted)


def _lost(source: Source) -> Iterator[LedgerRow]:
    for cause in get_args(Cause):
        people: dict[str, int] = defaultdict(int)
        stated = False
        for number, conduct in source.conducts.items():
            for lost in conduct.of(f.Lost):
                if lost.cause == cause and lost.ms:
                    people[number] += lost.ms
                    stated = stated or lost.basis == "stated"
        if people:
            rule = "time.stated" if stated else "time.clock_stood"
            yield _row(f"time.{cause}", list(people.values()), "time.all", rule)


def _added(source: Source) -> Iterator[LedgerRow]:
    given = [one.added_ms for one in source.conducts.values() if one.added_ms]
    if given:
        yield _row("time.added", given, "", "time.officer")


def _adjusted(source: Source) -> Iterator[LedgerRow]:
    given = [ms for number in source.conducts if (ms := _more_ms(source, number))]
    if given:
        yield _row("time.adjusted", given, "", "time.roster")


def _more_ms(source: Source, number: str) -> int:
    """Return by how much a time factor lengthened somebody's sections."""
    conduct = source.conducts[number]
    limit_ms = conduct.limit_ms - conduct.added_ms
    return limit_ms - limit_ms * FULL_FACTOR // source.factor_permille(number)


def _row(cause: str, each_ms: list[int], credited: str, rule: str) -> LedgerRow:
    low, high = (forms.both(forms.duration, ms) for ms in (min(each_ms), max(each_ms)))
    lost = words().say("time.one" if low == high else "time.range", low=low, high=high)
    return LedgerRow(
        cause=words().say(cause),
        people=len(each_ms),
        lost=lost if credited else _NOTHING,
        credited=words().say(credited) if credited else _NOTHING,
        total_ms=sum(each_ms),
        rule=words().say(rule),
    )
