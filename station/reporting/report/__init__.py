"""The individual report: four pages from one model, more only where its texts are long."""

from dataclasses import replace

from station.reporting.flow import Block
from station.reporting.page import FIRST_PAGE_ROOM, Letterhead, Running, paper, publish
from station.reporting.report.first import first_page
from station.reporting.report.fit import fit_page
from station.reporting.report.levels import levels_page
from station.reporting.report.plan import plan_page
from station.reporting.words import Language, Wording
from station.scoring.model import ReportModel


def render_report(model: ReportModel, *, code: str, language: Language = "id") -> bytes:
    """Return the report's PDF.

    Args:
        model: What it says.
        code: Verification code of the model's bytes (`station.sealing.receipt`).
        language: Which of the model's two languages is printed.
    """
    words = Wording(language)
    blocks = [
        *first_page(model, code, words),
        *_on_new_page(levels_page(model, words, first_number=1)),
        *_on_new_page(fit_page(model, words, first_number=4)),
        *_on_new_page(plan_page(model, code, words, first_number=9)),
    ]
    title = f"{words.of(model.issue.title)} {model.issue.number}"
    furniture = paper(_running(model, code, words), _letterhead(model, words))
    return publish(blocks, furniture, room=FIRST_PAGE_ROOM, title=title, language=language)


def _on_new_page(blocks: list[Block]) -> list[Block]:
    return [replace(blocks[0], new_page=True), *blocks[1:]]


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
