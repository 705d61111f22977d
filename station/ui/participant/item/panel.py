"""Beside the question: the open section at a glance, as a panel or as a narrow rail."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.item.faces import Panel
from station.ui.participant.item.pacing import PaceRow, PaceWords
from station.ui.states import CellState
from station.ui.widgets.boxes import Area, Rule, column, paint_box, row
from station.ui.widgets.cells import CellGrid, paint_cell
from station.ui.widgets.controls import Switch
from station.ui.widgets.notices import Notice
from station.ui.widgets.screens import Scrolled
from station.ui.widgets.text import Text, accessible

CENTRE = Qt.AlignmentFlag.AlignCenter
PANEL_WIDTH, RAIL_WIDTH = 304, 96
EDGE = 4
"""What a grid of cells keeps around itself for the ring."""


class Progress(QWidget):
    """How much of the section is answered, as a bar; the counts beside it say it in words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._done, self._of = look, 0, 1
        self.restyle()
        look.changed.connect(self.restyle)

    def show_progress(self, done: int, of: int) -> None:
        """Show `done` of `of`."""
        self._done, self._of = done, max(1, of)
        self.restyle()

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedHeight(self._look.px(8))
        said = self._look.say("panel.progress")
        accessible(self, f"{said}: {self._done}/{self._of}")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = self._look, QRectF(self.rect())
        paint_box(painter, look, box, fill="soft", edge="border", radius=4, line=1)
        painter.setClipRect(QRectF(0, 0, box.width() * self._done / self._of, box.height()))
        paint_box(painter, look, box, fill="accent", edge="border", radius=4, line=1)
        painter.end()


class Sample(QWidget):
    """A small cell for a legend."""

    def __init__(self, look: Look, state: CellState, *, flagged: bool = False) -> None:
        super().__init__()
        self._look, self._state, self._flagged = look, state, flagged
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.setFixedSize(self._look.px(18), self._look.px(18))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_cell(painter, self._look, box, self._state, flagged=self._flagged)
        painter.end()


class LegendEntry(QWidget):
    """A small cell and what it means."""

    def __init__(self, look: Look, key: str, state: CellState, *, flagged: bool = False) -> None:
        super().__init__()
        layout = row(look, gap=8)
        layout.addWidget(Sample(look, state, flagged=flagged))
        layout.addWidget(Text(look, "help", f"legend.{key}", colour="muted", wrap=False))
        self.setLayout(layout)


LEGEND: Sequence[Sequence[tuple[str, CellState, bool]]] = (
    (("answered", CellState.ANSWERED, False), ("seen", CellState.SEEN, False)),
    (("unseen", CellState.UNSEEN, False), ("flagged", CellState.UNSEEN, True)),
)


