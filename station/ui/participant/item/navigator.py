"""All items at once: a row for each section, its cells beside its name, filters, the way back."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.item.faces import Overview, Part
from station.ui.participant.item.panel import LEGEND, LegendEntry
from station.ui.states import Cell, CellState
from station.ui.widgets.bars import Footer, Hint
from station.ui.widgets.boxes import Area, column, row
from station.ui.widgets.buttons import Button
from station.ui.widgets.cells import CellGrid
from station.ui.widgets.controls import Segmented
from station.ui.widgets.screens import Scrolled
from station.ui.widgets.text import Text, accessible

MIDDLE = Qt.AlignmentFlag.AlignVCenter
LABEL, PAD, GAP = 284, 4, 2
NARROW_BELOW = 700
FILTERS = ("every", "unanswered", "flagged")
ICONS = {
    "locked": ("lock", "muted"),
    "open": ("arrow-right", "accent"),
    "ahead": ("clock", "muted"),
}


class PartsMap(CellGrid):
    """Sections one under another, their cells in one painted widget."""

    def __init__(self, look: Look) -> None:
        self.parts: tuple[Part, ...] = ()
        self._bands: list[QRect] = []
        super().__init__(look, cell=(30, 28), gap=GAP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show sections; those without a cell are left out."""
        self.parts = tuple(part for part in parts if part.cells)
        cells = tuple(cell for part in self.parts for cell in part.cells)
        if cells == self.cells:
            self.restyle()
        self.show_cells(cells)
        accessible(self, self.look.say("all.cells"))

    def _label(self, width: int) -> int:
        """Return the width of the names; 0 when they stand above the cells."""
        return self.look.px(LABEL) if width >= self.look.px(NARROW_BELOW) else 0

    @override
    def _arrange(self) -> list[QRect]:
        places, self._bands = self._laid_out(self.width())
        return places

    def _laid_out(self, width: int) -> tuple[list[QRect], list[QRect]]:
        """Return where cells and sections stand when there is so much width."""
        places: list[QRect] = []
        bands: list[QRect] = []
        top, px, label = 0, self.look.px, self._label(width)
        for part in self.parts:
            first = top + px(PAD) + (0 if label else px(28))
            cells = self._cells_of(len(part.cells), label or px(12), first, width)
            low = cells[-1].bottom() + 1 + px(PAD)
            if label and cells[-1].top() > first:
                low = max(low, top + px(48))
            last = part is self.parts[-1]
            bands.append(QRect(0, top, width, low - top + (0 if last else 1)))
            places += cells
            top = low + 1
        return places, bands

    def _cells_of(self, count: int, left: int, top: int, width: int) -> list[QRect]:
        size, step = self.cell_size(), self.look.px(GAP)
        room = width - left - self.look.px(8)
        columns = max(1, min(32, (room + step) // (size.width() + step)))
        across, down = size.width() + step, size.height() + step
        return [
            QRect(QPoint(left + n % columns * across, top + n // columns * down), size)
            for n in range(count)
        ]

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        _, bands = self._laid_out(width)
        return bands[-1].bottom() + 1 if bands else self.look.px(80)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.look.px(400), self.heightForWidth(self.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for part, band in zip(self.parts, self._bands, strict=True):
            if band.intersects(event.rect()):
                self._paint_part(painter, part, band)
        self.paint_cells(painter, event.rect())
        painter.end()

    def _paint_part(self, painter: QPainter, part: Part, band: QRect) -> None:
        look, px, line = self.look, self.look.px, self.look.theme.line
        if part.state == "open":
            painter.fillRect(band.adjusted(line, 0, -line, -1), look.colour("info"))
        if part is not self.parts[-1]:
            painter.fillRect(QRect(0, band.bottom(), band.width(), line), look.colour("rule"))
        icon, role = ICONS[part.state]
        middle = band.top() + px(PAD + 14)
        size = px(14)
        look.draw_icon(painter, icon, QRectF(px(17), middle - size / 2, size, size), role)
        right = (self._label(self.width()) or self.width()) - px(12)
        counts = f"{part.answered}/{part.items}"
        painter.setFont(look.font("help"))
        painter.setPen(look.colour("muted"))
        room = QRectF(px(40), middle - px(12), right - px(40), px(24))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | MIDDLE), counts)
        room.setRight(right - painter.fontMetrics().horizontalAdvance(counts) - px(8))
        style, lines = self.name_lines(look.pick(part.title), room.width())
        more = (len(lines) - 1) * QFontMetricsF(look.font(style)).lineSpacing()
        if self._label(self.width()) and band.height() > px(44):
            under = QRectF(px(40), middle + px(8) + more, right - px(40), px(20))
            painter.drawText(under, int(MIDDLE), look.say(f"all.{part.state}"))
        else:
            room.translate(0, -more / 2)
        painter.setFont(look.font(style))
        painter.setPen(look.colour("ink"))
        for words in lines:
            painter.drawText(room, int(MIDDLE), words)
            room.translate(0, more)

    def name_lines(self, words: str, width: float) -> tuple[str, list[str]]:
        """Return the text style of a section's name, and its one or two lines."""
        for style in ("secondary_bold", "help_bold"):
            if QFontMetricsF(self.look.font(style)).horizontalAdvance(words) <= width:
                return style, [words]
        metrics = QFontMetricsF(self.look.font("help_bold"))
        first, *rest = words.split(" ")
        while rest and metrics.horizontalAdvance(f"{first} {rest[0]}") <= width:
            first = f"{first} {rest.pop(0)}"
        lines = [first, " ".join(rest)] if rest else [first]
        cut = Qt.TextElideMode.ElideRight
        return "help_bold", [metrics.elidedText(line, cut, width) for line in lines]

    @override
    def said(self, place: int) -> str:
        count = 0
        for part in self.parts:
            count += len(part.cells)
            if place < count:
                return f"{super().said(place)}, {self.look.pick(part.title)}"
        return super().said(place)


class NavigatorView(QWidget):
    """The map with its head and filters."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._overview: Overview | None = None
        self._filter = "every"
        self._title = Text(look, "item_title", "all.title", wrap=False)
        self._answered = Text(look, "secondary", wrap=False)
        choices = [(name, f"all.{name}") for name in FILTERS]
        self.filters = Segmented(look, choices, name="all.filter", n=0)
        self.filters.chosen.connect(self.filter_by)
        self.map = PartsMap(look)
        self.map.chosen.connect(self.chosen)
        self._none = Text(look, "body", "all.none", colour="muted")
        card = Area(look)
        inside = column(look)
        self.scrolled = Scrolled(self.map)
        inside.addWidget(self.scrolled)
        inside.addWidget(self._none)
        card.setLayout(inside)
        head = row(look, gap=16)
        head.addWidget(self._title, 0, MIDDLE)
        head.addWidget(self._answered, 0, MIDDLE)
        head.addStretch(1)
        head.addWidget(self.filters)
        self.column = column(look, gap=10, pad=(12, 24, 20, 24), fills=True)
        self.column.addLayout(head)
        self.column.addWidget(card, 1)
        self.setLayout(self.column)
        look.changed.connect(self._write)

    def show_overview(self, overview: Overview) -> None:
        """Show how all items stand."""
        self._overview = overview
        self._write()

    def filter_by(self, name: str) -> None:
        """Show every item, the unanswered or the flagged ones."""
        self._filter = name
        self.filters.choose(name)
        self._write()

    def open(self) -> None:
        """Begin with every item, the keyboard on the current one."""
        self.filter_by("every")
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, *, compact: bool) -> None:
        """Take the wide or the compact form."""
        self.column.measure(gap=8 if compact else 10,
                            pad=(8, 16, 8, 16) if compact else (12, 24, 20, 24))  # fmt: skip
        self._answered.setVisible(not compact)
        self._title.setVisible(not compact)

    def jump(self, wanted: str) -> None:
        """Move the keyboard to the next unanswered or flagged cell that can be opened."""
        cells = self.map.cells
        after = [n for n in range(len(cells)) if n > self.map.at]
        around = [*after, *(n for n in range(len(cells)) if n <= self.map.at)]
        found = next((n for n in around if cells[n].opens and fits(cells[n], wanted)), None)
        if found is not None:
            self.map.move_to(found)
            self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll so that the cell the keyboard is on can be seen."""
        if 0 <= self.map.at < len(self.map.places):
            box = self.map.places[self.map.at]
            self.scrolled.ensureVisible(box.center().x(), box.center().y(), 0, box.height())

    def _write(self) -> None:
        overview = self._overview
        if overview is None:
            return
        self._answered.say("all.answered", n=overview.answered, of=overview.items)
        for name, count in zip(
            FILTERS, (overview.items, overview.unanswered, overview.flagged), strict=True
        ):
            self.filters.say(name, f"all.{name}", n=count)
        self.map.show_parts(tuple(filtered(part, self._filter) for part in overview.parts))
        self._none.setVisible(not self.map.cells)
        self.scrolled.setVisible(bool(self.map.cells))
        self.keep_in_sight()


def filtered(part: Part, wanted: str) -> Part:
    """Return the section with the cells that `wanted` lets through."""
    if wanted == "every":
        return part
    cells = tuple(cell for cell in part.cells if cell.opens and fits(cell, wanted))
    return Part(
        title=part.title, state=part.state, answered=part.answered, items=part.items, cells=cells
    )


def fits(cell: Cell, wanted: str) -> bool:
    """Return whether a cell is unanswered, or flagged, as wanted."""
    return cell.flagged if wanted == "flagged" else cell.state is not CellState.ANSWERED


class NavigatorFooter(Footer):
    """What the cells mean, what keys do, the way back."""

    back_pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._legend = QWidget()
        legend = row(look, gap=16)
        entries = [entry for line in LEGEND for entry in line]
        entries += [
            ("locked", CellState.LOCKED, False),
            ("locked_blank", CellState.LOCKED_BLANK, False),
        ]
        for key, state, flagged in entries:
            legend.addWidget(LegendEntry(look, key, state, flagged=flagged))
        self._legend.setLayout(legend)
        self._hints = QWidget()
        hints = row(look, gap=14, pad=(0, 24, 0, 0))
        hints.addWidget(Hint(look, "U", "hint.unanswered"))
        hints.addWidget(Hint(look, "F", "hint.flagged"))
        self._hints.setLayout(hints)
        self.back = Button(look, "all.back", kind="primary", cap="Esc", n=0)
        self.back.clicked.connect(self.back_pressed)
        self.row.addWidget(self._legend)
        self.row.addStretch(1)
        self.row.addWidget(self._hints)
        self.row.addWidget(self.back)

    def show_back(self, number: int) -> None:
        """Say to which item it goes back."""
        self.back.say("all.back", n=number)

    def arrange(self, *, compact: bool, width: int) -> None:
        """Take the wide or the compact form; leave out what has no room in `width`."""
        self.measure(height=52 if compact else 72)
        room = width - self.back.width() - self.look.px(64)
        hints, legend = self._hints.sizeHint().width(), self._legend.sizeHint().width()
        self._legend.setVisible(not compact and legend <= room)
        self._hints.setVisible(not compact and legend + hints <= room)
