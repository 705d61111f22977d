"""The room in the minutes: who was absent, the seats, what happened at them."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from station.exam import facts as f
from station.exam.form import Text
from station.scoring import format as forms
from station.scoring.minutes import Absent, IncidentRow, Seat, SeatCount, SeatPlan, SeatState
from station.usecases.accounting import DID_NOT_START
from station.usecases.conduct import Conduct, Event
from station.usecases.minutes.source import FULL_FACTOR, Source, words

COLUMNS = 10
FIRST_ROW = ord("A")


def absent_people(source: Source) -> tuple[Absent, ...]:
    """Return those of the roster who did not come, by number."""
    return tuple(
        Absent(
            number=number,
            name=source.names.get(number, ""),
            seat=source.session.ticket(number).seat,
            reason=words().say("absent.reason"),
            follow_up=words().say("absent.follow_up"),
        )
        for number, came in sorted(source.body.attendance.items())
        if came == "absent"
    )


def seat_plan(source: Source) -> SeatPlan:
    """Return the seats in the order of their names, ten a row: how the room is numbered."""
    taken = {ticket.seat: ticket.number for ticket in source.session.body.tickets}
    labels = sorted({*taken, *(one.seat for one in source.session.body.stations)})
    seats = [
        Seat(
            seat=label,
            row=place // COLUMNS,
            column=place % COLUMNS,
            state=_state(source, taken.get(label, "")),
        )
        for place, label in enumerate(labels)
    ]
    rows = range(FIRST_ROW, FIRST_ROW + 1 + (len(labels) - 1) // COLUMNS)
    counts = Counter(one.state for one in seats)
    order: tuple[SeatState, ...] = get_args(SeatState)
    return SeatPlan(
        rows=tuple(map(chr, rows)),
        columns=tuple(str(column) for column in range(1, min(COLUMNS, len(labels)) + 1)),
        seats=tuple(seats),
        legend=tuple(
            SeatCount(state=state, text=words().say(f"seat.{state}"), n=counts[state])
            for state in order
            if counts[state]
        ),
        notes=(*_moves(source), *_missing(source)),
    )


def incidents(source: Source) -> tuple[IncidentRow, ...]:
    """Return what officers noted and what they ordered at seats, in order of time."""
    noted = [
        (one.at, _row(source, one.at, "–", forms.plain(one.text), words().say("incident.noted")))
        for one in source.body.incidents
    ]
    ordered = [
        (event.wall, _ordered(source, conduct, event, text))
        for conduct in source.conducts.values()
        for event in conduct.events
        if (text := _event(event.fact)) is not None
    ]
    return tuple(row for _, row in sorted([*noted, *ordered], key=lambda one: one[0]))


def _state(source: Source, number: str) -> SeatState:
    if not number:
        return "spare"
    if source.body.attendance[number] == "absent":
        return "absent"
    conduct = source.conducts.get(number)
    if conduct is None or not conduct.ending:
        return "unfinished"
    if len(conduct.seats) > 1:
        return "moved"
    if conduct.lost_ms():
        return "time_returned"
    adjusted = conduct.added_ms or source.factor_permille(number) != FULL_FACTOR
    return "adjusted" if adjusted else "submitted"


def _moves(source: Source) -> Iterator[Text]:
    for number, conduct in sorted(source.conducts.items()):
        for moved in conduct.of(f.Moved):
            yield words().say(
                "seat.move",
                number=number,
                from_seat=source.seat_of(moved.from_station),
                to_seat=source.seat_of(moved.to_station),
            )


def _missing(source: Source) -> Iterator[Text]:
    for one in source.body.missing:
        never = one.reason == DID_NOT_START
        reason = words().say("seat.did_not_start") if never else forms.plain(one.reason)
        yield words().say("seat.missing", number=one.number, reason=reason)


def _event(fact: f.Conduct) -> Text | None:
    """Return an officer's doing in words; None for what happens in every sitting."""
    match fact:
        case f.Paused(reason=reason):
            return words().say("incident.paused", reason=reason)
        case f.Resumed(after="restart", reason=reason) if reason:
            return words().say("incident.restarted", reason=reason)
        case f.Moved(reason=reason):
            return words().say("incident.moved", reason=reason)
        case f.TimeAdded(ms=ms, reason=reason):
            given = forms.both(forms.duration, ms)
            return words().say("incident.added", duration=given, reason=reason)
        case f.Closed(reason="ended" | "voided" as reason):
            return words().say(f"incident.{reason}")
        case _:
            return None


def _ordered(source: Source, conduct: Conduct, event: Event, text: Text) -> IncidentRow:
    names = [source.assessment.officer(one).name for one in event.officers]
    action = words().say("incident.ordered_by", officer=", ".join(names))
    seat = source.session.ticket(conduct.number).seat
    return _row(source, event.wall, seat, text, action)


def _row(source: Source, wall: str, seats: str, event: Text, action: Text) -> IncidentRow:
    time = forms.minute("id", source.local(wall))
    return IncidentRow(time=time, seats=seats, event=event, action=action)
