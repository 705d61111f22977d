"""What each command does on the item page: everywhere, among all items, at one item."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt

from station.ui.participant.item.keys import Command

if TYPE_CHECKING:
    from station.ui.participant.item.page import ItemPage

Acts: TypeAlias = Mapping[Command, Callable[[], object]]


def everywhere(page: "ItemPage") -> Acts:
    """Return what means the same on both views."""
    return {
        Command.HELP: page.help_wanted.emit,
        Command.PROCTOR: page.proctor_wanted.emit,
        Command.TIME: page.now().hide_time,
        Command.ZOOM_IN: lambda: page.look.zoom(1),
        Command.ZOOM_OUT: lambda: page.look.zoom(-1),
        Command.ZOOM_RESET: lambda: page.look.zoom(0),
    }


def among_all(page: "ItemPage") -> Acts:
    """Return what commands do while all items are shown."""
    return {
        Command.CLOSE: lambda: page.show_all(shown=False),
        Command.ALL: lambda: page.show_all(shown=False),
        Command.UNANSWERED: lambda: page.navigator.jump("unanswered"),
        Command.FLAGGED: lambda: page.navigator.jump("flagged"),
    }


def at_item(page: "ItemPage") -> Acts:
    """Return what commands do while one item is shown."""
    now, area = page.now(), page.body.question.area
    return {
        Command.NEXT: now.next,
        Command.BACK: now.back,
        Command.UP: lambda: _walk(page, -1),
        Command.DOWN: lambda: _walk(page, 1),
        Command.SELECT: now.next if now.habits.space_next else area.select,
        Command.FLAG: now.flag,
        Command.STRIKE: area.strike,
        Command.ALL: lambda: page.show_all(shown=True),
        Command.UNANSWERED: now.next_unanswered,
        Command.FLAGGED: now.next_flagged,
        Command.FULL: page.open_full,
        Command.SWITCH: page.body.switch,
        Command.CALCULATOR: page.tools.calculator_key,
        Command.LISTEN: page.tools.listen,
        Command.PAGE_UP: lambda: _scroll(page, -1),
        Command.PAGE_DOWN: lambda: _scroll(page, 1),
        Command.CLOSE: lambda: _leave(page),
    }


def _walk(page: "ItemPage", step: int) -> None:
    if page.body.in_case():
        page.body.case.line_scroll(step)
    else:
        page.body.question.area.walk(step)


def _scroll(page: "ItemPage", pages: int) -> None:
    if page.body.case.isVisible():
        page.body.case.page_scroll(pages)
    else:
        page.body.question.page_scroll(pages)


def _leave(page: "ItemPage") -> None:
    """Take the notice away, else the calculator, else leave the field that is typed in."""
    if not page.now().dismiss() and not page.tools.close_calculator():
        page.setFocus(Qt.FocusReason.OtherFocusReason)
