"""The proof booklet: every item, the key only where it is asked for, pictures as vectors."""

import io
import re
from pathlib import Path

import msgspec
import pytest
from PIL import Image as Bitmap

from station.exam.form import (
    Form,
    Item,
    ItemId,
    Kind,
    Media,
    Option,
    OptionCode,
    Picture,
    Section,
    SectionCode,
    Stimulus,
)
from station.reporting.page import LEFT
from station.reporting.proof import render_proof
from station.reporting.proof.columns import MM_PER_UNIT
from station.reporting.proof.markup import Entry, Grid, Image, Paragraph, images, parse
from station.reporting.proof.outline import OutlineError, outline
from station.reporting.proof.svg import Matrix, SvgUnsupportedError, read_svg
from station.reporting.words import Language
from station.scoring.key import ItemKey, KeySheet, Statement
from tests.unit.reporting import paper
from tests.unit.reporting.models_levels import both

SHA = "ab" * 32
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
    b'<g stroke="#1B2733" fill="none"><rect x="10" y="5" width="40" height="20"/></g></svg>'
)
FOREIGN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>x</text></svg>'


def png() -> bytes:
    buffer = io.BytesIO()
    Bitmap.new("RGB", (40, 20), "#0B5CAD").save(buffer, "PNG")
    return buffer.getvalue()


MEDIA = {"kotak.svg": SVG, "foto.png": png(), "asing.svg": FOREIGN}


def option(code: str, text: str) -> Option:
    return Option(code=OptionCode(code), text=both(text, f"{text} (en)"))


def item(code: str, kind: Kind, stem: str, *options: Option, **more: object) -> Item:
    base = Item(id=ItemId(code), section=SectionCode("s"), kind=kind, stem=both(stem, f"EN {stem}"))
    return msgspec.structs.replace(base, options=options, **more)


FAR = "sama sekali tidak seperti saya di tempat kerja"
NEAR = "sangat seperti saya di tempat kerja"
ITEMS = (
    item("VER-01", Kind.SINGLE, "Mana yang **tepat**?", option("A", "satu"), option("B", "dua")),
    item(
        "FIG-01",
        Kind.SINGLE,
        "Pilih _gambar_.",
        option("A", "![kotak](kotak.svg)"),
        option("B", "![kotak lain](kotak.svg)"),
        picture=Picture(name="foto.png", alt=both("sebuah foto")),
    ),
    item("NUM-01", Kind.NUMERIC, "Berapa?", unit=both("juta")),
    item(
        "INT-01",
        Kind.SINGLE,
        "Apa yang Anda lakukan?",
        option("A", "melapor"),
        option("B", "diam"),
        stimulus="CASE-1",
    ),
    item("WS-01", Kind.LIKERT, "Saya rapi.", option("1", FAR), option("2", NEAR)),
    item(
        "WS-02",
        Kind.MOST_LEAST,
        "Paling dan tidak.",
        option(
            "A", "rajin menyusun rencana kerja untuk sepekan dan menepatinya sampai selesai " * 2
        ),
        option("B", "ramah"),
    ),
    item("ASG-01", Kind.SINGLE, "![asing](asing.svg)", option("A", "x"), option("B", "y")),
)
KEY = KeySheet(
    battery="uji",
    version="1",
    scales=(),
    items=(
        ItemKey(item=ItemId("VER-01"), scale="verbal", scoring="match", correct=("B",)),
        ItemKey(item=ItemId("FIG-01"), scale="figural", scoring="match", correct=("A",)),
        ItemKey(
            item=ItemId("NUM-01"),
            scale="numerical",
            scoring="match",
            correct=("12.5",),
            tolerance="0.1",
        ),
        ItemKey(
            item=ItemId("INT-01"),
            scale="integritas",
            scoring="graded",
            points={"A": 5, "B": 1},
            level=2,
        ),
        ItemKey(item=ItemId("WS-01"), scale="learning", scoring="keyed", direction="-"),
        ItemKey(
            item=ItemId("WS-02"),
            scale="",
            scoring="keyed",
            statements={
                "A": Statement(scale="self_awareness", direction="+"),
                "B": Statement(scale="emotional", direction="-"),
            },
        ),
    ),
)
FORM = Form(
    battery="uji",
    version="1",
    form="A",
    languages=("id", "en"),
    title=both("Baterai Uji", "Trial Battery"),
    label=both("Peragaan"),
    sections=(
        Section(
            code=SectionCode("s"),
            title=both("Bagian Satu", "Section One"),
            instruction=both("Pilih satu."),
            limit_ms=900_000,
            items=tuple(one.id for one in ITEMS),
        ),
    ),
    items=ITEMS,
    stimuli=(
        Stimulus(
            code="CASE-1",
            title=both("Kasus kantin"),
            text=both("Bacalah.\n\n| Hari | Buka |\n|---|---|\n| Senin | 07.00 |\n\n- satu\n- dua"),
        ),
    ),
    media=tuple(
        Media(name=name, type=f"image/{'png' if name.endswith('png') else 'svg+xml'}", sha256=SHA)
        for name in MEDIA
    ),
)


