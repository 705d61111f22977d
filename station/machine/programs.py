"""Which programs run: names only, to tell whether somebody could watch or steer this seat.

Linux reads /proc; Windows asks its task list, a half that could not be run where this was
written. Names can be changed by whoever owns the machine: this is honest, not proof.
"""

import csv
import subprocess
import sys
from pathlib import Path

PROC_DIR = Path("/proc")
LIST_SECONDS = 10
COMM_CHARACTERS = 15
"""Linux cuts a program's name after so many."""

REMOTE_CONTROL = frozenset(
    {
        "aa_v3", "ammyy", "anydesk", "anyviewer", "dwagent", "dwagsvc", "getscreen", "hoptodesk",
        "krfb", "logmein", "lmiguardiansvc", "mikogo-host", "mstsc", "nxserver", "parsec",
        "parsecd", "quickassist", "radmin", "remoting_host", "remoteassistance", "rserver3",
        "rustdesk", "screenconnect", "splashtop", "srserver", "sunloginclient", "supremo",
        "teamviewer", "teamviewer_service", "teamviewerd", "todesk", "tvnserver", "ultraviewer",
        "vino-server", "vncserver", "wayvnc", "winvnc", "winvnc4", "x0vncserver", "x11vnc",
        "xvnc", "zohoassist",
    }
)  # fmt: skip
SCREEN_SHARE = frozenset(
    {
        "bandicam", "camtasia", "cpthost", "discord", "ffmpeg", "kazam", "loom", "ms-teams", "obs",
        "obs-studio", "obs32", "obs64", "peek", "screenrec", "sharex", "simplescreenrecorder",
        "skype", "skypeforlinux", "slack", "streamlabs", "teams", "webex", "webexmta", "xsplit",
        "zoom",
    }
)  # fmt: skip


def found_among(known: frozenset[str], programs: frozenset[str]) -> frozenset[str]:
    """Return those of `known` that run, though the system may have cut their names short."""
    return frozenset(one for one in known if {one, one[:COMM_CHARACTERS]} & programs)


def running_programs() -> frozenset[str]:
    """Return the lower-case names of all running programs, without `.exe`."""
    if sys.platform == "win32":
        return windows_programs(_task_list())
    return linux_programs(PROC_DIR)


def linux_programs(proc_dir: Path) -> frozenset[str]:
    """Return what /proc says of each process; those that ended meanwhile are left out."""
    names = set()
    for path in proc_dir.glob("[0-9]*/comm"):
        try:
            names.add(path.read_text("utf-8", errors="replace").strip().lower())
        except OSError:
            continue
    return frozenset(names)


def windows_programs(task_list: str) -> frozenset[str]:
    """Return the programs in the output of `tasklist /fo csv /nh`."""
    rows = csv.reader(task_list.splitlines())
    return frozenset(row[0].lower().removesuffix(".exe") for row in rows if row)


def _task_list() -> str:
    try:
        done = subprocess.run(
            ["tasklist", "/fo", "csv", "/nh"],
            capture_output=True,
            text=True,
            timeout=LIST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
