"""What merging costs beyond the checks that no merge can do without.

A stick holds some days' sessions: each is first read and verified by a bare loop, or first
merged into the growing register, in turn, so that a busy machine slows both alike.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from station.bench.mill import Mill, mill_bundles, mill_session, open_mill
from station.entropy import SystemEntropy
from station.sealing.assessment import Assessment
from station.sealing.bundle import verify_bundle
from station.sealing.session import Session
from station.usecases.merge import merge

PEOPLE = 2_121
SEATS = 100
RECORDS = 900
SESSIONS_A_ROUND = 5


def merge_rows(*, people: int = PEOPLE, records: int = RECORDS) -> list[dict[str, Any]]:
    """Return the row `merge`: seconds for all bundles, against verifying them alone.

    Args:
        people: Bundles in all, in sessions of a hundred.
        records: Records a bundle; four hundred items leave about nine hundred.
    """
    mill = open_mill(min(people, SEATS), SystemEntropy())
    merged, bare, rounds = 0.0, 0.0, 0
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        register_path, stick = root / "bench.register", root / "stick"
        (root / "bench.assessment").write_bytes(mill.data)
        merge(register_path, [root / "bench.assessment"])
        for sessions in _days(mill, people, records, stick):
            jobs = (
                partial(merge, register_path, [stick]),
                partial(_verify, mill.assessment, sessions, stick),
            )
            taken = _timed(jobs, turned=rounds % 2 == 1)
            merged, bare, rounds = merged + taken[0], bare + taken[1], rounds + 1
    return [
        {
            "what": "merge",
            "unit": "s",
            "measured": merged,
            "against": f"read and verify {people} bundles of {records} records, store nothing",
            "reference": bare,
            "ratio": merged / bare,
            "rounds": rounds,
        }
    ]


def _days(mill: Mill, people: int, records: int, stick: Path) -> Iterator[dict[str, Session]]:
    """Fill the stick with some sessions after another; yield the session files by hash."""
    numbers = iter(range(people))
    place = 0
    while some := [f"{number:05d}" for number in islice(numbers, SEATS * SESSIONS_A_ROUND)]:
        stick.mkdir()
        sessions: dict[str, Session] = {}
        for first in range(0, len(some), SEATS):
            one = mill_session(mill, place, some[first : first + SEATS])
            sessions[one.session.sha256] = one.session
            (stick / f"{place}.session").write_bytes(one.data)
            for number, data in mill_bundles(mill, one, records):
                (stick / f"{number}.bundle").write_bytes(data)
            place += 1
        yield sessions
        shutil.rmtree(stick)


def _verify(assessment: Assessment, sessions: Mapping[str, Session], stick: Path) -> None:
    for path in sorted(stick.glob("*.bundle")):
        verify_bundle(path.read_bytes(), assessment, sessions)


def _timed(jobs: Sequence[Callable[[], object]], *, turned: bool) -> list[float]:
    """Return the seconds of each job; `turned` runs the last one first."""
    taken = [0.0] * len(jobs)
    places = range(len(jobs))
    for place in reversed(places) if turned else places:
        began = time.perf_counter()
        jobs[place]()
        taken[place] = time.perf_counter() - began
    return taken
