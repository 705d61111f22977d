"""Formulae: set where the bank is compiled, spoken in each language, refused with their place."""

import re
from dataclasses import replace
from typing import Any

import pytest

from station.bank.check import check_folder
from station.bank.compile import compile_folder
from station.bank.drawings import drawing_fault
from station.bank.errors import DrawingRefusedError, FormulaBrokenError
from station.bank.tables import Folder, RuleRow, StatementRow, StimulusRow
from station.exam.form import Form, Item
from tests.unit.bank.test_bank import folder, item, options

INLINE = re.compile(r"!\[([^\]]*)\]\((formula-[0-9a-f]{16}\.svg) (\d+)\)")


def stem(indonesian: str, english: str = "plain", **fields: Any) -> Folder:
    """Return a folder with one item that asks this."""
    return folder(item("X-1", stem={"id": indonesian, "en": english}, **fields))


def compiled(one: Folder) -> tuple[Form, dict[str, bytes]]:
    """Return the content of the only form, and its media by name."""
    whole = compile_folder(one)
    form = whole.forms["A"]
    names = [media.name for media in form.media]
    return form, dict(zip(names, whole.media["A"], strict=True))


def asked(one: Folder) -> Item:
    """Return the first item of the only form."""
    return compiled(one)[0].items[0]


@pytest.mark.parametrize(
    "latex, indonesian, english",
    [
        (r"\frac{3}{4}", "3 per 4", "3 over 4"),
        (r"\sqrt{2}", "akar kuadrat dari 2", "square root of 2"),
        (r"\sqrt[3]{27}", "akar pangkat tiga dari 27", "cube root of 27"),
        (r"x^2", "x kuadrat", "x squared"),
        (r"2{,}75", "2 koma 75", "2 comma 75"),
        (r"25\%", "25 persen", "25 percent"),
        (
            r"\sum_{i=1}^{n} i",
            "jumlah dari i sama dengan 1 sampai n dari i",
            "sum from i equals 1 to n of i",
        ),
    ],
)
def test_a_formula_is_a_picture_with_its_depth_and_the_words_of_the_language(
    latex: str, indonesian: str, english: str
) -> None:
    form, media = compiled(stem(f"Berapa ${latex}$ itu?", f"What is ${latex}$?"))
    found = {language: INLINE.findall(text) for language, text in form.items[0].stem.items()}

    assert found["id"][0][0] == indonesian
    assert found["en"][0][0] == english
    assert all(media[name] for words in found.values() for _, name, _ in words)


def test_the_decimal_comma_of_indonesian_is_part_of_its_number() -> None:
    _, media = compiled(stem("$3,5$"))
    (tight,) = media.values()
    (loose,) = compiled(folder(item("X-1", stem={"id": "x", "en": "$3,5$"})))[1].values()

    width = re.compile(rb'width="(\d+)"')
    assert int(width.findall(tight)[0]) < int(width.findall(loose)[0])  # a list in English
    assert asked(stem("$3,5 + 1$")).stem["id"].startswith("![3,5 tambah 1](")


def test_what_hangs_below_the_baseline_is_its_depth() -> None:
    flat, hanging = (
        int(INLINE.findall(asked(stem(one)).stem["id"])[0][2]) for one in ["$2$", "$x_1$"]
    )

    assert flat < 30 < hanging


def test_pictures_of_formulae_hold_shapes_in_ink_and_nothing_else() -> None:
    _, media = compiled(stem(r"$x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}$"))
    (drawn,) = media.values()

    assert drawing_fault(drawn) == ""
    assert set(re.findall(rb"<(\w+)", drawn)) == {b"svg", b"g", b"path", b"rect"}
    assert set(re.findall(rb'(?:fill|stroke)="([^"]*)"', drawn)) == {b"#1B2733", b"none"}


