"""Parts 1, 2, 11 and 12: paper, person, how the sitting went, and what the result rests on."""

from datetime import date

from station.exam.form import Text
from station.scoring.format import (
    both,
    clock,
    duration,
    nip,
    plain,
    weekday,
)
from station.scoring.inputs import LostTime
from station.scoring.model import Identity, Issue
from station.scoring.parts import ConductPart, IntegrityPart, Line
from station.scoring.report.case import Case
from station.scoring.words import join

SESSION_PARTS = 4


def issue_part(case: Case) -> Issue:
    """Return part 1."""
    paper = case.issuance
    normed = case.standards.normed
    return Issue(
        number=paper.number,
        title=case.say("issue.title"),
        purpose=paper.purpose,
        letterhead=paper.letterhead,
        place=paper.place,
        issued=paper.issued,
        valid_until=_valid_until(
            paper.issued, case.standards.thresholds.validity_period.years
        ).isoformat(),
        label=paper.label,
        standards=case.standards.name,
        normed=normed,
        not_normed=case.say("issue.normed" if normed else "issue.not_normed"),
        signers=paper.signers,
    )


def _valid_until(issued: str, years: int) -> date:
    """Return the last day: the day before the same date `years` later."""
    start = date.fromisoformat(issued)
    month_day = (start.month, start.day) if (start.month, start.day) != (2, 29) else (3, 1)
    end = date(start.year + years, *month_day)
    return date.fromordinal(end.toordinal() - 1)


def identity_part(case: Case) -> Identity:
    """Return part 2."""
    person = case.person
    tier = case.standards.tier(person.tier)
    if person.target:
        post = case.standards.post(person.target)
        target = case.say("person.target", post=post.name, unit=post.unit)
        requirement = case.say("person.requirement_post", tier=tier.name)
    else:
        target = case.say("common.empty")
        requirement = case.say("person.requirement_tier", tier=tier.name, level=tier.level)
    return Identity(
        number=person.number,
        name=person.name,
        nip=nip(person.nip),
        rank=person.rank,
        post=person.post,
        unit=person.unit,
        agency=person.agency,
        tier=person.tier,
        tier_name=tier.name,
        requirement=requirement,
        target=target,
        sitting=_sitting(case),
        form=case.scores.form,
    )


def _sitting(case: Case) -> Text:
    parts = case.conduct.session.split("-", SESSION_PARTS)
    part = parts[3] if len(parts) > 3 else ""
    key = f"person.part_{part}" if part in {"P", "S"} else "person.part_other"
    said = case.say(key, session=case.conduct.session)
    day = both(weekday, case.conduct.day)
    return case.say("person.sitting", day=day, part=said, seat=case.conduct.seat)


def conduct_part(case: Case) -> ConductPart:
    """Return part 11."""
    conduct = case.conduct
    return ConductPart(
        started=case.local(conduct.started),
        finished=case.local(conduct.finished),
        zone=conduct.zone,
        used_ms=conduct.used_ms,
        limit_ms=conduct.limit_ms,
        lost_ms=sum(one.ms for one in conduct.lost),
        added_ms=sum(one.ms for one in conduct.added),
        interruptions=len(conduct.lost),
        lines=(
            _line(case, "span", _span(case)),
            _line(case, "used", _used(case)),
            _line(case, "closed", case.say(f"conduct.closed_{conduct.closed}")),
            _line(case, "lost", _listed(case, [_lost(case, one) for one in conduct.lost])),
            _line(case, "breaks", _listed(case, _breaks(case))),
            _line(case, "added", _listed(case, _added(case))),
            _line(case, "moves", _listed(case, _moves(case))),
            _line(case, "calls", _calls(case)),
            _line(case, "minutes", plain(conduct.minutes or "–")),
        ),
        incidents=tuple(
            Line(
                label=case.say("conduct.incident", time=both(clock, case.local(one.at))),
                text=plain(one.text),
            )
            for one in conduct.incidents
        ),
    )


def _line(case: Case, name: str, text: Text) -> Line:
    return Line(label=case.say(f"conduct.{name}"), text=text)


def _listed(case: Case, texts: list[Text]) -> Text:
    if not texts:
        return case.say("conduct.none")
    return {language: "; ".join(one[language] for one in texts) for language in texts[0]}


def _span(case: Case) -> Text:
    conduct = case.conduct
    return case.say(
        "conduct.span_text",
        started=both(clock, case.local(conduct.started)),
        finished=both(clock, case.local(conduct.finished)),
        zone=conduct.zone,
    )


def _used(case: Case) -> Text:
    conduct = case.conduct
    used, limit = both(duration, conduct.used_ms), both(duration, conduct.limit_ms)
    return case.say("conduct.used_text", used=used, limit=limit)


def _calls(case: Case) -> Text:
    conduct = case.conduct
    return case.say("conduct.calls_text", calls=conduct.help_calls, lockdown=conduct.lockdown)


def _lost(case: Case, lost: LostTime) -> Text:
    return case.say(
        "conduct.lost_text",
        cause=case.say(f"conduct.cause.{lost.cause}"),
        time=both(clock, case.local(lost.at)),
        lost=both(duration, lost.ms),
        basis=case.say(f"conduct.basis_{lost.basis}"),
    )


def _section(case: Case, code: str) -> Text:
    return next((one.title for one in case.scores.sections if one.code == code), plain(code))


def _breaks(case: Case) -> list[Text]:
    return [
        case.say(
            "conduct.break_text",
            length=both(duration, one.ms),
            section=_section(case, one.before),
        )
        for one in case.conduct.breaks
    ]


def _added(case: Case) -> list[Text]:
    return [
        case.say(
            "conduct.added_text",
            length=both(duration, one.ms),
            section=_section(case, one.section),
            reason=one.reason,
        )
        for one in case.conduct.added
    ]


def _moves(case: Case) -> list[Text]:
    return [
        case.say(
            "conduct.move_text",
            from_seat=one.from_seat,
            to_seat=one.to_seat,
            time=both(clock, case.local(one.at)),
            reason=one.reason,
        )
        for one in case.conduct.moves
    ]


def integrity_part(case: Case) -> IntegrityPart:
    """Return part 12: hashes, what they show, and what nobody can show."""
    evidence = case.evidence
    hashes = {
        "bundle": evidence.bundle,
        "state": evidence.state,
        "assessment": evidence.assessment,
        "session": evidence.session_file,
        "package": evidence.package,
        "key": evidence.key,
    }
    lines = [
        Line(label=case.say(f"integrity.{name}"), text=plain(value), wide=True)
        for name, value in hashes.items()
    ]
    lines.append(Line(label=case.say("integrity.scorer"), text=plain(case.scores.scorer)))
    lines.append(Line(label=case.say("integrity.standards"), text=_standards(case)))
    limits = case.say("integrity.limits")
    if not evidence.witness_printed:
        limits = join(case.say("integrity.not_witnessed"), limits)
    return IntegrityPart(
        assessment=evidence.assessment,
        bundle=evidence.bundle,
        state=evidence.state,
        package=evidence.package,
        key=evidence.key,
        scorer=case.scores.scorer,
        standards=case.standards.quoted,
        lines=tuple(lines),
        statement=case.say("integrity.statement", records=evidence.records),
        limits=limits,
    )


def _standards(case: Case) -> Text:
    number = len(case.standards.quoted)
    return case.say("integrity.standards_text", name=case.standards.name, number=number)
