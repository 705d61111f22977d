"""Tables of the technical report: flagged items, reliability, every item.

A keyed test shows the share correct, a questionnaire the mean and how its categories were used.
"""

from collections.abc import Iterable, Sequence

from station.psychometrics.technical_report import Finding, ItemLine, ScaleLine, TechnicalReport
from station.reporting.flow import Block, gap, paragraph, together
from station.reporting.headings import caption_aside, heading
from station.reporting.page import LEFT, WIDTH
from station.reporting.styles import BODY, CAPTION
from station.reporting.tables import Cell, Column, Row, Table, Words
from station.reporting.technical_cells import alpha_cell, share_cell
from station.reporting.technical_words import FIGURES, ITEM_CODE, TechnicalWords

SHARES = ("rapid", "one_sided")


def flagged(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    """Return the items with a reason to look at them, and room for a ruling."""
    yield heading(words("flagged_heading"), aside=caption_aside(words("flagged_aside")))
    if not report.flagged:
        yield from paragraph(words("no_flagged"), BODY, LEFT, WIDTH, after=3)
        return
    table = Table(
        columns=(
            Column(title=words("item"), x=LEFT, width=18, style=ITEM_CODE.bold()),
            Column(title=words("subtest"), x=37, width=20, style=FIGURES),
            Column(title=words("level"), x=57, width=11, align="right", style=FIGURES),
            Column(title=words("rest_r"), x=69, width=12, align="right", style=FIGURES),
            Column(title="a", x=82, width=10, align="right", style=FIGURES),
            Column(title="b", x=93, width=12, align="right", style=FIGURES),
            Column(title=words("finding"), x=110, width=62, style=FIGURES),
            Column(title=words("ruling"), x=174, width=20, style=FIGURES),
        )
    )
    yield from table.blocks([_flagged_row(line, words) for line in report.flagged])
    yield gap(1)
    note = words("flagged_note", n=len(report.items))
    yield from paragraph(note, CAPTION, LEFT, WIDTH, after=4)


def _flagged_row(line: ItemLine, words: TechnicalWords) -> Row:
    findings = tuple((_finding(finding, words), FIGURES) for finding in line.findings)
    return Row(
        cells=(
            _name(line),
            line.scale,
            words.number(_level(line), 2),
            words.number(line.r_rest, 2),
            words.number(line.a, 2),
            words.number(line.b, 2),
            Words(paragraphs=findings),
            "",
        )
    )


def _finding(finding: Finding, words: TechnicalWords) -> str:
    value = words.number(finding.value, 2)
    if finding.code in SHARES:
        value = words.percent(finding.value)
    code = "dif_finding" if finding.code == "dif" else finding.code
    return words(code, value=value, note=finding.note)


def _level(line: ItemLine) -> float | None:
    return line.use.mean if line.use else line.p


def _name(line: ItemLine) -> str:
    return f"{line.item} (R)" if line.use and line.use.reversed else line.item


def reliability(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    """Return alpha and its relatives, of every scale and of the whole."""
    alone = report.ordered and len(report.scales) == 1
    lines = [*report.scales, *([report.whole] if report.whole and not alone else [])]
    if not lines:
        return
    yield heading(words("reliability"), aside=caption_aside(words("reliability_aside")))
    table = Table(
        columns=(
            Column(title=words("subtest"), x=LEFT, width=30, style=FIGURES),
            Column(title=words("items"), x=48, width=10, align="right", style=FIGURES),
            Column(title=words("alpha"), x=60, width=10, align="right", style=FIGURES),
            Column(title="", x=73, width=36),
            Column(title="ω", x=110, width=10, align="right", style=FIGURES),
            Column(title="λ6", x=121, width=10, align="right", style=FIGURES),
            Column(title="SD", x=132, width=10, align="right", style=FIGURES),
            Column(title="SEM", x=143, width=11, align="right", style=FIGURES),
            Column(title=words("components"), x=155, width=18, align="right", style=FIGURES),
            Column(title=words("one_scale"), x=175, width=19, style=FIGURES),
        )
    )
    yield from together([*table.blocks([_scale_row(line, words) for line in lines]), gap(1)])
    yield from paragraph(_reliability_words(report, words), CAPTION, LEFT, WIDTH, after=4)


def _scale_row(line: ScaleLine, words: TechnicalWords) -> Row:
    return Row(
        cells=(
            line.scale or f"**{words('whole_test')}**",
            str(line.items),
            words.number(line.alpha, 2),
            alpha_cell(line.low, line.high, line.alpha),
            words.number(line.omega, 2),
            words.number(line.lambda6, 2),
            words.number(line.sd, 1),
            words.number(line.sem, 1),
            str(line.components),
            words("yes" if line.one_scale else "look"),
        )
    )


def _reliability_words(report: TechnicalReport, words: TechnicalWords) -> str:
    """Explain the figures by the whole test, or by the first scale of a questionnaire."""
    example = report.scales[0] if report.ordered and report.scales else report.whole
    sentence = words("components_words")
    if report.ordered and len(report.scales) > 1:
        sentence = f"{sentence} {words('whole_words')}"
    if not example or example.sem is None:
        return sentence
    explained = words(
        "reliability_words",
        scale=example.scale or words("whole_test"),
        alpha=words.number(example.alpha, 2),
        percent=words.percent(example.alpha),
        sem=words.number(example.sem, 1),
    )
    return f"{explained} {sentence}"


def all_items(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    """Return every item with all its figures."""
    ordered = report.ordered
    aside = caption_aside(words("shares_aside")) if ordered else None
    yield heading(words("all_items"), aside=aside)
    columns = _ordered_columns(words) if ordered else _keyed_columns(words)
    row = _ordered_row if ordered else _keyed_row
    table = Table(columns=columns, pad_top=0.45, pad_bottom=0.5)
    yield from table.blocks([row(line, words) for line in report.items])
    yield gap(4)


def _keyed_columns(words: TechnicalWords) -> tuple[Column, ...]:
    titles = ("n", "p", words("rest_r"), "a", "b", "infit", "outfit", "p S-X2", words("dif"))
    return (
        Column(title=words("item"), x=LEFT, width=22, style=ITEM_CODE),
        Column(title=words("subtest"), x=41, width=26, style=FIGURES),
        *_figure_columns(titles, [67 + 14 * place for place in range(len(titles))], 13),
    )


def _ordered_columns(words: TechnicalWords) -> tuple[Column, ...]:
    right = (words("rest_r"), "a", "b", "infit", "outfit", "p S-X2")
    return (
        Column(title=words("item"), x=LEFT, width=19, style=ITEM_CODE),
        Column(title=words("subtest"), x=38, width=20, style=FIGURES),
        *_figure_columns(("n", words("level")), (57, 69), 12),
        Column(title=words("shares"), x=83, width=42),
        *_figure_columns(right, (126, 138, 148, 159, 170, 182), 12),
    )


def _figure_columns(
    titles: Sequence[str], places: Sequence[float], width: float
) -> Iterable[Column]:
    for title, x in zip(titles, places, strict=True):
        yield Column(title=title, x=x, width=width, align="right", style=FIGURES)


def _keyed_row(line: ItemLine, words: TechnicalWords) -> Row:
    cells: tuple[Cell, ...] = (
        *_first_cells(line, words),
        *_numbers(words, line.p, line.r_rest, line.a, line.b, line.infit, line.outfit),
        words.chance(line.s_x2_p),
        line.dif or words.number(None, 0),
    )
    return Row(cells=cells)


def _ordered_row(line: ItemLine, words: TechnicalWords) -> Row:
    cells: tuple[Cell, ...] = (
        *_first_cells(line, words),
        words.number(_level(line), 2),
        share_cell(line.use.shares if line.use else ()),
        *_numbers(words, line.r_rest, line.a, line.b, line.infit, line.outfit),
        words.chance(line.s_x2_p),
    )
    return Row(cells=cells)


def _first_cells(line: ItemLine, words: TechnicalWords) -> tuple[str, ...]:
    name = _name(line)
    return f"**{name}**" if line.findings else name, line.scale, words.whole(line.n)


def _numbers(words: TechnicalWords, *values: float | None) -> Iterable[str]:
    return (words.number(value, 2) for value in values)
