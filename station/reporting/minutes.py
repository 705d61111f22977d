"""The minutes of a session (berita acara): counts, people, room, time, hands, seal, signatures.

The sealed bundles' hashes follow as text, so that a kept copy proves every one of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from station.reporting import figures, marks
from station.reporting.charts.equations import Sum, sum_block
from station.reporting.charts.seats import draw_plan, draw_seat, pitch_of, plan_height
from station.reporting.codes import qr
from station.reporting.flow import Block, beside, gap, paragraph, together
from station.reporting.headings import Aside, caption_aside, heading
from station.reporting.lines import wrap
from station.reporting.page import (
    FIRST_PAGE_ROOM,
    LEFT,
    RIGHT,
    WIDTH,
    Letterhead,
    Running,
    paper,
    publish,
    title_blocks,
)
from station.reporting.pairs import pair_columns
from station.reporting.pen import Pen
from station.reporting.signatures import signature_block, signer_of
from station.reporting.styles import (
    BODY,
    CAPTION,
    CODE_LEAST,
    CODE_SMALL,
    INK,
    TABLE,
    Stroke,
)
from station.reporting.tables import Column, Row, Table
from station.reporting.tables import Words as Cell
from station.reporting.words import Language, Wording
from station.scoring import format as forms
from station.scoring.minutes import (
    Handover,
    IncidentRow,
    MinutesModel,
    SealedSession,
    SeatCount,
    SeatPlan,
    TimeLedger,
)

PLAN_WIDTH = 90.0
PLAN_HEIGHT = 92.0
LEGEND_X = 118.0
DIGEST_SECOND = 108.2
"""Left edge of the second column of hashes, mm."""
FEW_DIGESTS = 20
INITIALS = "……"


def render_minutes(model: MinutesModel, *, language: Language = "id") -> bytes:
    """Return the minutes' PDF in one of the model's languages."""
    words = Wording(language)
    blocks = [
        *title_blocks(words.of(model.title), words.of(model.subtitle)),
        gap(3.2),
        *paragraph(words.of(model.opening), BODY, LEFT, WIDTH),
        gap(2.4),
        *pair_columns([(words.of(one.label), words.of(one.text)) for one in model.facts], 36.0),
        gap(4.2),
        *_sections(model, words),
        gap(3.4),
        *paragraph(words.of(model.closing), TABLE, LEFT, WIDTH),
        gap(3.4),
        signature_block(
            [signer_of(one, words) for one in model.signers], words.of(model.dated), words
        ),
        gap(7.0),
        *_digests(model, words),
    ]
    title = f"{words.of(model.title)} {model.number}"
    furniture = paper(_running(model, words), _letterhead(model, words))
    return publish(blocks, furniture, room=FIRST_PAGE_ROOM, title=title, language=language)


def _sections(model: MinutesModel, words: Wording) -> list[Block]:
    parts: list[Callable[[int], list[Block]]] = [
        lambda number: _counts(model, words, number),
        lambda number: _absent(model, words, number),
        lambda number: _incidents(model.incidents, words, number),
        lambda number: _ledger(model.ledger, words, number),
        lambda number: _handovers(model.handovers, words, number),
        lambda number: _seal(model, words, number),
    ]
    plan = model.plan
    if plan:
        parts.insert(2, lambda number: _plan(plan, words, number))
    blocks: list[Block] = []
    for number, part in enumerate(parts, 1):
        blocks += [*part(number), gap(4.4)]
    return blocks[:-1]


def _counts(model: MinutesModel, words: Wording, number: int) -> list[Block]:
    language = words.language
    wrong = sum(not one.balanced for one in model.equations)
    state = words("minutes.unbalanced", n=wrong) if wrong else words("minutes.balanced")
    mark = marks.warning if wrong else marks.check
    pad = 2.6 if len(model.equations) <= 3 else 1.0
    sums = [
        Sum(
            boxes=[
                (forms.whole(language, one.n), words.of(one.name))
                for one in (equation.whole, *equation.parts)
            ],
            balanced=equation.balanced,
        )
        for equation in model.equations
    ]
    title = heading(words("minutes.counts"), number=number, aside=Aside(caption=state, mark=mark))
    return [title, *together(sum_block(one, pad=pad) for one in sums)]


def _absent(model: MinutesModel, words: Wording, number: int) -> list[Block]:
    title = heading(words("minutes.absent"), number=number, after=0.4)
    if not model.absent:
        return [title, *paragraph(words("minutes.nobody_absent"), TABLE, LEFT, WIDTH)]
    table = Table(
        columns=(
            Column(title=words("minutes.number"), x=LEFT, width=27),
            Column(title=words("minutes.name"), x=46, width=51),
            Column(title=words("minutes.seat"), x=98, width=16.5),
            Column(title=words("minutes.reason"), x=116, width=42),
            Column(title=words("minutes.follow_up"), x=160, width=RIGHT - 160),
        )
    )
    rows = [
        Row(cells=(one.number, one.name, one.seat, words.of(one.reason), words.of(one.follow_up)))
        for one in model.absent
    ]
    return [title, *table.blocks(rows)]


def _plan(plan: SeatPlan, words: Wording, number: int) -> list[Block]:
    pitch = pitch_of(plan, PLAN_WIDTH, PLAN_HEIGHT)
    drawn = Block(
        height=plan_height(plan, pitch),
        draw=lambda pen, top: draw_plan(pen, plan, LEFT, top, pitch),
    )
    width = RIGHT - LEGEND_X
    notes = [
        line
        for note in plan.notes
        for line in paragraph(words.of(note), CAPTION, LEGEND_X, width, after=1.4)
    ]
    beside_it = [*(_legend_line(one, words) for one in plan.legend), gap(2.0), *notes]
    title = heading(words("minutes.plan"), number=number, after=0.6)
    return [title, beside([drawn], beside_it)]


def _legend_line(one: SeatCount, words: Wording) -> Block:
    text = f"{words.of(one.text)} · **{forms.whole(words.language, one.n)}**"
    lines = wrap(text, TABLE, RIGHT - LEGEND_X - 5.8)

    def draw(pen: Pen, top: float) -> None:
        draw_seat(pen, LEGEND_X, top + 0.4, 3.5, one.state)
        lines.draw(pen, LEGEND_X + 5.8, top)

    return Block(height=lines.height + 1.2, draw=draw)


def _incidents(rows: Sequence[IncidentRow], words: Wording, number: int) -> list[Block]:
    title = heading(words("minutes.incidents"), number=number, after=0.4)
    if not rows:
        return [title, *paragraph(words("minutes.no_incident"), TABLE, LEFT, WIDTH)]
    table = Table(
        columns=(
            Column(title=words("minutes.order"), x=LEFT, width=7),
            Column(title=words("minutes.time"), x=26, width=23),
            Column(title=words("minutes.seat"), x=50, width=20.5),
            Column(title=words("minutes.event"), x=72, width=66),
            Column(title=words("minutes.action"), x=140, width=RIGHT - 140),
        )
    )
    cells = [
        Row(cells=(str(order), one.time, one.seats, words.of(one.event), words.of(one.action)))
        for order, one in enumerate(rows, 1)
    ]
    return [title, *table.blocks(cells)]


def _ledger(ledger: TimeLedger, words: Wording, number: int) -> list[Block]:
    table = Table(
        columns=(
            Column(title=words("minutes.cause"), x=LEFT, width=29),
            Column(title=words("minutes.people"), x=47, width=13, align="right"),
            Column(title=words("minutes.lost_each"), x=60, width=36, align="right"),
            Column(title=words("minutes.credited"), x=97, width=13, align="right"),
            Column(title=words("minutes.total_credited"), x=111, width=32, align="right"),
            Column(title=words("minutes.rule"), x=147, width=36),
            Column(title=words("minutes.initials"), x=184.5, width=RIGHT - 184.5),
        )
    )
    language = words.language
    rows = [
        Row(
            cells=(
                words.of(one.cause),
                forms.whole(language, one.people),
                words.of(one.lost) or figures.NONE,
                words.of(one.credited) or figures.NONE,
                forms.duration(language, one.total_ms),
                words.of(one.rule),
                INITIALS,
            )
        )
        for one in ledger.rows
    ]
    total = Row(
        cells=tuple(
            Cell(paragraphs=((text, TABLE.bold()),))
            for text in (
                words("minutes.total"),
                forms.whole(language, ledger.people),
                "",
                "",
                forms.duration(language, ledger.total_ms),
                "",
                "",
            )
        ),
        rule=None,
    )
    aside = caption_aside(words.of(ledger.limit))
    note = words.of(ledger.note)
    return [
        heading(words("minutes.ledger"), number=number, aside=aside, after=0.4),
        *(table.blocks([*rows, total]) if rows else []),
        *(paragraph(note, CAPTION, LEFT, WIDTH) if note else []),
    ]


def _handovers(rows: Sequence[Handover], words: Wording, number: int) -> list[Block]:
    table = Table(
        columns=(
            Column(title=words("minutes.way"), x=LEFT, width=46),
            Column(title=words("minutes.files"), x=64, width=13, align="right"),
            Column(title=words("minutes.time"), x=82, width=25),
            Column(title=words("minutes.sender"), x=109, width=28),
            Column(title=words("minutes.receiver"), x=139, width=RIGHT - 139),
        )
    )
    cells = [
        Row(
            cells=(
                words.of(one.way),
                forms.whole(words.language, one.files),
                one.time,
                words.of(one.sender),
                words.of(one.receiver),
            )
        )
        for one in rows
    ]
    title = heading(words("minutes.handover"), number=number, after=0.4)
    if not rows:
        return [title, *paragraph(words("minutes.no_handover"), TABLE, LEFT, WIDTH)]
    return [title, *table.blocks(cells)]


def _seal(model: MinutesModel, words: Wording, number: int) -> list[Block]:
    title = heading(words("minutes.seal"), number=number, after=0.8)
    return [title, _seal_box(model.seal, model.assessment, words)]


def _seal_box(seal: SealedSession, assessment: str, words: Wording) -> Block:
    symbol = qr(seal.qr, "L")
    size = max(40.0, symbol.size())
    x = LEFT + size + 6
    width = RIGHT - x - 3
    text = wrap(seal.qr, CODE_SMALL, width)
    hashes = [
        wrap(f"{words(f'minutes.{name}')} {value}", CODE_SMALL, width)
        for name, value in (("seal_file", seal.sha256), ("assessment_file", assessment))
    ]
    note = wrap(words.of(seal.text), CAPTION, width)
    parts = [text, *hashes, note]
    inside = sum(part.height for part in parts) + 2.0 * (len(parts) - 1)
    height = max(size + 4, inside + 5)

    def draw(pen: Pen, top: float) -> None:
        pen.rect(LEFT, top, WIDTH, height, stroke=Stroke(colour=INK, width=0.3))
        symbol.draw(pen, LEFT + 2, top + (height - size) / 2, size)
        y = top + (height - inside) / 2
        for part in parts:
            part.draw(pen, x, y)
            y += part.height + 2.0

    return Block(height=height, draw=draw)


def _digests(model: MinutesModel, words: Wording) -> list[Block]:
    bundles = model.seal.bundles
    half = (len(bundles) + 1) // 2
    rows = [
        _digest_row(index, bundles[index], half + index, bundles[half + index : half + index + 1])
        for index in range(half)
    ]
    title = heading(
        words("minutes.digests"),
        aside=caption_aside(words("minutes.digests_note", n=len(bundles))),
        after=0.8,
    )
    if half > FEW_DIGESTS:
        return [replace(title, new_page=True), *rows]
    return together([title, *rows])


def _digest_row(left: int, digest: str, right: int, other: Sequence[str]) -> Block:
    def draw(pen: Pen, top: float) -> None:
        y = top + CODE_LEAST.baseline
        pairs = [(LEFT, left, digest), *((DIGEST_SECOND, right, one) for one in other)]
        for x, index, one in pairs:
            pen.text(x + 3.6, y, str(index + 1), CODE_LEAST.muted(), "right")
            pen.text(x + 4.4, y, one, CODE_LEAST)

    return Block(height=3.2, draw=draw)


def _letterhead(model: MinutesModel, words: Wording) -> Letterhead:
    return Letterhead(
        lines=model.letterhead,
        stamp=words("minutes.stamp"),
        notes=(model.number, words.of(model.label)),
    )


def _running(model: MinutesModel, words: Wording) -> Running:
    return Running(
        head_left=f"**{words('minutes.short')} {model.number}** · {words.of(model.when)}",
        head_right=words.of(model.subtitle),
        foot=" · ".join(filter(None, (words.of(model.foot), words.of(model.copies)))),
        code=model.number,
    )
