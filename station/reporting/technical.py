"""The technical report on paper: item analysis for the people who develop a test.

Draws `station.psychometrics.technical_report.TechnicalReport` and adds words; computes nothing
that decides anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from station.psychometrics.technical_report import (
    Calibrated,
    Measure,
    Note,
    TechnicalReport,
    WholeFit,
)
from station.reporting import technical_maps as maps
from station.reporting import technical_plots as plots
from station.reporting import technical_studies as studies
from station.reporting import technical_tables as tables
from station.reporting.flow import Block, beside, gap, keep, paragraph
from station.reporting.headings import heading
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
from station.reporting.styles import BODY, CAPTION, FLAG_TEXT, INK, VALUE, Stroke
from station.reporting.technical_scale_maps import scale_map
from station.reporting.technical_words import FIGURES, TechnicalWords
from station.reporting.words import Language

TILES = 7
TILE_LABEL = replace(CAPTION, size=6.5)


def render_technical(report: TechnicalReport, language: Language) -> bytes:
    """Return the report as a PDF in one language."""
    words = TechnicalWords(language, ordered=report.ordered)
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
    if not report.measures:
        yield from paragraph(words("no_calibration"), BODY, LEFT, WIDTH, after=2)
    parts = _questionnaire if report.ordered else _keyed
    yield from parts(report, words)
    yield from tables.all_items(report, words)
    yield from _methods(report, words)


def _questionnaire(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    yield from tables.flagged(report, words)
    yield from tables.reliability(report, words)
    yield from _conduct(report, words)
    for measure in report.measures:
        yield from scale_map(measure, report.members(measure), words)
        yield from _map_words(report, measure, words)
    if report.measures:
        yield from _model_fit(report, words)


def _keyed(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    for measure in report.measures:
        yield from _maps(report, measure, words)
    yield from tables.flagged(report, words)
    yield from tables.reliability(report, words)
    if report.measures:
        yield from _model_fit(report, words)
    if report.options:
        yield from studies.options(report.options, words)
    if report.dif:
        yield from studies.dif(report.dif, words)
    if report.drift:
        yield from studies.drift(report.drift, words)
    if report.similarity:
        yield from studies.similarity(report.similarity, words)
    yield from _conduct(report, words)


def _conduct(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    if report.effort:
        yield from studies.effort(report.effort, words)
    if report.quality:
        yield from studies.quality(report.quality, words)


def _subtitle(report: TechnicalReport, words: TechnicalWords) -> str:
    line = words(
        "data", period=report.period or words.number(None, 0), digest=report.data_sha256[:12]
    )
    if not report.measures:
        return line
    found = report.measures[0].calibrated
    failed = [one.scale for one in report.measures if not one.calibrated.converged]
    state = words("not_converged" if failed else "converged")
    if len(report.measures) > 1:
        state = " ".join([state, *failed])
        model = words(
            "model_scales", model=found.model.upper(), scales=len(report.measures), state=state
        )
    else:
        model = words(
            "model_line",
            model=found.model.upper(),
            points=found.points,
            cycles=found.cycles,
            state=state,
        )
    return f"{line} · {model}"


def _tiles(report: TechnicalReport, words: TechnicalWords) -> Block:
    items = str(len(report.items))
    known = [line.r_rest for line in report.items if line.r_rest is not None]
    scales = words("items_scales", scales=len(report.scales)) if report.scales else words("items")
    tiles = [
        (words.whole(report.answered), words("persons")),
        (items, scales),
        *_reliability_tiles(report, words),
        (words.number(sum(known) / len(known) if known else None, 2), words("mean_r_rest")),
        (str(len(report.flagged)), words("flagged_items")),
    ]
    if report.quality and len(tiles) < TILES:
        tiles.append((words.whole(report.quality.marked_twice), words("tile_marked")))

    def draw(pen: Pen, top: float) -> None:
        pitch = WIDTH / TILES
        for place, (value, label) in enumerate(tiles):
            x = LEFT + pitch * place
            pen.line((x, top), (x, top + 9.6), Stroke(colour=INK, width=0.35))
            pen.text(x + 2, top + 4.6, value, VALUE)
            pen.text(x + 2, top + 8.9, label, TILE_LABEL)

    return Block(height=10, draw=draw)


def _reliability_tiles(report: TechnicalReport, words: TechnicalWords) -> list[tuple[str, str]]:
    """Return alpha, omega and error of the whole, or the ends over a questionnaire's scales."""
    if report.ordered and len(report.scales) > 1:
        ends = [min(report.scales, key=lambda one: one.alpha)]
        ends.append(max(report.scales, key=lambda one: one.alpha))
        keys = ("lowest_alpha", "highest_alpha")
        return [
            (words.number(one.alpha, 2), words(key)) for one, key in zip(ends, keys, strict=True)
        ]
    whole = report.whole
    if not whole:
        return []
    interval = words(
        "alpha_interval", low=words.number(whole.low, 2), high=words.number(whole.high, 2)
    )
    return [
        (words.number(whole.alpha, 2), interval),
        (words.number(whole.omega, 2), words("omega_total")),
        (words.number(whole.sem, 1), words("sem_points")),
    ]


