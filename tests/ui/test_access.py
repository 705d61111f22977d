"""The accessible tree of every screen: what a screen reader finds, and what Tab reaches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from typing_extensions import override

from station.app import battery_form, practice_form
from station.exam.form import Form
from station.ui.look import Look
from station.ui.participant.gallery.frame import Frame, Studio
from station.ui.participant.gallery.scenes import make, makers
from station.ui.participant.item.answers.area import AnswerArea
from station.ui.participant.item.answers.order import OrderRow
from station.ui.participant.item.calculator.pane import CalculatorPane
from station.ui.participant.item.page import ItemPage
from station.ui.participant.parts.links import NumberBox
from station.ui.participant.screens.comfort import Sample
from station.ui.widgets import cells_access
from station.ui.widgets.cells import CellGrid
from station.ui.widgets.clock import TimeNotice
from station.ui.widgets.overlay import Overlay
from tests.ui.heard import Node, Role, tree
from tests.ui.pages import DRAWING, Window, wide_form

SIZE = (1366, 768)
PRESSED = {
    Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.EditableText,
    Role.ComboBox, Role.ListItem, Role.Link, Role.PageTab, Role.Slider, Role.SpinBox,
}  # fmt: skip
TARGET, BUTTON, LINK = 24, 44, 36
KEYED = (OrderRow, TimeNotice, CalculatorPane)
"""Their buttons are for the mouse: keys do the same, on the row, by Esc, and by typing."""
MOST_STOPS = 150


@dataclass(kw_only=True)
class Scene:
    """One screen as it stands: the nodes that are seen, and where Tab went."""

    name: str
    top: QWidget
    nodes: list[Node]
    stops: list[QWidget | None]
    comes_back: bool

    def used(self) -> Iterator[tuple[Node, QWidget | None]]:
        """Yield what can be used, with its widget; cells of a grid have none."""
        for node in self.nodes:
            widget = node.about if isinstance(node.about, QWidget) else None
            used = node.role in PRESSED or "focusable" in node.state
            if used and not (widget is not None and _is_sample(widget)):
                yield node, widget


def _is_sample(widget: QWidget) -> bool:
    """Return whether it only shows what items look like."""
    return _inside(widget, Sample)


def _inside(widget: QWidget, *kinds: type[QWidget]) -> bool:
    above: QWidget | None = widget
    while above is not None and not isinstance(above, kinds):
        above = above.parentWidget()
    return above is not None


# --- the rules ------------------------------------------------------------------------------------


def nameless(scene: Scene) -> Iterator[str]:
    for node, _ in scene.used():
        if not node.name.strip():
            yield f"{node.path} of {type(node.about).__name__}"


def without_a_role(scene: Scene) -> Iterator[str]:
    for node, _ in scene.used():
        if node.role in {Role.NoRole, Role.Client}:
            yield f"{node.name!r}, {type(node.about).__name__}"


def too_small(scene: Scene) -> Iterator[str]:
    for node, widget in scene.used():
        size = node.rect.size() if widget is None else widget.size()
        if min(size.width(), size.height()) < TARGET:
            yield f"{node.name!r}: {size.width()} x {size.height()}"


def button_too_low(scene: Scene) -> Iterator[str]:
    for node, widget in scene.used():
        least = LINK if isinstance(widget, NumberBox) else BUTTON
        if node.role is Role.Button and node.rect.height() < least:
            yield f"{node.name!r}: {node.rect.height()}"


def out_of_reach(scene: Scene) -> Iterator[str]:
    for node, widget in scene.used():
        if widget is None or not widget.isEnabled() or _inside(widget, *KEYED):
            continue
        if node.role is Role.Grouping:
            continue  # it holds the keyboard while nothing on it does
        if widget not in scene.stops and not _among_reached(widget, scene.stops):
            yield f"{node.name!r}, {type(widget).__name__}"


def trap(scene: Scene) -> Iterator[str]:
    if not scene.comes_back:
        yield f"Tab goes to {[type(one).__name__ for one in scene.stops]} and not back"


def _among_reached(widget: QWidget, stops: list[QWidget | None]) -> bool:
    """Return whether arrow keys lead to it from where Tab leads: one of a group, or of an answer.

    That arrow keys do is held by the tests of the item page and of the journeys.
    """
    return any(
        other is not None and (_same_group(widget, other) or _same_answer(widget, other))
        for other in stops
    )


def _same_group(one: QWidget, other: QWidget) -> bool:
    if not (isinstance(one, QAbstractButton) and isinstance(other, QAbstractButton)):
        return False
    grouped = one.group() is not None and one.group() is other.group()
    siblings = one.autoExclusive() and other.autoExclusive()
    return grouped or (siblings and one.parentWidget() is other.parentWidget())


def _same_answer(one: QWidget, other: QWidget) -> bool:
    above: QWidget | None = other
    while above is not None and not isinstance(above, AnswerArea):
        above = above.parentWidget()
    return isinstance(above, AnswerArea) and one in above.stops()


RULES: tuple[Callable[[Scene], Iterator[str]], ...] = (
    nameless, without_a_role, too_small, button_too_low, out_of_reach, trap,
)  # fmt: skip


class Trapping(QWidget):
    """It takes the keyboard, has neither name nor role, and never lets go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return True


