"""A walk through every item of a form on the real page, in a process that does nothing else."""

import os
import time
from pathlib import Path

import msgspec

from station.exam.form import Form
from station.machine.clock import SystemClock
from station.ui.participant.item.trial import PageTrial
from station.usecases.desk import Batch, Keeper


class Forgetful:
    """A keeper for measures in which the disk has no part."""

    def keep(self, _batch: Batch) -> str:
        """Store nothing."""
        return "0"


def walk(form: Form, media: dict[str, bytes], keeper: Keeper) -> tuple[PageTrial, list[float]]:
    """Return a page with the last item on it, and milliseconds each item took to come."""
    trial = PageTrial(
        form=form, media=media, keeper=keeper, clock=SystemClock(), timer=time.perf_counter
    )
    switches = []
    while not trial.ends():
        switches.append(trial.press("next"))
        trial.settle()
    return trial, switches


def walked_mib(form_path: str, media_dir: str) -> float | None:
    """Walk through the form in a file and return this process's resident memory in MiB.

    Args:
        form_path: A form as JSON.
        media_dir: Folder of its media.

    Returns:
        None where the system does not say.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    form = msgspec.json.decode(Path(form_path).read_bytes(), type=Form)
    media = {one.name: (Path(media_dir) / one.name).read_bytes() for one in form.media}
    walk(form, media, Forgetful())
    return _resident_mib()


def _resident_mib() -> float | None:
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
