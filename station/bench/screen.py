"""What a key costs on the item page, what a save costs behind it, what a start and memory cost.

The page is the real one with the demonstration battery's 400 items; saves are sealed, signed
and committed on the lane as in earnest. A key is held against a frame of 60 a second, a save
against four kilobytes appended to a growing file and flushed (in turn, on the same disk), a
start against importing QtWidgets alone (in turn, in processes of their own).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from station.bank.compile import compile_folder
from station.bank.folder import read_folder
from station.bench.save import append_flushed, seat_keeper
from station.bench.screen_walk import Forgetful, walk
from station.exam.form import Form
from station.machine.clock import SystemClock
from station.resources import resources_dir
from station.ui.participant.item.trial import PageTrial
from station.usecases.desk import Batch
from station.usecases.keeper import ChainKeeper

FRAME_MS, STALL_MS, MEMORY_MIB = 16.0, 100.0, 150.0
ANSWERS, SAVES, STARTS = 400, 200, 5
LETTERS = ("A", "B", "C")
ALONE = "import PySide6.QtWidgets"
STARTED = "from station.ui.participant.first import first_paint; first_paint()"
WALKED = "from station.bench.screen_walk import walked_mib; print(walked_mib({form!r}, {media!r}))"

BUSY = """
import os
with open({path!r}, "wb", buffering=0) as file:
    print("busy", flush=True)
    while True:
        file.seek(0)
        file.write(bytes(4 << 20))
        os.fsync(file.fileno())
"""

Row = dict[str, Any]
Media = dict[str, bytes]


def screen_rows(*, answers: int = ANSWERS, saves: int = SAVES, starts: int = STARTS) -> list[Row]:
    """Return the rows of the item page, in milliseconds, seconds and MiB.

    Args:
        answers: Answers given on one item while nothing is stored.
        saves: Answers that are stored, and appends in between.
        starts: Cold starts, and bare imports in between.
    """
    form, media = _battery()
    return [
        *key_rows(form, media, answers=answers),
        *durable_rows(form, media, saves=saves),
        stall_row(form, media, saves=saves),
        start_row(starts=starts),
        memory_row(form),
    ]


def key_rows(form: Form, media: Media, *, answers: int) -> list[Row]:
    """Return what going to each item of `form` costs, and what answering its last one does."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    walked = walk(form, media, Forgetful())
    trial, given = walked.trial, []
    for place in range(answers):
        given.append(trial.press(LETTERS[place % len(LETTERS)]))
        trial.settle()
    trial.close()
    frame = "one frame, 60 a second"
    return [
        *_shares("item switch", walked.switches, frame, [FRAME_MS, FRAME_MS]),
        *_longest("section start", walked.starts),
        *_shares("item answer", given, frame, [FRAME_MS, FRAME_MS]),
    ]


def durable_rows(form: Form, media: Media, *, saves: int) -> list[Row]:
    """Return what an answer costs from its key until it is stored, appends in between."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    saved, appended = [], []
    with tempfile.TemporaryDirectory() as name:
        keeper = OnLane(Path(name))
        trial = PageTrial(
            form=form, media=media, keeper=keeper, clock=SystemClock(), timer=time.perf_counter
        )
        with (Path(name) / "growing").open("ab", buffering=0) as growing:
            for place in range(saves):
                saved.append(trial.press_and_save(LETTERS[place % len(LETTERS)]))
                trial.settle()
                appended.append(_taken_ms(lambda: append_flushed(growing.fileno())))
        trial.close(keeper.close)
    return _shares("durable save", saved, "4 KiB appended to a growing file, fdatasync", appended)


def stall_row(form: Form, media: Media, *, saves: int) -> Row:
    """Return the longest time the main thread was held up while another process uses the disk."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name, _busy_disk(Path(name) / "busy"):
        keeper = OnLane(Path(name))
        trial = PageTrial(
            form=form, media=media, keeper=keeper, clock=SystemClock(), timer=time.perf_counter
        )
        trial.longest_ms = 0.0  # what it took to build the page is not what somebody waits for
        for place in range(saves):
            trial.press_and_save(LETTERS[place % len(LETTERS)])
            trial.settle()
        longest = trial.longest_ms
        trial.close(keeper.close)
    against = "what nobody notices; another process writes and flushes 4 MiB at a time"
    return _row("longest stall", "ms", longest, against, STALL_MS, saves)


@contextmanager
def _busy_disk(path: Path) -> Iterator[None]:
    """Let another process write and flush all the time."""
    code = BUSY.format(path=str(path))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as child:
        try:
            if child.stdout is not None:
                child.stdout.readline()  # it is at work
            yield
        finally:
            child.kill()


def start_row(*, starts: int) -> Row:
    """Return the seconds from a cold start to the first paint, bare imports in between."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    started, alone = [], []
    for _ in range(starts):
        alone.append(_taken_ms(lambda: _child(ALONE)) / 1000)
        started.append(_taken_ms(lambda: _child(STARTED)) / 1000)
    measured, reference = statistics.median(started), statistics.median(alone)
    return _row("start-up", "s", measured, "importing QtWidgets alone", reference, starts)


def memory_row(form: Form) -> Row:
    """Return the resident memory after a walk through all items; none where it is hidden."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "form.json"
        path.write_bytes(msgspec.json.encode(form))
        media = resources_dir() / "battery" / "media"
        said = _child(WALKED.format(form=str(path), media=str(media)))
    measured = float(said) if said != "None" else None
    return _row("memory", "MiB", measured, "what a PC with 4 GB spares", MEMORY_MIB, 1)


class OnLane:
    """A keeper that is made where it is used: a journal belongs to one thread."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made: ChainKeeper | None = None

    def keep(self, batch: Batch) -> str:
        """Seal, sign and commit `batch`."""
        if self._made is None:
            self._made = seat_keeper(self._root)
        return self._made.keep(batch)

    def close(self) -> None:
        """Close the journal."""
        if self._made is not None:
            self._made.close()


def _battery() -> tuple[Form, Media]:
    compiled = compile_folder(read_folder(resources_dir() / "battery"))
    form = next(iter(compiled.forms.values()))
    names = [one.name for one in form.media]
    return form, dict(zip(names, compiled.media[form.form], strict=True))


def _taken_ms(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return (time.perf_counter() - began) * 1000


def _child(code: str) -> str:
    """Run `code` in a Python of its own and return what it printed."""
    child = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return child.stdout.strip()


def _shares(what: str, values: list[float], against: str, held: list[float]) -> list[Row]:
    """Return the rows p50 and p99 of `values`, each held against the same share of `held`."""
    rows = []
    for percent in (50, 99):
        measured, reference = _share(values, percent), _share(held, percent)
        rows.append(_row(f"{what} p{percent}", "ms", measured, against, reference, len(values)))
    return rows


def _longest(what: str, values: list[float]) -> list[Row]:
    """Return a row for the longest of `values`; none where there are none."""
    against = "what nobody notices"
    return [_row(what, "ms", max(values), against, STALL_MS, len(values))] if values else []


def _share(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _row(
    what: str, unit: str, measured: float | None, against: str, reference: float, rounds: int
) -> Row:
    return {
        "what": what,
        "unit": unit,
        "measured": measured,
        "against": against,
        "reference": reference,
        "ratio": None if measured is None else measured / reference,
        "rounds": rounds,
    }
