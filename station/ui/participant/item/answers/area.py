"""What every answer area promises the page: the same keys, the same signals, any kind."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from station.exam.form import Option
from station.ui.look import Look
from station.ui.participant.item.faces import Question, Standing
from station.ui.pictures import Pictures

LETTERS = "ABCDEFGH"


class AnswerArea(QWidget):
    """One way to answer. It shows what it is told and tells what was done.

    Letters name places on the screen; signals carry authoring codes.
    """

    chosen = Signal(str)
    sided = Signal(str, str)
    paired = Signal(str, str)
    ordered = Signal(object)
    pointed = Signal(int, int)
    typed = Signal(object)
    struck = Signal(str)

    strikes = False
    """Whether places here can be struck out."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self.look, self.pictures = look, pictures
        self.question: Question | None = None

    def show_question(self, question: Question) -> None:
        """Show another item."""
        self.question = question

    def show_standing(self, standing: Standing) -> None:
        """Show how the item stands."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Return what up and down move between, in order."""
        raise NotImplementedError

    def names(self) -> list[str]:
        """Return what the places of `stops` are called when they are out of sight."""
        return list(LETTERS[: len(self.stops())])

    def hint(self) -> str:
        """Return the key of the sentence that says how to answer; empty for none."""
        return ""

    def keys(self) -> str:
        """Return the letters that choose here, as the footer names them; empty for none."""
        count = len(self.options())
        return f"A–{LETTERS[count - 1]}" if count > 1 else ""

    def options(self) -> tuple[Option, ...]:
        """Return the options in display order."""
        return () if self.question is None else self.question.options

    def letter(self, place: int, *, shift: bool) -> bool:
        """Take a letter or a digit; return whether it means something here."""
        if shift or place >= len(self.options()):
            return False
        self.chosen.emit(self.options()[place].code)
        return True

    def walk(self, step: int) -> None:
        """Move the keyboard up (-1) or down (1) among the stops, and begin at the answer."""
        stops = self.stops()
        if not stops:
            return
        place = self.place()
        target = self.begin() if place < 0 else min(max(place + step, 0), len(stops) - 1)
        stops[target].setFocus(Qt.FocusReason.TabFocusReason)

    def place(self) -> int:
        """Return which stop the keyboard is on, -1 for none."""
        now = QApplication.focusWidget()
        return next((n for n, stop in enumerate(self.stops()) if stop is now), -1)

    def begin(self) -> int:
        """Return the stop where the keyboard comes in."""
        return 0

    def select(self) -> bool:
        """Take Space; return whether it means something here."""
        place = self.place()
        return place >= 0 and self.letter(place, shift=False)

    def strike(self) -> bool:
        """Take X on the place the keyboard is on; return whether it means something here."""
        place = self.place()
        if not self.strikes or not 0 <= place < len(self.options()):
            return False
        self.struck.emit(self.options()[place].code)
        return True

    def measure(self, room: QSize, *, narrow: bool) -> None:
        """Take over how much room there is, and whether words are left out."""
