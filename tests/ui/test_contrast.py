"""Every ink that is really put on a ground can be read there, in each of the four themes.

All screens are painted once, in a theme that is none: each role has a colour that no other has.
So the pairs of roles that meet are known, and the tables of the four themes answer for each.
"""

from dataclasses import replace

import pytest

from station.app import battery_form, practice_form
from station.exam.form import Form
from station.ui.look import Look
from station.ui.participant.gallery.frame import Studio
from station.ui.participant.gallery.scenes import make, makers
from station.ui.theme import COLOURS, LIGHT, THEMES, Theme
from tests.ui.inks import Inks, inks_of
from tests.ui.pages import DRAWING, wide_form
from tests.ui.test_theme import contrast

TEXT, EDGE = 4.5, 3.0
SIZE = (1366, 768)
PROBE = replace(
    LIGHT, **{role: f"#{place + 1:02x}a0{place + 1:02x}" for place, role in
                            enumerate(COLOURS)},  # type: ignore[arg-type]
)  # fmt: skip
ROLES = {getattr(PROBE, role): role for role in COLOURS}
QUIET = {"rule", "cell", "surface"}
"""Edges that say nothing: around cards and key caps, around cells, where the number does, and the
white around the mark in a picture, which has an edge of its own."""
RINGS = {"ring", "halo"}
"""They only work as a pair; tests/ui/test_theme.py holds the pair."""


@pytest.fixture(scope="module")
def met(_words_and_fonts: Look) -> Inks:
    """Return what meets what on all screens together, in roles instead of colours."""
    look = Look(_words_and_fonts.words)
    look.theme = PROBE
    look.dress()
    every = Inks()
    for studio in studios(look):
        for name in makers(studio):
            if studio.form.battery != "wide" or name.startswith("07-"):
                gather(studio, name, every)
    look.theme = LIGHT
    look.dress()
    return every


def studios(look: Look) -> tuple[Studio, Studio]:
    """Return the gallery's studio, and one whose items are of every kind and look."""
    form, media = battery_form()
    practice: Form = practice_form()[0]
    every = {"plan.svg": DRAWING}
    return (
        Studio(look=look, form=form, media=media, practice=practice),
        Studio(look=look, form=wide_form(), media=every, practice=practice),
    )


def gather(studio: Studio, name: str, every: Inks) -> None:
    """Add what meets on one screen."""
    frame = make(studio, name)
    frame.resize(*SIZE)
    frame.raise_curtain()
    inks = inks_of(frame)
    for (ink, ground), words in inks.letters.items():
        pair = (ROLES.get(ink, ink), ROLES.get(ground, ground))
        every.letters.setdefault(pair, f"{name}: {words}")
    for (ink, fill, around), place in inks.outlines.items():
        three = (ROLES.get(ink, ink), ROLES.get(fill, fill), ROLES.get(around, around))
        every.outlines.setdefault(three, place)
    frame.close()
    frame.deleteLater()


def test_letters_are_written_in_the_colours_of_the_tables_alone(met: Inks) -> None:
    strange = {pair: words for pair, words in met.letters.items() if not set(pair) <= set(COLOURS)}

    assert strange == {}
    assert len(met.letters) > 15
    assert ("ink", "surface") in met.letters
    assert ("on_accent", "accent") in met.letters


@pytest.mark.parametrize("name", THEMES)
def test_all_letters_on_all_screens_reach_aa(met: Inks, name: str) -> None:
    weak = {
        pair: (words, round(contrast(THEMES[name], *pair), 2))
        for pair, words in met.letters.items()
        if contrast(THEMES[name], *pair) < TEXT
    }

    assert weak == {}


@pytest.mark.parametrize("name", THEMES)
def test_all_edges_of_controls_on_all_screens_reach_aa(met: Inks, name: str) -> None:
    theme, edges = THEMES[name], [one for one in met.outlines if one[0] not in QUIET | RINGS]
    weak = [edge for edge in edges if seen_at(theme, *edge) < EDGE]

    assert weak == []
    assert ("border", "surface", "surface") in edges
    assert ("accent", "accent", "surface") in edges


def seen_at(theme: Theme, ink: str, fill: str, around: str) -> float:
    """Return the contrast at which a control stands out from what lies around it."""
    fills = [one for one in (ink, fill) if one in COLOURS]
    return max(contrast(theme, one, around) for one in fills)
