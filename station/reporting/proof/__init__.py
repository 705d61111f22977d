"""The proof booklet of a form: every item as it will be asked, with or without its key.

Two people read it and sign it. Pictures of our own element set are vectors; one that cannot be
drawn is named in a dashed frame, never left out in silence.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from PIL import UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from station.exam.form import Form, Item, ItemId, Kind, Section, Stimulus, Text
from station.reporting import figures
from station.reporting.flow import Block, gap, keep, paragraph, tall, together
from station.reporting.headings import caption_aside, heading
from station.reporting.lines import NO_BREAK
from station.reporting.page import LEFT, RIGHT, ROOM, WIDTH, Running, paper, publish, title_blocks
from station.reporting.proof.columns import Bitmap, Drawn, Sheet, columns, spaced
from station.reporting.proof.items import head, item_blocks
from station.reporting.proof.keys import keys_by_item
from station.reporting.proof.svg import SvgUnsupportedError, read_svg
from station.reporting.signatures import Signature, signature_block
from station.reporting.styles import BODY, CAPTION, TABLE
from station.reporting.tables import Column, Row, Table
from station.reporting.words import Language, Wording
from station.scoring import format as forms
from station.scoring.key import ItemKey, KeySheet

MS_PER_MINUTE = 60_000


def render_proof(
    form: Form,
    *,
    content_sha256: str,
    media: Mapping[str, bytes],
    key: KeySheet | None = None,
    languages: Sequence[Language] = ("id",),
) -> bytes:
    """Return the booklet's PDF.

    Args:
        form: Its content.
        content_sha256: Of the form's canonical content in hex, printed on every page.
        media: Bytes of its pictures by name.
        key: Printed with each item; None: a booklet without key.
        languages: One or two; two stand side by side. The first is that of the headings.
    """
    words = Wording(languages[0])
    sheet = Sheet(
        columns=columns(languages),
        pictures={one.name: _drawn(one.type, media.get(one.name, b"")) for one in form.media},
    )
    kind = words("proof.with_key" if key else "proof.without_key")
    blocks = [
        *_cover(form, kind, content_sha256, words),
        *_sections(form, keys_by_item(key), sheet, words),
    ]
    title = f"{words('proof.title')} {form.battery} {form.version} {form.form}"
    running = Running(
        head_left=f"**{title}** · {kind}",
        head_right=words("report.confidential"),
        foot=words("proof.foot"),
        code=content_sha256[:16],
    )
    return publish(blocks, paper(running), room=ROOM, title=title, language=languages[0])


def _drawn(kind: str, data: bytes) -> Drawn:
    try:
        if kind == "image/svg+xml":
            return read_svg(data)
        image = ImageReader(io.BytesIO(data))
        width, height = image.getSize()
    except (SvgUnsupportedError, UnidentifiedImageError, OSError):
        return None
    return Bitmap(image=image, width=width, height=height)


def _cover(form: Form, kind: str, content_sha256: str, words: Wording) -> list[Block]:
    subtitle = f"{words.of(form.label)} · {kind}"
    table = Table(
        columns=(
            Column(title=words("proof.section"), x=LEFT, width=90),
            Column(title=words("proof.items"), x=110, width=20, align="right"),
            Column(title=words("proof.numbers"), x=134, width=26, align="right"),
            Column(title=words("proof.minutes"), x=164, width=RIGHT - 164, align="right"),
        )
    )
    return [
        *title_blocks(f"{words('proof.title')}: {words.of(form.title)}", subtitle),
        gap(3),
        *paragraph(words("proof.purpose"), BODY, LEFT, WIDTH, after=2),
        *table.blocks(_section_rows(form, words)),
        gap(3),
        *paragraph(
            words("proof.content", sha256=figures.grouped(content_sha256)), CAPTION, LEFT, WIDTH
        ),
        gap(8),
        signature_block(
            [Signature(role=words(f"proof.reader_{number}"), name="", nip="") for number in (1, 2)],
            words("proof.place_and_day"),
            words,
        ),
    ]


def _section_rows(form: Form, words: Wording) -> list[Row]:
    numbers = _numbers(form)
    language = words.language
    rows = []
    for section in form.sections:
        first, last = numbers[section.items[0]], numbers[section.items[-1]]
        rows.append(
            Row(
                cells=(
                    words.of(section.title),
                    forms.whole(language, len(section.items)),
                    f"{first} – {last}",
                    forms.whole(language, section.limit_ms // MS_PER_MINUTE),
                )
            )
        )
    return rows


def _numbers(form: Form) -> dict[ItemId, int]:
    return {item.id: number for number, item in enumerate(form.items, 1)}


def _sections(form: Form, keys: Mapping[str, ItemKey], sheet: Sheet, words: Wording) -> list[Block]:
    items = {item.id: item for item in form.items}
    stimuli = {stimulus.code: stimulus for stimulus in form.stimuli}
    numbers = _numbers(form)
    blocks: list[Block] = []
    for order, section in enumerate(form.sections, 1):
        begin = _section_head(section, order, sheet, words)
        room = ROOM.bottom - ROOM.top - tall(begin)
        asked = [items[code] for code in section.items]
        blocks += [replace(begin[0], new_page=True), *begin[1:], *_scale_words(asked, sheet)]
        for code, run in groupby(asked, key=lambda item: item.stimulus):
            about = list(run)
            if code:
                told = _stimulus(stimuli[code], [numbers[one.id] for one in about], sheet, words)
                blocks += [*_whole(told, room), gap(2.0)]
            for item in about:
                told = item_blocks(item, numbers[item.id], keys.get(item.id), sheet, words)
                blocks += _whole(told, room)
    return blocks


def _whole(blocks: list[Block], room: float) -> list[Block]:
    """Keep an item or a shared text on one page if `room` mm can hold it."""
    return together(blocks) if tall(blocks) <= room else blocks


def _section_head(section: Section, order: int, sheet: Sheet, words: Wording) -> list[Block]:
    aside = words(
        "proof.section_aside",
        items=len(section.items),
        minutes=section.limit_ms // MS_PER_MINUTE,
    )
    return [
        heading(words.of(section.title), number=order, aside=caption_aside(aside)),
        *keep(spaced(sheet.texts(section.instruction, TABLE), 1.5)),
    ]


def _scale_words(items: Sequence[Item], sheet: Sheet) -> list[Block]:
    """Return the labels of a section's rating scale, once, before its items."""
    scale = next((item.options for item in items if item.kind is Kind.LIKERT), ())
    if not scale:
        return []
    text: Text = {
        column.language: " · ".join(
            f"**{option.code}** {option.text.get(column.language, '')}".replace(" ", NO_BREAK)
            for option in scale
        )
        for column in sheet.columns
    }
    return spaced(sheet.texts(text, CAPTION), 1.5)


def _stimulus(
    stimulus: Stimulus, asked: Sequence[int], sheet: Sheet, words: Wording
) -> list[Block]:
    """Return a shared text, and which items ask about it."""
    title = {language: f"**{text}**" for language, text in stimulus.title.items()}
    numbers = " – ".join(str(one) for one in sorted({asked[0], asked[-1]}))
    blocks = [
        head("", stimulus.code, words("proof.for_items", numbers=numbers)),
        *sheet.texts(title, BODY),
        *sheet.texts(stimulus.text, TABLE),
    ]
    if stimulus.picture:
        blocks += sheet.described(stimulus.picture.name, stimulus.picture.alt, CAPTION)
    return blocks
