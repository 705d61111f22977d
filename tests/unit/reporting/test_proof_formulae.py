"""Formulae in the proof booklet: drawn on the baseline, as vectors, in texts and tables."""

import pytest

from station.bank.compile import compile_folder
from station.exam.form import Form
from station.reporting.faces import MM_PER_POINT
from station.reporting.lines import INLAY, wrap
from station.reporting.proof import render_proof
from station.reporting.proof.formulae import FORMULA, LETTER_MATCH, Formula, Setting, words
from station.reporting.proof.svg import Picture, read_svg
from station.reporting.styles import BODY, TABLE
from tests.unit.bank.test_bank import folder, item, options
from tests.unit.reporting import paper


def compiled(text: str) -> tuple[Form, dict[str, bytes]]:
    """Return a form whose only item asks `text`, and its media."""
    made = compile_folder(folder(item("X-1", stem={"id": text, "en": text})))
    form = made.forms["A"]
    names = [media.name for media in form.media]
    return form, dict(zip(names, made.media["A"], strict=True))


def setting(text: str) -> tuple[str, Setting]:
    """Return `text` as the content has it, and what sets it."""
    form, media = compiled(text)
    drawn: dict[str, object] = {name: read_svg(data) for name, data in media.items()}
    return form.items[0].stem["id"], Setting(pictures=drawn)


def booklet(text: str) -> paper.Page:
    """Return the page of the booklet that asks `text`."""
    form, media = compiled(text)
    pages = paper.read(render_proof(form, content_sha256="ab" * 32, media=media))
    return next(page for page in pages if "X-1" in page.words)


def test_a_formula_is_drawn_and_its_words_are_not_printed() -> None:
    plain, page = booklet("Nilai dari x."), booklet(r"Nilai dari $\frac{3}{4}$.")

    assert "3 per 4" not in page.words
    assert "formula-" not in page.words
    assert "Nilai dari" in page.words
    assert page.stream.count(" c ") > plain.stream.count(" c ") + 10


def test_a_formula_stands_between_its_neighbours_on_their_baseline() -> None:
    text, setter = setting(r"satu $\frac{3}{4}$ dua")
    (line,) = setter.lines(text, BODY, 100).lines
    (before, after), (drawn,) = line.pieces, line.drawn

    space = BODY.width(" ")
    assert drawn.x == pytest.approx(before.x + BODY.width(before.text) + space)
    assert after.x == pytest.approx(drawn.x + drawn.inlay.width(INLAY) + space)


def test_the_line_of_a_high_formula_grows_and_the_others_stay() -> None:
    text, setter = setting(r"satu $\displaystyle\sum_{i=1}^{n} i$ dua")
    lines = setter.lines(text, TABLE, 100)
    inlay = lines.lines[0].drawn[0].inlay

    assert lines.height == pytest.approx(inlay.above + inlay.below)
    assert lines.first_baseline == pytest.approx(inlay.above)
    assert setter.lines("satu dua", TABLE, 100).height == TABLE.leading


def test_figures_are_as_high_as_those_of_the_text() -> None:
    text, setter = setting("$2$")
    (drawn,) = setter.lines(text, BODY, 100).lines[0].drawn
    assert isinstance(drawn.inlay, Formula)
    high = (drawn.inlay.picture.height - drawn.inlay.depth) * drawn.inlay.unit

    assert drawn.inlay.unit == BODY.size * MM_PER_POINT * LETTER_MATCH / 1000
    assert high == pytest.approx(BODY.cap, rel=0.05)


def test_two_formulae_side_by_side_are_both_drawn() -> None:
    text, setter = setting("$x$ $x$ dan $x$")
    (line,) = setter.lines(text, BODY, 100).lines

    assert len(line.drawn) == 3
    assert len({one.x for one in line.drawn}) == 3
    assert [piece.text for piece in line.pieces] == ["dan"]


def test_formulae_wrap_as_words_do() -> None:
    text, setter = setting(" ".join(["$x^2$"] * 60))
    lines = setter.lines(text, BODY, 40)

    assert len(lines.lines) > 2
    assert sum(len(line.drawn) for line in lines.lines) == 60
    assert all(line.width <= 40 for line in lines.lines)


def test_a_table_makes_room_for_the_formulae_in_its_cells() -> None:
    page = booklet("| a | b |\n|---|---|\n| $\\frac{3}{4}$ | dua |")

    assert "formula" not in page.words
    assert page.stream.count(" c ") > 10


def test_a_formula_that_cannot_be_drawn_stands_in_words() -> None:
    form, _ = compiled(r"Nilai $\frac{3}{4}$ itu")
    pages = paper.read(render_proof(form, content_sha256="ab" * 32, media={}))

    assert any("Nilai 3 per 4 itu" in page.words for page in pages)


def test_the_width_of_a_text_is_that_of_its_letters_and_formulae() -> None:
    text, setter = setting("a $x$ b")
    found = FORMULA.search(text)
    assert found is not None
    picture = setter.pictures[found["name"]]
    assert isinstance(picture, Picture)
    alone = picture.width * BODY.size * MM_PER_POINT * LETTER_MATCH / 1000

    assert setter.width(text, BODY) == pytest.approx(BODY.width("a  b") + alone)
    assert words(text) == ["a", found[0], "b"]


def test_options_with_formulae_are_rows_and_no_tiles() -> None:
    shown = options("AB") | {"A": {"id": r"$\frac{1}{2}$", "en": "x"}}
    shown |= {"B": {"id": r"$\frac{1}{3}$", "en": "x"}}
    made = compile_folder(folder(item("X-1", options=shown)))
    form, names = made.forms["A"], [one.name for one in made.forms["A"].media]
    media = dict(zip(names, made.media["A"], strict=True))
    pages = paper.read(render_proof(form, content_sha256="ab" * 32, media=media))
    page = next(page for page in pages if "X-1" in page.words)
    rows = {text.y for text in page.texts if text.text in {"A", "B"}}

    assert len(rows) == 2


def test_a_text_without_drawings_is_set_as_before() -> None:
    assert wrap("satu **dua** tiga", BODY, 100).lines[0].drawn == ()