def pages(key: KeySheet | None = None, *languages: Language) -> list[paper.Page]:
    data = render_proof(
        FORM, content_sha256=SHA, media=MEDIA, key=key, languages=languages or ("id",)
    )
    return paper.read(data)


def words(printed: list[paper.Page]) -> str:
    return " ".join(page.words for page in printed)


@pytest.mark.parametrize("key", [None, KEY], ids=["without", "with"])
@pytest.mark.parametrize("languages", [("id",), ("en",), ("id", "en")])
def test_texts_keep_apart_in_every_booklet(
    key: KeySheet | None, languages: tuple[Language, ...]
) -> None:
    for page in pages(key, *languages):
        assert paper.untidy(page) == []


def test_every_item_stands_with_its_number_and_code() -> None:
    printed = words(pages())

    for number, one in enumerate(ITEMS, 1):
        assert f"{number} {one.id}" in printed


def test_a_booklet_without_key_tells_nothing_of_it() -> None:
    printed = words(pages())

    assert "TANPA KUNCI" in printed
    for secret in ("skala verbal", "12.5", "tingkat 2", "self_awareness", "dinilai 1"):
        assert secret not in printed


def test_a_booklet_with_key_tells_worth_scale_and_direction() -> None:
    printed = words(pages(KEY))

    for said in (
        "skala verbal · benar atau salah",
        "kunci 12.5 · toleransi 0.1",
        "skala integritas · dinilai 1 – 5 · tingkat 2",
        "arah –",
        "self_awareness +",
        "emotional –",
    ):
        assert said in printed


def test_a_tick_stands_at_the_right_option_alone() -> None:
    def ticks(key: KeySheet | None) -> int:
        return sum(
            1
            for page in pages(key)
            for _, _, width, height in page.rectangles()
            if abs(width - 2.6) < 0.01 and abs(height - 2.6) < 0.01
        )

    assert ticks(None) == 0
    assert ticks(KEY) == 3


def test_both_languages_stand_side_by_side() -> None:
    printed = pages(None, "id", "en")
    texts = [text for page in printed for text in page.texts]
    left = next(text for text in texts if text.text == "Berapa?")
    right = next(text for text in texts if text.text == "EN Berapa?")

    assert left.y == right.y
    assert left.x < 105 < right.x


def test_a_picture_that_cannot_be_drawn_is_named() -> None:
    assert "asing.svg" in words(pages())


def test_a_bitmap_is_embedded() -> None:
    data = render_proof(FORM, content_sha256=SHA, media=MEDIA)

    assert data.count(b"/Subtype /Image") == 1


