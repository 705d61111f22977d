"""The whole minutes of a session from its seal."""

import base64
from collections.abc import Iterable, Iterator, Mapping

from station.exam import facts as f
from station.exam.form import Text
from station.scoring import format as forms
from station.scoring.minutes import Equation, Figure, MinutesModel, SealedSession
from station.scoring.model import Signer
from station.scoring.parts import Line
from station.sealing.assessment import Assessment
from station.sealing.seal import KIND, verify_seal
from station.sealing.session import Session
from station.sealing.signedfile import unfold
from station.usecases.accounting import equations
from station.usecases.conduct import Conduct
from station.usecases.house import house_of
from station.usecases.minutes.clock import time_ledger
from station.usecases.minutes.room import absent_people, incidents, seat_plan
from station.usecases.minutes.source import FULL_FACTOR, Source, words

SHOWN_DIGITS = 16


def make_minutes(
    seal: bytes,
    conducts: Iterable[Conduct],
    *,
    assessment: Assessment,
    session: Session,
    names: Mapping[str, str],
) -> MinutesModel:
    """Return the minutes of a session that both officers have sealed.

    Args:
        seal: The `.seal` file.
        conducts: How each sealed sitting went.
        assessment: The pinned assessment; its rules hold letterhead and room clock.
        session: The session file that the seal names.
        names: Participant number to name, for those who were absent.

    Raises:
        IntegrityError: The seal is not one of this session, signed by both.
        HouseInvalidError: The rules describe no usable letterhead.
    """
    verified = verify_seal(seal, assessment, {session.sha256: session})
    source = Source(
        house=house_of(assessment),
        assessment=assessment,
        session=session,
        body=verified.body,
        sha256=verified.sha256,
        signatures=unfold(seal, KIND).signatures,
        conducts={one.number: one for one in conducts},
        names=names,
    )
    return _model(source)


def _model(source: Source) -> MinutesModel:
    body, house = source.body, source.house
    day = body.session[:10]
    part = words().say(f"part.{body.session[11]}")
    room = source.session.body.room
    about: dict[str, str | Text] = {
        "day": forms.both(forms.weekday, day),
        "part": part,
        "room": room,
    }
    return MinutesModel(
        number=words().say("paper.number", session=body.session)["id"],
        letterhead=house.letterhead,
        label=house.label,
        title=words().say("paper.title"),
        subtitle=source.assessment.body.title,
        when=words().say("paper.when", **about),
        opening=words().say("paper.opening", **about),
        facts=tuple(_facts(source)),
        equations=tuple(_sums(body.counts)),
        absent=absent_people(source),
        plan=seat_plan(source),
        incidents=incidents(source),
        ledger=time_ledger(source, _limit_ms(source)),
        handovers=(),
        seal=_seal(source),
        assessment=source.assessment.sha256,
        closing=words().say("paper.closing"),
        dated=_dated(source, day),
        signers=tuple(_signers(source)),
        foot=words().say("paper.foot"),
        copies=words().say("paper.copies"),
    )


def _facts(source: Source) -> Iterator[Line]:
    session = source.session.body
    conducts = list(source.conducts.values())
    none = words().say("fact.none")
    worked = none
    if conducts:
        began = min(one.began for one in conducts)
        worked = source.span(began, max(one.ended for one in conducts))
    forms_used = sorted({ticket.form for ticket in session.tickets})
    yield _fact("planned", source.span(session.opens, session.closes))
    yield _fact("held", source.span(source.body.opened, source.body.closed))
    yield _fact("began", worked)
    yield Line(
        label=words().say("fact.package"),
        text=forms.plain(session.package[:SHOWN_DIGITS]),
        wide=True,
    )
    yield _fact("forms", forms.plain(", ".join(forms_used)))
    yield _fact("limit", forms.both(forms.duration, _limit_ms(source)))


def _fact(key: str, text: Text) -> Line:
    return Line(label=words().say(f"fact.{key}"), text=text)


def _limit_ms(source: Source) -> int:
    """Return everybody's time before adjustments; 0 when nobody sat."""
    limits = [
        sum(one.limit_ms for one in opened.sections) * FULL_FACTOR // opened.factor_permille
        for conduct in source.conducts.values()
        for opened in conduct.of(f.Opened)
    ]
    return min(limits, default=0)


def _sums(counts: Mapping[str, int]) -> Iterator[Equation]:
    for left, one in equations(counts).items():
        yield Equation(
            whole=_figure(left, one.left),
            parts=tuple(_figure(name, n) for name, n in one.right.items()),
            balanced=one.holds,
        )


def _figure(name: str, n: int) -> Figure:
    return Figure(name=words().say(f"figure.{name}"), n=n)


def _seal(source: Source) -> SealedSession:
    body, counts = source.body, source.body.counts
    head = (
        f"{KIND} {body.session} {body.root} {len(body.bundles)} "
        f"{counts['rostered']}/{counts['present']}/{counts['absent']}"
    )
    signed = [f"{one.role} {base64.b64encode(one.sig).decode()}" for one in source.signatures]
    return SealedSession(
        sha256=source.sha256,
        root=body.root,
        bundles=body.bundles,
        qr="\n".join([head, *signed]),
        text=words().say("seal.text", n=len(body.bundles)),
    )


def _dated(source: Source, day: str) -> Text:
    date = forms.both(forms.day, day)
    if not source.house.place:
        return date
    return words().say("paper.dated", place=source.house.place, day=date)


def _signers(source: Source) -> Iterator[Signer]:
    for one in source.signatures:
        officer = source.officer(one.key)
        yield Signer(role=words().say(f"signer.{one.role}"), name=officer.name, nip=officer.nip)