def _maps(report: TechnicalReport, measure: Measure, words: TechnicalWords) -> Iterable[Block]:
    ability = measure.ability
    left = [
        heading(words("wright"), width=HALF),
        maps.wright_map(ability, report.items, report.answered, words),
    ]
    right = [
        heading(words("precision"), x=SECOND, width=HALF),
        maps.precision(ability, words),
    ]
    yield beside(left, right)
    yield maps.legend(report.items, words)
    yield from _map_words(report, measure, words)


def _map_words(report: TechnicalReport, measure: Measure, words: TechnicalWords) -> Iterable[Block]:
    placed = _places(report, measure)
    quarter = len(placed) // 4
    ability = measure.ability
    grm = measure.calibrated.model == "grm"
    sentence = words(
        "map_words",
        reading=words("reading_grm" if grm else "reading_steps") if report.ordered else "",
        low=words.number(placed[quarter], 1),
        high=words.number(placed[len(placed) - 1 - quarter], 1),
        person_low=words.number(ability.middle[0], 1),
        person_high=words.number(ability.middle[1], 1),
        peak=words.number(ability.peak_theta, 1),
        error=words.number(min(ability.errors), 2),
    )
    if not measure.calibrated.converged:
        warning = f"**{words('do_not_use')}**"
        yield from paragraph(warning, FIGURES.tinted(FLAG_TEXT), LEFT, WIDTH)
    yield from paragraph(f"**{words('words')}** {sentence}", FIGURES, LEFT, WIDTH, after=4)


def _places(report: TechnicalReport, measure: Measure) -> list[float]:
    """Return the thresholds of ordered responses, or the items' locations, ascending."""
    items = report.members(measure)
    if report.ordered:
        return sorted(place for item in items if item.use for _, place in item.use.thresholds)
    return sorted(item.b for item in items if item.b is not None)


def _model_fit(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    yield from keep([heading(words("model_fit")), plots.misfit_plot(report.items, words)])
    if report.scales:
        yield replace(maps.legend(report.items, words), keep=True)
    if any(measure.calibrated.whole for measure in report.measures):
        yield from paragraph(words("whole_fit_words"), CAPTION, LEFT, WIDTH, after=1)
    for measure in report.measures:
        sentence = _fit_words(measure.calibrated, words)
        if len(report.measures) > 1:
            sentence = f"**{measure.scale}.** {sentence}"
        yield from paragraph(sentence, CAPTION, LEFT, WIDTH, after=1)
    yield gap(3)


def _fit_words(found: Calibrated, words: TechnicalWords) -> str:
    share = found.persons_misfit / max(found.persons_judged, 1)
    sentence = words(
        "model_fit_words",
        items=found.items_misfit,
        large=found.items_departing,
        persons=words.whole(found.persons_misfit),
        judged=words.whole(found.persons_judged),
        share=words.percent(share, 1),
        reliability=words.number(found.reliability, 2),
    )
    if found.whole:
        sentence = f"{_whole_words(found.whole, words)} {sentence}"
    if not found.pairs:
        return sentence
    listed = ", ".join(f"{a}–{b} ({words.number(q3, 2)})" for a, b, q3 in found.pairs)
    return f"{sentence} {words('pairs_words', pairs=listed)}"


def _whole_words(fit: WholeFit, words: TechnicalWords) -> str:
    rmsea, low, high, srmsr = (
        words.number(value, 3) for value in (fit.rmsea, fit.low, fit.high, fit.srmsr)
    )
    return words("whole_fit", name=fit.name, rmsea=rmsea, low=low, high=high, srmsr=srmsr)


def _methods(report: TechnicalReport, words: TechnicalWords) -> Iterable[Block]:
    yield heading(words("methods_heading"))
    yield from paragraph(words("methods"), CAPTION, LEFT, WIDTH, after=2)
    missing = words(
        "missing_note",
        share=words.percent(report.missing_share, 1),
        answered=words.whole(report.answered),
        persons=words.whole(report.persons),
    )
    yield from keep(paragraph(f"**{words('notes')}**", CAPTION, LEFT, WIDTH))
    for note in [missing, *_notes(report.notes, words)]:
        yield from paragraph(f"– {note}", CAPTION, LEFT, WIDTH)


def _notes(notes: Sequence[Note], words: TechnicalWords) -> Iterable[str]:
    """Return one sentence for all notes that say the same, each study named with its parts."""
    alike: dict[str, dict[str, list[str]]] = {}
    for note in notes:
        studies = alike.setdefault(_note(note, words), {})
        studies.setdefault(words(f"study_{note.study}"), []).append(note.about)
    for sentence, found in alike.items():
        named = (
            f"{study} ({', '.join(filter(None, parts))})" if any(parts) else study
            for study, parts in found.items()
        )
        yield f"{', '.join(named)}: {sentence}"


def _note(note: Note, words: TechnicalWords) -> str:
    if not note.code:
        return words.warning(note.warning, note.detail)
    return words("skipped", reason=words.refusal(note.code), detail=note.detail)
