"""What the organiser says of itself on paper: a signed part of the assessment's rules."""

from typing import Any

import msgspec

from station.exam.form import Text
from station.scoring.model import Signer
from station.sealing.assessment import Assessment
from station.usecases.errors import HouseInvalidError


def _nothing() -> Text:
    return {"id": "", "en": ""}


class House(msgspec.Struct, frozen=True, kw_only=True):
    """Letterhead and room clock; every field has its key in the `rules` of the assessment.

    Attributes:
        letterhead: Lines from the top; without them, the organiser's name alone.
        place: Where papers are signed.
        zone: What the room calls its time.
        offset_minutes: The room's offset from UTC.
        label: What the programme says of itself, such as "invented data".
        purpose: What reports are made for; without it, the assessment's title.
        report_number: How report numbers look; `{number}` is the participant's.
        signers: Who signs reports on paper.
        witness_printed: Whether the witness, not the coordinator, made the tickets.
    """

    letterhead: tuple[str, ...] = ()
    place: str = ""
    zone: str = "WIB"
    offset_minutes: int = 420
    label: Text = msgspec.field(default_factory=_nothing)
    purpose: Text = msgspec.field(default_factory=_nothing)
    report_number: str = "{number}"
    signers: tuple[Signer, ...] = ()
    witness_printed: bool = False


def house_of(assessment: Assessment) -> House:
    """Return the house that the assessment's rules describe.

    Raises:
        HouseInvalidError: A rule has another shape than it must have.
    """
    body = assessment.body
    rules: dict[str, Any] = {"letterhead": [body.organiser], "purpose": body.title} | body.rules
    try:
        return msgspec.convert(rules, House)
    except msgspec.ValidationError as error:
        raise HouseInvalidError(str(error)) from error
