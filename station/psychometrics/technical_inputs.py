"""What a technical report is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from station.psychometrics.similarity.seats import SeatMap
from station.psychometrics.table import RawTable, ResponseTable, ScaleKey, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInputs:
    """What a report is made of; only the answers and one of `key` and `keys` are needed.

    Attributes:
        title: What is analysed, by language.
        period: When, as people write it.
        raw: Answers as given; with `key` item columns only, with `keys` also others.
        key: Item to correct option, for options with a right answer.
        keys: The scales of ordered responses, and which items are reversed.
        scales: Item to subtest, for a keyed test.
        groups: Name of a grouping to each person's group.
        days: Each person's day or session, sortable.
        planned_looks: Looks planned for drift.
        seats: Who sat where.
        times: Milliseconds on each item.
        omitted: Code of "no answer".
        model: Model of the calibration, or empty for none.
    """

    title: dict[str, str]
    period: str = ""
    raw: RawTable
    key: dict[str, str] = field(default_factory=dict)
    keys: Sequence[ScaleKey] = ()
    scales: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, Texts] = field(default_factory=dict)
    days: Texts | None = None
    planned_looks: int = 10
    seats: SeatMap | None = None
    times: ResponseTable | None = None
    omitted: str = ""
    model: str = "2pl"
