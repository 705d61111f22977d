"""Make it comfortable: zoom, colours, language, habits, a check of the keys; all at once visible.

Every change shows on the screen itself and in the sample at the right.
"""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.exam.facts import ComfortSet
from station.ui.look import ZOOMS, Look
from station.ui.participant.parts.comfort import Chips, KeyCheck, Swatches
from station.ui.participant.parts.frame import Gap, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.widgets.boxes import Card, Rule, column, row
from station.ui.widgets.buttons import Button, Shape
from station.ui.widgets.choice import OptionRow
from station.ui.widgets.controls import Segmented, Switch
from station.ui.widgets.text import Text

MIDDLE = Qt.AlignmentFlag.AlignVCenter
SAMPLE = "ABCD"
SAMPLE_CHOSEN = "B"


class ComfortScreen(SeatScreen):
    """Settings at the left, a sample of what they do at the right."""

    changed = Signal(object)
    back_wanted = Signal()
    done = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, footer=True)
        self._comfort = ComfortSet(zoom_percent=100, theme="light", language="id")
        self.settings = Settings(look)
        self.settings.changed.connect(self._take)
        self._sample = Sample(look)
        self._pair = Pair(look, needs=1100, gap=16)
        self._pair.add(self.settings, 612)
        self._pair.add(self._sample, 690)
        self._outer = column(look, pad=(16, 24))
        self._outer.addWidget(self._pair, 1)
        self.body.setLayout(self._outer)
        self.back = Button(look, "comfort.back", icon="arrow-left", shape=Shape(width=168))
        self.go = Button(look, "comfort.done", kind="primary", after="arrow-right")
        self.back.clicked.connect(self.back_wanted)
        self.go.clicked.connect(self.done)
        if self.footer is not None:
            self.footer.row.addWidget(self.back)
            self.footer.row.addStretch(1)
            self.footer.row.addWidget(self.go)

    def show_comfort(self, comfort: ComfortSet) -> None:
        """Show what is set."""
        self._comfort = comfort
        self.settings.show_comfort(comfort)

    @override
    def first(self) -> QWidget:
        return self.settings.zoom_now()

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._outer.measure(pad=(8, 8) if compact else (16, 24))
        self.settings.arrange(compact=compact)
        self._sample.arrange(compact=compact)

    def _take(self, changes: dict[str, object]) -> None:
        self._comfort = msgspec.structs.replace(self._comfort, **changes)
        self.changed.emit(self._comfort)