class SidePanel(Area):
    """The section's name, how much is answered, its cells, and what the cells mean."""

    chosen = Signal(str)
    advance_changed = Signal(bool)
    pace_changed = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__(look, width=PANEL_WIDTH)
        self._section = Text(look, "help", colour="muted")
        self._title = Text(look, "body_bold")
        self._progress = Progress(look)
        self._answered = Text(look, "secondary", wrap=False)
        self._flagged = Text(look, "secondary", colour="flag", wrap=False)
        self.cells = CellGrid(look, columns=8)
        self.cells.chosen.connect(self.chosen)
        self.advance = Switch(look, name="panel.advance")
        self.advance.toggled.connect(self.advance_changed)
        self.pace = PaceRow(look)
        self.pace.switch.toggled.connect(self.pace_changed)
        self._build()
        self.restyle_cells()
        look.changed.connect(self.restyle_cells)

    def _build(self) -> None:
        look = self.look
        head = column(look, pad=(20, 16, 0, 16))
        head.addWidget(self._section)
        head.addWidget(self._title)
        for gap, widget in ((10, self._progress), (8, self._counts())):
            head.addWidget(_below(look, gap, widget))
        self._scroll = Scrolled(self.cells)
        self._own, self._legend = self._statements(), self._samples()
        self._cells_place = QWidget()
        cells = column(look, pad=(16 - EDGE, 10, 0, 16 - EDGE), fills=True)
        cells.addWidget(self._scroll)
        self._cells_place.setLayout(cells)
        rest = column(look, pad=(0, 16, 16, 16))
        rest.addWidget(self._own, 1)
        rest.addWidget(self.pace)
        rest.addWidget(self._legend)
        whole = column(look, fills=True)
        whole.addLayout(head)
        whole.addWidget(self._cells_place, 1)
        whole.addLayout(rest)
        self._whole, self._rest = whole, rest
        self.setLayout(whole)

    def _counts(self) -> QWidget:
        counts = QWidget()
        layout = row(self.look)
        layout.addWidget(self._answered)
        layout.addStretch(1)
        layout.addWidget(self._flagged)
        counts.setLayout(layout)
        return counts

    def _statements(self) -> QWidget:
        """Return what stands in the place of cells when the items are statements."""
        look, own = self.look, QWidget()
        words = column(look)
        words.addWidget(Text(look, "body", "panel.advance"))
        words.addWidget(Text(look, "help", "panel.advance_when", colour="muted"))
        across = row(look, pad=(12, 0))
        across.addLayout(words, 1)
        across.addWidget(self.advance, 0, CENTRE)
        self._advance_row = QWidget()
        advance = column(look)
        advance.addWidget(Rule(look))
        advance.addLayout(across)
        self._advance_row.setLayout(advance)
        layout = column(look, pad=(16, 0, 0, 0), fills=True)
        layout.addWidget(self._advance_row)
        layout.addStretch(1)
        layout.addWidget(Notice(look, "info", "panel.statements"))
        own.setLayout(layout)
        return own

    def _samples(self) -> QWidget:
        samples = QWidget()
        layout = column(self.look, gap=6, pad=(12, 0, 0, 0))
        for entries in LEGEND:
            across = row(self.look, gap=16)
            for key, state, flagged in entries:
                across.addWidget(LegendEntry(self.look, key, state, flagged=flagged))
            across.addStretch(1)
            layout.addLayout(across)
        samples.setLayout(layout)
        return samples

    def restyle_cells(self) -> None:
        """Follow the look."""
        accessible(self.cells, self.look.say("panel.cells"))

    def show_panel(self, panel: Panel) -> None:
        """Show how the section stands."""
        self._section.say("panel.section", n=panel.place, of=panel.of)
        self._title.show_markup(self.look.pick(panel.title))
        self._progress.show_progress(panel.answered, panel.items)
        self._answered.say("panel.answered", n=panel.answered, of=panel.items)
        self._flagged.say("panel.flagged", n=panel.flagged)
        self._flagged.setVisible(panel.flagged > 0)
        for widget in (self._cells_place, self._legend):
            widget.setVisible(not panel.statements)
        self._own.setVisible(panel.statements)
        self._whole.setStretchFactor(self._rest, 1 if panel.statements else 0)
        if not panel.statements:
            self.cells.show_cells(panel.cells)
            self._keep_current()

    def show_advance(self, *, on: bool, offered: bool) -> None:
        """Show whether statements move on by themselves."""
        self._advance_row.setVisible(offered)
        self.advance.blockSignals(True)
        self.advance.setChecked(on)
        self.advance.blockSignals(False)

    def _keep_current(self) -> None:
        place = next((n for n, cell in enumerate(self.cells.cells) if cell.current), -1)
        if place >= 0 and self._scroll.verticalScrollBar().maximum() > 0:
            box = self.cells.places[place]
            self._scroll.ensureVisible(box.center().x(), box.center().y(), 0, box.height())


class Rail(Area):
    """The same, ninety-six pixels wide, beside a case."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, width=RAIL_WIDTH)
        self._section = Text(look, "caption", colour="muted", align=CENTRE)
        self._count = Text(look, "body_bold", align=CENTRE)
        self.pace = PaceWords(look, "caption", align=CENTRE)
        self.cells = CellGrid(look, columns=2)
        self.cells.chosen.connect(self.chosen)
        self._scroll = Scrolled(self.cells)
        whole = column(look, gap=6, pad=(15, 11, 12, 11), fills=True)
        for widget in (self._section, self._count):
            whole.addWidget(widget)
        whole.addWidget(_below(look, 4, self._scroll), 1)
        whole.addWidget(self.pace)
        self.setLayout(whole)
        self.restyle_cells()
        look.changed.connect(self.restyle_cells)

    def restyle_cells(self) -> None:
        """Follow the look."""
        accessible(self.cells, self.look.say("panel.cells"))

    def show_panel(self, panel: Panel) -> None:
        """Show how the section stands."""
        self._section.say("panel.section", n=panel.place, of=panel.of)
        self._count.show_plain(f"{panel.answered}/{panel.items}")
        self.cells.show_cells(panel.cells)


def _below(look: Look, gap: int, widget: QWidget) -> QWidget:
    """Return `widget` with a gap above it; shown and hidden as one."""
    holder = QWidget()
    layout = column(look, pad=(gap, 0, 0, 0))
    layout.addWidget(widget)
    holder.setLayout(layout)
    return holder
