"""Label and value, line under line, with hairlines between."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.ui.look import Look
from station.ui.widgets.boxes import Rule, column, row
from station.ui.widgets.text import Text

MIDDLE = Qt.AlignmentFlag.AlignVCenter


class FactRow(QWidget):
    """A label and its value; a screen reader hears both as text."""

    def __init__(
        self, look: Look, key: str, *, label_width: int, style: str = "body", pad: int = 10
    ) -> None:
        super().__init__()
        self._look, self._label_width = look, label_width
        self.label = Text(look, "secondary", key, colour="muted")
        self.value = Text(look, style)
        self.layout_box = row(look, gap=8, pad=(pad, 0))
        self.layout_box.addWidget(self.label, 0, MIDDLE)
        self.layout_box.addWidget(self.value, 1, MIDDLE)
        self.setLayout(self.layout_box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.restyle()
        look.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.label.setFixedWidth(self._look.px(self._label_width))


class FactRows(QWidget):
    """Rows of facts, by the key of their label.

    Args:
        look: How everything looks.
        keys: The labels, in order.
        label_width: Width of all labels at 100 %.
        styles: Key to the text style of its value, where that is not `body`.
    """

    def __init__(
        self,
        look: Look,
        keys: list[str],
        *,
        label_width: int = 176,
        styles: dict[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._rows: dict[str, FactRow] = {}
        layout = column(look)
        for place, key in enumerate(keys):
            if place:
                layout.addWidget(Rule(look))
            style = (styles or {}).get(key, "body")
            self._rows[key] = FactRow(look, key, label_width=label_width, style=style)
            layout.addWidget(self._rows[key])
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_plain(self, key: str, text: str) -> None:
        """Show a value as it is."""
        self._rows[key].value.show_plain(text)

    def say(self, key: str, words: str, **values: object) -> None:
        """Show words as a value."""
        self._rows[key].value.say(words, **values)
