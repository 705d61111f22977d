"""The libraries Qt needs of a Linux system: which are missing, and how they come.

Standard library only: run.py calls it on a bare machine. Installs where it may (root on
Debian and its kin), else names the command. Windows needs nothing: Qt brings all it uses.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).resolve().parent.parent / "requirements" / "system.txt"
APT = ["apt-get", "-q", "-y", "--no-install-recommends", "install"]
DPKG = ["dpkg", "--install", "--skip-same-version", "--refuse-downgrade"]


class Library(NamedTuple):
    """One row of `requirements/system.txt`.

    Attributes:
        name: What the loader looks for.
        package: Debian's package that holds it.
        purpose: `load` if nothing runs without it, `window` if only windows need it.
    """

    name: str
    package: str
    purpose: str


ENSUREPIP = Library("ensurepip", "python3-venv", "load")


def wanted() -> list[Library]:
    """Return every library Qt needs."""
    lines = TABLE.read_text("utf-8").splitlines()
    return [Library(*line.split()) for line in lines if line and not line.startswith("#")]


def missing() -> list[Library]:
    """Return those that this system's loader does not find."""
    return [library for library in wanted() if not _loads(library.name)]


def _loads(name: str) -> bool:
    try:
        return os.name == "nt" or bool(ctypes.CDLL(name))
    except OSError:
        return False


def install(libraries: list[Library], folder: Path | None) -> None:
    """Install `libraries`, from `folder`/debs if it has any; else say how, and stop if we must."""
    if not libraries:
        return
    debs = sorted(folder.glob("debs/*.deb")) if folder else []
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing", *(library.package for library in libraries), "...", flush=True)
        _install_debian(libraries, debs)
        return
    names = ", ".join(library.name for library in libraries)
    advice = f"This system lacks {names}. Install with:\n  {command(libraries, debs)}"
    if any(library.purpose == "load" for library in libraries):
        sys.exit(advice)
    print(f"{advice}\nGoing on without: only windows need it.", file=sys.stderr)


def command(libraries: list[Library], debs: list[Path]) -> str:
    """Return what a person types to install `libraries` on this system."""
    if debs:
        return " ".join(["sudo", *DPKG, str(debs[0].parent / "*.deb")])
    if shutil.which("apt-get"):
        return "sudo apt-get install -y " + " ".join(library.package for library in libraries)
    if tool := shutil.which("dnf") or shutil.which("zypper"):
        files = " ".join(f"'{library.name}()(64bit)'" for library in libraries)
        return f"sudo {Path(tool).name} install {files}"
    return "your package manager, looking for these file names"


def _install_debian(libraries: list[Library], debs: list[Path]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = [[*APT, *(library.package for library in libraries)]]
    if debs:
        steps = [[*DPKG, *map(str, debs)]]
    elif subprocess.call(steps[0], env=environment, stdout=subprocess.DEVNULL) == 0:
        return
    else:
        steps.insert(0, ["apt-get", "-q", "update"])  # the package lists were old, or not there
    for step in steps:
        if subprocess.call(step, env=environment, stdout=subprocess.DEVNULL):
            sys.exit(f"This did not work, and says why above:\n  {' '.join(step[:6])} ...")


def fetch(folder: Path) -> None:
    """Download Debian's packages of all libraries, and what those need, into `folder`/debs."""
    debs = folder / "debs"
    (debs / "partial").mkdir(parents=True, exist_ok=True)  # apt-get wants it
    nothing = debs / "partial" / "status"  # as if this system had nothing installed
    nothing.touch()
    settings = [f"Dir::State::status={nothing}", f"Dir::Cache::archives={debs}"]
    options = [f"-o={setting}" for setting in (*settings, "Debug::NoLocking=1")]
    packages = [library.package for library in wanted()]
    subprocess.run([*APT, "--download-only", *options, *packages], check=True)
    shutil.rmtree(debs / "partial")
