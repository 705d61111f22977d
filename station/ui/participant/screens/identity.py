"""Is this you? Name, NIP, unit and seat, to compare with an identity card."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from station.ui.look import Look
from station.ui.participant.dates import day_text, part_text
from station.ui.participant.faces import Who
from station.ui.participant.parts.frame import Gap, Page, SeatScreen
from station.ui.participant.parts.pairs import Pair
from station.ui.participant.parts.rows import FactRows
from station.ui.widgets.boxes import Rule, column, row
from station.ui.widgets.buttons import TALL, Button
from station.ui.widgets.notices import Notice
from station.ui.widgets.text import Text

NIP_PARTS = (8, 6, 1, 3)
ROWS = ("name", "nip", "unit", "target", "number", "seat")


class IdentityScreen(SeatScreen):
    """One card with the facts, yes at the right, no at the left."""

    confirmed = Signal()
    denied = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._face: Who | None = None
        self.yes = Button(look, "identity.yes", kind="primary", icon="check", shape=TALL)
        self.no = Button(look, "identity.no", icon="close", shape=TALL)
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.denied)
        self._rows = FactRows(
            look,
            [f"identity.{one}" for one in ROWS],
            styles={"identity.name": "stem_bold"},
        )
        self._hearing = Notice(look, "info", "identity.voice")
        self._missing = Notice(look, "warning", "identity.no_voice")
        self._page = Page(look)
        self._build()
        self.show_hearing(None)
        self.hold(self._page, 920)
        look.changed.connect(self._again)

    def _build(self) -> None:
        look, whole = self.look, self._page.column
        whole.addWidget(Text(look, "page_title", "identity.title"))
        whole.addWidget(Gap(look, 4))
        whole.addWidget(Text(look, "body", "identity.lead", colour="muted"))
        whole.addWidget(Gap(look, 20))
        whole.addWidget(self._rows)
        whole.addWidget(Gap(look, 20))
        self._heard = QWidget()
        heard = column(look, pad=(0, 0, 20, 0))
        heard.addWidget(self._hearing)
        heard.addWidget(self._missing)
        self._heard.setLayout(heard)
        whole.addWidget(self._heard)
        whole.addWidget(Rule(look))
        whole.addWidget(Gap(look, 24))
        buttons = Pair(look, needs=640, gap=16)
        no = QWidget()
        left = row(look, gap=16)
        left.addWidget(self.no)
        left.addWidget(Text(look, "secondary", "identity.no_means", colour="muted"), 1)
        no.setLayout(left)
        buttons.add(no, 1)
        buttons.add(self.yes)
        whole.addWidget(buttons)

    def show_identity(self, face: Who) -> None:
        """Show who signed in."""
        self._face = face
        self._again()

    def show_hearing(self, there: bool | None) -> None:  # noqa: FBT001 -- one of three
        """Say whether the machine can read items aloud; None: this person needs it not."""
        self._heard.setVisible(there is not None)
        self._hearing.setVisible(there is True)
        self._missing.setVisible(there is False)

    @override
    def first(self) -> QWidget:
        return self.yes

    @override
    def arrange_body(self, *, compact: bool) -> None:
        self._page.arrange(compact=compact)

    def _again(self) -> None:
        face = self._face
        if face is None:
            return
        person, rows = face.row, self._rows
        rows.show_plain("identity.name", person.name)
        rows.show_plain("identity.nip", shown_nip(person.nip))
        rows.show_plain("identity.unit", person.unit)
        rows.show_plain("identity.target", person.target)
        rows.show_plain("identity.number", person.number)
        rows.say(
            "identity.seat", "identity.seat_is",
            part=part_text(self.look, face.block), day=day_text(self.look, face.block.opens),
            seat=face.seat,
        )  # fmt: skip


def shown_nip(nip: str) -> str:
    """Return a NIP as 8-6-1-3 with spaces; anything that is no NIP as it is."""
    if len(nip) != sum(NIP_PARTS) or not nip.isdigit():
        return nip
    parts, at = [], 0
    for size in NIP_PARTS:
        parts.append(nip[at : at + size])
        at += size
    return " ".join(parts)
