"""Page four of a report: plan, nine-box, conduct, integrity, signatures."""

from collections.abc import Sequence

from station.reporting import figures, marks
from station.reporting.charts import ninebox, shares
from station.reporting.codes import qr
from station.reporting.flow import Block, beside, gap, paragraph, together
from station.reporting.headings import caption_aside, heading
from station.reporting.lines import Lines, wrap
from station.reporting.page import LEFT, RIGHT, WIDTH
from station.reporting.pen import Pen
from station.reporting.report.density import Density
from station.reporting.signatures import signature_block, signer_of
from station.reporting.styles import (
    CAPTION,
    CODE,
    CODE_SMALL,
    HAIRLINE,
    TABLE,
)
from station.reporting.tables import Column, Drawing, Row
from station.reporting.tables import Words as Cell
from station.reporting.words import Wording
from station.scoring import format as forms
from station.scoring.model import ReportModel
from station.scoring.parts import ConductPart, Line, NineBoxPart, PlanPart, PlanStep

HEX = frozenset("0123456789abcdef")
RIGHT_PART = 78.0
"""Left edge of what stands beside the nine-box."""
QR_SIZE = 29.0
INTEGRITY_X = 58.0


def plan_sections(
    model: ReportModel, code: str, words: Wording, density: Density, *, first_number: int
) -> list[list[Block]]:
    """Return the blocks of the last sections and of the signatures."""
    number = first_number
    issued = forms.day(words.language, model.issue.issued)
    signatures = signature_block(
        [signer_of(one, words) for one in model.issue.signers],
        f"{model.issue.place}, {issued}",
        words,
        room=density.signing,
    )
    return [
        _plan(model.plan, words, density, number, words.of(model.draft)),
        [_box_and_conduct(model, words, density, number + 1)],
        _integrity(model, code, words, density, number + 3),
        [gap(1.5), signatures],
    ]


def _plan(part: PlanPart, words: Wording, density: Density, number: int, draft: str) -> list[Block]:
    title = heading(
        words("report.plan"),
        number=number,
        draft=draft if len(draft) < 8 else words("report.draft_short"),
        aside=caption_aside(words.of(part.summary)),
        name="plan",
        after=0.4,
    )
    note = paragraph(words.of(part.note), CAPTION, LEFT, WIDTH) if words.of(part.note) else []
    if not part.steps:
        return [title, *note]
    table = density.table(
        Column(title=words("report.target"), x=LEFT, width=52),
        Column(title=words("report.gap"), x=70, width=10.2, align="right"),
        Column(title="70/20/10", x=81, width=13.5, align="right"),
        Column(title=words("report.method"), x=100.8, width=65),
        Column(title=words("report.hours"), x=166, width=6.6, align="right"),
        Column(title=words("report.due"), x=174, width=RIGHT - 174, align="right"),
    )
    rows = table.blocks([_step_row(one, words, density) for one in part.steps])
    return [title, *rows, gap(1.6), _share_bar(part, words), *note]


def _step_row(one: PlanStep, words: Wording, density: Density) -> Row:
    target = words.of(one.target)
    lines = wrap(target, TABLE, 52 - 4.2)
    mark = marks.LEVEL_MARKS[one.mark]

    def draw(pen: Pen, x: float, top: float, _room: float) -> None:
        if target:
            mark(pen, x + 1.6, top + TABLE.leading / 2)
            lines.draw(pen, x + 4.2, top)

    method, activity = words.of(one.method), words.of(one.activity)
    done = f"{method}: {activity}" if method and activity else method or activity
    return Row(
        cells=(
            Drawing(height=lines.height if target else 0.0, draw=draw),
            words.of(one.gap),
            str(one.share),
            Cell(paragraphs=((done, density.reason),)),
            Cell(paragraphs=((str(one.jp), TABLE.bold()),)),
            figures.short_day(words.language, one.due) if one.due else "",
        )
    )


def _share_bar(part: PlanPart, words: Wording) -> Block:
    whole = sum(part.jp_by_share) or 1
    labels = [
        words(f"report.share_{name}", jp=hours, percent=round(100 * hours / whole))
        for name, hours in zip(("work", "others", "formal"), part.jp_by_share, strict=True)
    ]
    references = (words("report.reference_70"), words("report.reference_90"))

    def draw(pen: Pen, top: float) -> None:
        shares.draw_shares(pen, LEFT, top + 0.6, WIDTH, part.jp_by_share, labels, references)

    return Block(height=shares.HEIGHT + 5.4, draw=draw)


