"""Where people sign: role above, a line with room for a hand, name and NIP below."""

from collections.abc import Sequence
from dataclasses import dataclass

from station.reporting.flow import Block
from station.reporting.lines import wrap
from station.reporting.page import LEFT, WIDTH
from station.reporting.pen import Pen
from station.reporting.styles import INK, TABLE, Stroke
from station.reporting.words import Wording
from station.scoring import format as forms
from station.scoring.model import Signer

ROOM = 16.5
"""Height left for a signature, mm."""
GUTTER = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs, as printed."""

    role: str
    name: str
    nip: str


def signer_of(signer: Signer, words: Wording) -> Signature:
    """Return a model's signer as printed in one language."""
    return Signature(role=words.of(signer.role), name=signer.name, nip=forms.nip(signer.nip))


def signature_block(
    signers: Sequence[Signature], place_and_day: str, words: Wording, *, room: float = ROOM
) -> Block:
    """Return signature lines side by side; place and day stand over the last of two, else first."""
    if not signers:
        return Block(height=0.0, draw=lambda _pen, _top: None)
    columns = max(len(signers), 2)
    width = (WIDTH - GUTTER * (columns - 1)) / columns
    roles = [wrap(one.role, TABLE, width) for one in signers]
    names = [wrap(f"**{one.name}**", TABLE, width) for one in signers]
    day_index = 1 if len(signers) == 2 else 0
    day_height = TABLE.leading if place_and_day else 0.0
    role_height = max(role.height for role in roles)
    line = day_height + role_height + room
    name_height = max(name.height for name in names)

    def draw(pen: Pen, top: float) -> None:
        for index, (one, role, name) in enumerate(zip(signers, roles, names, strict=True)):
            x = LEFT + index * (width + GUTTER)
            if index == day_index:
                pen.text(x, top + TABLE.baseline, place_and_day, TABLE)
            role.draw(pen, x, top + day_height)
            pen.line((x, top + line), (x + width, top + line), Stroke(colour=INK, width=0.25))
            name.draw(pen, x, top + line + 0.8)
            nip = words("common.nip", nip=one.nip) if one.nip else ""
            pen.text(x, top + line + 0.8 + name.height + TABLE.baseline, nip, TABLE)

    return Block(height=line + 0.8 + name_height + TABLE.leading, draw=draw)
