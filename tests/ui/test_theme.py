"""Every pair of colours that carries meaning can be told apart, in every theme."""

import pytest
from PySide6.QtGui import QColor

from station.ui.look import ZOOMS, Look
from station.ui.theme import COLOURS, THEMES, Theme

TEXT = [
    ("ink", "page"),
    ("ink", "surface"),
    ("ink", "selected"),
    ("ink", "info"),
    ("ink", "soft"),
    ("ink", "flag_tint"),
    ("ink", "error_tint"),
    ("ink", "success_tint"),
    ("muted", "page"),
    ("muted", "surface"),
    ("muted", "soft"),
    ("muted", "selected"),
    ("muted", "info"),
    ("accent", "surface"),
    ("accent", "selected"),
    ("on_accent", "accent"),
    ("flag", "surface"),
    ("flag", "page"),
    ("flag_text", "flag_tint"),
    ("flag", "flag_tint"),
    ("error", "surface"),
    ("error", "error_tint"),
    ("success", "surface"),
    ("success", "page"),
    ("success", "success_tint"),
]
EDGES = [
    ("border", "surface"),
    ("border", "page"),
    ("accent", "surface"),
    ("flag", "surface"),
    ("error", "surface"),
]


def luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(v) for v in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: Theme, one: str, other: str) -> float:
    """Return the contrast of two roles as WCAG 2.2 defines it, 1 to 21."""
    light, dark = sorted(
        (luminance(theme.colour(one)), luminance(theme.colour(other))), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_text_reaches_the_contrast_of_aa(name: str) -> None:
    theme = THEMES[name]
    weak = {pair: round(contrast(theme, *pair), 2) for pair in TEXT if contrast(theme, *pair) < 4.5}

    assert weak == {}


@pytest.mark.parametrize("name", THEMES)
def test_edges_of_controls_reach_the_contrast_of_aa(name: str) -> None:
    theme = THEMES[name]
    weak = {pair: round(contrast(theme, *pair), 2) for pair in EDGES if contrast(theme, *pair) < 3}

    assert weak == {}


@pytest.mark.parametrize("name", THEMES)
def test_the_ring_of_focus_stands_out_from_ground_and_surface(name: str) -> None:
    theme = THEMES[name]

    for ground in ("page", "surface"):
        seen = max(contrast(theme, "ring", ground), contrast(theme, "halo", ground))
        assert seen >= 3


@pytest.mark.parametrize("name", THEMES)
def test_every_role_is_a_colour(name: str) -> None:
    theme = THEMES[name]

    assert len(COLOURS) == 21
    assert all(theme.colour(role).isValid() for role in COLOURS)


def test_a_change_of_look_is_told_once_and_only_when_something_changed(look: Look) -> None:
    told: list[str] = []
    look.changed.connect(lambda: told.append(look.theme.name))
    look.change(theme="light", zoom_percent=100, language="id")
    look.change(theme="dark", zoom_percent=150, language="en")

    assert told == ["dark"]


def test_zoom_goes_through_its_steps_and_stops_at_both_ends(look: Look) -> None:
    seen = []
    for _ in range(len(ZOOMS) + 1):
        look.zoom(1)
        seen.append(look.zoom_percent)
    look.zoom(0)

    assert seen == [125, 150, 175, 200, 200, 200]
    assert look.zoom_percent == 100
    look.zoom(-1)
    assert look.zoom_percent == 100


def test_fonts_and_measures_follow_the_zoom(look: Look) -> None:
    before = (look.px(52), look.font("body").pixelSize(), look.line("stem"))
    look.change(zoom_percent=200)

    assert before == (52, 16, 28)
    assert (look.px(52), look.font("body").pixelSize(), look.line("stem")) == (104, 32, 56)