def test_formulae_are_set_in_options_columns_labels_and_stimuli() -> None:
    labels = [{"id": "$1$", "en": "$1$"}, {"id": "$2$", "en": "$2$"}]
    spoken = StatementRow(code="X-2", section="one", kind="likert", letter="", text={"id": "s"})
    one = folder(
        item("X-1", options=options("AB") | {"C": {"id": r"$\pi$", "en": r"$\pi$"}}, stimulus="S"),
        statements=(spoken,),
        stimuli=(StimulusRow(code="S", title={"id": "t"}, text={"id": "Luas $a^2$."}),),
        rules=(RuleRow(code="X-1", rule="columns", value={"id": "P = $|x|$ | Q = b"}),),
    )
    section = one.plan["section"][0] | {"likert": {"labels": labels}}
    form, media = compiled(replace(one, plan=one.plan | {"section": [section]}))
    told = [
        form.items[0].options[2].text["id"],
        form.items[0].columns[0].text["id"],
        form.items[1].options[1].text["id"],
        form.stimuli[0].text["id"],
    ]

    assert [INLINE.search(text) is not None for text in told] == [True] * 4
    assert form.items[0].columns[1].text["id"] == "b"
    assert {INLINE.findall(text)[0][1] for text in told} <= set(media)


def test_words_alone_stand_where_no_picture_can() -> None:
    one = stem("x", image="p.svg", alt={"id": "Grafik $y = x^2$", "en": "Graph of $y = x^2$"})
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>'
    picture = asked(replace(one, media={"p.svg": drawing})).picture

    assert picture is not None
    assert picture.alt == {
        "id": "Grafik y sama dengan x kuadrat",
        "en": "Graph of y equals x squared",
    }


def test_a_unit_and_an_instruction_say_a_formula_in_words() -> None:
    one = stem("x", kind="numeric", options={})
    unit = RuleRow(code="X-1", rule="unit", value={"id": "$m^2$", "en": "$m^2$"})
    section = one.plan["section"][0] | {"instruction": {"id": r"Pakai $\pi$.", "en": "x"}}
    whole = replace(
        one,
        plan=one.plan | {"section": [section]},
        tables=replace(one.tables, rules=(unit,)),
    )
    form, media = compiled(whole)

    assert form.items[0].unit == {"id": "m kuadrat", "en": "m squared"}
    assert form.sections[0].instruction["id"] == "Pakai pi."
    assert media == {}


def test_the_same_formula_is_one_picture_and_every_compilation_the_same_bytes() -> None:
    one = stem(r"$\frac{1}{2}$ dan $\frac{1}{2}$", r"$\frac{1}{2}$")
    (first, media), (second, again) = compiled(one), compiled(one)

    assert (first, media) == (second, again)
    assert len(media) == 1


def test_a_dollar_sign_is_written_with_a_backslash() -> None:
    assert asked(stem(r"Harganya US\$5 dan US\$7")).stem["id"] == "Harganya US$5 dan US$7"


def test_key_caps_and_file_names_are_no_formulae() -> None:
    assert asked(stem("Tekan `$` lalu `$`")).stem["id"] == "Tekan `$` lalu `$`"


BROKEN = [
    (r"$\frac{1$", "'{' without a matching '}'"),
    (r"$\foo{x}$", "unsupported command"),
    ("Harga US$5 dan US$7", "a dollar sign without its partner"),
    ("satu $ saja", "a dollar sign without its partner"),
    (r"$\phantom{x}$", "it says nothing to somebody who listens"),
    (r"$\color{red}x$", "it is red: a formula takes the ink of its text"),
    (r"$\text{日本}$", "U+65E5"),
]
HOSTILE = [
    (r"$\input{/etc/passwd}$", "unsupported command"),
    (r"$\includegraphics{/etc/passwd}$", "unsupported command"),
    (r"$\href{file:///etc/passwd}{x}$", "unsupported command"),
    (r"$\def\a{\a\a}\a$", "too many macros"),
    ("$" + "{" * 100 + "x" + "}" * 100 + "$", "nesting deeper"),
    (f"${'x' * 401}$", "longer than 400 letters"),
    (r"$\rule{9999em}{9999em}x$", "letters wide"),
    (r"$\raisebox{99em}{x}$", "letters wide"),
    (r"$x\hspace{100em}x$", "letters wide"),
]


