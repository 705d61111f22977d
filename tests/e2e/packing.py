"""Environments of their own for the checks that build the wheel and the installer.

They need a package index or pip's own settings for one, and minutes: they are run by name only.
"""

import os
import subprocess
import sys
from pathlib import Path

BIN, EXE = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
INSTALL = ["install", "-q", "--disable-pip-version-check", "--no-deps"]


class Environment:
    """A fresh environment in `folder`, outside the checkout."""

    def __init__(self, folder: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        self._bin_dir = folder / BIN

    def program(self, name: str) -> str:
        """Return the path of an installed program."""
        return str(self._bin_dir / f"{name}{EXE}")

    def install_lock(self, lock: Path) -> None:
        """Install a list of packages, each file by its hash."""
        self._pip("--require-hashes", "--only-binary=:all:", "-r", str(lock))

    def install_file(self, wheel: Path) -> None:
        """Install one wheel without what it depends on."""
        self._pip("--no-index", str(wheel))

    def _pip(self, *arguments: str) -> None:
        subprocess.run([self.program("python"), "-m", "pip", *INSTALL, *arguments], check=True)


def without_development() -> dict[str, str]:
    """Return variables by which nothing of a checkout or of another Python can be found."""
    kept = ("HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE", "LANG")
    return {name: os.environ[name] for name in kept if name in os.environ}


def run(program: str, *arguments: str, cwd: Path) -> int:
    """Run a program as a user would who has nothing else; return its exit code."""
    return subprocess.call([program, *arguments], cwd=cwd, env=without_development())


def hold_a_demonstration(program: str, cwd: Path) -> tuple[int, int]:
    """Run a demonstration of three and verify it; return both exit codes."""
    held = run(program, "demo", "--out", "d", "--participants", "3", cwd=cwd)
    return held, run(program, "verify", "d", cwd=cwd)
