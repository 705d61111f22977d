"""What one saved answer costs: sealed, signed, committed to the journal.

Held against the least that any durable save costs here: four kilobytes appended to a growing
file and flushed to the disk. Both in turn, on the same disk, so that a busy disk slows both.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from station.bench.mill import START as WALL
from station.bench.mill import mill_session, open_mill
from station.clock import NS_PER_MS, BootId, Instant
from station.entropy import SystemEntropy, new_id
from station.exam import facts as f
from station.exam.form import ItemId
from station.sealing.record import begin
from station.sealing.writer import ChainWriter, ticket_signature
from station.storage.journal import Journal, Opening
from station.usecases.desk import Batch
from station.usecases.keeper import ChainKeeper

ROUNDS = 400
WARM_UP = 20
APPENDED = b"\xa5" * 4096


def save_rows(*, rounds: int = ROUNDS) -> list[dict[str, Any]]:
    """Return the rows `sealed record p50` and `sealed record p95`, in milliseconds.

    Args:
        rounds: How many records, and how many appends in between.
    """
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        keeper = seat_keeper(root)
        keeper.keep(_batch(0))
        with (root / "growing").open("ab", buffering=0) as growing:
            saved, appended = _in_turn(
                lambda place: keeper.keep(_batch(place)),
                lambda _place: append_flushed(growing.fileno()),
                rounds,
            )
        keeper.close()
    return [
        _row("sealed record p50", saved, appended, 50),
        _row("sealed record p95", saved, appended, 95),
    ]


def _in_turn(
    save: Callable[[int], object], append: Callable[[int], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Return milliseconds of each, one after the other; which goes first changes each round."""
    taken: dict[int, list[float]] = {0: [], 1: []}
    jobs = (save, append)
    for place in range(1, WARM_UP + rounds + 1):
        for turn in (place % 2, 1 - place % 2):
            began = time.perf_counter()
            jobs[turn](place)
            taken[turn].append((time.perf_counter() - began) * 1000)
    return taken[0][WARM_UP:], taken[1][WARM_UP:]


def append_flushed(handle: int) -> None:
    """Append four kilobytes and flush them: the least a durable save costs."""
    os.write(handle, APPENDED)
    getattr(os, "fdatasync", os.fsync)(handle)  # Windows has no fdatasync


def _batch(place: int) -> Batch:
    """Return what one answer leaves: the item before left, the next one seen, a choice."""
    now = Instant(
        mono_ns=place * NS_PER_MS, awake_ns=place * NS_PER_MS, boot=BootId("bench"), wall=WALL
    )
    facts: tuple[f.Fact, ...] = (
        f.ItemLeft(item=ItemId(f"item-{place}"), spent_ms=14_321),
        f.ItemSeen(item=ItemId(f"item-{place + 1}")),
        f.AnswerGiven(item=ItemId(f"item-{place + 1}"), choice="C"),
    )
    return Batch(facts=facts, used_ms=place, at=now)


def seat_keeper(root: Path) -> ChainKeeper:
    """Return a keeper with a journal in `root` and real keys, its opening not yet written."""
    entropy = SystemEntropy()
    mill = open_mill(1, entropy)
    session = mill_session(mill, 0, ["1"])
    begun = begin(
        assessment=mill.assessment,
        session=session.session,
        number="1",
        sitting=new_id(entropy),
        station=mill.stations[0].station,
        entropy=entropy,
    )
    ticket = session.tickets["1"]
    return ChainKeeper(
        writer=ChainWriter(
            ks=begun.ks, opening=begun.opening, identity=mill.stations[0], entropy=entropy
        ),
        journal=Journal.create(root / "journal.db"),
        opening=lambda record: Opening(
            ticket_sig=ticket_signature(ticket, record.digest), wrap=begun.wrap
        ),
    )


def _row(what: str, saved: list[float], appended: list[float], percent: int) -> dict[str, Any]:
    measured, reference = _percentile(saved, percent), _percentile(appended, percent)
    return {
        "what": what,
        "unit": "ms",
        "measured": measured,
        "against": "4 KiB appended to a growing file, fdatasync",
        "reference": reference,
        "ratio": measured / reference,
        "rounds": len(saved),
    }


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]