@pytest.mark.parametrize("text, reason", BROKEN + HOSTILE)
def test_a_formula_that_cannot_be_set_stops_the_build_with_its_place_and_a_way_out(
    text: str, reason: str
) -> None:
    one = folder(item("X-1"), item("X-2", options=options("AB") | {"C": {"id": "c", "en": text}}))
    with pytest.raises(FormulaBrokenError) as caught:
        compile_folder(one)
    (found,) = (
        one
        for one in check_folder(one, lambda _: True).findings
        if one.code in {"formula_broken", "not_compiled"}
    )

    assert "X-2, column C_en: " in caught.value.detail
    assert reason in caught.value.detail
    assert (found.code, found.where) == ("formula_broken", "X-2 C_en")
    assert reason in found.message
    assert r"write \$ for a dollar sign" in found.message


def test_check_names_every_broken_formula_and_compiling_says_how_many_more() -> None:
    one = folder(item("X-1", stem={"id": r"$\a$", "en": r"$\b$"}), item("X-2", stem={"id": "$ "}))
    found = [
        one.where
        for one in check_folder(one, lambda _: True).findings
        if one.code == "formula_broken"
    ]
    with pytest.raises(FormulaBrokenError, match="and 2 more"):
        compile_folder(one)

    assert found == ["X-1 stem_id", "X-1 stem_en", "X-2 stem_id"]


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "]](x) [[g]] |", "</title>&amp;"])
def test_text_in_a_formula_cannot_leave_its_place_in_the_markup(words: str) -> None:
    told = asked(stem(rf"a $\text{{{words}}}$ b")).stem["id"]
    (found,) = INLINE.finditer(told)

    assert (told[: found.start()], told[found.end() :]) == ("a ", " b")
    assert not set("[]|") & set(found[1])


def test_letters_that_only_formulae_hold_need_no_glyph_in_our_fonts() -> None:
    lacking = check_folder(stem("$π ≥ 3$", "x"), lambda one: one not in "π≥")

    assert "glyph_missing" not in {one.code for one in lacking.findings}


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
REFUSED = [
    ('<image href="file:///etc/passwd"/>', "element image"),
    ('<use href="#a"/>', "element use"),
    ("<script>alert(1)</script>", "element script"),
    ("<style>* {fill: url(http://x)}</style>", "element style"),
    ("<foreignObject><p>x</p></foreignObject>", "element foreignObject"),
    ("<text>x</text>", "element text"),
    ('<path d="M0 0" onclick="x()"/>', "onclick"),
    ('<path d="M0 0" style="fill: red"/>', "style"),
    ('<path d="M0 0" fill="url(#a)"/>', "fill"),
    ('<path d="M0 0" fill="url(file:///etc/passwd)"/>', "fill"),
    ('<path xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///a"/>', "href"),
    ("<title><script/></title>", "more than words"),
    ("<g>" * 40 + "</g>" * 40, "nested deeper"),
    ("<g/>" * 5_001, "elements"),
]


@pytest.mark.parametrize("inside, reason", REFUSED)
def test_a_drawing_holds_shapes_and_nothing_else(inside: str, reason: str) -> None:
    data = SVG.format(inside).encode()
    one = replace(stem("![a](p.svg)", "![a](p.svg)"), media={"p.svg": data})
    found = {(one.code, one.where) for one in check_folder(one, lambda _: True).findings}
    with pytest.raises(DrawingRefusedError, match=r"p\.svg"):
        compile_folder(one)

    assert reason in drawing_fault(data)
    assert ("drawing_refused", "media/p.svg") in found


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"<html/>",
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("").encode(),
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    assert drawing_fault(data)


def test_plain_shapes_with_words_for_people_may_enter() -> None:
    inside = '<title>Denah</title><g transform="translate(1 2)"><rect width="3" height="3"/></g>'

    assert drawing_fault(SVG.format(inside).encode()) == ""
