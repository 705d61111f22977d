"""Between the two bars: the case, the question, and the section at a glance, as the room allows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from station.ui.look import Look
from station.ui.participant.item.case import CasePane
from station.ui.participant.item.faces import Panel, Question
from station.ui.participant.item.panel import Rail, SidePanel
from station.ui.participant.item.question import QuestionCard
from station.ui.pictures import Pictures
from station.ui.widgets.boxes import column, row

CASE, QUESTION = 588, 602
WIDE_CASE = 1200


class ItemBody(QWidget):
    """Wide: case | question | panel, or rail beside a case. Compact: one of them at a time.

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
        self._compact, self._tab = False, "question"
        self._panel: Panel | None = None
        self._placed: tuple[bool, bool, str, bool] | None = None
        self._across = row(look, gap=16)
        self._across.addWidget(self.case, CASE)
        self._across.addWidget(self.question, QUESTION)
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
            self._across.activate()  # so that the question is laid out once, at its new width
        self.question.show_question(question)

    def show_panel(self, panel: Panel) -> None:
        """Show how the section stands."""
        self._panel = panel
        self._show_section()

    def _show_section(self) -> None:
        """Keep up to date whichever of panel and rail can be seen."""
        if self._panel is None:
            return
        if not self.rail.isHidden():
            self.rail.show_panel(self._panel)
        elif not self.side.isHidden():
            self.panel.show_panel(self._panel)

    def arrange(self, *, compact: bool) -> None:
        """Take the wide or the compact form."""
        self._compact = compact
        self._across.measure(gap=0 if compact else 16)
        self._whole.measure(pad=0 if compact else (16, 24))
        self._placed = None
        self._place()

    def turn_to(self, tab: str) -> None:
        """Bring the case or the question to the front when only one has room."""
        self._tab = tab
        self._place()

    def switch(self) -> None:
        """Move the keyboard between case and question."""
        if self.case.case() is None:
            return
        in_case = self._tab == "case" if self._compact else self.in_case()
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
        has_case, compact = self.case.case() is not None, self._compact
        roomy = self.width() >= self.look.px(WIDE_CASE)
        placed = (has_case, compact, self._tab, roomy)
        if placed == self._placed:
            return False
        self._placed = placed
        both = has_case and not compact
        self.case.setVisible(both or (has_case and self._tab == "case"))
        self.question.setVisible(both or not has_case or self._tab == "question")
        self.side.setVisible(not compact and not has_case)
        self.rail.setVisible(both)
        pad = 16 if compact else 40 if not has_case else 32 if roomy else 20
        self.question.measure(compact=compact, pad=pad)
        self.case.measure(compact=compact, pad=16 if compact else 32 if roomy else 20)
        self._show_section()
        self.turned.emit()
        return True

    def turn_key(self) -> str | None:
        """Return the words for what one could turn to: the case, the question, or neither."""
        if self.case.case() is None or not self._compact:
            return None
        return "item.question_tab" if self._tab == "case" else "item.case_tab"
