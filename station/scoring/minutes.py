"""The minutes of a session (berita acara) as values: what two officers sign on paper.

Promises counts that anybody can add up again: each equation stands with its parts, balanced or
not. It judges nobody: incidents and times are told, not weighed.
"""

from typing import Literal, TypeAlias

from station.exam.form import Text
from station.scoring.model import Signer
from station.scoring.parts import Line, Part

SeatState: TypeAlias = Literal[
    "submitted", "time_returned", "moved", "adjusted", "absent", "unfinished", "spare"
]
"""What the plan shows of a seat; where several apply, the one that needs most explaining."""


class Figure(Part, frozen=True, kw_only=True):
    """A number and what it counts."""

    name: Text
    n: int


class Equation(Part, frozen=True, kw_only=True):
    """One sum of the accounting: `whole` = the sum of `parts`, where it is balanced."""

    whole: Figure
    parts: tuple[Figure, ...]
    balanced: bool


class Absent(Part, frozen=True, kw_only=True):
    """Somebody of the roster who did not come."""

    number: str
    name: str
    seat: str
    reason: Text
    follow_up: Text


class Seat(Part, frozen=True, kw_only=True):
    """One seat of the plan; row and column count from 0, the front row first."""

    seat: str
    row: int
    column: int
    state: SeatState


class SeatCount(Part, frozen=True, kw_only=True):
    """How many seats show a state, and what it means this day."""

    state: SeatState
    text: Text
    n: int


class SeatPlan(Part, frozen=True, kw_only=True):
    """The room as it stood.

    Attributes:
        rows: Labels from the front.
        columns: Labels from the left.
        legend: In the order to print.
        notes: Sentences beside the plan.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    seats: tuple[Seat, ...]
    legend: tuple[SeatCount, ...]
    notes: tuple[Text, ...]


class IncidentRow(Part, frozen=True, kw_only=True):
    """Something that happened, and what was done."""

    time: str
    seats: str
    event: Text
    action: Text


class LedgerRow(Part, frozen=True, kw_only=True):
    """One cause in the time ledger.

    Attributes:
        lost: How much each person lost, a value or a range in words; empty: none.
        credited: Which share was given back, in words; empty: does not apply.
        total_ms: Given back or added, all people together.
        rule: The written rule, with who agreed.
    """

    cause: Text
    people: int
    lost: Text
    credited: Text
    total_ms: int
    rule: Text


class TimeLedger(Part, frozen=True, kw_only=True):
    """Lost and given time by cause; `note` says what holds for everybody else."""

    limit: Text
    rows: tuple[LedgerRow, ...]
    people: int
    total_ms: int
    note: Text


class Handover(Part, frozen=True, kw_only=True):
    """Files that passed from one hand to another."""

    way: Text
    files: int
    time: str
    sender: Text
    receiver: Text


class SealedSession(Part, frozen=True, kw_only=True):
    """The session seal as printed.

    Attributes:
        sha256: Of the `.seal` file.
        root: RFC 9162 root over the bundles, 64 hex digits.
        bundles: Their hashes, sorted: printed whole, so that a copy of the minutes proves them.
        qr: What the code holds, printed beside it word for word: root, counts, both signatures.
        text: What keeping this sheet is good for.
    """

    sha256: str
    root: str
    bundles: tuple[str, ...]
    qr: str
    text: Text


class MinutesModel(Part, frozen=True, kw_only=True):
    """The minutes, whole.

    Attributes:
        label: What the programme says of itself, such as "invented data"; may be empty.
        subtitle: The programme.
        opening: Day, date in words, place and session; markup `**bold**`.
        facts: Label and text, printed in two columns, the left one first.
        closing: The sentence before the signatures; markup `**bold**`.
        dated: Place and day of signing.
        foot: The sentence at the foot of each page.
        copies: Who keeps which copy.
    """

    format: Literal["saksi-minutes/1"] = "saksi-minutes/1"
    number: str
    letterhead: tuple[str, ...]
    label: Text
    title: Text
    subtitle: Text
    when: Text
    opening: Text
    facts: tuple[Line, ...]
    equations: tuple[Equation, ...]
    absent: tuple[Absent, ...]
    plan: SeatPlan | None
    incidents: tuple[IncidentRow, ...]
    ledger: TimeLedger
    handovers: tuple[Handover, ...]
    seal: SealedSession
    assessment: str
    closing: Text
    dated: Text
    signers: tuple[Signer, ...]
    foot: Text
    copies: Text
