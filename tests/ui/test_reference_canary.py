"""PySide6 must not lose references to None, True and False.

PySide6 6.12.0 on Python 3.11 drops one reference to the result on many calls that return
nothing; after some thousand of them the interpreter aborts with "deallocating None". On
Python 3.12 and later these objects are immortal and the counts stand still.
"""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

CALLS = 2_000
SLACK = 200  # what pytest, Qt and the collector may do meanwhile


def _fallen(singleton: object, call: Callable[[], object]) -> int:
    """Return by how much the reference count of `singleton` falls over `CALLS` calls."""
    before = sys.getrefcount(singleton)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(singleton)


@pytest.mark.parametrize("singleton", [None, True, False])
def test_widget_setters_keep_every_reference(qtbot: QtBot, singleton: object) -> None:
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

    assert _fallen(singleton, call) < SLACK


@pytest.mark.parametrize("singleton", [None, True, False])
def test_objects_and_painters_keep_every_reference(qapp: object, singleton: object) -> None:
    owner, timer, image = QObject(), QTimer(), QImage(4, 4, QImage.Format.Format_RGB32)

    def call() -> None:
        owner.setObjectName("x")
        owner.blockSignals(False)
        timer.setInterval(1)
        image.fill(0)
        painter = QPainter(image)
        painter.drawLine(0, 0, 3, 3)
        painter.end()

    assert _fallen(singleton, call) < SLACK
