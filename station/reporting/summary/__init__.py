"""The executive summary: counts, categories, nine-box, gaps by agency, demand. Never a person.

Page one holds what leads to a decision; the agencies that it has no room for, the categories by
agency and what the numbers rest on follow on the next pages.
"""

from dataclasses import replace

from station.reporting.flow import Block, gap
from station.reporting.page import FIRST_PAGE_ROOM, Letterhead, Running, paper, publish
from station.reporting.summary.annex import annex
from station.reporting.summary.first import first_page
from station.reporting.words import Language, Wording
from station.scoring import format as forms
from station.scoring.group import GroupModel


def render_summary(model: GroupModel, *, code: str = "", language: Language = "id") -> bytes:
    """Return the summary's PDF.

    Args:
        model: What it says.
        code: Verification code of the model's bytes; may be empty.
        language: Which of the model's two languages is printed.
    """
    words = Wording(language)
    title = words.of(model.title)
    blocks = [*first_page(model, words), gap(5.0), *_on_new_page(annex(model, words))]
    issued = forms.day(language, model.issued)
    furniture = paper(
        Running(
            head_left=f"**{title}**",
            head_right=issued,
            foot=words.of(model.foot),
            code=code,
        ),
        Letterhead(
            lines=model.letterhead,
            stamp=words("summary.stamp"),
            notes=(issued, "" if model.normed else words.of(model.not_normed)),
        ),
    )
    return publish(blocks, furniture, room=FIRST_PAGE_ROOM, title=title, language=language)


def _on_new_page(blocks: list[Block]) -> list[Block]:
    return [replace(blocks[0], new_page=True), *blocks[1:]] if blocks else []