def _box_and_conduct(model: ReportModel, words: Wording, density: Density, number: int) -> Block:
    note = words.of(model.nine_box.text)
    left = [
        heading(words("report.nine_box"), number=number, x=LEFT, width=56, after=0.8),
        _nine_box(model.nine_box, words),
    ]
    right = [
        heading(
            words("report.conduct"),
            number=number + 1,
            x=RIGHT_PART,
            width=RIGHT - RIGHT_PART,
            after=0.4,
        ),
        *_lines_table(_conduct_lines(model.conduct), RIGHT_PART, 37.6, words, density),
        gap(0.8),
        *(paragraph(note, CAPTION, RIGHT_PART, RIGHT - RIGHT_PART) if note else []),
    ]
    whole = beside(left, right)
    return Block(height=whole.height, draw=whole.draw, name="nine_box")


def _conduct_lines(part: ConductPart) -> tuple[Line, ...]:
    return (*part.lines, *part.incidents)


def _nine_box(part: NineBoxPart, words: Wording) -> Block:
    grid_words = ninebox.AxisWords(
        performance=words("report.performance"),
        rows=[words(f"report.performance_{name}") for name in ninebox.PERFORMANCES],
        potential=words("report.potential_lower"),
        columns=[words(f"report.potential_{name}") for name in ninebox.POTENTIALS],
    )
    boxes = {(cell.performance, cell.potential): cell.box for cell in part.cells}

    def draw(pen: Pen, top: float) -> None:
        grid = ninebox.Grid(x=34.0, top=top, cell_width=12.2, cell_height=12.2)
        ninebox.draw_axes(pen, grid, grid_words)
        if part.performance and part.potential:
            ninebox.draw_person(pen, grid, (part.performance, part.potential))
        ninebox.draw_cells(pen, grid, boxes)
        if not part.box:
            ninebox.draw_undetermined(
                pen, grid, part.potential or None, words("report.undetermined")
            )

    return Block(height=3 * 12.2 + 8, draw=draw)


def _lines_table(
    lines: Sequence[Line], x: float, indent: float, words: Wording, density: Density
) -> list[Block]:
    return [_line_row(line, x, indent, words, density.pad) for line in lines]


def _line_row(line: Line, x: float, indent: float, words: Wording, pad: float) -> Block:
    label = wrap(words.of(line.label), TABLE, indent - 2)
    width = RIGHT - x - indent
    text = code_lines(words.of(line.text), width) if line.wide else None
    lines = text or wrap(words.of(line.text), TABLE, width)
    height = max(label.height, lines.height) + 2 * pad

    def draw(pen: Pen, top: float) -> None:
        label.draw(pen, x, top + pad)
        down = pad + label.style.baseline - lines.style.baseline
        lines.draw(pen, x + indent, top + (down if lines.height < label.height else pad))
        pen.line((x, top + height), (RIGHT, top + height), HAIRLINE)

    return Block(height=height, draw=draw)


def code_lines(text: str, width: float) -> Lines:
    """Return hashes and codes in the code face, hex of 64 digits in groups of eight."""
    parts = text.split(" ")
    shown = " ".join(
        figures.grouped(part) if len(part) == 64 and set(part) <= HEX else part for part in parts
    )
    return wrap(shown, CODE_SMALL, width)


def _integrity(
    model: ReportModel, code: str, words: Wording, density: Density, number: int
) -> list[Block]:
    part = model.integrity
    lines = _lines_table(part.lines, INTEGRITY_X, 30.0, words, density)
    content = f"SAKSI-REPORT/1 {code} {part.bundle.upper()}"
    limits = f"**{words('report.limits')}** {words.of(part.limits)}"
    return together(
        [
            heading(words("report.integrity"), number=number, name="integrity", after=0.6),
            beside([_verification(content, code, words)], lines),
            gap(1.0),
            *paragraph(words.of(part.statement), density.prose, LEFT, WIDTH, after=0.8),
            *paragraph(limits, density.prose, LEFT, WIDTH),
        ]
    )


def _verification(content: str, code: str, words: Wording) -> Block:
    symbol = qr(content)
    half, rest = code[:14], code[15:]

    def draw(pen: Pen, top: float) -> None:
        symbol.draw(pen, LEFT, top - 1, QR_SIZE)
        middle = LEFT + QR_SIZE / 2
        pen.text(middle, top + QR_SIZE + 1.6, half, CODE.bold(), "centre")
        pen.text(middle, top + QR_SIZE + 5.2, rest, CODE.bold(), "centre")
        pen.text(middle, top + QR_SIZE + 9.0, words("report.code"), CAPTION, "centre")

    return Block(height=QR_SIZE + 10.4, draw=draw)
