"""The `.assessment` file: who may do what, and the key that only two custodians open.

Promises: its hash is the one trust anchor; everything else is signed by keys it lists.
Refuses: officers or custodians named twice, one key for two people, fewer than three
custodians, and a file that is not the pinned one.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta
from typing_extensions import Buffer

from station.sealing import frames, signedfile
from station.sealing.errors import AssessmentUnexpectedError, BodyMalformedError, SignerUnknownError
from station.sealing.frames import Body, Hex32, Id, Name, Strict, Wall
from station.sealing.signedfile import Signers
from station.sealing.signing import check_key

KIND = "saksi-assessment/1"
CUSTODIANS = 3

Role: TypeAlias = Literal["proctor", "second", "coordinator", "witness"]


class Officer(Strict, frozen=True, kw_only=True):
    """A person with roles and two public keys: `key` verifies, `seal` seals to them."""

    id: Name
    name: str
    nip: str
    roles: tuple[Role, ...]
    key: Hex32
    seal: Hex32


class Custodian(Strict, frozen=True, kw_only=True):
    """One of three people of whom two open the answers."""

    id: Name
    name: str


class Custody(Strict, frozen=True, kw_only=True):
    """The public key that everything for the custodians is sealed to."""

    key: Hex32
    custodians: Annotated[tuple[Custodian, ...], Meta(min_length=CUSTODIANS, max_length=CUSTODIANS)]


class AssessmentBody(Body, frozen=True, kw_only=True):
    """What the coordinator and the witness sign before anything else exists."""

    id: Id
    title: dict[str, str]
    organiser: str
    created: Wall
    officers: tuple[Officer, ...]
    custody: Custody
    rules: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A verified `.assessment` file; `sha256` is what stands on tickets and minutes."""

    sha256: str
    body: AssessmentBody

    @property
    def id(self) -> str:
        """The 26 characters that codes are salted with."""
        return self.body.id

    def officer(self, officer: str) -> Officer:
        """Return an officer by id.

        Raises:
            SignerUnknownError: There is none.
        """
        for one in self.body.officers:
            if one.id == officer:
                return one
        raise SignerUnknownError(f"this assessment has no officer {officer}")

    def keys(self, role: str) -> frozenset[str]:
        """Return the public keys of everybody who has a role."""
        return frozenset(one.key for one in self.body.officers if role in one.roles)


def write_assessment(body: AssessmentBody, signers: Signers) -> bytes:
    """Return the file signed by these roles; the rest add theirs with `countersign`.

    Raises:
        BodyMalformedError: Somebody is listed twice.
    """
    _check_people(body)
    return signedfile.write(KIND, body, signers)


def verify_assessment(data: Buffer, *, expected_sha256: str = "") -> Assessment:
    """Return the assessment that the coordinator and the witness signed.

    Args:
        data: The file.
        expected_sha256: The pinned hash; empty only where it is about to be pinned.

    Raises:
        AssessmentUnexpectedError: Not the pinned file.
        IntegrityError: Anything else that is wrong with it.
    """
    envelope = signedfile.unfold(data, KIND, count=2)
    if expected_sha256 and envelope.sha256 != expected_sha256:
        raise AssessmentUnexpectedError(f"the assessment's hash is {envelope.sha256}")
    body = frames.decode(envelope.body, AssessmentBody, "assessment")
    _check_people(body)
    assessment = Assessment(sha256=envelope.sha256, body=body)
    envelope.require(("coordinator", "witness"), assessment.keys)
    return assessment


def _check_people(body: AssessmentBody) -> None:
    officers = body.officers
    _once([one.id for one in officers], "officer id")
    _once([check_key(one.key).hex() for one in officers], "officer key")
    _once([one.id for one in body.custody.custodians], "custodian id")


def _once(values: list[str], what: str) -> None:
    if len(set(values)) != len(values):
        raise BodyMalformedError(f"an {what} stands twice in the assessment")