def test_a_damaged_bitmap_is_named_instead() -> None:
    damaged = {**MEDIA, "foto.png": b"not a picture"}
    printed = paper.read(render_proof(FORM, content_sha256=SHA, media=damaged))

    assert "foto.png" in words(printed)


def test_a_shared_text_stands_before_its_first_item_with_its_table() -> None:
    printed = words(pages())

    assert printed.index("Kasus kantin") < printed.index("Apa yang Anda lakukan?")
    assert "CASE-1 untuk butir 4" in printed
    assert "Senin 07.00" in printed


def test_a_step_of_a_scale_is_never_parted_from_its_number() -> None:
    texts = [text for page in pages(None, "id", "en") for text in page.texts]
    far, near = (next(one for one in texts if label in one.text) for label in (FAR, NEAR))
    numbers = [one for one in texts if one.text in "12" and one.x < 100]

    assert near.y > far.y
    assert {one.y for one in numbers} >= {far.y, near.y}


@pytest.mark.parametrize("languages", [("id",), ("id", "en")])
def test_the_words_for_a_picture_stand_at_its_right(languages: tuple[Language, ...]) -> None:
    told = [text for page in pages(None, *languages) for text in page.texts if "foto" in text.text]

    assert told
    assert all(text.x > LEFT + 9 + 40 * MM_PER_UNIT for text in told)


# --- tables -------------------------------------------------------------------------------------


WIDE = "| Puskesmas | Kebutuhan | Pemakaian | Pengiriman | Kekosongan | Persediaan |"
NARROW = "| Puskesmas | Tunggu |"


def cells(table: str) -> list[paper.Text]:
    """Print a shared text of one table in both languages; return all that is printed."""
    rows = f"{table}\n|---|\n" + re.sub(r"\w+", "1.250", table).replace("1.250", "Batu Jaya", 1)
    changed = msgspec.structs.replace(FORM.stimuli[0], text={"id": rows, "en": rows})
    form = msgspec.structs.replace(FORM, stimuli=(changed,))
    data = render_proof(form, content_sha256=SHA, media=MEDIA, languages=("id", "en"))
    return [text for page in paper.read(data) for text in page.texts]


@pytest.mark.parametrize("table", [NARROW, WIDE], ids=["narrow", "wide"])
def test_no_word_of_a_table_is_broken(table: str) -> None:
    printed = [one.text for one in cells(table)]

    for word in re.findall(r"\w+", table):
        assert printed.count(word) == 2


def test_tables_too_wide_for_a_column_stand_one_under_the_other() -> None:
    heads = [one for one in cells(WIDE) if one.text == "Puskesmas"]

    assert heads[0].x == heads[1].x
    assert heads[0].y < heads[1].y


def test_tables_that_fit_stand_side_by_side() -> None:
    heads = [one for one in cells(NARROW) if one.text == "Puskesmas"]

    assert heads[0].x < heads[1].x
    assert heads[0].y == heads[1].y


def test_numbers_of_a_table_end_at_the_same_edge_as_their_head() -> None:
    printed = cells(NARROW)
    head = next(one for one in printed if one.text == "Tunggu")
    number = next(one for one in printed if one.text == "1.250")

    assert number.right == pytest.approx(head.right, abs=0.05)


def test_the_first_page_is_signed_by_two_and_names_the_content() -> None:
    first = pages()[0].words

    assert "Pemeriksa pertama" in first
    assert "Pemeriksa kedua" in first
    assert SHA in first.replace(" ", "")


def test_a_booklet_has_the_same_bytes_each_time() -> None:
    once, again = (render_proof(FORM, content_sha256=SHA, media=MEDIA, key=KEY) for _ in range(2))

    assert once == again


# --- markup -------------------------------------------------------------------------------------


def test_markup_becomes_elements_in_order() -> None:
    text = "Satu\nbaris.\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 |\n\nlihat ![alt](p.svg) ini"

    assert parse(text) == (
        Paragraph("Satu baris."),
        Entry("a"),
        Entry("b"),
        Grid((("x", "y"), ("1", ""))),
        Paragraph("lihat"),
        Image("p.svg", "alt"),
        Paragraph("ini"),
    )


