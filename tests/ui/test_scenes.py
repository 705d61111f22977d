"""Every screen around the items, drawn from invented faces: nothing cut, everything named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from station.app import battery_form, practice_form
from station.exam.form import Form
from station.ui.look import Look
from station.ui.participant.gallery.draw import draw_gallery
from station.ui.participant.gallery.frame import Frame, Studio
from station.ui.participant.gallery.scenes import make, makers
from station.ui.theme import THEMES
from station.ui.widgets.text import Text

SIZES = [(1366, 768), (1024, 768)]
LOOKS = [
    (SIZES[0], 100, "id"),
    (SIZES[1], 100, "en"),
    (SIZES[1], 150, "id"),
    (SIZES[0], 200, "en"),
    (SIZES[1], 200, "id"),
    (SIZES[1], 200, "en"),
]


@pytest.fixture(scope="module")
def forms() -> tuple[Form, dict[str, bytes], Form]:
    form, media = battery_form()
    return form, media, practice_form()[0]


@pytest.fixture
def studio(look: Look, forms: tuple[Form, dict[str, bytes], Form]) -> Studio:
    form, media, practice = forms
    return Studio(look=look, form=form, media=media, practice=practice)


def shown(studio: Studio, name: str, size: tuple[int, int]) -> Frame:
    frame = make(studio, name)
    frame.resize(*size)
    frame.raise_curtain()
    return frame


def gone(frame: Frame) -> None:
    """Let a frame go now, not when an event loop begins."""
    frame.close()
    frame.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def parts(frame: Frame) -> Iterator[QWidget]:
    """Yield what carries words or can be pressed, as far as it is meant to be seen."""
    top = frame if frame.overlay is None else frame.overlay
    for widget in top.findChildren(QWidget):
        if widget.isVisible() and isinstance(
            widget, Text | QAbstractButton | QLineEdit | QComboBox
        ):
            yield widget


def room_of(widget: QWidget) -> QRect:
    """Return where a widget may lie: within its scrolled content, or else within the window."""
    parent = widget.parentWidget()
    while parent is not None:
        above = parent.parentWidget()
        if above is not None and isinstance(above.parentWidget(), QScrollArea):
            return QRect(parent.mapToGlobal(QPoint(0, 0)), parent.size())
        if parent.isWindow():
            return QRect(parent.mapToGlobal(QPoint(0, 0)), parent.size())
        parent = above
    return QRect()


def cut(widget: QWidget) -> str:
    """Return what of a widget cannot be seen, or nothing."""
    place = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    room = room_of(widget)
    words = widget.text() if isinstance(widget, Text | QAbstractButton | QLineEdit) else ""
    if place.left() < room.left() or place.right() > room.right():
        return f"{words!r} leaves its room at the side"
    if place.top() < room.top() or place.bottom() > room.bottom():
        return f"{words!r} leaves its room above or below"
    if isinstance(widget, Text) and widget.text():
        if longest(widget) > widget.width():
            return f"{words!r} breaks within a word"
        needed = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
        if needed > widget.height() or widget.minimumSizeHint().width() > widget.width():
            return f"{words!r} needs {needed} lines of pixels, has {widget.height()}"
    return ""


def longest(text: Text) -> float:
    """Return how wide the longest word is, as plainly as it can be set."""
    metrics = QFontMetricsF(text.look.font(text.letters))
    return max(metrics.horizontalAdvance(word) for word in text.text().split() or [""])


def outside(frame: Frame) -> list[str]:
    """Return whether the card of a dialog leaves the window."""
    if frame.overlay is None:
        return []
    card = frame.overlay.content
    place = QRect(card.mapTo(frame, QPoint(0, 0)), card.size())
    return [] if frame.rect().contains(place) else [f"the card leaves the window: {place}"]


def test_words_that_are_squeezed_or_pushed_out_are_found(studio: Studio) -> None:
    frame = shown(studio, "15-receipt", SIZES[0])
    texts = [one for one in parts(frame) if isinstance(one, Text) and one.text()]
    assert not any(map(cut, texts))
    texts[2].setFixedHeight(5)
    texts[3].move(-2000, 0)
    lead = next(one for one in texts if "ditemukan" in one.text())
    lead.resize(60, lead.height())

    assert "needs" in cut(texts[2])
    assert "at the side" in cut(texts[3])
    assert "within a word" in cut(lead)
    gone(frame)


@pytest.mark.parametrize("size, zoom, language", LOOKS)
def test_no_words_are_cut_and_nothing_leaves_its_room(
    studio: Studio, size: tuple[int, int], zoom: int, language: str
) -> None:
    studio.look.change(zoom_percent=zoom, language=language)
    faults = []
    for name in makers(studio):
        if name.startswith(("07-pace", "07-one", "07-tool", "11-")):
            continue  # the item page has tests of its own
        frame = shown(studio, name, size)
        found = [*map(cut, parts(frame)), *outside(frame)]
        faults += [f"{name}: {fault}" for fault in found if fault]
        gone(frame)

    assert faults == []


def test_whatever_takes_the_keyboard_has_a_name(studio: Studio) -> None:
    nameless = []
    for name in makers(studio):
        frame = shown(studio, name, SIZES[0])
        for widget in frame.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.isVisible() and widget.isEnabled():
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                if not (widget.accessibleName() or text) and widget.parentWidget() is not None:
                    nameless.append(f"{name}: {type(widget).__name__}")
        gone(frame)

    assert [one for one in nameless if not one.endswith("Screen")] == []


def test_tab_goes_round_every_screen_and_comes_back(studio: Studio) -> None:
    for name in makers(studio):
        frame = shown(studio, name, SIZES[0])
        start = QApplication.focusWidget()
        seen = []
        for _ in range(80):
            top = QApplication.focusWidget()
            assert top is not None, name
            if top in seen:
                break
            seen.append(top)
            top.window().focusNextPrevChild(True)
        else:
            pytest.fail(f"{name}: Tab never comes back")
        assert start is not None
        gone(frame)


def test_every_theme_paints_every_screen_on_its_own_ground(studio: Studio) -> None:
    for theme in THEMES:
        studio.look.change(theme=theme)
        frame = shown(studio, "15-receipt", SIZES[0])
        image = frame.grab().toImage()

        assert image.pixelColor(4, 400) == studio.look.colour("page"), theme
        assert image.pixelColor(300, 140) == studio.look.colour("surface"), theme
        gone(frame)


def test_the_gallery_draws_every_scene_in_the_looks_that_are_asked_for(tmp_path: Path) -> None:
    count = draw_gallery(tmp_path, themes=["cream"], languages=["en"], zooms=[100])

    drawn = sorted(path.name for path in tmp_path.iterdir())
    assert len(drawn) == count
    assert "15-receipt-cream-en-100.png" in drawn
    assert all(path.stat().st_size > 5_000 for path in tmp_path.iterdir())
