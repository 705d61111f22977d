"""How a sitting went, from the part of its chain that stands in clear.

Promises: nothing here needs a key. Refuses: conduct facts that the rules do not know.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, TypeVar

import msgspec

from station.exam import facts as f
from station.exam.deciding import open_sitting
from station.exam.sitting import Paper
from station.sealing.chain import Chain, ConductRecord, OpenedRecord
from station.usecases.errors import ConductUnreadableError

Ending: TypeAlias = Literal["submitted", "time", "ended", "voided", ""]
"""Why a sitting is over; empty for one that was never closed."""

F = TypeVar("F")
_read: Callable[[bytes], f.Conduct] = msgspec.json.Decoder(f.Conduct).decode
_read_content: Callable[[bytes], f.Content] = msgspec.json.Decoder(f.Content).decode


class Event(NamedTuple):
    """A conduct fact, when it was recorded, and by which officers' orders."""

    wall: str
    used_ms: int
    fact: f.Conduct
    officers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """A sitting's conduct.

    Attributes:
        number: Participant number.
        events: Everything that happened in clear, in order.
        seats: Stations that wrote, in order; one more than there were moves.
        used_ms: Time used when the chain ends.
        head: Digest (hex) of the last record.
    """

    number: str
    events: tuple[Event, ...]
    seats: tuple[str, ...]
    used_ms: int
    began: str
    ended: str
    head: str

    def of(self, kind: type[F]) -> Iterator[F]:
        """Yield the facts of one kind, in order."""
        return (event.fact for event in self.events if isinstance(event.fact, kind))

    @property
    def ending(self) -> Ending:
        """Why the sitting is over."""
        closed = next(self.of(f.Closed), None)
        return "" if closed is None else closed.reason

    @property
    def limit_ms(self) -> int:
        """Time of all sections, accommodations and added time included."""
        given = sum(one.limit_ms for opened in self.of(f.Opened) for one in opened.sections)
        return given + self.added_ms

    @property
    def added_ms(self) -> int:
        """Time that officers added."""
        return sum(one.ms for one in self.of(f.TimeAdded))

    def lost_ms(self, cause: str = "") -> int:
        """Return time lost, by one cause or by all."""
        return sum(one.ms for one in self.of(f.Lost) if cause in {"", one.cause})


def read_conduct(chain: Chain) -> Conduct:
    """Return how a walked chain's sitting went.

    Raises:
        ConductUnreadableError: A fact is none of those that the rules know.
    """
    events = [event for record in chain.conduct for event in _events(record)]
    first = chain.conduct[0].wall if chain.conduct else chain.wall
    return Conduct(
        number=chain.opening.number,
        events=tuple(events),
        seats=tuple(station for _, station in chain.stations),
        used_ms=chain.used_ms,
        began=first,
        ended=chain.wall,
        head=chain.head,
    )


def opened_lawfully(conduct: Conduct, paper: Paper, factor_permille: int) -> bool:
    """Return whether a sitting began with its form's own times and this person's factor."""
    opened = next(conduct.of(f.Opened), None)
    if opened is None:
        return False
    return (opened,) == open_sitting(paper, order=opened.order, factor_permille=factor_permille)


def read_facts(record: OpenedRecord) -> list[f.Fact]:
    """Return what an opened record says; conduct stands in clear and content is sealed.

    Raises:
        ConductUnreadableError: A fact is none that the rules know, or is on the wrong side.
    """
    try:
        return [*map(_read, record.conduct), *map(_read_content, record.content)]
    except msgspec.MsgspecError as error:
        raise ConductUnreadableError(f"record {record.seq} holds an unknown fact") from error


def _events(record: ConductRecord) -> Iterator[Event]:
    officers = tuple(act.officer for act in record.acts)
    for stored in record.facts:
        try:
            fact = _read(stored)
        except msgspec.MsgspecError as error:
            raise ConductUnreadableError(f"record {record.seq} holds an unknown fact") from error
        yield Event(wall=record.wall, used_ms=record.used_ms, fact=fact, officers=officers)
