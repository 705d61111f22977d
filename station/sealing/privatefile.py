"""Private files that a passphrase protects: what a custodian and an officer keep.

Promises: damage is told apart from a wrong passphrase, by a checksum and a commitment.
Refuses: to hold the passphrase's cost in the file, where somebody could lower it.
"""

from dataclasses import dataclass
from typing import Literal, TypeVar

import msgspec
from typing_extensions import Buffer

from station import canonical
from station.entropy import Entropy
from station.sealing import frames
from station.sealing.errors import FileDamagedError, PassphraseWrongError
from station.sealing.frames import Body, Hex32, Id, Name, Strict
from station.sealing.suite import Box, Stretch, box, commit, context, sha256, unbox

SALT_BYTES = 16
T = TypeVar("T")


class PrivateBody(Body, frozen=True, kw_only=True):
    """The first frame: whose file it is, and its contents in a box."""

    assessment_id: Id
    owner: Name
    key: Hex32
    salt: bytes
    commit: Hex32
    box: Box


class _Checksum(Strict, frozen=True, kw_only=True):
    sha256: Hex32


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """What a private file is bound to; `kind` is `custodian` or `officer`."""

    kind: Literal["custodian", "officer"]
    assessment_id: str
    owner: str
    key: str

    @property
    def magic(self) -> str:
        """The magic line without its line feed."""
        return f"saksi-{self.kind}/1"

    def context(self) -> bytes:
        """What the box is bound to."""
        return context(
            file=self.kind, assessment_id=self.assessment_id, owner=self.owner, key=self.key
        )


def write_private(
    owner: Owner, secret: msgspec.Struct, passphrase: str, entropy: Entropy, stretch: Stretch
) -> bytes:
    """Return a file that holds `secret` under a passphrase."""
    salt = entropy.token(SALT_BYTES)
    key = stretch(passphrase.encode(), salt)
    body = PrivateBody(
        assessment_id=owner.assessment_id,
        owner=owner.owner,
        key=owner.key,
        salt=salt,
        commit=commit("passphrase", key),
        box=box(key, canonical.dumps(secret), owner.context(), entropy),
    )
    return with_checksum(owner.magic, canonical.dumps(body))


def read_private(
    data: Buffer,
    kind: Literal["custodian", "officer"],
    shape: type[T],
    passphrase: str,
    stretch: Stretch,
) -> tuple[Owner, T]:
    """Return whose file it is and what it holds.

    Raises:
        PassphraseWrongError: The passphrase is not the one it was written with.
        FileDamagedError: The checksum does not match.
        IntegrityError: Not such a file, or sealed by somebody who did not know the format.
    """
    raw = checked(data, f"saksi-{kind}/1")
    body = frames.decode(raw, PrivateBody, f"{kind} file")
    key = stretch(passphrase.encode(), body.salt)
    if commit("passphrase", key) != body.commit:
        raise PassphraseWrongError(f"the passphrase does not open the {kind} file of {body.owner}")
    owner = Owner(kind=kind, assessment_id=body.assessment_id, owner=body.owner, key=body.key)
    return owner, frames.decode(unbox(key, body.box, owner.context()), shape, f"{kind} file")


def with_checksum(kind: str, body: bytes) -> bytes:
    """Return a file of one body and its SHA-256, which shows accidental damage."""
    return frames.write(kind, (body, checksum(body)))


def checked(data: Buffer, kind: str) -> memoryview:
    """Return the body of a file that `with_checksum` wrote.

    Raises:
        FileDamagedError: The checksum does not match.
    """
    body, stated = frames.split(data, kind, count=2)
    check_checksum(body, stated, kind)
    return body


def checksum(body: bytes) -> bytes:
    """Return the frame that holds the SHA-256 of a body."""
    return canonical.dumps(_Checksum(sha256=sha256(body)))


def check_checksum(body: memoryview, stated: memoryview, kind: str) -> None:
    """Let a body pass that matches the frame `checksum` made.

    Raises:
        FileDamagedError: It does not match.
    """
    if frames.decode(stated, _Checksum, f"checksum of {kind}").sha256 != sha256(body):
        raise FileDamagedError(f"the checksum of this {kind} file does not match")
