"""Between the two bars: the case, the question, and the section at a glance, as the room allows.

What is open beside the question (a calculator) has a place of its own: it covers nothing.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from station.ui.look import Look
from station.ui.participant.item.case import CasePane
from station.ui.participant.item.faces import Panel, Question
from station.ui.participant.item.pace import Pace
from station.ui.participant.item.panel import Rail, SidePanel
from station.ui.participant.item.question import QuestionCard
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import column, row

if TYPE_CHECKING:
    from station.ui.participant.item.calculator.pane import CalculatorPane

CASE, QUESTION = 588, 602
WIDE_CASE, SHARED_CASE = 1200, 1300
"""From these widths on a case has wide margins; and room beside question and calculator."""
COLUMN, GAP = 960, 16
CALCULATOR, SMALL_CALCULATOR, TIGHT_CALCULATOR = 304, 252, 212
"""Width of one column; of the calculator in the panel's place, and where room is dear."""
TIGHT_BELOW = 600
Way = QBoxLayout.Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the page is laid out.

    Attributes:
        compact: The bars are small, and the panel is folded away.
        column: Case and question stand one under the other, in the middle of a roomy window.
    """

    compact: bool = False
    column: bool = False


WIDE = Form()


class ItemBody(QWidget):
    """Wide: case | question | panel, or rail beside a case. Compact: one of them at a time.

    In one column the case stands above its question. The calculator takes the panel's place.

    Args:
        look: How everything looks.
        pictures: The form's media.
        side: What stands beside the question instead of the panel (practice).
    """

    chosen = Signal(str)
    turned = Signal()

    def __init__(self, look: Look, pictures: Pictures, side: QWidget | None = None) -> None:
        super().__init__()
        self.look = look
        self.case = CasePane(look, pictures)
        self.question = QuestionCard(look, pictures)
        self.panel = SidePanel(look)
        self.side: QWidget = side if side is not None else self.panel
        self.rail = Rail(look)
        self._form, self._tab = WIDE, "question"
        self._calculator: CalculatorPane | None = None
        self._panel: Panel | None = None
        self.pace: Pace | None = None
        self._placed: tuple[object, ...] | None = None
        self._main = row(look, gap=16)
        self._main.addWidget(self.case, CASE)
        self._main.addWidget(self.question, QUESTION)
        self._across = row(look, gap=16)
        self._across.addLayout(self._main, 1)
        for widget in (self.side, self.rail):
            self._across.addWidget(widget)
        self._whole = column(look, fills=True)
        self._whole.addLayout(self._across, 1)
        self.setLayout(self._whole)
        for source in (self.panel, self.rail):
            source.chosen.connect(self.chosen)

    def show_question(self, question: Question) -> None:
        """Show another item, and its case; a case that is new comes first when compact."""
        if question.case is not None and question.case != self.case.case():
            self._tab = "case"
        elif question.case is None:
            self._tab = "question"
        self.case.show_case(question.case)
        if self._place():
            self._whole.activate()  # so that the question is laid out once, at its new width
        self.question.show_question(question)

    def show_panel(self, panel: Panel) -> None:
        """Show how the section stands."""
        self._panel = panel
        self._show_section()

    def show_pace(self, pace: Pace | None) -> None:
        """Show how answers keep up with the time; None shows nothing of it."""
        self.pace = pace
        self._show_section()

    def place_calculator(self, calculator: "CalculatorPane", *, shown: bool) -> None:
        """Give the calculator a place beside the question, or take it away."""
        if self._calculator is None:
            self._calculator = calculator
            self._across.addWidget(calculator)
        calculator.setVisible(shown)
        self.arrange(self._form)

    def _show_section(self) -> None:
        """Keep up to date whichever of panel and rail can be seen."""
        if self._panel is None:
            return
        if not self.rail.isHidden():
            self.rail.show_panel(self._panel)
            self.rail.pace.show_pace(self.pace)
        elif not self.side.isHidden():
            self.panel.show_panel(self._panel)
            self.panel.pace.show_pace(self.pace)

    def arrange(self, form: Form) -> None:
        """Take the form that the window asks for."""
        self._form = form
        flush = form.compact and not form.column
        for box in (self._main, self._across):
            box.measure(gap=0 if flush else 16)
        self._whole.measure(pad=0 if flush else (16, self._side() if form.column else 24))
        self._placed = None
        self._place()

    def _side(self) -> int:
        """Return what stands free at both sides of one column, pixels at 100 %."""
        column = COLUMN + (SMALL_CALCULATOR + GAP if self._reckons() else 0)
        return max(24, (self.width() * 100 // self.look.zoom_percent - column) // 2)

    def _keys(self) -> int:
        """Return the width of the calculator in the compact form, pixels at 100 %."""
        roomy = self.width() >= self.look.px(TIGHT_BELOW)
        return SMALL_CALCULATOR if roomy else TIGHT_CALCULATOR

    def _reckons(self) -> bool:
        return self._calculator is not None and not self._calculator.isHidden()

    def turn_to(self, tab: str) -> None:
        """Bring the case or the question to the front when only one has room."""
        self._tab = tab
        self._place()

    def switch(self) -> None:
        """Move the keyboard between case and question."""
        if self.case.case() is None:
            return
        alone = self._form.compact and not self._form.column
        in_case = self._tab == "case" if alone else self.in_case()
        self.turn_to("question" if in_case else "case")
        if in_case:
            self.question.area.walk(1)
        else:
            self.case.scrolled.setFocus(Qt.FocusReason.TabFocusReason)

    def in_case(self) -> bool:
        """Return whether the keyboard is in the case."""
        now = QApplication.focusWidget()
        return now is not None and self.case.isAncestorOf(now)

    def _place(self) -> bool:
        """Show what has room; return whether that is not as it was."""
        form, has_case, reckons = self._form, self.case.case() is not None, self._reckons()
        width = self.width() * 100 // self.look.zoom_percent
        roomy, shared = width >= WIDE_CASE and not reckons, width >= SHARED_CASE or not reckons
        placed = (has_case, form, self._tab, roomy, shared, reckons)
        if placed == self._placed:
            return False
        self._placed = placed
        both = has_case and (not form.compact or form.column)
        stacked = form.column or not shared
        self._whole.setEnabled(False)  # laid out once, when all of them stand
        self._main.setDirection(Way.TopToBottom if stacked else Way.LeftToRight)
        self.case.setVisible(both or (has_case and self._tab == "case"))
        self.question.setVisible(both or not has_case or self._tab == "question")
        self.side.setVisible(not form.compact and not has_case and not reckons)
        self.rail.setVisible(both and not form.compact and not reckons)
        self._measure(roomy=roomy, has_case=has_case)
        self._whole.setEnabled(True)
        self._whole.invalidate()
        self._show_section()
        self.turned.emit()
        return True

    def _measure(self, *, roomy: bool, has_case: bool) -> None:
        compact, column = self._form.compact, self._form.column
        beside = 32 if roomy else 20
        flush = 24 if column else 16
        pad = flush if compact else beside if has_case else 40
        self.question.measure(compact=compact, pad=pad, edged=column)
        self.case.measure(compact=compact, pad=flush if compact else beside, edged=column)
        if self._calculator is not None:
            self._calculator.arrange(self._keys() if compact else CALCULATOR)

    def turn_key(self) -> str | None:
        """Return the words for what one could turn to: the case, the question, or neither."""
        if self.case.case() is None or not self._form.compact or self._form.column:
            return None
        return "item.question_tab" if self._tab == "case" else "item.case_tab"
