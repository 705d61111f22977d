"""How a sitting went, as its report tells it: seats by name, moments, breaks, incidents."""

from collections.abc import Iterator

from station.clock import parse_wall
from station.exam import facts as f
from station.scoring.inputs import (
    AddedTime,
    BreakTaken,
    IncidentNote,
    LostTime,
    SeatMove,
)
from station.scoring.inputs import Conduct as SittingConduct
from station.sealing.seal import Seal
from station.sealing.session import Session
from station.usecases.conduct import Conduct, Ending
from station.usecases.house import House
from station.usecases.minutes.source import words


def sitting_conduct(
    conduct: Conduct, session: Session, seal: Seal, house: House
) -> SittingConduct | None:
    """Return the conduct of a closed sitting for its report; None when it was never closed."""
    ending: Ending = conduct.ending
    if ending == "":
        return None
    opened = [event.wall for event in conduct.events if isinstance(event.fact, f.SectionOpened)]
    body = session.body
    return SittingConduct(
        session=body.session,
        seat=session.ticket(conduct.number).seat,
        started=opened[0] if opened else conduct.began,
        finished=conduct.ended,
        offset_minutes=house.offset_minutes,
        zone=house.zone,
        closed=ending,
        used_ms=conduct.used_ms,
        limit_ms=conduct.limit_ms,
        breaks=tuple(_breaks(conduct)),
        lost=tuple(
            LostTime(at=event.wall, ms=lost.ms, cause=lost.cause, basis=lost.basis)
            for event in conduct.events
            if isinstance(lost := event.fact, f.Lost) and lost.ms
        ),
        added=tuple(
            AddedTime(at=event.wall, section=added.section, ms=added.ms, reason=added.reason)
            for event in conduct.events
            if isinstance(added := event.fact, f.TimeAdded)
        ),
        moves=tuple(
            SeatMove(
                at=event.wall,
                from_seat=session.station(moved.from_station).seat,
                to_seat=session.station(moved.to_station).seat,
                reason=moved.reason,
            )
            for event in conduct.events
            if isinstance(moved := event.fact, f.Moved)
        ),
        help_calls=len(list(conduct.of(f.HelpCalled))),
        lockdown=len(list(conduct.of(f.LockdownSeen))),
        incidents=tuple(IncidentNote(at=one.at, text=one.text) for one in seal.body.incidents),
        minutes=words().say("paper.number", session=body.session)["id"],
    )


def _breaks(conduct: Conduct) -> Iterator[BreakTaken]:
    """Yield breaks by the wall clock between their two records; one set back counts as none."""
    began = ""
    for event in conduct.events:
        if isinstance(event.fact, f.BreakBegan):
            began = event.wall
        elif isinstance(event.fact, f.BreakEnded) and began:
            gone = parse_wall(event.wall) - parse_wall(began)
            ms = max(0, int(gone.total_seconds() * 1000))
            yield BreakTaken(before=event.fact.before, ms=ms)
