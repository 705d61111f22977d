"""Icons are our own lines: one colour, the theme's, sharp at every size."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from station.resources import resources_dir
from station.ui.icons import icon, icon_names

NAMES = sorted(icon_names())


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_the_colour_it_is_given(qapp: QApplication, name: str) -> None:
    image = icon(name, "#0b5cad", 48).toImage()

    assert colours(image) == {QColor("#0b5cad").name()}


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_names_no_colour_of_its_own(name: str) -> None:
    source = (resources_dir() / "icons" / f"{name}.svg").read_text("utf-8")

    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', source)) <= {"none", "currentColor"}
    assert 'viewBox="0 0 24 24"' in source


def test_an_icon_is_drawn_anew_for_a_denser_screen(qapp: QApplication) -> None:
    image = icon("flag", "#000000", 20, 2.0)

    assert image.width() == 40
    assert image.devicePixelRatio() == 2.0


def test_every_icon_that_the_code_names_exists() -> None:
    code = Path(resources_dir()).parent / "station" / "ui"
    named = set()
    for path in code.rglob("*.py"):
        named |= set(re.findall(r'(?:icon="|after="(?=arrow))([a-z-]+)"', path.read_text("utf-8")))
        named |= set(re.findall(r'Icon\(\s*look, "([a-z-]+)"', path.read_text("utf-8")))

    assert named - set(NAMES) == set()
