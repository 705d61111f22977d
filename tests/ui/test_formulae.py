"""Formulae on the screen: on the baseline, in the ink and size of their text, and spoken."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from pytestqt.qtbot import QtBot

from station.ui import markup
from station.ui.look import Look
from station.ui.pictures import Pictures
from station.ui.theme import THEMES
from station.ui.widgets.choice import OptionRow
from station.ui.widgets.text import Text
from tests.ui.formulae import compiled, form_of
from tests.ui.pages import Window, seen
from tests.unit.bank.test_bank import folder, item

TALL = r"$\frac{3}{4}$"


def shown(look: Look, qtbot: QtBot, text: str, *, width: int = 600, style: str = "stem") -> Text:
    """Return a paragraph on the screen."""
    words, media = compiled(text)
    made = Text(look, style, pictures=Pictures(media))
    qtbot.addWidget(made)
    made.show_markup(words)
    made.resize(width, made.heightForWidth(width))
    made.show()
    return made


def inked(image: QImage, ground: str) -> QRect:
    """Return the box of everything that is not ground."""
    places = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() != ground
    ]
    across, down = [x for x, _ in places], [y for _, y in places]
    return QRect(min(across), min(down), max(across) - min(across) + 1, max(down) - min(down) + 1)


def drawn(look: Look, qtbot: QtBot, text: str, style: str = "stem") -> QRect:
    """Return the box of the ink of a paragraph."""
    page = look.colour("page")
    return inked(shown(look, qtbot, text, style=style).grab().toImage(), page.name())


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("style", ["body", "stem"])
def test_figures_of_a_formula_stand_on_the_line_of_the_text_and_are_as_high(
    look: Look, qtbot: QtBot, zoom: int, style: str
) -> None:
    look.change(zoom_percent=zoom)
    plain, formula = drawn(look, qtbot, "2", style), drawn(look, qtbot, "$2$", style)

    assert abs(formula.bottom() - plain.bottom()) <= 1
    assert abs(formula.height() - plain.height()) <= max(2, plain.height() // 8)


def test_a_high_formula_makes_its_line_higher_and_is_not_cut(look: Look, qtbot: QtBot) -> None:
    words = r"satu dua tiga $\displaystyle\sum_{i=1}^{n} \frac{1}{i}$ empat lima"
    plain, high = shown(look, qtbot, "satu dua tiga"), shown(look, qtbot, words)
    box = inked(high.grab().toImage(), look.colour("page").name())

    assert high.height() > plain.height() * 1.5
    assert box.top() >= 1
    assert box.bottom() <= high.height() - 2


def test_a_low_formula_leaves_the_lines_where_they_are(look: Look, qtbot: QtBot) -> None:
    plain = shown(look, qtbot, "satu dua tiga")

    assert shown(look, qtbot, "satu $x$ dan $3,5$").height() == plain.height()


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_a_formula_takes_the_ink_of_its_text_in_every_theme(
    look: Look, qtbot: QtBot, theme: str
) -> None:
    look.change(theme=theme)
    made = shown(look, qtbot, r"$\rule{1em}{1em}\text{x}$")
    middle = made.grab().toImage().pixelColor(8, made.height() // 2 - 2).name()
    made.paint_as("accent")

    assert middle == look.colour("ink").name()
    again = made.grab().toImage().pixelColor(8, made.height() // 2 - 2).name()
    assert again == look.colour("accent").name()


def test_a_formula_grows_with_the_zoom_and_stays_sharp(look: Look, qtbot: QtBot) -> None:
    before = drawn(look, qtbot, TALL)
    look.change(zoom_percent=200)
    after = drawn(look, qtbot, TALL)

    assert after.height() / before.height() == pytest.approx(2, abs=0.12)


def test_a_screen_reader_says_the_formula_among_the_words(look: Look, qtbot: QtBot) -> None:
    made = shown(look, qtbot, f"Berapa {TALL} dari 8?")

    spoken = QAccessible.queryAccessibleInterface(made).text(QAccessible.Text.Name)
    assert spoken == "Berapa 3 per 4 dari 8?"


def test_a_struck_formula_has_the_line_through_it(look: Look, qtbot: QtBot) -> None:
    made = shown(look, qtbot, r"$\hspace{3em}x$")
    empty = inked(made.grab().toImage(), look.colour("page").name()).left()
    made.paint_as("ink", struck=True)

    assert empty > 40
    assert inked(made.grab().toImage(), look.colour("page").name()).left() < 4


def test_a_formula_whose_picture_is_missing_draws_nothing_and_is_still_spoken(
    look: Look, qtbot: QtBot
) -> None:
    words, _ = compiled(f"a {TALL} b")
    made = Text(look, "stem")
    qtbot.addWidget(made)
    made.show_markup(words)

    assert made.text() == "a 3 per 4 b"


def test_markup_knows_a_formula_from_a_picture() -> None:
    words, _ = compiled(TALL)

    assert markup.pictures(words) == ()
    assert markup.only_picture(words) is None
    assert markup.plain(f"**{words}**") == "3 per 4"
    assert markup.pictures("![a](b.svg)") == (markup.Inset(name="b.svg", words="a"),)


def test_options_that_are_formulae_are_rows_that_say_them(look: Look, qtbot: QtBot) -> None:
    options = {one: {"id": rf"$\frac{{{n}}}{{7}}$", "en": "x"} for n, one in enumerate("ABC", 1)}
    form, media = form_of(folder(item("X-1", options=options)))
    window = Window(look, form, media=media)
    qtbot.addWidget(window.page)
    rows = [one for one in seen(OptionRow, window) if isinstance(one, OptionRow)]
    window.key(Qt.Key.Key_B)

    assert [row.accessibleName() for row in rows] == ["A. 1 per 7", "B. 2 per 7", "C. 3 per 7"]
    assert window.answer("X-1") == "B"
    assert all(row.height() >= look.px(52) for row in rows)
