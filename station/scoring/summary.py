"""The executive summary: counts and means over individual reports, small groups hidden.

It is made from report models alone, so whoever holds the released reports can make it again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from station.exam.form import Text
from station.scoring.demand import demand_note, demand_of
from station.scoring.exact import divide, percent, tenths
from station.scoring.format import both, plain, whole
from station.scoring.group import (
    Box,
    Boxes,
    CategoryCount,
    CategoryRow,
    Count,
    Demand,
    GroupModel,
    HeatCell,
    HeatMap,
    HeatRow,
    Overview,
)
from station.scoring.model import ReportModel
from station.scoring.parts import Line
from station.scoring.report.measures import zones
from station.scoring.standards import Standards
from station.scoring.suppression import suppressed

Kind = Literal["tier", "agency", "all"]


def group_model(
    models: Sequence[ReportModel], overview: Overview, standards: Standards
) -> GroupModel:
    """Return the summary of a group; the order of `models` says nothing."""
    ordered = sorted(models, key=lambda model: model.person.number)
    matched = [model for model in ordered if model.measures[0].category]
    say, smallest = standards.words.say, standards.thresholds.group.smallest
    demand = demand_of(ordered, standards) if len(ordered) >= smallest else ()
    foot = "group.foot_normed" if standards.normed else "group.foot_not_normed"
    return GroupModel(
        title=say("group.title"),
        subtitle=say("group.subtitle"),
        heading=_heading(matched, demand, standards),
        letterhead=overview.letterhead,
        issued=overview.issued,
        reconciliation=_reconciliation(overview, len(matched), standards),
        zones=zones(standards.measure("jpm")),
        categories=_categories(matched, standards),
        near_note=say("group.near_note"),
        nine_box=_boxes(ordered, standards),
        heat=_heat(matched, standards),
        demand=demand,
        demand_people=len(ordered),
        demand_jp=sum(model.plan.jp for model in ordered) if demand else 0,
        demand_note=demand_note(ordered, standards),
        smallest_group=smallest,
        normed=standards.normed,
        not_normed=say("issue.normed" if standards.normed else "issue.not_normed"),
        state=overview.state,
        standards=standards.quoted,
        lines=(
            Line(label=say("integrity.state"), text=plain(overview.state), wide=True),
            Line(label=say("integrity.standards"), text=plain(standards.name)),
        ),
        foot=say(foot, smallest=smallest),
    )


def _heading(
    matched: Sequence[ReportModel], demand: tuple[Demand, ...], standards: Standards
) -> Text:
    say = standards.words.say
    if len(matched) < standards.thresholds.group.smallest:
        return say("group.heading_small")
    categories = standards.measure("jpm").category
    reached = sum(model.measures[0].category != categories[0].code for model in matched)
    values: dict[str, Text] = {
        "reached": both(whole, reached),
        "all": both(whole, len(matched)),
        "category": categories[1].name,
    }
    clear = max(demand, key=lambda one: one.short, default=None)
    if clear is None or clear.short == 0:
        return say("group.heading_no_gap", **values)
    return say("group.heading", **values, name=clear.name)


def _reconciliation(overview: Overview, assessed: int, standards: Standards) -> tuple[Count, ...]:
    counted = overview.attendance
    numbers = {
        "rostered": counted.rostered,
        "present": counted.present,
        "started": counted.started,
        "submitted": counted.submitted,
        "assessed": assessed,
    }
    say, result = standards.words.say, []
    before = counted.rostered
    for name, number in numbers.items():
        why = say("common.empty" if name == "rostered" else f"group.lost_{name}")
        result.append(
            Count(name=say(f"group.count_{name}"), n=number, lost=before - number, why=why)
        )
        before = number
    return tuple(result)


def _split(
    models: Iterable[ReportModel], key: Callable[[ReportModel], str]
) -> dict[str, list[ReportModel]]:
    groups: dict[str, list[ReportModel]] = defaultdict(list)
    for model in models:
        groups[key(model)].append(model)
    return groups


def _tier(model: ReportModel) -> str:
    return str(model.person.tier)


def _agency(model: ReportModel) -> str:
    return model.person.agency


def _largest_first(groups: dict[str, list[ReportModel]]) -> list[str]:
    return sorted(groups, key=lambda code: (-len(groups[code]), code))


def _categories(matched: Sequence[ReportModel], standards: Standards) -> tuple[CategoryRow, ...]:
    smallest = standards.thresholds.group.smallest
    tiers, agencies = _split(matched, _tier), _split(matched, _agency)
    hidden_tiers = suppressed({code: len(one) for code, one in tiers.items()}, smallest)
    hidden = suppressed({code: len(one) for code, one in agencies.items()}, smallest)
    rows = [
        _category_row(
            "tier",
            code,
            standards.tier(int(code)).name,
            tiers[code],
            standards,
            hide=code in hidden_tiers,
        )
        for code in sorted(tiers, reverse=True)
    ]
    rows += [
        _category_row("agency", code, plain(code), agencies[code], standards, hide=code in hidden)
        for code in _largest_first(agencies)
    ]
    name = standards.words.say("group.all")
    small = len(matched) < smallest
    return (*rows, _category_row("all", "all", name, list(matched), standards, hide=small))


def _category_row(
    kind: Kind,
    code: str,
    name: Text,
    models: list[ReportModel],
    standards: Standards,
    *,
    hide: bool,
) -> CategoryRow:
    counts = Counter(model.measures[0].category for model in models)
    near = 0 if hide else sum(model.measures[0].near_cut for model in models)
    shown = () if hide else standards.measure("jpm").category
    return CategoryRow(
        kind=kind,
        code=code,
        name=name,
        n=len(models),
        suppressed=hide,
        counts=tuple(
            CategoryCount(
                code=one.code, n=counts[one.code], share_tenths=_share(counts[one.code], models)
            )
            for one in shown
        ),
        near_cut=near,
        near_cut_tenths=_share(near, models),
    )


def _share(number: int, models: Sequence[ReportModel]) -> int:
    return tenths(percent(number, len(models))) if models else 0


def _boxes(models: Sequence[ReportModel], standards: Standards) -> Boxes:
    placed = [model for model in models if model.nine_box.box]
    counts = Counter(model.nine_box.box for model in placed)
    hide = len(placed) < standards.thresholds.group.smallest
    cells = tuple(
        Box(
            box=cell.box,
            performance=cell.performance,
            potential=cell.potential,
            name=cell.name,
            n=None if hide else counts[cell.box],
            share_tenths=None if hide else _share(counts[cell.box], placed),
        )
        for cell in sorted(standards.nine_box.cell, key=lambda cell: cell.box)
    )
    undetermined = len(models) - len(placed)
    return Boxes(
        cells=cells,
        n=len(placed),
        undetermined=undetermined,
        suppressed=hide,
        note=standards.words.say("group.nine_box_note", undetermined=undetermined),
    )


def _heat(matched: Sequence[ReportModel], standards: Standards) -> HeatMap:
    agencies = _split(matched, _agency)
    sizes = {code: len(one) for code, one in agencies.items()}
    hidden = suppressed(sizes, standards.thresholds.group.smallest)
    known = standards.competencies.competency
    return HeatMap(
        competencies=tuple((one.code, one.name) for one in known),
        rows=tuple(
            HeatRow(
                code=code,
                name=plain(code),
                n=sizes[code],
                suppressed=code in hidden,
                cells=() if code in hidden else _cells(agencies[code], standards),
            )
            for code in _largest_first(agencies)
        ),
        note=standards.words.say("group.heat_note"),
    )


def _cells(models: list[ReportModel], standards: Standards) -> tuple[HeatCell, ...]:
    gaps: dict[str, list[int]] = defaultdict(list)
    for model in models:
        for one in model.competency.competencies:
            gaps[one.code].append(one.gap_halves or 0)
    limit = standards.thresholds.group.plain_standard_errors
    return tuple(
        HeatCell(competency=code, mean_hundredths=_mean(values), plain=_is_plain(values, limit))
        for code, values in gaps.items()
    )


def _mean(halves: list[int]) -> int:
    """Return the mean in hundredths of a level, rounded to even: it decides no category."""
    mean = divide(sum(halves) * 50, len(halves))
    return int(Decimal(mean).to_integral_value(rounding=ROUND_HALF_EVEN))


def _is_plain(values: list[int], standard_errors: int) -> bool:
    """Return whether |mean| < k x s / sqrt(n), in whole numbers: S^2 (n-1) < k^2 (n Q - S^2)."""
    n, total = len(values), sum(values)
    squares = sum(value * value for value in values)
    if total == 0:
        return True
    return total * total * (n - 1) < standard_errors**2 * (n * squares - total * total)
