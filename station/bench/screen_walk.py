"""A walk through every item of a form on the real page, in a process that does nothing else."""

import os
import time
from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True)
class Walked:
    """What each item took to come, in milliseconds.

    Attributes:
        trial: The page, with the last item on it.
        switches: Items that came by a key from another item.
        starts: First items of later sections. At a seat they come by the button on the section's
            own screen, never by a key on the item page.
    """

    trial: PageTrial
    switches: list[float]
    starts: list[float]


def walk(form: Form, media: dict[str, bytes], keeper: Keeper) -> Walked:
    """Go through every item of `form`."""
    trial = PageTrial(
        form=form, media=media, keeper=keeper, clock=SystemClock(), timer=time.perf_counter
    )
    switches: list[float] = []
    starts: list[float] = []
    while not trial.ends():
        section = trial.desk.ahead.section
        took = trial.press("next")
        (switches if trial.desk.ahead.section == section else starts).append(took)
        trial.settle()
    return Walked(trial=trial, switches=switches, starts=starts)


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
