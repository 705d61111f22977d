"""The practice at the seat: the real item page, five items, a list of things to try."""

from station.app import SeatParts
from station.exam.facts import ComfortSet
from station.ui.look import Look
from station.ui.participant.item.page import ItemPage
from station.ui.participant.items import habits_of
from station.ui.participant.rehearsal import PracticePresenter, Tried, practice_desk
from station.ui.participant.screens.practice import PracticePanel
from station.ui.participant.visit import Visit
from station.ui.pictures import Pictures


class PracticeRoom:
    """Its page; when it is ended, the visit goes on."""

    def __init__(self, look: Look, parts: SeatParts, visit: Visit) -> None:
        form, media = parts.practice()
        self._presenter: PracticePresenter | None = None
        self._panel = PracticePanel(look)
        self._panel.show_tried(Tried())
        self.page = ItemPage(look, Pictures(media), side=self._panel, title_key="practice.title")
        self.page.footer.offer_end("practice.end")
        self.page.footer.end_pressed.connect(visit.await_start)
        self.page.header.show_free("practice.label", "practice.unlimited")
        desk = practice_desk(form, parts.clock, self._changed)
        self._presenter = PracticePresenter(
            desk=desk,
            view=self.page,
            at_end=visit.await_start,
            habits=habits_of(visit.comfort),
            tried=self._panel.show_tried,
        )
        self.page.attend(self._presenter)

    def settle(self, comfort: ComfortSet) -> None:
        """Take other settings."""
        self.page.follow(habits_of(comfort))

    def _changed(self) -> None:
        if self._presenter is not None:
            self._presenter.refresh()