def test_html_is_only_text() -> None:
    assert parse("<b>tebal</b>") == (Paragraph("<b>tebal</b>"),)


def test_a_text_of_pictures_alone_is_told_from_one_with_words() -> None:
    assert images("![a](x.svg)") == (Image("x.svg", "a"),)
    assert images("![a](x.svg) kata") == ()


# --- pictures -----------------------------------------------------------------------------------


def test_relative_and_absolute_outlines_are_the_same() -> None:
    absolute = outline("M10 10H30V20L5 25C6 6 7 7 8 8S9 9 1 1Q2 2 3 3T5 5Z")
    relative = outline("m10 10h20v10l-25 5c1-19 2-18 3-17s1 1-7-7q1 1 2 2t2 2z")

    assert [step for step, _ in absolute.steps] == [step for step, _ in relative.steps]
    for (_, first), (_, second) in zip(absolute.steps, relative.steps, strict=True):
        for one, other in zip(first, second, strict=True):
            assert one == pytest.approx(other)


def test_numbers_after_a_move_are_lines() -> None:
    assert [step for step, _ in outline("M0 0 1 1 2 2").steps] == ["m", "l", "l"]


def test_a_quadratic_curve_keeps_its_middle() -> None:
    (_, _), (step, (first, second, end)) = outline("M0 0Q10 20 20 0").steps

    middle = (0 + 3 * first[1] + 3 * second[1] + end[1]) / 8
    assert step == "c"
    assert middle == pytest.approx(10)


@pytest.mark.parametrize("bad", ["M0 0A1 1 0 0 1 2 2", "M0", "L", "M0 0L1"])
def test_an_outline_that_is_not_known_is_refused(bad: str) -> None:
    with pytest.raises(OutlineError):
        outline(bad)


def test_transforms_are_done_inner_first() -> None:
    moved = Matrix(e=10, f=5) @ Matrix(a=2, d=2)

    assert moved((1, 1)) == (12, 7)
    assert moved.scale == 2


def test_a_shape_inherits_its_look_and_its_widths_grow() -> None:
    picture = read_svg(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
        b'<g transform="translate(1 2)scale(3)" stroke="#abc" stroke-width="2"'
        b' stroke-dasharray="1 2" fill="none"><line x1="0" y1="0" x2="1" y2="1"/></g></svg>'
    )

    (shape,) = picture.shapes
    assert shape.path.steps == [("m", ((1, 2),)), ("l", ((4, 5),))]
    assert (shape.look.stroke, shape.look.width, shape.look.dash) == ("#AABBCC", 6, (3, 6))
    assert shape.look.fill == ""


@pytest.mark.parametrize(
    "part",
    [
        b"<text>huruf</text>",
        b'<use href="#x"/>',
        b'<image href="file:///etc/passwd"/>',
        b'<rect style="fill:red" width="1" height="1"/>',
        b'<rect fill="red" width="1" height="1"/>',
        b'<g transform="rotate(45)"><rect width="1" height="1"/></g>',
        b'<path d="M0 0A1 1 0 0 1 2 2"/>',
    ],
)
def test_what_a_picture_may_not_hold_is_refused(part: bytes) -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + part + b"</svg>"

    with pytest.raises(SvgUnsupportedError):
        read_svg(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 1 1">&a;</svg>',
    ],
)
def test_a_hostile_or_broken_picture_is_refused(data: bytes) -> None:
    with pytest.raises(SvgUnsupportedError):
        read_svg(data)


def test_every_picture_of_the_battery_can_be_drawn(checkout: Path) -> None:
    pictures = sorted((checkout / "resources" / "battery" / "media").glob("*.svg"))

    assert len(pictures) > 100
    assert all(read_svg(path.read_bytes()).shapes for path in pictures)
