"""From what the desk and the visit hold to what the screens show. Pure functions, no Qt."""

from datetime import datetime, timedelta

from station.clock import parse_wall
from station.exam.form import ItemId, SectionCode
from station.exam.sitting import Sitting
from station.sealing.session import Session
from station.ui.participant.faces import (
    Block,
    End,
    Link,
    Plan,
    Receipt,
    Resumed,
    Review,
    Row,
    Start,
    Stopped,
    Who,
)
from station.ui.participant.item.places import Places
from station.ui.participant.visit import Visit
from station.usecases.desk import Desk
from station.usecases.home import Post

MINUTE_MS = 60_000
LONGEST_NAME = 26


def block_of(session: Session) -> Block:
    """Return when and where a session is."""
    body = session.body
    return Block(
        id=body.session,
        room=body.room,
        opens=parse_wall(body.opens),
        closes=parse_wall(body.closes),
    )


def coming(post: Post, now: datetime) -> Block | None:
    """Return the next session of this station that has not closed yet, or None."""
    blocks = sorted(map(block_of, post.sessions.values()), key=lambda one: one.opens)
    return next((one for one in blocks if one.closes >= now), None)


def who(visit: Visit) -> Who | None:
    """Return who signed in."""
    if visit.who is None:
        return None
    station = visit.station
    return Who(row=visit.who.row, seat=station.seat, block=block_of(station.session))


def short_name(name: str) -> str:
    """Return a name for the bar above: no degrees, and last names as initials when it is long."""
    words = name.partition(",")[0].split()
    for place in range(len(words) - 1, 0, -1):
        if len(" ".join(words)) <= LONGEST_NAME:
            break
        words[place] = f"{words[place][0]}."
    return " ".join(words)


def start(sitting: Sitting) -> Start | None:
    """Return the section that waits to be opened, or None when none does."""
    code = sitting.next_section()
    if code is None:
        return None
    section = sitting.paper.sections[code]
    return Start(
        place=sitting.paper.codes.index(code) + 1,
        of=len(sitting.paper.codes),
        title=section.title,
        instruction=section.instruction,
        items=len(section.items),
        limit_ms=sitting.limits_ms[code],
        break_ms=section.break_ms,
        strike=section.strike,
        calculator=section.calculator,
    )


def end(sitting: Sitting) -> End | None:
    """Return the open section as its end shows it."""
    code = sitting.section
    if code is None or sitting.item is None:
        return None
    places = Places(sitting)
    panel = places.panel(sitting, code)
    items = places.sections[code]
    return End(
        place=panel.place,
        of=panel.of,
        title=panel.title,
        answered=panel.answered,
        items=panel.items,
        blank=_links(places, [one for one in items if not sitting.is_answered(one)]),
        flagged=_links(places, [one for one in items if one in sitting.flags]),
        here=places.number[sitting.item],
    )


def review(sitting: Sitting) -> Review | None:
    """Return the last section and all the others."""
    last = end(sitting)
    if last is None:
        return None
    return Review(
        end=last,
        answered=sitting.answered(),
        items=len(sitting.paper.items),
        rows=tuple(_row(sitting, code) for code in sitting.paper.codes),
    )


def receipt(visit: Visit) -> Receipt | None:
    """Return what is taken away; only after the close is durable."""
    seated = visit.seated
    if seated is None or seated.desk.saved.closed is None or seated.desk.saved_at is None:
        return None
    closed = seated.desk.saved.closed
    return Receipt(
        code=seated.receipt(),
        name=seated.row.name,
        number=seated.row.number,
        seat=visit.station.seat,
        reason=closed.reason,
        answered=closed.answered,
        items=closed.items,
        at=seated.desk.saved_at,
    )


def plan(visit: Visit) -> Plan | None:
    """Return what is ahead of somebody who waits, or None where the package does not say."""
    session = visit.station.session
    shapes = visit.station.post.package_of(session).body.policy.get("shape", {})
    shape = shapes.get(visit.who.form) if visit.who is not None else None
    if shape is None:
        return None
    return Plan(
        items=int(shape["items"]),
        sections=int(shape["sections"]),
        minutes=int(shape["minutes"]),
        opens=parse_wall(session.body.opens),
    )


def stopped(visit: Visit) -> tuple[Stopped, ...]:
    """Return the sittings that can be resumed here."""
    rows = visit.station.roster.rows
    return tuple(
        Stopped(number=one.number, name=rows[one.number].name, since=parse_wall(one.chain.wall))
        for one in visit.stopped
        if one.number in rows
    )


def resumed(visit: Visit) -> Resumed | None:
    """Return what happened to a sitting that was woken."""
    awake, desk = visit.awake, visit.desk
    if awake is None or desk is None:
        return None
    officer = visit.station.post.assessment.officer(awake.officer.id)
    return Resumed(
        saved=parse_wall(awake.last_wall),
        item=_number(desk),
        answered=desk.saved.answered(),
        up=visit.since,
        woken=awake.woken,
        officer=officer.name,
        left_ms=_left_ms(desk),
        seat=awake.seat,
        reason=awake.reason,
    )


def ends_at(now: datetime, left_ms: int) -> datetime:
    """Return when a section ends that has `left_ms` left."""
    return now + timedelta(milliseconds=left_ms)


def _number(desk: Desk) -> int:
    item = desk.ahead.item
    return 0 if item is None else Places(desk.ahead).number[item]


def _left_ms(desk: Desk) -> int:
    return -1 if desk.ahead.item is None else desk.left_ms()


def _row(sitting: Sitting, code: SectionCode) -> Row:
    section = sitting.paper.sections[code]
    return Row(
        title=section.title,
        locked=code in sitting.closed_sections,
        answered=sitting.answered(code),
        items=len(section.items),
    )


def _links(places: Places, items: list[ItemId]) -> tuple[Link, ...]:
    return tuple(Link(item=one, number=places.number[one]) for one in items)
