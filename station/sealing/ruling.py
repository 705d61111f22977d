"""Rulings: what two people decided about evidence, and why. Nothing is ever edited.

Promises: two different officers signed, one of them the coordinator. Refuses: a ruling
without a reason.
"""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from typing_extensions import Buffer

from station.sealing import frames, signedfile
from station.sealing.assessment import Assessment
from station.sealing.errors import FileForeignError, SignatureMissingError
from station.sealing.frames import Body, Hex32, Id, Name, Wall
from station.sealing.signedfile import Signers

KIND = "saksi-ruling/1"
Text = Annotated[str, Meta(min_length=1, max_length=10_000)]


class RulingBody(Body, frozen=True, kw_only=True):
    """One ruling.

    `kind` is for example `conflict`, `revoked`, `erased` or `correction`; `subject` the
    hash, number or id it is about; `files` what it names beside, as an erasure must.
    """

    assessment: Hex32
    id: Id
    kind: Name
    subject: Text
    decision: Text
    reason: Text
    at: Wall
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A verified ruling."""

    sha256: str
    body: RulingBody


def write_ruling(body: RulingBody, signers: Signers) -> bytes:
    """Return a ruling signed in these roles; `countersign` adds the second person."""
    return signedfile.write(KIND, body, signers)


def verify_ruling(data: Buffer, assessment: Assessment) -> Ruling:
    """Return a ruling that the coordinator and another officer signed.

    Raises:
        FileForeignError: It was made for another assessment.
        SignatureMissingError: One person alone signed it.
        IntegrityError: Anything else that is wrong with it.
    """
    envelope = signedfile.unfold(data, KIND, count=2)
    body = frames.decode(envelope.body, RulingBody, "ruling")
    if body.assessment != assessment.sha256:
        raise FileForeignError("the ruling belongs to another assessment")
    envelope.require(("coordinator",), assessment.keys)
    if len(envelope.signatures) < 2:
        raise SignatureMissingError("a ruling needs two officers")
    return Ruling(sha256=envelope.sha256, body=body)
