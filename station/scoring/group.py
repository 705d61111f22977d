"""The summary of a group: counts and means, never a person, and nothing of a small group.

Promises that a group below the smallest number in the standards is `suppressed`: its size is
told and nothing else, and no total lets it be worked out by subtraction.
"""

from typing import Literal

from station.exam.form import Text
from station.scoring.parts import Line, Part, Quoted, Zone


class CategoryCount(Part, frozen=True, kw_only=True):
    """How many of a group reached a category; tenths of a percent of the group."""

    code: str
    n: int
    share_tenths: int


class CategoryRow(Part, frozen=True, kw_only=True):
    """The job-person match of one group.

    Attributes:
        n: People with a value.
        suppressed: The group is too small: counts are empty, `near_cut` is 0.
        near_cut: People whose band holds a cut.
    """

    kind: Literal["tier", "agency", "all"]
    code: str
    name: Text
    n: int
    suppressed: bool
    counts: tuple[CategoryCount, ...]
    near_cut: int
    near_cut_tenths: int


class Box(Part, frozen=True, kw_only=True):
    """One cell of the nine-box and how many people stand in it; None: suppressed."""

    box: int
    performance: Literal["below", "meets", "above"]
    potential: Literal["low", "medium", "high"]
    name: Text
    n: int | None
    share_tenths: int | None


class Boxes(Part, frozen=True, kw_only=True):
    """The nine-box of a group; `undetermined` people have no performance or no potential."""

    cells: tuple[Box, ...]
    n: int
    undetermined: int
    suppressed: bool
    note: Text


class HeatCell(Part, frozen=True, kw_only=True):
    """Mean gap of one competency, hundredths of a level; `plain`: within two standard errors."""

    competency: str
    mean_hundredths: int
    plain: bool


class HeatRow(Part, frozen=True, kw_only=True):
    """One agency; no cells when `suppressed`."""

    code: str
    name: Text
    n: int
    suppressed: bool
    cells: tuple[HeatCell, ...]


class HeatMap(Part, frozen=True, kw_only=True):
    """Mean gaps by agency and competency, largest agency first."""

    competencies: tuple[tuple[str, Text], ...]
    rows: tuple[HeatRow, ...]
    note: Text


class Demand(Part, frozen=True, kw_only=True):
    """How many people a development target concerns, and its lesson hours."""

    code: str
    name: Text
    short: int
    uncertain: int
    people: int
    jp: int


class Count(Part, frozen=True, kw_only=True):
    """One box of the reconciliation, and what was lost on the way to it."""

    name: Text
    n: int
    lost: int
    why: Text


class Attendance(Part, frozen=True, kw_only=True):
    """The counts that lead to the people assessed; each at most the one before."""

    rostered: int
    present: int
    started: int
    submitted: int


class Overview(Part, frozen=True, kw_only=True):
    """What a summary needs besides the reports; `state` is the register's, in hex."""

    letterhead: tuple[str, ...]
    issued: str
    attendance: Attendance
    state: str


class GroupModel(Part, frozen=True, kw_only=True):
    """The executive summary, whole. Largest demand first; all zones from the lowest up."""

    format: Literal["saksi-group/1"] = "saksi-group/1"
    title: Text
    subtitle: Text
    heading: Text
    letterhead: tuple[str, ...]
    issued: str
    reconciliation: tuple[Count, ...]
    zones: tuple[Zone, ...]
    categories: tuple[CategoryRow, ...]
    near_note: Text
    nine_box: Boxes
    heat: HeatMap
    demand: tuple[Demand, ...]
    demand_people: int
    demand_jp: int
    demand_note: Text
    smallest_group: int
    normed: bool
    not_normed: Text
    state: str
    standards: tuple[Quoted, ...]
    lines: tuple[Line, ...]
    foot: Text
