"""The individual report: four pages from one model, more only where its texts are long."""

from dataclasses import replace

from station.reporting.flow import Block, gap, paginate
from station.reporting.page import FIRST_PAGE_ROOM, Letterhead, Running, paper, publish
from station.reporting.report.density import ROOMY, TIGHT, Density
from station.reporting.report.first import first_page
from station.reporting.report.knowledge import knowledge_sections
from station.reporting.report.levels import levels_sections
from station.reporting.report.plan import plan_sections
from station.reporting.report.posts import post_sections
from station.reporting.words import Language, Wording
from station.scoring.model import ReportModel

PAGES = 4
"""How many pages a report should take."""


def render_report(model: ReportModel, *, code: str, language: Language = "id") -> bytes:
    """Return the report's PDF.

    Args:
        model: What it says.
        code: Verification code of the model's bytes (`station.sealing.receipt`).
        language: Which of the model's two languages is printed.
    """
    words = Wording(language)
    title = f"{words.of(model.issue.title)} {model.issue.number}"
    furniture = paper(_running(model, code, words), _letterhead(model, words))
    blocks = first_page(model, code, words)
    others = _other_pages(model, code, words, ROOMY)
    if len(paginate([*blocks, *others], FIRST_PAGE_ROOM)) > PAGES:
        others = _other_pages(model, code, words, TIGHT)
    return publish(
        [*blocks, *others], furniture, room=FIRST_PAGE_ROOM, title=title, language=language
    )


def _other_pages(model: ReportModel, code: str, words: Wording, density: Density) -> list[Block]:
    first, *others = (
        *levels_sections(model, words, density, first_number=1),
        *knowledge_sections(model, words, density, first_number=4),
        *post_sections(model, words, density, number=8),
        *plan_sections(model, code, words, density, first_number=9),
    )
    blocks = density.section(first)
    blocks[0] = replace(blocks[0], new_page=True)
    for section in others:
        blocks += [gap(density.between), *density.section(section)]
    return blocks


def _letterhead(model: ReportModel, words: Wording) -> Letterhead:
    return Letterhead(
        lines=model.issue.letterhead,
        stamp=words("report.confidential"),
        notes=(words("report.numbered", number=model.issue.number), words.of(model.issue.label)),
    )


def _running(model: ReportModel, code: str, words: Wording) -> Running:
    person = model.person
    return Running(
        head_left=words("report.running_left", name=person.name, nip=person.nip),
        head_right=words("report.running_right", number=model.issue.number),
        foot=words.of(model.foot),
        code=code,
    )
