"""Which printers this machine knows: names only. Drawing on paper is the window's work."""

import subprocess
import sys

ASK_SECONDS = 5


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
