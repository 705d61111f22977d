"""The technical report on paper: item analysis for the people who develop a test.

Draws `station.psychometrics.technical_report.TechnicalReport` and adds words; computes nothing
that decides anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from station.psychometrics.technical_report import (
    AbilityMap,
    Calibrated,
    Finding,
    ItemLine,
    Note,
    ScaleLine,
    TechnicalReport,
)
from station.reporting import technical_maps as maps
from station.reporting import technical_plots as plots
from station.reporting import technical_studies as studies
from station.reporting.flow import Block, beside, gap, keep, paragraph, together
from station.reporting.headings import caption_aside, heading
from station.reporting.page import (
    HALF,
    LEFT,
    ROOM,
    SECOND,
    WIDTH,
    Running,
    paper,
    publish,
    title_blocks,
)
from station.reporting.pen import Pen
from station.reporting.styles import (
    BODY,
    CAPTION,
    INK,
    VALUE,
    Stroke,
)
from station.reporting.tables import Column, Drawing, Row, Table, Words
from station.reporting.technical_words import FIGURES, ITEM_CODE, TechnicalWords
from station.reporting.words import Language

TILES = 7


def render_technical(report: TechnicalReport, language: Language) -> bytes:
    """Return the report as a PDF in one language."""
    words = TechnicalWords(language)
    title = report.title.get(language) or next(iter(report.title.values()), "")
    running = Running(
        head_left=f"**{title}**",
        head_right=words("restricted"),
        foot=words("foot"),
        code=report.data_sha256[:12],
    )
    blocks = list(_document(report, title, words))
    return publish(blocks, paper(running), room=ROOM, title=title, language=language)


def _document(report: TechnicalReport, title: str, words: TechnicalWords) -> Iterable[Block]:
    yield from title_blocks(title, _subtitle(report, words))
    yield gap(1.5)
    yield _tiles(report, words)
    yield gap(4)
    if report.ability:
        yield from _maps(report, report.ability, words)
    else:
        yield from paragraph(words("no_calibration"), BODY, LEFT, WIDTH, after=2)
    yield from _flagged(report, words)
    yield from _reliability(report, words)
    if report.calibrated:
        yield from _model_fit(report, report.calibrated, words)
    if report.options:
        yield from studies.options(report.options, words)
    if report.dif:
        yield from studies.dif(report.dif, words)
    if report.drift:
        yield from studies.drift(report.drift, words)
    if report.similarity:
        yield from studies.similarity(report.similarity, words)
    if report.effort:
        yield from studies.effort(report.effort, words)
    yield from _all_items(report.items, words)
    yield from _methods(report, words)


def _subtitle(report: TechnicalReport, words: TechnicalWords) -> str:
    line = words("data", period=report.period or "–", digest=report.data_sha256[:12])
    found = report.calibrated
    if not found:
        return line
    state = words("converged" if found.converged else "not_converged")
    model = words(
        "model_line",
        model=found.model.upper(),
        points=found.points,
        cycles=found.cycles,
        state=state,
    )
    return f"{line} · {model}"


def _tiles(report: TechnicalReport, words: TechnicalWords) -> Block:
    whole = report.whole
    items = str(len(report.items))
    known = [line.r_rest for line in report.items if line.r_rest is not None]
    scales = words("items_scales", scales=len(report.scales)) if report.scales else words("items")
    mean_r = sum(known) / len(known) if known else None
    tiles = [(words.whole(report.answered), words("persons")), (items, scales)]
    if whole:
        interval = words(
            "alpha_interval", low=words.number(whole.low, 2), high=words.number(whole.high, 2)
        )
        tiles += [
            (words.number(whole.alpha, 2), interval),
            (words.number(whole.omega, 2), words("omega_total")),
            (words.number(whole.sem, 1), words("sem_points")),
        ]
    tiles += [
        (words.number(mean_r, 2), words("mean_r_rest")),
        (str(len(report.flagged)), words("flagged_items")),
    ]

    def draw(pen: Pen, top: float) -> None:
        pitch = WIDTH / TILES
        for place, (value, label) in enumerate(tiles):
            x = LEFT + pitch * place
            pen.line((x, top), (x, top + 9.6), Stroke(colour=INK, width=0.35))
            pen.text(x + 2, top + 4.6, value, VALUE)
            pen.text(x + 2, top + 8.9, label, replace(CAPTION, size=6.5))

    return Block(height=10, draw=draw)


def _maps(report: TechnicalReport, ability: AbilityMap, words: TechnicalWords) -> Iterable[Block]:
    left = [
        heading(words("wright"), width=HALF),
        maps.wright_map(ability, report.items, report.answered, words),
    ]
    right = [
        heading(words("precision"), x=SECOND, width=HALF),
        maps.precision(ability, words),
    ]
    yield beside(left, right)
    yield _legend(report.items, words)
    yield from paragraph(_map_words(report, ability, words), FIGURES, LEFT, WIDTH, after=4)


def _legend(items: Sequence[ItemLine], words: TechnicalWords) -> Block:
    lanes = [lane for lane in dict.fromkeys(item.scale for item in items) if lane]

    def draw(pen: Pen, top: float) -> None:
        x, y = LEFT + 8, top + 2
        for number, lane in enumerate(lanes):
            maps.LANE_MARKS[number % len(maps.LANE_MARKS)](pen, x, y)
            pen.text(x + 2.2, y + 1, lane, CAPTION)
            x += CAPTION.width(lane) + 8
        maps.ring(pen, x + 1, y)
        pen.text(x + 4, y + 1, words("flagged"), CAPTION)

    return Block(height=5.5, draw=draw)


def _map_words(report: TechnicalReport, ability: AbilityMap, words: TechnicalWords) -> str:
    placed = sorted(item.b for item in report.items if item.b is not None)
    quarter = len(placed) // 4
    error = min(ability.errors)
    sentence = words(
        "map_words",
        low=words.number(placed[quarter], 1),
        high=words.number(placed[len(placed) - 1 - quarter], 1),
        person_low=words.number(ability.middle[0], 1),
        person_high=words.number(ability.middle[1], 1),
        peak=words.number(ability.peak_theta, 1),
        error=words.number(error, 2),
    )
    return f"**{words('words')}** {sentence}"


def _flagged(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    aside = caption_aside(words("flagged_aside"))
    yield heading(words("flagged_heading"), aside=aside)
    if not report.flagged:
        yield from paragraph(words("no_flagged"), BODY, LEFT, WIDTH, after=3)
        return
    table = Table(
        columns=(
            Column(title=words("item"), x=LEFT, width=17, style=ITEM_CODE.bold()),
            Column(title=words("subtest"), x=36, width=21, style=FIGURES),
            Column(title="p", x=57, width=10, align="right", style=FIGURES),
            Column(title=words("rest_r"), x=68, width=12, align="right", style=FIGURES),
            Column(title="a", x=81, width=10, align="right", style=FIGURES),
            Column(title="b", x=92, width=12, align="right", style=FIGURES),
            Column(title=words("finding"), x=109, width=63, style=FIGURES),
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
            line.item,
            line.scale,
            words.number(line.p, 2),
            words.number(line.r_rest, 2),
            words.number(line.a, 2),
            words.number(line.b, 2),
            Words(paragraphs=findings),
            "",
        )
    )


def _finding(finding: Finding, words: TechnicalWords) -> str:
    value = words.number(finding.value, 2)
    if finding.code == "rapid":
        value = words.percent(finding.value)
    code = "dif_finding" if finding.code == "dif" else finding.code
    return words(code, value=value, note=finding.note)


def _reliability(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    lines = [*report.scales, *([report.whole] if report.whole else [])]
    if not lines:
        return
    aside = caption_aside(words("reliability_aside"))
    yield heading(words("reliability"), aside=aside)
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
    if report.whole:
        sentence = words(
            "reliability_words",
            alpha=words.number(report.whole.alpha, 2),
            percent=words.percent(report.whole.alpha),
            sem=words.number(report.whole.sem, 1),
        )
        yield from paragraph(sentence, CAPTION, LEFT, WIDTH, after=4)


def _scale_row(line: ScaleLine, words: TechnicalWords) -> Row:
    return Row(
        cells=(
            line.scale or f"**{words('whole_test')}**",
            str(line.items),
            words.number(line.alpha, 2),
            Drawing(height=3.6, draw=plots.alpha_bar(line.low, line.high, line.alpha)),
            words.number(line.omega, 2),
            words.number(line.lambda6, 2),
            words.number(line.sd, 1),
            words.number(line.sem, 1),
            str(line.components),
            words("yes" if line.one_scale else "look"),
        )
    )


def _model_fit(
    report: TechnicalReport, found: Calibrated, words: TechnicalWords
) -> Iterable[Block]:
    share = found.persons_misfit / max(found.persons_judged, 1)
    sentence = words(
        "model_fit_words",
        items=found.items_misfit,
        persons=words.whole(found.persons_misfit),
        judged=words.whole(found.persons_judged),
        share=words.percent(share, 1),
        reliability=words.number(found.reliability, 2),
    )
    if found.pairs:
        listed = ", ".join(f"{a}–{b} ({words.number(q3, 2)})" for a, b, q3 in found.pairs)
        sentence = f"{sentence} {words('pairs_words', pairs=listed)}"
    yield from keep([heading(words("model_fit")), plots.misfit_plot(report.items, words)])
    yield from paragraph(sentence, CAPTION, LEFT, WIDTH, after=4)


def _all_items(items: Sequence[ItemLine], words: TechnicalWords) -> Iterable[Block]:
    yield heading(words("all_items"))
    titles = ("n", "p", words("rest_r"), "a", "b", "infit", "outfit", "p S-X2", words("dif"))
    columns = [
        Column(title=words("item"), x=LEFT, width=22, style=ITEM_CODE),
        Column(title=words("subtest"), x=41, width=26, style=FIGURES),
    ]
    columns += [
        Column(title=title, x=67 + 14 * place, width=13, align="right", style=FIGURES)
        for place, title in enumerate(titles)
    ]
    table = Table(columns=tuple(columns), pad_top=0.45, pad_bottom=0.5)
    yield from table.blocks([_item_row(line, words) for line in items])
    yield gap(4)


def _item_row(line: ItemLine, words: TechnicalWords) -> Row:
    figures = (line.p, line.r_rest, line.a, line.b, line.infit, line.outfit)
    return Row(
        cells=(
            f"**{line.item}**" if line.findings else line.item,
            line.scale,
            words.whole(line.n),
            *(words.number(value, 2) for value in figures),
            words.chance(line.s_x2_p),
            line.dif or "–",
        )
    )


def _methods(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    yield heading(words("methods_heading"))
    yield from paragraph(words("methods"), CAPTION, LEFT, WIDTH, after=2)
    missing = words(
        "missing_note",
        share=words.percent(report.missing_share, 1),
        answered=words.whole(report.answered),
        persons=words.whole(report.persons),
    )
    notes = [missing, *(_note(note, words) for note in report.notes)]
    yield from keep(paragraph(f"**{words('notes')}**", CAPTION, LEFT, WIDTH))
    for note in notes:
        yield from paragraph(f"– {note}", CAPTION, LEFT, WIDTH)


def _note(note: Note, words: TechnicalWords) -> str:
    study = words(f"study_{note.study}")
    if not note.code:
        return f"{study}: {words.warning(note.warning, note.detail)}"
    return words("skipped", study=study, reason=words.refusal(note.code), detail=note.detail)