class Settings(Card):
    """The settings themselves; `changed` carries the fields that were changed."""

    changed = Signal(dict)

    def __init__(self, look: Look) -> None:
        super().__init__(look, pad=(24, 32))
        self._zoom = Chips(look, [(str(zoom), f"{zoom} %") for zoom in ZOOMS], name="comfort.zoom")
        self._themes = Swatches(look)
        self._language = Segmented(
            look, [("id", "language.id"), ("en", "language.en")], name="comfort.language"
        )
        self._advance = Switch(look, name="comfort.advance")
        self._space = Switch(look, name="comfort.space")
        self._column = Switch(look, name="comfort.one_column")
        self._pace = Switch(look, name="comfort.pace")
        self.keys = KeyCheck(look)
        self._zoom.chosen.connect(lambda zoom: self.changed.emit({"zoom_percent": int(zoom)}))
        self._themes.chosen.connect(lambda theme: self.changed.emit({"theme": theme}))
        self._language.chosen.connect(lambda one: self.changed.emit({"language": one}))
        self._advance.toggled.connect(lambda on: self.changed.emit({"advance": on}))
        self._space.toggled.connect(lambda on: self.changed.emit({"space_next": on}))
        self._column.toggled.connect(lambda on: self.changed.emit({"one_column": on}))
        self._pace.toggled.connect(lambda on: self.changed.emit({"pace": on}))
        self._build()

    def _build(self) -> None:
        look, whole = self.look, self.column
        whole.addWidget(Text(look, "item_title", "comfort.title"))
        whole.addWidget(Text(look, "secondary", "comfort.lead", colour="muted"))
        whole.addWidget(Gap(look, 8))
        for key, widget in (("comfort.zoom", self._zoom), ("comfort.theme", self._themes)):
            whole.addWidget(Text(look, "body_bold", key))
            whole.addWidget(Gap(look, 4))
            whole.addWidget(widget)
            whole.addWidget(Gap(look, 6))
        whole.addWidget(Rule(look))
        for key, hint, control in (
            ("comfort.language", "comfort.language_hint", self._language),
            ("comfort.advance", "comfort.advance_hint", self._advance),
            ("comfort.space", "", self._space),
            ("comfort.one_column", "", self._column),
            ("comfort.pace", "", self._pace),
        ):
            whole.addWidget(_line(look, key, hint, control))
        whole.addWidget(Rule(look))
        whole.addWidget(Gap(look, 12))
        whole.addWidget(self.keys)
        whole.addStretch(1)

    def show_comfort(self, comfort: ComfortSet) -> None:
        """Show what is set; nothing is emitted."""
        self.blockSignals(True)
        self._zoom.choose(str(comfort.zoom_percent))
        self._themes.choose(comfort.theme)
        self._language.choose(comfort.language)
        self._advance.setChecked(comfort.advance)
        self._space.setChecked(comfort.space_next)
        self._column.setChecked(comfort.one_column)
        self._pace.setChecked(comfort.pace)
        self.blockSignals(False)

    def zoom_now(self) -> QWidget:
        """Return the zoom that is set, for the keyboard to begin at."""
        return self._zoom.chosen_part()

    @property
    def one_column(self) -> QWidget:
        """The switch for one column."""
        return self._column

    @property
    def advance(self) -> QWidget:
        """The switch for moving on by itself."""
        return self._advance

    def arrange(self, *, compact: bool) -> None:
        """Take the wide or the compact form."""
        self.column.measure(pad=16 if compact else (24, 32))
        self._zoom.measure(88 if compact else 96)


def _line(look: Look, key: str, hint: str, widget: QWidget) -> QWidget:
    """Return a setting with its words at the left and its control at the right."""
    line = Pair(look, needs=440, gap=16, gap_down=4)
    words = QWidget()
    said = column(look)
    said.addWidget(Text(look, "body", key))
    if hint:
        said.addWidget(Text(look, "help", hint, colour="muted"))
    words.setLayout(said)
    line.layout_box.measure(pad=(4, 0))
    line.layout_box.addWidget(words, 1, MIDDLE)
    line.layout_box.addWidget(widget, 0, MIDDLE)
    return line


class Sample(QWidget):
    """An item as it will look: nobody can answer it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._card = Card(look, pad=(24, 32))
        self._rows = {letter: OptionRow(look) for letter in SAMPLE}
        whole = column(look, gap=8)
        whole.addWidget(Text(look, "help", "comfort.sample", colour="muted"))
        whole.addWidget(self._card, 1)
        self.setLayout(whole)
        self._build()
        self.restyle()
        look.changed.connect(self.restyle)

    def _build(self) -> None:
        look, inside = self._look, self._card.column
        flag = Button(look, "item.flag", icon="flag", cap="R")
        flag.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        flag.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        head = row(look, gap=16)
        head.addWidget(Text(look, "item_title", "comfort.sample_title"), 1)
        head.addWidget(flag)
        inside.addLayout(head)
        inside.addWidget(Gap(look, 12))
        inside.addWidget(Text(look, "stem", "comfort.sample_stem", max_width=768))
        inside.addWidget(Gap(look, 8))
        inside.addWidget(Text(look, "secondary", "item.how_single", colour="muted"))
        inside.addWidget(Gap(look, 12))
        for option in self._rows.values():
            option.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            option.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(option)
            inside.addWidget(Gap(look, 8))
        inside.addStretch(1)

    def restyle(self) -> None:
        """Follow the look."""
        for letter, option in self._rows.items():
            option.show_choice(letter, self._look.say(f"comfort.sample_{letter.lower()}"))
            option.show_state(chosen=letter == SAMPLE_CHOSEN)

    def arrange(self, *, compact: bool) -> None:
        """Take the wide or the compact form."""
        self._card.column.measure(pad=16 if compact else (24, 32))
        for option in self._rows.values():
            option.measure(height=52, narrow=compact)
