"""Light markup as a laid-out document. No HTML is read; pictures come from the package alone."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
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
from station.ui.widgets.inlays import baseline, image_format, struck

NO_PICTURES = Pictures({})
SINGLE = QTextBlockFormat.LineHeightTypes.SingleHeight.value
LEAST = QTextBlockFormat.LineHeightTypes.MinimumHeight.value
FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
PARAGRAPH_GAP, ENTRY_GAP = 16, 4
CELL_PAD, TIGHT_PAD = 7, 3
NEVER = (-2.0, 0.0)
"""A width at which nothing was ever laid out."""
GAP, GAP_LINE, BLANK = "gap:", 52, "\u2009______\u2009"
FORMULA, LIFTED = "formula:", 1
"""Qt draws a line that grew so much, pixels at 100 %, above its place."""
NOTHING = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
NOTHING.fill(0)
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
        self._gaps: Mapping[str, int] = {}
        self._formulae: dict[str, QImage] = {}
        self._fresh, self._top = True, 0
        self._written, self._tables, self._tight = "", False, False
        self._laid_out = NEVER
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
        gaps: Mapping[str, int] | None = None,
    ) -> None:
        """Set `text` (light markup) anew.

        Args:
            text: Light markup.
            colour: Role of the letters.
            struck: Whether a line goes through them.
            room: Largest picture.
            ratio: Device pixels a pixel, for sharp pictures.
            gaps: How wide the gaps of an inline choice are; lines grow to hold them.
        """
        self._written, self._tight = text, False
        self._tables = any(isinstance(block, markup.Table) for block in markup.parse(text))
        self._colour, self._struck, self._ratio = colour, struck, ratio
        self._room = room or self._room
        self._gaps = gaps or {}
        font = self._look.font(self._style)
        if font != self.defaultFont():
            self.setDefaultFont(font)
        self.lift = _lift(self._look.font(self._style).toString(), self._look.line(self._style))
        self._rewrite()

    @override
    def loadResource(self, type: int, name: QUrl | str) -> Any:
        if type != QTextDocument.ResourceType.ImageResource:
            return None
        file = name.toString() if isinstance(name, QUrl) else name
        if file.startswith(GAP):
            return NOTHING
        if file.startswith(FORMULA):
            return self._formulae[file]
        size, ink = self._picture_size(file), self._look.theme.ink
        return self._pictures.image(file, size, self._ratio, ink)

    def lay_out(self, width: float) -> float:
        """Take the width, make tables tight when they would stand out, and return the height."""
        if width == self._laid_out[0]:
            return self._laid_out[1]
        self.setTextWidth(width)
        height = self.size().height()
        if self._tables and not self._tight and self.size().width() > width + 1 and width > 0:
            self._tight = True
            self._rewrite()
            self.setTextWidth(width)
            height = self.size().height()
        self._laid_out = (width, height)
        return height

    def natural_width(self) -> float:
        """Return how wide the text would be on lines that never break."""
        self._laid_out = NEVER
        self.setTextWidth(-1)
        return self.idealWidth()

    # --- inside ------------------------------------------------------------------------------

    def _rewrite(self) -> None:
        self.clear()
        self._formulae.clear()
        self._laid_out = NEVER
        self._fresh, self._top = True, 0
        cursor = QTextCursor(self)
        blocks = markup.parse(self._written)
        cursor.beginEditBlock()  # laid out once, at the end
        for block in blocks:
            self._write_block(cursor, block, last=block is blocks[-1])
            self._top = PARAGRAPH_GAP
        cursor.endEditBlock()

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
        line = self._look.px(GAP_LINE) if self._gaps else self._look.line(self._style)
        form.setLineHeight(line, FIXED)
        return form

    def _write_line(
        self, cursor: QTextCursor, line: markup.Line, *, bold: bool = False, style: str = ""
    ) -> None:
        for one in line:
            match one:
                case markup.Run(key=True):
                    cursor.insertText(f"\u00a0{one.text}\u00a0", self._key_format())
                case markup.Run():
                    cursor.insertText(one.text, self._run_format(one, bold=bold, style=style))
                case markup.Inset(name=name):
                    self._write_picture(cursor, name)
                case markup.Formula():
                    self._write_formula(cursor, one, style or self._style)
                case markup.Gap(name=name):
                    self._write_gap(cursor, name)

    def _run_format(
        self, run: markup.Run, *, bold: bool = False, style: str = ""
    ) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._look.font(style or self._style))
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

    def _write_formula(self, cursor: QTextCursor, formula: markup.Formula, style: str) -> None:
        """Set a formula on the baseline; its line grows where it is too high for it."""
        font, colour = self._look.font(style), self._look.colour(self._colour)
        image, below = self._pictures.formula(
            formula.name, formula.depth, font.pixelSize(), self._ratio, colour.name()
        )
        if image.isNull():
            return
        name = f"{FORMULA}{style}:{formula.name}"
        self._formulae[name] = struck(image, below, font, colour) if self._struck else image
        form = image_format(name, image, below)
        cursor.insertImage(form)
        line = self._look.line(style)
        room = baseline(font, line)
        if form.height() - below > room or below > line - room:
            self._grow(cursor, line)

    def _grow(self, cursor: QTextCursor, line: int) -> None:
        """Let the lines of this paragraph be higher than the others where they must."""
        block = cursor.blockFormat()
        if block.lineHeightType() == FIXED and not self._gaps:
            block.setLineHeight(line, LEAST)
            cursor.setBlockFormat(block)
        if cursor.blockNumber() == 0:
            self.lift = self._look.px(LIFTED)

    def _write_gap(self, cursor: QTextCursor, name: str) -> None:
        """Leave room for a gap; where nothing fills it, a line stands for it."""
        if name not in self._gaps:
            cursor.insertText(BLANK, self._run_format(markup.Run(text="")))
            return
        room = QTextImageFormat()
        room.setName(GAP + name)
        room.setWidth(self._gaps[name])
        room.setHeight(1)
        cursor.insertImage(room)

    def gap_places(self) -> dict[str, QRectF]:
        """Return where the gaps lie in the document, as high as their lines."""
        found = {}
        block = self.begin()
        while block.isValid():
            for fragment in fragments(block):
                form = fragment.charFormat()
                name = form.toImageFormat().name() if form.isImageFormat() else ""
                if name.startswith(GAP):
                    width = self._gaps[name.removeprefix(GAP)]
                    found[name.removeprefix(GAP)] = place_of(block, fragment.position(), width)
            block = block.next()
        return found

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
        for set_side in (form.setLeftPadding, form.setRightPadding):
            set_side(self._look.px(TIGHT_PAD if self._tight else CELL_PAD + 1))
        form.setBottomBorder(self._look.theme.line)
        form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBottomBorderBrush(QBrush(self._look.colour("rule")))
        if number == 0:
            form.setBackground(QBrush(self._look.colour("soft")))
        cell.setFormat(form)
        cursor = cell.firstCursorPosition()
        style = "help" if self._tight else "secondary"
        block = QTextBlockFormat()
        block.setLineHeight(self._look.line(style), FIXED)
        block.setAlignment(_ALIGN[align])
        cursor.setBlockFormat(block)
        self._write_line(cursor, line, bold=number == 0, style=style)


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """Yield the pieces of a paragraph that are set alike."""
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def place_of(block: QTextBlock, position: int, width: float) -> QRectF:
    """Return the box of a character of `block`, as high as its line."""
    layout = block.layout()
    line = layout.lineForTextPosition(position - block.position())
    x = cast("tuple[float, int]", line.cursorToX(position - block.position()))[0]
    return QRectF(layout.position().x() + x, layout.position().y() + line.y(), width, line.height())


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
    first = probe.firstBlock().layout().lineAt(0)
    return baseline(given, line) - first.y() - first.ascent()
