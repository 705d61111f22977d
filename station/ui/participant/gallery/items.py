"""Items of the battery that comes with the program, some of them answered."""

import dataclasses
from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from station.exam.form import Item, ItemId, Kind, OptionCode
from station.exam.sitting import Phase
from station.ui.participant.gallery.faces import MINUTE_MS, NAME, NOW, NUMBER, SEAT
from station.ui.participant.gallery.frame import Frame, Studio, nothing
from station.ui.participant.item.pace import EVEN, Pace
from station.ui.participant.item.page import ItemPage
from station.ui.participant.item.presenter import USUAL, Habits, ItemPresenter
from station.ui.participant.rehearsal import PracticePresenter, Tried, practice_desk
from station.ui.participant.screens.practice import PracticePanel
from station.ui.participant.stories import short_name
from station.ui.pictures import Pictures
from station.ui.states import Time
from station.usecases.desk import Desk


def kinds(studio: Studio) -> list[Kind]:
    """Return the kinds of items in the battery."""
    found = {item.kind for item in studio.form.items}
    return [kind for kind in Kind if kind in found]


def show_item(studio: Studio, kind: Kind) -> Callable[[Frame], None]:
    """Return what shows the first item of a kind, answered."""

    def make(frame: Frame) -> None:
        frame.add(item_page(studio, lambda item: item.kind is kind))

    return make


def item_page(
    studio: Studio,
    wanted: Callable[[Item], bool],
    answered: int = 3,
    habits: Habits = USUAL,
    *,
    worked: bool = False,
) -> ItemPage:
    """Return the item page at the first item that is wanted, some before it answered.

    Args:
        studio: What screens are made of.
        wanted: Which item.
        answered: How many items before it, in its section, are answered.
        habits: Of the participant.
        worked: Whether nearly all items before it are answered.
    """
    desk = _desk(studio)
    page = ItemPage(studio.look, Pictures(studio.media))
    presenter = ItemPresenter(desk=desk, view=page, at_end=nothing, habits=habits)
    page.header.name(short_name(NAME), studio.look.say("header.seat", seat=SEAT, number=NUMBER))
    page.attend(presenter)
    target = next(item for item in studio.form.items if wanted(item))
    while desk.ahead.section != target.section:
        if worked and desk.ahead.section is not None:
            _work(desk, desk.ahead.items_in_order(desk.ahead.section))
        desk.close_section()
        desk.open_section()
    items = desk.ahead.items_in_order(target.section)
    here = items.index(target.id)
    if worked:
        _work(desk, items[:here])
    for item in items[max(0, here - answered) : here]:
        _answer(desk, item)
    _answer(desk, target.id)
    desk.see(target.id)
    presenter.refresh()
    page.show_time(Time(left_ms=18 * MINUTE_MS))
    return page


def _work(desk: Desk, items: Sequence[ItemId]) -> None:
    """Answer nearly all of these; every 23rd is only looked at."""
    for place, item in enumerate(items, 1):
        if place % 23 == 7:
            desk.see(item)
        else:
            _answer(desk, item)


def _answer(desk: Desk, item: ItemId) -> None:
    """Give some answer that fits, and flag every third item."""
    desk.see(item)
    subject = desk.ahead.paper.items[item]
    codes = [str(option.code) for option in subject.options]
    match subject.kind:
        case Kind.SINGLE | Kind.LIKERT:
            desk.answer(item, codes[1])
        case Kind.MULTIPLE:
            desk.answer(item, codes[: subject.min_choices])
        case Kind.MOST_LEAST:
            desk.answer(item, {"most": codes[0], "least": codes[2]})
        case _:
            return
    if subject.kind is Kind.SINGLE and desk.ahead.paper.sections[subject.section].strike:
        desk.strike(item, OptionCode(codes[0]), on=True)
    if desk.ahead.phase is Phase.WORKING and item.endswith(("2", "5")):
        desk.flag(item, on=True)


def _desk(studio: Studio) -> Desk:
    desk = practice_desk(studio.form, studio.clock, nothing)
    desk.saved_at = NOW
    return desk


def show_navigator(studio: Studio, frame: Frame) -> None:
    """Show all items."""
    page = item_page(studio, lambda item: item.id == "DIG-17", answered=3, worked=True)
    page.show_all(shown=True)
    frame.add(page)


def show_calculator(studio: Studio, frame: Frame, *, case: bool = False) -> None:
    """Show the calculator beside an item, or beside a case and its question."""
    allowed = tuple(replace(one, calculator=True) for one in studio.form.sections)
    allowing = dataclasses.replace(studio, form=replace(studio.form, sections=allowed))
    page = item_page(allowing, lambda item: _fits(item, case=case))
    frame.add(page)
    frame.then(lambda: _reckon(page))


def show_one_column(studio: Studio, frame: Frame, *, case: bool = False) -> None:
    """Show an item, or a case and its question, in one column."""
    habits = Habits(one_column=True)
    frame.add(item_page(studio, lambda item: _fits(item, case=case), habits=habits))


def show_pace(studio: Studio, frame: Frame, *, case: bool = False, behind: bool = False) -> None:
    """Show how answers keep up with the time."""
    page = item_page(studio, lambda item: _fits(item, case=case), habits=Habits(pace=True))
    page.show_pace(Pace(standing="behind", items=12) if behind else EVEN)
    frame.add(page)


def show_listening(studio: Studio, frame: Frame) -> None:
    """Show an item while it is read aloud."""
    page = item_page(studio, lambda item: _fits(item, case=False))
    page.tools.give_voice(StillVoice())
    frame.add(page)
    frame.then(page.tools.listen)


class StillVoice:
    """A voice in a picture: it has begun, and never ends."""

    def speaks(self, language: str) -> bool:  # noqa: ARG002 -- as the port wants it
        """Speak every language."""
        return True

    def say(self, words: str, language: str, ended: Callable[[], None]) -> None:
        """Begin."""

    def stop(self) -> None:
        """Break off."""


def _fits(item: Item, *, case: bool) -> bool:
    return item.kind is Kind.SINGLE and (item.stimulus is not None) is case


def _reckon(page: ItemPage) -> None:
    """Open the calculator with a calculation in it."""
    page.tools.calculator_key()
    QCoreApplication.processEvents()
    for key in "1250.5*3+1/3=":
        page.tools.press(key)


def show_practise(studio: Studio, frame: Frame) -> None:
    """Show the practice."""
    panel = PracticePanel(studio.look)
    page = ItemPage(studio.look, Pictures({}), side=panel, title_key="practice.title")
    page.footer.offer_end("practice.end")
    page.header.show_free("practice.label", "practice.unlimited")
    page.header.name(short_name(NAME), studio.look.say("header.seat", seat=SEAT, number=NUMBER))
    desk = practice_desk(studio.practice, studio.clock, nothing)
    presenter = PracticePresenter(
        desk=desk, view=page, at_end=nothing, habits=Habits(), tried=panel.show_tried
    )
    page.attend(presenter)
    panel.show_tried(Tried(done=frozenset({"answer", "change"})))
    desk.answer(studio.practice.items[0].id, "B")
    presenter.refresh()
    frame.add(page)
