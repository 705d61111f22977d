"""PySide6 must not lose references to None, True and False.

PySide6 6.12.0 on Python 3.11 drops one reference to the result on many calls that return
nothing; after some thousand of them the interpreter aborts with "deallocating None". On
Python 3.12 and later these objects are immortal and the counts stand still.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

CALLS = 100  # enough to see a leak, few enough that a leaking Qt lives to report it
SLACK = 60  # what pytest, Qt and the collector may do meanwhile


def fallen(call: Callable[[], object]) -> list[str]:
    """Return the constants whose reference count falls over `CALLS` calls."""
    constants = (None, True, False)
    before = [sys.getrefcount(constant) for constant in constants]
    for _ in range(CALLS):
        call()
    after = [sys.getrefcount(constant) for constant in constants]
    return [
        f"{constant}: {now - then}"
        for constant, then, now in zip(constants, before, after, strict=True)
        if then - now > SLACK
    ]


def test_widget_setters_keep_every_reference(qtbot: QtBot) -> None:
    widget, label = QWidget(), QLabel()
    qtbot.addWidget(widget)
    qtbot.addWidget(label)

    def call() -> None:
        widget.setEnabled(True)
        widget.setVisible(False)
        widget.setToolTip("x")
        widget.update()
        label.setText("x")
        label.setWordWrap(False)

    assert fallen(call) == []


def test_objects_and_painters_keep_every_reference(qapp: object) -> None:
    owner, timer, image = QObject(), QTimer(), QImage(4, 4, QImage.Format.Format_RGB32)

    def call() -> None:
        owner.setObjectName("x")
        owner.blockSignals(False)
        timer.setInterval(1)
        image.fill(0)
        painter = QPainter(image)
        painter.drawLine(0, 0, 3, 3)
        painter.end()

    assert fallen(call) == []
