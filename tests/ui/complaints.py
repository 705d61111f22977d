"""What Python and Qt complain about while a window runs, kept for whoever drives it."""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

IGNORED = "This plugin does not support"
"""Said by the offscreen platform of windows and of grabs."""
QUIET = {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}


class Complaints:
    """A list of complaints; empty as long as all is well."""

    def __init__(self) -> None:
        self.found: list[str] = []

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listen until the end of the block."""
        hook, sys.excepthook = sys.excepthook, self._raised
        handler = qInstallMessageHandler(self._said)
        try:
            yield
        finally:
            sys.excepthook = hook
            qInstallMessageHandler(handler)

    def _raised(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.found.append("".join(traceback.format_exception(kind, error, trace)))

    def _said(self, kind: QtMsgType, _where: object, words: str) -> None:
        if kind not in QUIET and IGNORED not in words:
            self.found.append(f"Qt said: {words}")
