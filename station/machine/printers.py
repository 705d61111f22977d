"""Which printers this machine knows, and sending them a finished PDF.

On Windows a PDF goes through whatever program prints PDFs there; that half could not be run
where this was written.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from station.errors import SiteError

ASK_SECONDS = 5
PRINT_SECONDS = 30


class PrintFailedError(SiteError):
    """The printing system refused, or did not answer."""

    code = "print_failed"
    fix = "Check the printer; the receipt code on the screen can also be copied by hand."


def print_pdf(printer: str, pdf: bytes) -> None:
    """Send a PDF to a printer.

    Raises:
        PrintFailedError: The printing system refused.
    """
    if sys.platform == "win32":
        _print_windows(pdf)
        return
    try:
        subprocess.run(
            ["lp", "-d", printer, "-"],
            input=pdf,
            capture_output=True,
            timeout=PRINT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PrintFailedError(f"{printer}: {type(error).__name__}") from error


def printer_names() -> tuple[str, ...]:
    """Return the printers' names, sorted; none where no printing system answers."""
    return _windows() if sys.platform == "win32" else _cups()


def _cups() -> tuple[str, ...]:
    try:
        done = subprocess.run(
            ["lpstat", "-e"], capture_output=True, text=True, timeout=ASK_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(sorted(line.strip() for line in done.stdout.splitlines() if line.strip()))


def _windows() -> tuple[str, ...]:
    """Ask the registry, which lists this user's printers; not run where this was written."""
    if sys.platform != "win32":
        return ()
    import winreg  # noqa: PLC0415 -- only there

    place = r"Software\Microsoft\Windows NT\CurrentVersion\Devices"
    names = []
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, place) as key:
            for at in range(winreg.QueryInfoKey(key)[1]):
                names.append(str(winreg.EnumValue(key, at)[0]))  # noqa: PERF401 -- may raise
    except OSError:
        return tuple(names)
    return tuple(sorted(names))


def _print_windows(pdf: bytes) -> None:
    if sys.platform != "win32":
        return
    handle, name = tempfile.mkstemp(suffix=".pdf")
    try:
        os.write(handle, pdf)
        os.close(handle)
        os.startfile(Path(name), "print")  # noqa: S606 -- there is no other way there
    except OSError as error:
        raise PrintFailedError(f"{name}: {error.strerror}") from error
