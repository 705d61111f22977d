"""From hostile bundles to reports: the campaign, `python -m tests.faults.hostility 300`.

A room full of hostile seats is closed, merged, scored and reported together with an honest
assessment. Nothing may fail but what is hostile, and nobody else's scores may change.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from station.reporting.minutes import render_minutes
from station.usecases.close_session import SealedSession, Statement, close_session
from station.usecases.ledger import ledger
from station.usecases.merge import merge
from station.usecases.minutes.whole import make_minutes
from station.usecases.people import PeopleBody, PersonRow, read_people, write_people
from station.usecases.report import report
from station.usecases.score import Scored, score
from tests.faults.hostile import HostileRoom, Spoil, make_room
from tests.faults.sittings import hashes
from tests.faults.spoilers import random_spoilers, spoilers
from tests.whole import SmallPress, Whole, make_whole

SIGNED = {".assessment", ".key", ".package", ".session", ".seal"}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a hostile room.

    Attributes:
        rejected: Spoiler to the code with which merging refused its bundle.
        held: Spoiler to the reason why it has no report.
        scored: Spoilers whose sitting was scored after all.
        scores: Hashes of the score files of the honest assessment's participants.
    """

    rejected: Mapping[str, str]
    held: Mapping[str, str]
    scored: frozenset[str]
    scores: Mapping[str, str]


def bring_to_reports(
    whole: Whole, chosen: Mapping[str, Spoil], folder: Path, *, draw: bool = True
) -> Outcome:
    """Take a hostile room from its bundles to the reports; what is not expected escapes."""
    room = make_room(whole, chosen)
    stick, register_path, out = folder / "stick", folder / "r.register", folder / "out"
    room.write(stick)
    signed = [path for path in sorted(whole.root.iterdir()) if path.suffix in SIGNED]
    merged = merge(register_path, [*signed, whole.root / "stick", stick])
    rejected = {Path(one.path).stem: one.code for one in merged.rejected}
    sealed = _close(whole, room, stick, rejected)
    (folder / "r.seal").write_bytes(sealed.data)
    assert not merge(register_path, [folder / "r.seal"]).rejected
    assert ledger(register_path).balanced
    scored = _score(whole, room, register_path, out)
    if draw:
        report(register_path, out, out, press=SmallPress(), signing=whole.signing)
    return _outcome(room, rejected, scored, out)


def honest_scores(out_dir: Path) -> dict[str, str]:
    """Return the hashes of the score files of the honest assessment's participants."""
    found = hashes(out_dir / "scores")
    return {
        name: one
        for name, one in found.items()
        if name.startswith("NJ-") and name.endswith(".scores.json")
    }


def _close(
    whole: Whole, room: HostileRoom, stick: Path, rejected: Mapping[str, str]
) -> SealedSession:
    """Seal the hostile session and print its minutes."""
    keys = whole.founded.credentials
    opens, closes = room.session.body.opens, room.session.body.closes
    sealed = close_session(
        [stick],
        Statement(opened=opens, closed=closes, missing=dict.fromkeys(rejected, "damaged")),
        assessment=whole.assessment,
        session=room.session,
        signers={"proctor": keys["pengawas-1"].signer, "second": keys["pengawas-2"].signer},
    )
    minutes = make_minutes(
        sealed.data,
        sealed.conducts,
        assessment=whole.assessment,
        session=room.session,
        names={},
    )
    assert render_minutes(minutes).startswith(b"%PDF")
    return sealed


def _score(whole: Whole, room: HostileRoom, register_path: Path, out: Path) -> Scored:
    known = read_people(whole.files.people, whole.assessment)
    people = PeopleBody(
        assessment=whole.assessment.sha256,
        issued=known.issued,
        people=(
            *known.rows.values(),
            *(PersonRow(row=seat.row, post="Analis", agency="BKD") for seat in room.seats),
        ),
    )
    files = replace(whole.files, people=write_people(people))
    return score(register_path, files, whole.custody, out)


def _outcome(room: HostileRoom, rejected: Mapping[str, str], scored: Scored, out: Path) -> Outcome:
    names = {seat.number: seat.name for seat in room.seats}
    held = {one.number: one.reason for one in scored.held}
    return Outcome(
        rejected={names[number]: code for number, code in rejected.items()},
        held={names[number]: reason for number, reason in held.items() if number in names},
        scored=frozenset(names[one] for one in names.keys() - rejected.keys() - held.keys()),
        scores=honest_scores(out),
    )


def main(count: int) -> None:
    """Try every spoiler that has a name, and `count` random ones."""
    with tempfile.TemporaryDirectory() as folder:
        whole = make_whole(Path(folder) / "whole")
        chosen = spoilers() | random_spoilers(count, seed=1)
        outcome = bring_to_reports(whole, chosen, Path(folder) / "room")
        assert outcome.scores == honest_scores(whole.root)
    sys.stdout.write(
        f"{len(chosen)} hostile bundles: {len(outcome.scored)} scored all the same; "
        f"held {dict(Counter(outcome.held.values()))}; "
        f"refused {dict(Counter(outcome.rejected.values()))}\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
