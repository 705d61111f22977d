"""Light markup as a laid-out document. No HTML is read; pictures come from the package alone."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)
from typing_extensions import override

from station.ui import markup
from station.ui.look import Look
from station.ui.pictures import Pictures

NO_PICTURES = Pictures({})
SINGLE = QTextBlockFormat.LineHeightTypes.SingleHeight.value
FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
PARAGRAPH_GAP, ENTRY_GAP = 16, 4
CELL_PAD = 8
_ALIGN: dict[markup.Align, Qt.AlignmentFlag] = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
}


class Sheet(QTextDocument):
    """A document in one text style. Its width is set by whoever draws it.

    Attributes:
        lift: How far to draw it below its place, so that text stands in the middle of its line.
    """

    def __init__(self, look: Look, style: str, pictures: Pictures = NO_PICTURES) -> None:
        super().__init__()
        self._look, self._style, self._pictures = look, style, pictures
        self._colour = "ink"
        self._struck = False
        self._ratio = 1.0
        self._room = QSize(4096, 4096)
        self._fresh, self._top = True, 0
        self.lift = 0.0
        self.setDocumentMargin(0)
        self.setUndoRedoEnabled(False)

    def write(
        self,
        text: str,
        *,
        colour: str = "ink",
        struck: bool = False,
        room: QSize | None = None,
        ratio: float = 1.0,
    ) -> None:
        """Set `text` (light markup) anew.

        Args:
            text: Light markup.
            colour: Role of the letters.
            struck: Whether a line goes through them.
            room: Largest picture.
            ratio: Device pixels a pixel, for sharp pictures.
        """
        self.clear()
        self._colour, self._struck, self._ratio = colour, struck, ratio
        self._room = room or self._room
        self.setDefaultFont(self._look.font(self._style))
        self.lift = _lift(self._look.font(self._style).toString(), self._look.line(self._style))
        self._fresh, self._top = True, 0
        cursor = QTextCursor(self)
        blocks = markup.parse(text)
        for block in blocks:
            self._write_block(cursor, block, last=block is blocks[-1])
            self._top = PARAGRAPH_GAP

    @override
    def loadResource(self, type: int, name: QUrl | str) -> Any:
        if type != QTextDocument.ResourceType.ImageResource:
            return None
        file = name.toString() if isinstance(name, QUrl) else name
        return self._pictures.image(file, self._picture_size(file), self._ratio)

    # --- inside ------------------------------------------------------------------------------

    def _write_block(self, cursor: QTextCursor, block: markup.Block, *, last: bool) -> None:
        match block:
            case markup.Paragraph(line=line):
                self._begin(cursor, self._top)
                self._write_line(cursor, line)
            case markup.Bullets(entries=entries):
                self._write_list(cursor, entries)
            case markup.Table():
                self._write_table(cursor, block, bottom=0 if last else PARAGRAPH_GAP)

    def _begin(self, cursor: QTextCursor, top: int) -> None:
        """Begin a paragraph `top` pixels (at 100 %) below the one before."""
        form = self._block_format()
        form.setTopMargin(self._look.px(top))
        if self._fresh:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form, QTextCharFormat())
        self._fresh = False

    def _block_format(self) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setLineHeight(self._look.line(self._style), FIXED)
        return form

    def _write_line(self, cursor: QTextCursor, line: markup.Line, *, bold: bool = False) -> None:
        for one in line:
            match one:
                case markup.Run(key=True):
                    cursor.insertText(f"\u00a0{one.text}\u00a0", self._key_format())
                case markup.Run():
                    cursor.insertText(one.text, self._run_format(one, bold=bold))
                case markup.Inset(name=name):
                    self._write_picture(cursor, name)
                case markup.Gap():
                    cursor.insertText("\u2009______\u2009", self._run_format(markup.Run(text="")))

    def _run_format(self, run: markup.Run, *, bold: bool = False) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self.defaultFont())
        form.setForeground(QBrush(self._look.colour(self._colour)))
        form.setFontItalic(run.italic)
        form.setFontStrikeOut(self._struck)
        if run.bold or bold:
            form.setFontWeight(700)
        return form

    def _key_format(self) -> QTextCharFormat:
        form = self._run_format(markup.Run(text=""))
        form.setFont(self._look.font("help"))
        form.setBackground(QBrush(self._look.colour("soft")))
        form.setForeground(QBrush(self._look.colour("muted")))
        return form

    def _write_picture(self, cursor: QTextCursor, name: str) -> None:
        size = self._picture_size(name)
        if size.isEmpty():
            return
        block = cursor.blockFormat()
        block.setLineHeight(0, SINGLE)
        cursor.setBlockFormat(block)
        image = QTextImageFormat()
        image.setName(name)
        image.setWidth(size.width())
        image.setHeight(size.height())
        image.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        cursor.insertImage(image)

    def _picture_size(self, name: str) -> QSize:
        own = self._pictures.size(name)
        width = min(self._room.width(), self._look.px(own.width()))
        height = min(self._room.height(), self._look.px(own.height()))
        return self._pictures.fitted(name, width, height)

    def _write_list(self, cursor: QTextCursor, entries: Sequence[markup.Line]) -> None:
        form = QTextListFormat()
        form.setStyle(QTextListFormat.Style.ListDisc)
        form.setIndent(1)
        self.setIndentWidth(self._look.px(24))
        self._begin(cursor, self._top)
        bullets = cursor.createList(form)
        self._write_line(cursor, entries[0])
        for entry in entries[1:]:
            self._begin(cursor, ENTRY_GAP)
            bullets.add(cursor.block())
            self._write_line(cursor, entry)

    def _write_table(self, cursor: QTextCursor, block: markup.Table, *, bottom: int) -> None:
        if not self._fresh:
            self._thin_block(cursor)
        table = cursor.insertTable(1 + len(block.rows), len(block.head), self._table_format(bottom))
        for place, cell in enumerate(block.head):
            self._write_cell(table, 0, place, cell, block.aligns[place])
        for number, row in enumerate(block.rows, 1):
            for place, cell in enumerate(row[: len(block.head)]):
                self._write_cell(table, number, place, cell, block.aligns[place])
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.setBlockFormat(_thin())
        self._fresh = True

    def _thin_block(self, cursor: QTextCursor) -> None:
        """End the paragraph, so that the table does not stand inside it."""
        cursor.insertBlock(_thin(), QTextCharFormat())

    def _table_format(self, bottom: int) -> QTextTableFormat:
        form = QTextTableFormat()
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setCellSpacing(0)
        form.setCellPadding(0)
        form.setBorder(0)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        form.setTopMargin(self._look.px(self._top))
        form.setBottomMargin(self._look.px(bottom))  # Qt drops the top margin of what follows
        return form

    def _write_cell(
        self, table: QTextTable, number: int, place: int, line: markup.Line, align: markup.Align
    ) -> None:
        cell = table.cellAt(number, place)
        form = QTextTableCellFormat()
        form.setPadding(self._look.px(CELL_PAD))
        form.setBottomBorder(self._look.theme.line)
        form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBottomBorderBrush(QBrush(self._look.colour("rule")))
        if number == 0:
            form.setBackground(QBrush(self._look.colour("soft")))
        cell.setFormat(form)
        cursor = cell.firstCursorPosition()
        block = self._block_format()
        block.setAlignment(_ALIGN[align])
        cursor.setBlockFormat(block)
        self._write_line(cursor, line, bold=number == 0)


def _thin() -> QTextBlockFormat:
    """Return the format of a paragraph that takes no height to speak of."""
    form = QTextBlockFormat()
    form.setLineHeight(1, FIXED)
    return form


@lru_cache(maxsize=256)
def _lift(font: str, line: int) -> float:
    """Return how far Qt sets letters too high in a line of `line` pixels (negative: too low)."""
    probe, form = QTextDocument(), QTextBlockFormat()
    given = QFont()
    given.fromString(font)
    probe.setDefaultFont(given)
    probe.setDocumentMargin(0)
    form.setLineHeight(line, FIXED)
    cursor = QTextCursor(probe)
    cursor.setBlockFormat(form)
    cursor.insertText("x")
    probe.size()
    metrics, first = QFontMetricsF(given), probe.firstBlock().layout().lineAt(0)
    wanted = (line - metrics.height()) / 2 + metrics.ascent()
    return wanted - first.y() - first.ascent()
