"""What Windows lets a program do for a locked-down seat: swallow shortcuts, leave captures black.

The hook that swallows Win, Alt+Tab, Alt+F4, Alt+Esc, Ctrl+Esc and Ctrl+Shift+Esc lives in a
small process of its own (`station keyguard`), because Windows drops a hook whose program is
busy for a moment. Ctrl+Alt+Del cannot be swallowed by anybody. Elsewhere the window asks the
display server for the whole keyboard instead. Nothing here could be run where it was written.
"""

import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any, Protocol

HOOK_KEYBOARD, MESSAGE_QUIT = 13, 0x0012
ALT_DOWN = 0x20
TAB, ESCAPE, F4, LEFT_WIN, RIGHT_WIN, CONTROL = 0x09, 0x1B, 0x73, 0x5B, 0x5C, 0x11
EXCLUDE_FROM_CAPTURE = 0x11


class ShortcutGuard(Protocol):
    """Keeps the system's shortcuts away from a seat while it is engaged."""

    def engage(self) -> bool:
        """Begin; return whether this system can do it."""
        ...

    def release(self) -> None:
        """End; harmless when it was never engaged."""
        ...


class HelperGuard:
    """The guard as a process of its own; it ends when this program does, however that ends."""

    def __init__(self, command: Sequence[str]) -> None:
        """Run `command`, which is `station keyguard` in this program's own words."""
        self._command = list(command)
        self._process: subprocess.Popen[bytes] | None = None

    def engage(self) -> bool:
        """Begin; return whether this system can do it."""
        if sys.platform != "win32":
            return False
        try:
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE)
        except OSError:
            return False
        return True

    def release(self) -> None:
        """End; harmless when it was never engaged."""
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            process.stdin.close()
            process.wait()


def swallowed(key: int, *, alt: bool, control: bool) -> bool:
    """Return whether the guard swallows a key (Windows virtual-key code)."""
    if key in {LEFT_WIN, RIGHT_WIN}:
        return True
    return (alt and key in {TAB, ESCAPE, F4}) or (control and key == ESCAPE)


def exclude_from_capture(window_id: int) -> bool:
    """Let screenshots and screen shares of a window stay black; return whether that worked."""
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 -- only there

    return bool(ctypes.windll.user32.SetWindowDisplayAffinity(window_id, EXCLUDE_FROM_CAPTURE))


def guard_until_closed() -> None:
    """Swallow shortcuts until standard input ends: the body of `station keyguard`."""
    if sys.platform != "win32":
        return
    import ctypes  # noqa: PLC0415 -- only there
    from ctypes import wintypes  # noqa: PLC0415

    user, kernel = ctypes.windll.user32, ctypes.windll.kernel32
    procedure = ctypes.WINFUNCTYPE(ctypes.c_ssize_t, ctypes.c_int, ctypes.c_size_t, ctypes.c_void_p)

    @procedure
    def hook(code: int, message: int, data: Any) -> int:
        key, _scan, flags = ctypes.cast(data, ctypes.POINTER(wintypes.DWORD))[:3]
        control = bool(user.GetAsyncKeyState(CONTROL) & 0x8000)
        if code == 0 and swallowed(key, alt=bool(flags & ALT_DOWN), control=control):
            return 1
        return int(user.CallNextHookEx(None, code, message, data))

    handle = user.SetWindowsHookExW(HOOK_KEYBOARD, hook, kernel.GetModuleHandleW(None), 0)
    _end_with_input(user, kernel.GetCurrentThreadId())
    message = wintypes.MSG()
    while user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
        continue
    user.UnhookWindowsHookEx(handle)


def _end_with_input(user: Any, thread: int) -> None:
    def wait() -> None:
        sys.stdin.buffer.read()
        user.PostThreadMessageW(thread, MESSAGE_QUIT, 0, 0)

    threading.Thread(target=wait, daemon=True).start()
