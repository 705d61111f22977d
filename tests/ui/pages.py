"""The item page on a window, driven by keys and clicks as a participant would."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from station.exam.form import (
    Area,
    Blank,
    Form,
    Item,
    ItemId,
    Kind,
    Option,
    OptionCode,
    Picture,
    Section,
    SectionCode,
    Stimulus,
)
from station.ui.look import Look
from station.ui.participant.item.page import ItemPage
from station.ui.participant.item.presenter import USUAL, Habits
from station.ui.pictures import Pictures
from tests.papers import item, options
from tests.ui.seats import Place

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200">'
    b'<circle cx="120" cy="100" r="50" fill="none" stroke="#1B2733" stroke-width="4"/></svg>'
)
PLAN = Picture(name="plan.svg", alt={"id": "denah", "en": "plan"})
TABLE = "| Loket | Hari |\n|---|---|\n| 1 | 62 |\n| 2 | 38 |"


def pictured(letters: str = "ABCDE") -> tuple[Option, ...]:
    """Return options that are pictures."""
    return tuple(
        Option(code=OptionCode(one), text={"id": f"![gambar {one}](plan.svg)"}) for one in letters
    )


def gaps() -> Item:
    """Return an item with three gaps in its text."""
    stem = "Surat dikirim [[g1]], lalu dibalas [[g2]] dan disimpan [[g3]]."
    names = ("g1", "g2", "g3")
    return Item(
        id=ItemId("I-1"),
        section=SectionCode("all"),
        kind=Kind.INLINE,
        stem={"id": stem, "en": stem},
        blanks=tuple(Blank(name=name, options=options("ABC")) for name in names),
    )


def every_look() -> tuple[Item, ...]:
    """Return an item of every kind and look, in section `all`."""
    return (
        item("S-1", "all"),
        item("M-1", "all", Kind.MULTIPLE, min_choices=2, max_choices=2),
        item("L-1", "all", Kind.LIKERT, options=options("12345")),
        item("F-1", "all", Kind.MOST_LEAST, options=options("ABCD")),
        item("N-1", "all", Kind.NUMERIC, options=(), unit={"id": "orang", "en": "people"}),
        item("T-1", "all", Kind.TEXT, options=(), max_length=12),
        item("T-2", "all", Kind.TEXT, options=(), max_length=400),
        item("G-1", "all", Kind.MATCH, options=options("ABC"), columns=options("XY")),
        gaps(),
        item("O-1", "all", Kind.ORDER, options=options("ABC")),
        item("H-1", "all", Kind.HOTSPOT, options=(), area=Area(width=400, height=200),
             picture=PLAN),
        item("P-1", "all", picture=PLAN),
        item("Z-1", "all", options=pictured(), picture=PLAN),
        item("C-1", "all", stimulus="K1"),
        item("C-2", "all", stimulus="K1"),
    )  # fmt: skip


def wide_form() -> Form:
    """Return one section of every look, then one of statements alone."""
    items = every_look()
    spoken = tuple(item(f"W-{n}", "spoken", Kind.LIKERT, options=options("12345")) for n in (1, 2))
    text = "Sejak awal bulan antrean melewati jam makan siang.\n\n" + TABLE
    return Form(
        battery="wide",
        version="1",
        form="A",
        languages=("id", "en"),
        title={"id": "Uji", "en": "Test"},
        label={"id": "Uji", "en": "Test"},
        sections=(_section("all", items), _section("spoken", spoken)),
        items=(*items, *spoken),
        stimuli=(
            Stimulus(
                code="K1",
                title={"id": "Antrean", "en": "Queue"},
                text={"id": "\n\n".join([text] * 6), "en": "\n\n".join([text] * 6)},
            ),
        ),
    )


def _section(code: str, items: tuple[Item, ...]) -> Section:
    return Section(
        code=SectionCode(code),
        title={"id": f"Bagian {code}", "en": f"Part {code}"},
        instruction={"id": code, "en": code},
        limit_ms=3_600_000,
        items=tuple(one.id for one in items),
        strike=True,
    )


class Window:
    """A page with its place; keys go to whatever has the keyboard."""

    def __init__(
        self, look: Look, form: Form | None = None, *, size: tuple[int, int] = (1366, 768),
        habits: Habits = USUAL, side: QWidget | None = None, media: dict[str, bytes] | None = None,
    ) -> None:  # fmt: skip
        self.look = look
        self.page = ItemPage(look, Pictures({"plan.svg": DRAWING} | (media or {})), side=side)
        self.place = Place(form or wide_form(), self.page, habits=habits)
        self.page.resize(*size)
        self.page.attend(self.place.presenter)
        self.page.show()
        self.page.activateWindow()
        self.page.setFocus()
        self.settle()

    def settle(self) -> None:
        """Let saves finish and everything be laid out and painted."""
        self.place.lane.work()
        self.place.presenter.refresh_time()
        for _ in range(4):  # layouts inside layouts ask for one another
            QApplication.processEvents()

    def key(self, *keys: Qt.Key, shift: bool = False, control: bool = False) -> None:
        """Press keys, one after another."""
        held = Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ShiftModifier if shift else held
        held |= Qt.KeyboardModifier.ControlModifier if control else held
        for key in keys:
            QTest.keyClick(self.focus(), key, held)
            self.settle()

    def write(self, text: str) -> None:
        """Type `text`."""
        QTest.keyClicks(self.focus(), text)
        self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click `widget` in its middle, or `at` a point of it."""
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            at or widget.rect().center(),
        )
        self.settle()

    def focus(self) -> QWidget:
        """Return the widget that has the keyboard."""
        return QApplication.focusWidget() or self.page

    def go(self, item_id: str) -> None:
        """Bring an item on the screen."""
        self.place.go(item_id)
        self.settle()

    def item(self) -> str:
        """Return which item is on the screen."""
        return str(self.place.desk.ahead.item)

    def answer(self, item_id: str) -> object:
        """Return what was answered to an item."""
        return self.place.answers().get(item_id)


def seen(kind: type[QWidget], window: Window) -> list[QWidget]:
    """Return the widgets of a kind that can be seen."""
    return [one for one in window.page.findChildren(kind) if one.isVisible()]


def words(window: Window) -> str:
    """Return all words that can be seen."""
    labels = window.page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())