# --- the walk -------------------------------------------------------------------------------------


def by_tab(first: QWidget) -> tuple[list[QWidget | None], bool]:
    """Return where Tab leads from `first`, in order, and whether it comes round."""
    stops: list[QWidget | None] = []
    now: QWidget | None = first
    while now not in stops and len(stops) < MOST_STOPS:
        stops.append(now)
        QTest.keyClick(now or first, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
    tabbed = [one for one in stops if one and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return stops, not tabbed or now is tabbed[0]


def scene_of(name: str, frame: Frame) -> Scene:
    """Look at a frame; what an overlay covers is left out, as a modal dialog leaves it out."""
    frame.resize(*SIZE)
    frame.raise_curtain()
    frame.activateWindow()
    QCoreApplication.processEvents()
    first = QApplication.focusWidget()
    assert first is not None, name
    top = frame if frame.overlay is None else frame.overlay
    nodes = [node for node in tree(top) if node.shown]
    stops, comes_back = by_tab(first)
    return Scene(name=name, top=top, nodes=nodes, stops=stops, comes_back=comes_back)


@pytest.fixture(scope="module")
def studios(_words_and_fonts: Look) -> dict[str, Studio]:
    """Return the gallery's studio, and one whose items are of every kind and look."""
    cells_access.install()
    look = Look(_words_and_fonts.words)
    (form, media), practice = battery_form(), practice_form()[0]
    items: tuple[Form, dict[str, bytes]] = (wide_form(), {"plan.svg": DRAWING})
    return {
        "": Studio(look=look, form=form, media=media, practice=practice),
        "every/": Studio(look=look, form=items[0], media=items[1], practice=practice),
    }


@pytest.fixture(scope="module")
def broken(studios: dict[str, Studio]) -> dict[str, list[str]]:
    """Return what every rule finds wrong on every screen."""
    found: dict[str, list[str]] = {rule.__name__: [] for rule in RULES}
    for prefix, studio in studios.items():
        for name in makers(studio):
            if prefix and not name.startswith("07-"):
                continue
            frame = make(studio, name)
            scene = scene_of(prefix + name, frame)
            for rule in RULES:
                found[rule.__name__] += [f"{scene.name}: {fault}" for fault in rule(scene)]
            frame.close()
            frame.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return found


@pytest.mark.parametrize("rule", [rule.__name__ for rule in RULES])
def test_nothing_on_any_screen_is(rule: str, broken: dict[str, list[str]]) -> None:
    assert broken[rule] == []


def test_the_rules_find_what_is_wrong(studios: dict[str, Studio]) -> None:
    frame = Frame(studios[""].look)
    screen = QWidget()
    good, bad, far = (
        QPushButton("Baik", screen),
        QPushButton("", screen),
        QPushButton("Jauh", screen),
    )
    good.setGeometry(0, 0, 100, 44)
    bad.setGeometry(0, 50, 20, 20)
    far.setGeometry(0, 80, 100, 44)
    far.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    Trapping(screen).setGeometry(0, 130, 100, 100)
    frame.add(screen)
    screen.setFocusProxy(good)
    scene = scene_of("broken", frame)

    assert {rule.__name__: len(list(rule(scene))) for rule in RULES} == {
        "nameless": 2, "without_a_role": 1, "too_small": 1, "button_too_low": 1,
        "out_of_reach": 1, "trap": 1,
    }  # fmt: skip
    frame.close()


def test_all_400_cells_are_items_of_their_list_with_names_and_states(
    studios: dict[str, Studio],
) -> None:
    frame = make(studios[""], "11-navigator")
    scene = scene_of("11-navigator", frame)
    cells = [node for node in scene.nodes if node.role is Role.ListItem and node.about is None]
    names = [node.name for node in cells]
    grids = [node for node in scene.nodes if isinstance(node.about, CellGrid)]

    assert len(cells) == 400
    assert len(set(names)) == 400
    assert names[0] == "Soal 1, terkunci, Penalaran Verbal"
    assert names[6] == "Soal 7, terkunci, kosong, Penalaran Verbal"
    assert sum("selected" in node.state for node in cells) == 1
    assert sum("disabled" not in node.state for node in cells) == 50
    assert all("focusable" in node.state for node in cells)
    assert all(node.role is Role.List and node.name for node in grids)
    frame.close()


def test_what_lies_over_a_window_is_a_named_modal_dialog(studios: dict[str, Studio]) -> None:
    frame = make(studios[""], "20-save-failed")
    scene = scene_of("20-save-failed", frame)
    dialog = scene.nodes[0]

    assert dialog.role is Role.Dialog
    assert "modal" in dialog.state
    assert dialog.name == studios[""].look.say("save_failed.title")
    assert "18" in dialog.description
    frame.close()


def test_a_screen_without_a_control_tells_its_words_where_the_keyboard_is(
    studios: dict[str, Studio],
) -> None:
    frame = make(studios[""], "21-paused")
    scene = scene_of("21-paused", frame)
    (at,) = [node for node in scene.nodes if "focused" in node.state]

    assert at.name == studios[""].look.say("paused.title")
    assert "18" in at.description
    frame.close()


def test_an_item_says_its_number_and_its_words_where_the_keyboard_is(
    studios: dict[str, Studio],
) -> None:
    frame = make(studios[""], "07-item-single")
    scene = scene_of("07-item-single", frame)
    (at,) = [node for node in scene.nodes if "focused" in node.state]

    assert isinstance(at.about, ItemPage)
    assert at.role is Role.Grouping
    assert at.name.startswith("Soal 1: Guru berhubungan")
    options = [node for node in scene.nodes if node.role is Role.RadioButton]
    assert ["checked" in node.state for node in options] == [False, True, False, False, False]
    frame.close()


def test_an_overlay_keeps_tab_inside(studios: dict[str, Studio]) -> None:
    frame = make(studios[""], "24-help")
    scene = scene_of("24-help", frame)

    assert isinstance(scene.top, Overlay)
    assert all(one is not None and scene.top.isAncestorOf(one) for one in scene.stops)
    frame.close()


def test_the_time_is_announced_once_at_each_mark_where_the_header_is_seen(look: Look) -> None:
    window = Window(look)
    said: list[str] = []
    window.page.header.clock.notice.announced.connect(said.append)
    for minutes in (31, 29.9, 29.5, 15, 14, 5, 4, 1, 0.5):
        window.place.leave_ms(round(minutes * 60_000))

    assert said == [look.say("time.notice", n=n) for n in (30, 15, 5, 1)]
    window.page.close()


def test_a_page_that_is_covered_announces_nothing(look: Look) -> None:
    window = Window(look)
    said: list[str] = []
    window.page.header.clock.notice.announced.connect(said.append)
    window.place.leave_ms(31 * 60_000)
    window.page.hide()
    window.place.leave_ms(30 * 60_000)

    assert said == []
