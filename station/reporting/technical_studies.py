"""The studies of the technical report on paper: options, DIF, drift, likeness, times, signs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from station.psychometrics.technical_studies import (
    DifPart,
    DriftPart,
    EffortPart,
    OptionPlot,
    QualityPart,
    QualitySign,
    SimilarityPart,
)
from station.reporting import technical_plots as plots
from station.reporting.flow import Block, beside, gap, keep, paragraph, together
from station.reporting.headings import caption_aside, heading
from station.reporting.page import HALF, LEFT, SECOND, WIDTH
from station.reporting.styles import CAPTION, FLAG_TEXT
from station.reporting.tables import Column, Row, Table
from station.reporting.technical_cells import COUNT_WIDTH, count_cell
from station.reporting.technical_words import FIGURES, ITEM_CODE, TechnicalWords


def options(found: Sequence[OptionPlot], words: TechnicalWords) -> Iterable[Block]:
    """Return how the options of items with a doubtful key worked."""
    yield heading(words("options_heading"), aside=caption_aside(words("options_aside")))
    for start in range(0, len(found), 2):
        row = found[start : start + 2]
        places = ((LEFT, HALF), (SECOND, HALF))
        yield beside(
            *(
                [plots.option_plot(plot, x, width, words)]
                for plot, (x, width) in zip(row, places, strict=False)
            )
        )
    yield from paragraph(words("options_words"), CAPTION, LEFT, WIDTH, after=4)


def dif(parts: Sequence[DifPart], words: TechnicalWords) -> Iterable[Block]:
    """Return the comparisons of groups."""
    yield heading(words("dif_heading"), aside=caption_aside(words("dif_aside")))
    table = Table(
        columns=(
            Column(title=words("comparison"), x=LEFT, width=86, style=FIGURES),
            Column(title=words("group_sizes"), x=106, width=34, align="right", style=FIGURES),
            Column(title="A", x=144, width=12, align="right", style=FIGURES),
            Column(title="B", x=160, width=12, align="right", style=FIGURES),
            Column(title="C", x=176, width=12, align="right", style=FIGURES),
        )
    )
    yield from table.blocks([_dif_row(part, words) for part in parts])
    yield gap(2)
    for part in parts:
        if part.lines:
            label = paragraph(f"**{_comparison(part, words)}**", FIGURES, LEFT, WIDTH)
            yield from together([*label, plots.dif_plot(part.lines[:12], words)])
    if not any(part.lines for part in parts):
        yield from paragraph(words("no_dif"), FIGURES, LEFT, WIDTH, after=1)
    yield from paragraph(words("dif_words"), CAPTION, LEFT, WIDTH, after=4)


def _comparison(part: DifPart, words: TechnicalWords) -> str:
    reference = words("others") if part.reference == "others" else part.reference
    return f"{part.grouping}: {part.focal} – {reference}"


def _dif_row(part: DifPart, words: TechnicalWords) -> Row:
    sizes = f"{words.whole(part.focal_persons)} – {words.whole(part.reference_persons)}"
    return Row(cells=(_comparison(part, words), sizes, *map(str, part.classes)))


def drift(part: DriftPart, words: TechnicalWords) -> Iterable[Block]:
    """Return the drift over the days."""
    aside = words(
        "drift_aside", watched=part.watched, looks=part.looks, level=words.percent(part.level)
    )
    yield heading(words("drift_heading"), aside=caption_aside(aside))
    if part.lines:
        yield replace(plots.drift_plot(part, words), keep=True)
    else:
        yield from paragraph(words("no_drift"), FIGURES, LEFT, WIDTH, after=1)
    yield from paragraph(words("drift_words"), CAPTION, LEFT, WIDTH, after=4)


def similarity(part: SimilarityPart, words: TechnicalWords) -> Iterable[Block]:
    """Return the answer similarity, with the words that must stand beside it."""
    aside = words("similarity_aside", tested=words.whole(part.pairs_tested))
    yield heading(words("similarity_heading"), aside=caption_aside(aside))
    notice = part.notice[words.language]
    yield from keep(paragraph(f"**{notice}**", FIGURES.tinted(FLAG_TEXT), LEFT, WIDTH, after=1))
    yield from paragraph(words("similarity_words", flagged=part.flagged), FIGURES, LEFT, WIDTH)
    if part.pairs:
        table = Table(
            columns=(
                Column(title=words("pair"), x=LEFT, width=36, style=ITEM_CODE),
                Column(title=words("relation"), x=56, width=34, style=FIGURES),
                Column(title=words("same"), x=92, width=18, align="right", style=FIGURES),
                Column(title=words("same_wrong"), x=112, width=28, align="right", style=FIGURES),
                Column(title="ω", x=144, width=16, align="right", style=FIGURES),
                Column(title="q", x=164, width=28, align="right", style=FIGURES),
            )
        )
        rows = [
            Row(
                cells=(
                    f"{pair.first} – {pair.second}",
                    words(pair.relation) if pair.relation else "–",
                    f"{pair.same} / {pair.common}",
                    str(pair.same_wrong),
                    words.number(max(pair.omega_first, pair.omega_second), 1),
                    _small(max(pair.omega_q, pair.gbt_q), words),
                )
            )
            for pair in part.pairs
        ]
        yield from table.blocks(rows)
    yield gap(4)


def _small(value: float, words: TechnicalWords) -> str:
    return f"< {words.number(0.0001, 4)}" if value < 0.0001 else words.number(value, 4)


def effort(part: EffortPart, words: TechnicalWords) -> Iterable[Block]:
    """Return times and effort."""
    sentence = words(
        "effort_words",
        low=words.whole(part.low_effort),
        persons=words.whole(part.persons),
        minutes=words.number(part.median_ms / 60_000, 1),
    )
    if part.rapid_items:
        listed = ", ".join(f"{item} ({words.percent(share)})" for item, share in part.rapid_items)
        sentence = f"{sentence} {words('rapid_items', items=listed)}"
    yield heading(words("effort_heading"), aside=caption_aside(words("effort_aside")))
    yield beside(
        [plots.effort_plot(part, words)],
        paragraph(sentence, CAPTION, SECOND + 4, HALF - 4),
    )
    yield gap(4)


def quality(part: QualityPart, words: TechnicalWords) -> Iterable[Block]:
    """Return how many persons show which sign, beside how many would by chance."""
    title = heading(words("quality_heading"), aside=caption_aside(words("quality_aside")))
    table = Table(
        columns=(
            Column(title=words("sign"), x=LEFT, width=87, style=FIGURES),
            Column(title=words("sign_persons"), x=106, width=14, align="right", style=FIGURES),
            Column(title="", x=120, width=12, align="right", style=FIGURES),
            Column(title="", x=135, width=COUNT_WIDTH),
            Column(title=words("by_chance"), x=178, width=16, align="right", style=FIGURES),
        )
    )
    most = max([1.0, *(max(one.flagged, one.by_chance or 0.0) for one in part.signs)])
    rows = table.blocks([_sign_row(sign, part, most, words) for sign in part.signs])
    told = paragraph(_quality_words(part, words), CAPTION, LEFT, WIDTH)
    yield from together([title, *rows, gap(1), *told])
    yield gap(4)


def _sign_row(sign: QualitySign, part: QualityPart, most: float, words: TechnicalWords) -> Row:
    return Row(
        cells=(
            words(f"sign_{sign.sign}", run=part.long_run),
            words.whole(sign.flagged),
            words.percent(sign.flagged / max(sign.judged, 1), 1),
            count_cell(sign.flagged, sign.by_chance, most),
            _about(sign.by_chance, words),
        )
    )


def _quality_words(part: QualityPart, words: TechnicalWords) -> str:
    sentences = [
        words(
            "quality_words",
            marked=words.whole(part.marked),
            persons=words.whole(part.persons),
            twice=words.whole(part.marked_twice),
        )
    ]
    if part.marked_by_chance is None or part.twice_by_chance is None:
        sentences.append(words("quality_few"))
    else:
        honest, twice = (_spoken(n, words) for n in (part.marked_by_chance, part.twice_by_chance))
        sentences.append(words("quality_chance", honest=honest, twice=twice))
    if part.withheld:
        listed = ", ".join(words(f"withheld_{sign}") for sign in part.withheld)
        sentences.append(words("quality_withheld", signs=listed))
    return " ".join([*sentences, words("quality_verdict")])


def _about(persons: float | None, words: TechnicalWords) -> str:
    """Return a rough number of persons."""
    if persons is None:
        return words.number(None, 0)
    return f"< {words.whole(1)}" if persons < 0.5 else words.whole(round(persons))


def _spoken(persons: float, words: TechnicalWords) -> str:
    return words("fewer_than_one") if persons < 0.5 else _about(persons, words)
