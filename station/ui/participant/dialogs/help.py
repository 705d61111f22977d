"""Help: what each key does, and the way to the display settings. The clock goes on meanwhile."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station.exam.facts import ComfortSet
from station.ui.look import Look
from station.ui.participant.dialogs.dialog import Dialog
from station.ui.participant.item.menu import KeyHelp
from station.ui.participant.parts.frame import Gap
from station.ui.participant.parts.pairs import Pair
from station.ui.participant.screens.comfort import Settings
from station.ui.widgets.boxes import row
from station.ui.widgets.buttons import Button
from station.ui.widgets.notices import Notice


class SeatHelp(KeyHelp):
    """The help on keys, with the settings one key away."""

    settings_wanted = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window)
        self._clock = Notice(look, "info", "aid.clock")
        self.settings = Button(look, "aid.settings", icon="eye")
        self.settings.clicked.connect(self.settings_wanted)
        foot = Pair(look, needs=560, gap=16, gap_down=8)
        foot.add(self.settings)
        foot.add(self._clock, 1)
        self._card.column.addWidget(foot)

    def show_running(self, *, running: bool) -> None:
        """Show whether a clock goes on meanwhile."""
        self._clock.setVisible(running)


class SettingsDialog(Dialog):
    """The comfort settings, in the middle of a sitting."""

    changed = Signal(object)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window, width=680)
        self._comfort = ComfortSet(zoom_percent=100, theme="light", language="id")
        self.settings = Settings(look)
        self.settings.changed.connect(self._take)
        self.settings.paint_as(fill="", edge="")
        self.settings.column.measure(pad=0)
        self.column.addWidget(self.settings)
        self.column.addWidget(Gap(look, 16))
        close = Button(look, "aid.close", kind="primary", cap="Esc")
        close.clicked.connect(self.close_overlay)
        end = row(look)
        end.addStretch(1)
        end.addWidget(close)
        self.column.addLayout(end)

    def show_comfort(self, comfort: ComfortSet) -> None:
        """Show what is set."""
        self._comfort = comfort
        self.settings.show_comfort(comfort)

    def _take(self, changes: dict[str, object]) -> None:
        self._comfort = msgspec.structs.replace(self._comfort, **changes)
        self.changed.emit(self._comfort)
