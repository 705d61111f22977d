"""Words on a surface: light markup in one text style, with the line height of the drawing."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from station.ui import markup
from station.ui.look import Look
from station.ui.pictures import Pictures
from station.ui.widgets.sheet import NO_PICTURES, Sheet

Align = Qt.AlignmentFlag
TITLES = {"item_title", "page_title", "display", "display_large"}
LONG, LONG_WIDTH = 200, 768
"""A text of so many letters wants this width, pixels at 100 %; nobody asks how long its line is."""


class Text(QLabel):
    """A paragraph, or more. A screen reader reads it as static text.

    Args:
        look: How everything looks.
        style: One of `station.ui.fonts.STYLES`.
        key: Words to say; follows the language. None to be given later.
        colour: Role of the letters.
        align: Where lines stand.
        wrap: Whether lines break at the width; without, one line that keeps its width.
        max_width: Widest line, pixels at 100 %.
        pictures: Where pictures in the markup come from.
        values: For the words.
    """

    def __init__(
        self,
        look: Look,
        style: str = "body",
        key: str | None = None,
        *,
        colour: str = "ink",
        align: Qt.AlignmentFlag = Align.AlignLeft,
        wrap: bool = True,
        max_width: int | None = None,
        pictures: Pictures = NO_PICTURES,
        **values: object,
    ) -> None:
        super().__init__()
        self.look = look
        self._style, self._colour, self._align = style, colour, align
        self._wrap, self._max_width, self._struck = wrap, max_width, False
        self._key, self._values, self._markup = key, values, ""
        self._heights: dict[int, int] = {}
        self._natural: QSize | None = None
        self._sheet, self._stale = Sheet(look, style, pictures), True
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WordWrap if wrap else QTextOption.WrapMode.NoWrap)
        self._sheet.setDefaultTextOption(option)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Minimum,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.restyle()
        look.changed.connect(self.restyle)

    @property
    def letters(self) -> str:
        """The name of its text style."""
        return self._style

    @property
    def is_title(self) -> bool:
        """Whether it is the title of something."""
        return self._style in TITLES

    def say(self, key: str, **values: object) -> None:
        """Show the words `key` from now on; text among `values` never becomes markup."""
        if (key, values) != (self._key, self._values):
            self._key, self._values = key, values
            self._show()

    def show_markup(self, text: str) -> None:
        """Show light markup that is content, not words of the program."""
        if self._key is not None or text != self._markup:
            self._key, self._markup = None, text
            self._show()

    def show_plain(self, text: str) -> None:
        """Show `text` as it is."""
        self.show_markup(markup.escaped(text))

    def paint_as(self, colour: str, *, struck: bool = False) -> None:
        """Change the role of the letters, and whether a line goes through them."""
        if (colour, struck) != (self._colour, self._struck):
            self._colour, self._struck = colour, struck
            self._stale = True
            self.update()

    def restyle(self) -> None:
        """Follow the look."""
        if self._max_width is not None:
            self.setMaximumWidth(self.look.px(self._max_width))
        self._show()

    # --- inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._key is not None:
            safe = {
                name: markup.escaped(value) if isinstance(value, str) else value
                for name, value in self._values.items()
            }
            self._markup = self.look.say(self._key, **safe)
        self._stale = True
        spoken = markup.plain(self._markup)
        if spoken != self.text():
            self.setText(spoken)
        self._heights.clear()
        self._natural = None
        self.updateGeometry()
        self.update()

    def _written(self) -> Sheet:
        """Return the sheet with the words on it: they are set when they are asked for."""
        if self._stale:
            self._stale = False
            room = QSize(max(self.width(), 200), self.look.px(720))
            self._sheet.write(
                self._markup, colour=self._colour, struck=self._struck, room=room,
                ratio=self.devicePixelRatioF(),
            )  # fmt: skip
        return self._sheet

    @override
    def hasHeightForWidth(self) -> bool:
        return self._wrap

    @override
    def heightForWidth(self, width: int) -> int:
        width = min(width, self.maximumWidth())
        if width not in self._heights:
            self._heights[width] = round(self._written().lay_out(width))
        return self._heights[width]

    @override
    def sizeHint(self) -> QSize:
        if self._wrap and len(self._markup) > LONG:
            return self._long_hint()
        if self._natural is None:
            sheet = self._written()
            wide = int(sheet.natural_width()) + 1
            self._natural = QSize(wide, round(sheet.size().height()))
        if not self._wrap:
            return self._natural
        width = min(self._natural.width(), self.maximumWidth())
        return QSize(width, self.heightForWidth(width))

    def _long_hint(self) -> QSize:
        """Return the size of a long text as it stands: to set it at another width takes long."""
        stands = self.width() in self._heights
        width = self.width() if stands else min(self.look.px(LONG_WIDTH), self.maximumWidth())
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        if not self._wrap:
            return self.sizeHint()
        return QSize(self.look.px(48), self.look.line(self._style))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = self._written()
        height = sheet.lay_out(self.width())
        top = (self.height() - height) / 2 if self.alignment() & Align.AlignVCenter else 0
        moved = QPointF(0, max(0.0, top) + sheet.lift)
        painter.translate(moved)
        sheet.drawContents(painter, QRectF(event.rect()).translated(-moved))
        painter.end()


def name_by_words(widget: QWidget, within: QWidget) -> None:
    """Let a screen reader say the title that is shown in `within`, then all its other words.

    For what holds the keyboard itself: a screen without a control, a dialog that has come up.
    """
    shown = [one for one in within.findChildren(Text) if one.isVisibleTo(within) and one.text()]
    shown.sort(key=lambda one: one.mapTo(within, one.rect().topLeft()).toTuple()[::-1])
    title = next((one for one in shown if one.is_title), None)
    others = " ".join(one.text() for one in shown if one is not title)
    accessible(widget, others if title is None else title.text(), others if title else "")


def accessible(widget: QWidget, name: str, description: str = "") -> None:
    """Give `widget` the name, and the description, that a screen reader says."""
    if widget.accessibleName() != name:
        widget.setAccessibleName(name)
    if widget.accessibleDescription() != description:
        widget.setAccessibleDescription(description)
