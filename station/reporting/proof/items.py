"""One item of a proof: number, stem, picture, options, and the key where it is asked for."""

from collections.abc import Sequence

from station.exam.form import Item, Kind, Option, Text
from station.reporting import marks
from station.reporting.flow import Block, beside, gap, paragraph, stacked
from station.reporting.lines import wrap
from station.reporting.page import LEFT, RIGHT, WIDTH
from station.reporting.pen import Pen
from station.reporting.proof import keys
from station.reporting.proof.columns import MARGIN, Column, Sheet
from station.reporting.proof.keys import Worth
from station.reporting.proof.markup import images
from station.reporting.styles import (
    ACCENT,
    BODY,
    CAPTION,
    CODE_SMALL,
    FOOT,
    HAIRLINE,
    TABLE,
    Style,
)
from station.reporting.words import Wording
from station.scoring.key import ItemKey

LETTER = TABLE.bold()
OPTION = TABLE
TILE = 25.0
"""Width of an option that is a picture, mm."""


def item_blocks(
    item: Item, number: int, key: ItemKey | None, sheet: Sheet, words: Wording
) -> list[Block]:
    """Return the blocks of one item."""
    shown = [
        head(str(number), str(item.id), words(f"proof.kind_{item.kind.value}")),
        *sheet.texts(item.stem),
        *_picture(item, sheet),
        *_options(item, key, sheet),
        *_answer_field(item, words),
    ]
    codes = _shown_codes(item)
    line = keys.note(key, codes, words)
    if line:
        shown += [gap(0.4), _key_line(line)]
    return [*shown, _rule()]


def _shown_codes(item: Item) -> frozenset[str]:
    """Return the options that stand under the item; a rating scale's stand once for all."""
    if item.kind is Kind.LIKERT:
        return frozenset()
    return frozenset(str(option.code) for option in item.options)


def head(number: str, code: str, aside: str) -> Block:
    """Return the line above an item or a shared text; `aside` stands at the right."""

    def draw(pen: Pen, top: float) -> None:
        y = top + BODY.baseline
        pen.text(LEFT, y, number, BODY.bold().tinted(ACCENT))
        pen.text(LEFT + MARGIN, y, code, CODE_SMALL)
        pen.text(RIGHT, y, aside, FOOT, "right")

    return Block(height=BODY.leading + 0.3, draw=draw)


def _picture(item: Item, sheet: Sheet) -> list[Block]:
    if item.picture is None:
        return []
    return sheet.described(item.picture.name, item.picture.alt, FOOT)


def _options(item: Item, key: ItemKey | None, sheet: Sheet) -> list[Block]:
    if item.kind is Kind.LIKERT:
        return []
    pictures = [images(_any(option.text)) for option in item.options]
    if item.options and all(len(found) == 1 for found in pictures):
        return _tiles(item, key, sheet)
    worths = [keys.worth(key, str(one.code)) for one in item.options]
    room = max((_worth_width(one) for one in worths), default=0.0)
    blocks = [
        _option(one, worth, room, sheet) for one, worth in zip(item.options, worths, strict=True)
    ]
    for heading, options in (
        ("", item.columns),
        *((f"[[{blank.name}]]", blank.options) for blank in item.blanks),
    ):
        if heading:
            blocks += paragraph(heading, CODE_SMALL, LEFT + MARGIN, WIDTH - MARGIN)
        blocks += [_option(one, keys.NOTHING, 0.0, sheet) for one in options]
    return blocks


def _any(text: Text) -> str:
    return next(iter(text.values()), "")


def _option(option: Option, worth: Worth, room: float, sheet: Sheet) -> Block:
    """Return an option; what it is worth stands in `room` mm at the right of its first text."""
    first, *others = sheet.columns
    return beside(
        _option_column(option, worth, first, sheet, room),
        *(_option_column(option, keys.NOTHING, one, sheet, 0.0) for one in others),
    )


def _option_column(
    option: Option, worth: Worth, column: Column, sheet: Sheet, room: float
) -> list[Block]:
    single = Sheet(
        columns=(Column(language=column.language, x=column.x + 5, width=column.width - 5 - room),),
        pictures=sheet.pictures,
    )
    body = stacked(single.texts(option.text, OPTION) or [gap(OPTION.leading)])

    def draw(pen: Pen, top: float) -> None:
        y = top + OPTION.baseline
        if worth.best:
            marks.check(pen, column.x - 2.4, top + OPTION.leading / 2)
        pen.text(column.x, y, str(option.code), LETTER)
        right = column.x + column.width
        pen.text(right, y, worth.printed, _worth_style(worth), "right")
        body.draw(pen, top)

    return [Block(height=body.height, draw=draw)]


def _worth_width(worth: Worth) -> float:
    """Return the room that what an option is worth takes, with white before it, mm."""
    return _worth_style(worth).width(worth.printed) + 2.0 if worth.printed else 0.0


def _worth_style(worth: Worth) -> Style:
    return LETTER if worth.printed.isdigit() else FOOT


def _tiles(item: Item, key: ItemKey | None, sheet: Sheet) -> list[Block]:
    """Return options that are pictures, in rows of tiles, their words below."""
    across = int((WIDTH - MARGIN) // (TILE + 6))
    rows = [item.options[i : i + across] for i in range(0, len(item.options), across)]
    tiles = [
        beside(*(_tile(one, place, key, sheet) for place, one in enumerate(row))) for row in rows
    ]
    return [*tiles, *_tile_words(item.options, sheet)]


def _tile(option: Option, place: int, key: ItemKey | None, sheet: Sheet) -> list[Block]:
    x = LEFT + MARGIN + place * (TILE + 6)
    found = images(_any(option.text))[0]
    picture = sheet.picture(found.name, x + 5, TILE - 5)
    best = keys.worth(key, str(option.code)).best

    def draw(pen: Pen, top: float) -> None:
        pen.text(x, top + OPTION.baseline + 0.6, str(option.code), LETTER)
        if best:
            marks.check(pen, x + 1.4, top + OPTION.leading * 1.9)
        picture.draw(pen, top)

    return [Block(height=picture.height, draw=draw)]


def _tile_words(options: Sequence[Option], sheet: Sheet) -> list[Block]:
    stacks = []
    for column in sheet.columns:
        told = " ".join(
            f"**{option.code}** {found.alt}."
            for option in options
            for found in images(option.text.get(column.language, ""))
        )
        stacks.append(paragraph(told, FOOT, column.x, column.width))
    return [beside(*stacks)]


def _answer_field(item: Item, words: Wording) -> list[Block]:
    if item.kind not in {Kind.NUMERIC, Kind.TEXT}:
        return []
    unit = f" {words.of(item.unit)}" if item.unit else ""
    return paragraph(f"{words('proof.answer')} ……………{unit}", OPTION, LEFT + MARGIN, WIDTH - MARGIN)


def _key_line(text: str) -> Block:
    lines = wrap(f"**{text}**", CAPTION, WIDTH - MARGIN)
    return Block(height=lines.height, draw=lambda pen, top: lines.draw(pen, LEFT + MARGIN, top))


def _rule() -> Block:
    def draw(pen: Pen, top: float) -> None:
        pen.line((LEFT, top + 0.8), (RIGHT, top + 0.8), HAIRLINE)

    return Block(height=2.0, draw=draw)
