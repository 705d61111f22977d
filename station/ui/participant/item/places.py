"""Where items stand for this participant: numbers, sections in order, cases.

An item's number is its place in the form, sections in order, items as this person sees them.
"""

from functools import cached_property

from station.exam.form import Item, ItemId, SectionCode
from station.exam.order import options_shown
from station.exam.sitting import Sitting
from station.ui.participant.item.faces import STATEMENTS, Case, Panel, Part, Question
from station.ui.states import Cell, CellState


class Places:
    """The order of one sitting; it is fixed by the opening and never changes."""

    def __init__(self, sitting: Sitting) -> None:
        self.paper = sitting.paper
        self.seed = sitting.order
        self.sections: dict[SectionCode, tuple[ItemId, ...]] = {
            code: sitting.items_in_order(code) for code in sitting.paper.codes
        }
        order = [item for items in self.sections.values() for item in items]
        self.number: dict[ItemId, int] = {item: n for n, item in enumerate(order, 1)}

    def question(self, item_id: ItemId) -> Question:
        """Return the item as it comes on the screen."""
        item = self.paper.items[item_id]
        items = self.sections[item.section]
        return Question(
            item=item,
            number=self.number[item_id],
            of=len(self.number),
            options=options_shown(item, self.seed),
            strikable=self.paper.sections[item.section].strike,
            calculator=self.paper.sections[item.section].calculator,
            case=self.cases.get(item.stimulus or ""),
            first=item_id == items[0],
            last=item_id == items[-1],
        )

    @cached_property
    def cases(self) -> dict[str, Case]:
        """Stimulus code to its case, counted through each section."""
        found: dict[str, Case] = {}
        for items in self.sections.values():
            numbers: dict[str, list[int]] = {}
            for item_id in items:
                code = self.paper.items[item_id].stimulus
                if code is not None:
                    numbers.setdefault(code, []).append(self.number[item_id])
            for place, (code, these) in enumerate(numbers.items(), 1):
                found[code] = Case(
                    stimulus=self.paper.stimuli[code],
                    place=place,
                    first=min(these),
                    last=max(these),
                )
        return found

    def panel(self, sitting: Sitting, code: SectionCode) -> Panel:
        """Return the section `code` at a glance."""
        items = self.sections[code]
        section = self.paper.sections[code]
        cells = tuple(self._cell(sitting, item, opens=True) for item in items)
        return Panel(
            place=self.paper.codes.index(code) + 1,
            of=len(self.paper.codes),
            title=section.title,
            answered=sum(cell.state is CellState.ANSWERED for cell in cells),
            items=len(items),
            flagged=sum(cell.flagged for cell in cells),
            cells=cells,
            statements=all(self._item(item).kind in STATEMENTS for item in items),
        )

    def part(self, sitting: Sitting, code: SectionCode) -> Part:
        """Return the section's row among all items."""
        items = self.sections[code]
        state = _state(sitting, code)
        if state == "locked":
            cells = tuple(self._locked(sitting, item) for item in items)
        else:
            cells = tuple(self._cell(sitting, item, opens=state == "open") for item in items)
        return Part(
            title=self.paper.sections[code].title,
            state=state,
            answered=sitting.answered(code),
            items=len(items),
            cells=cells,
        )

    def _item(self, item: ItemId) -> Item:
        return self.paper.items[item]

    def _cell(self, sitting: Sitting, item: ItemId, *, opens: bool) -> Cell:
        left = item != sitting.item or item in sitting.spent_ms  # not read for the first time
        seen = CellState.SEEN if item in sitting.seen and left else CellState.UNSEEN
        return Cell(
            key=item,
            number=self.number[item],
            state=CellState.ANSWERED if sitting.is_answered(item) else seen,
            flagged=item in sitting.flags,
            current=item == sitting.item,
            opens=opens,
        )

    def _locked(self, sitting: Sitting, item: ItemId) -> Cell:
        state = CellState.LOCKED if sitting.is_answered(item) else CellState.LOCKED_BLANK
        return Cell(key=item, number=self.number[item], state=state, opens=False)


def _state(sitting: Sitting, code: SectionCode) -> str:
    if code in sitting.closed_sections:
        return "locked"
    return "open" if code == sitting.section else "ahead"
