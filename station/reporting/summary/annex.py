"""What page one has no room for: further agencies, categories by agency, what it rests on."""

from station.reporting.flow import Block, gap
from station.reporting.headings import heading
from station.reporting.page import LEFT, RIGHT
from station.reporting.styles import CODE_SMALL, TABLE
from station.reporting.summary.first import (
    FIRST_AGENCIES,
    MOST_DEMAND,
    category_head,
    category_row,
    demand_row,
)
from station.reporting.summary.heat import heat_section
from station.reporting.tables import Column, Row, Table
from station.reporting.tables import Words as Cell
from station.reporting.words import Wording
from station.scoring.group import GroupModel
from station.scoring.parts import Line


def annex(model: GroupModel, words: Wording) -> list[Block]:
    """Return the blocks of the pages after the first."""
    sections = [
        *_further_agencies(model, words),
        *_further_demand(model, words),
        *_by_agency(model, words),
        *_foundations(model, words),
    ]
    return sections[1:] if sections and sections[0].white else sections


def _further_agencies(model: GroupModel, words: Wording) -> list[Block]:
    rows = model.heat.rows[FIRST_AGENCIES:]
    return [gap(5.0), *heat_section(model, words, rows=rows, first=False)] if rows else []


def _further_demand(model: GroupModel, words: Wording) -> list[Block]:
    rows = model.demand[MOST_DEMAND:]
    if not rows:
        return []
    most = max(one.short + one.uncertain for one in model.demand) or 1
    title = heading(words("summary.further_demand"), after=0.4)
    return [gap(5.0), title, *(demand_row(one, most, words) for one in rows)]


def _by_agency(model: GroupModel, words: Wording) -> list[Block]:
    rows = [one for one in model.categories if one.kind == "agency"]
    if not rows:
        return []
    head = category_head(words("summary.agency"), model.zones, words)
    return [
        gap(5.0),
        heading(words("summary.categories_by_agency"), after=0.4),
        head,
        *(category_row(one, words, smallest=model.smallest_group) for one in rows),
    ]


def _foundations(model: GroupModel, words: Wording) -> list[Block]:
    table = Table(
        columns=(
            Column(title="", x=LEFT, width=60),
            Column(title="", x=80, width=RIGHT - 80, style=CODE_SMALL),
        )
    )
    rows = [_line(one, words) for one in model.lines]
    rows.append(Row(cells=(words("summary.state"), model.state)))
    rows += [
        Row(cells=(f"{quoted.name} {quoted.version}".strip(), quoted.sha256))
        for quoted in model.standards
    ]
    title = heading(words("summary.foundations"), after=0.4)
    return [gap(5.0), title, *table.blocks(rows, headless=True)]


def _line(one: Line, words: Wording) -> Row:
    style = CODE_SMALL if one.wide else TABLE
    return Row(cells=(words.of(one.label), Cell(paragraphs=((words.of(one.text), style),))))
