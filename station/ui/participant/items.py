"""The item page of one sitting, and what of it the screens around it show too."""

from collections.abc import Callable
from dataclasses import replace

from station.exam.facts import ComfortSet
from station.ui.look import Look
from station.ui.participant.item.faces import Overview, Panel, Question, Standing
from station.ui.participant.item.pace import Pace
from station.ui.participant.item.page import ItemPage
from station.ui.participant.item.presenter import Habits, ItemPresenter
from station.ui.participant.parts.frame import SeatScreen
from station.ui.pictures import Pictures
from station.ui.states import Saved, Time
from station.usecases.sit import Seated


def habits_of(comfort: ComfortSet) -> Habits:
    """Return what the item page has to know of a participant's settings."""
    return Habits(
        advance=comfort.advance,
        space_next=comfort.space_next,
        pace=comfort.pace,
        one_column=comfort.one_column,
    )


class ItemRoom:
    """One sitting's item page with its presenter.

    Saving and time are shown on the page and, while another screen covers it, on that one.

    Args:
        look: How everything looks.
        seated: The sitting.
        at_end: Called when somebody goes on from the last item of a section.
        comfort: The participant's settings.
        covering: Returns the screen that is shown instead of the page, or None.
        stands: Tells whether the clock waits for the participant to go on.
    """

    def __init__(
        self,
        look: Look,
        seated: Seated,
        *,
        at_end: Callable[[], None],
        comfort: ComfortSet,
        covering: Callable[[], SeatScreen | None],
        stands: Callable[[], bool],
    ) -> None:
        self.page = ItemPage(look, Pictures(seated.material.media))
        self.presenter = ItemPresenter(
            desk=seated.desk,
            view=_Echo(self.page, covering, stands),
            at_end=at_end,
            habits=habits_of(comfort),
        )
        self.seated = seated
        self.page.attend(self.presenter)

    def settle(self, comfort: ComfortSet) -> None:
        """Take other settings."""
        self.page.follow(habits_of(comfort))


class _Echo:
    """Passes everything to the page, and saving and time to the covering screen as well."""

    def __init__(
        self,
        page: ItemPage,
        covering: Callable[[], SeatScreen | None],
        stands: Callable[[], bool],
    ) -> None:
        self._page, self._covering, self._stands = page, covering, stands

    def show_question(self, question: Question) -> None:
        self._page.show_question(question)

    def show_standing(self, standing: Standing) -> None:
        self._page.show_standing(standing)

    def show_panel(self, panel: Panel) -> None:
        self._page.show_panel(panel)

    def show_overview(self, overview: Overview) -> None:
        self._page.show_overview(overview)

    def show_saved(self, saved: Saved) -> None:
        self._page.show_saved(saved)
        screen = self._covering()
        if screen is not None:
            screen.show_saved(saved)

    def show_time(self, time: Time) -> None:
        self._page.show_time(time)
        screen = self._covering()
        if screen is not None:
            screen.show_time(replace(time, paused=True) if self._stands() else time)

    def show_pace(self, pace: Pace | None) -> None:
        self._page.show_pace(pace)

    def tell(self, key: str, **values: object) -> None:
        self._page.tell(key, **values)

    def later(self, ms: int) -> None:
        self._page.later(ms)

    def not_later(self) -> None:
        self._page.not_later()
