"""A file that people sign: body frame, signatures frame, then whatever the kind adds.

Promises: signatures are checked over the stored bytes before the body is believed; two
people can sign one after the other on two machines. Refuses: a signature by a key that
has no such role, even beside good ones, and one person signing twice.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import msgspec
from typing_extensions import Buffer

from station import canonical
from station.sealing import frames, signing
from station.sealing.errors import (
    BodyNotCanonicalError,
    FrameTruncatedError,
    SignatureMissingError,
    SignersSameError,
    SignerUnknownError,
)
from station.sealing.frames import Bytes64, Hex32, Name, Strict
from station.sealing.signing import Signer
from station.sealing.suite import sha256

KeysOf: TypeAlias = Callable[[str], Collection[str]]
"""Which public keys may sign in a role."""

Signers: TypeAlias = Mapping[str, Signer]
"""Who signs, by role."""


class Signature(Strict, frozen=True, kw_only=True):
    """One person's signature over a body."""

    key: Hex32
    role: Name
    sig: Bytes64


class _Signatures(Strict, frozen=True, kw_only=True):
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A signed file taken apart; nothing in it is believed before `require`.

    Attributes:
        kind: The magic line without its line feed; also the type that is signed.
        sha256: Hash of the whole file.
        body: The first frame as stored.
        signatures: Sorted by role, then key.
        rest: The frames after the signatures.
    """

    kind: str
    sha256: str
    body: memoryview
    signatures: tuple[Signature, ...]
    rest: tuple[memoryview, ...]

    def require(self, roles: Iterable[str], keys_of: KeysOf) -> None:
        """Let the file pass when every role has signed and every signature is good.

        Raises:
            SignatureMissingError, SignerUnknownError, SignersSameError,
            SignatureWrongError, KeySmallOrderError: It may not pass.
        """
        for one in self.signatures:
            if one.key not in keys_of(one.role):
                raise SignerUnknownError(f"no {one.role} of this assessment has signed {self.kind}")
            signing.verify(one.key, self.kind, self.body, one.sig)
        missing = set(roles) - {one.role for one in self.signatures}
        if missing:
            raise SignatureMissingError(f"{self.kind} lacks: {', '.join(sorted(missing))}")
        if len({one.key for one in self.signatures}) != len(self.signatures):
            raise SignersSameError(f"one person has signed {self.kind} twice")


def write(kind: str, body: msgspec.Struct, signers: Signers, rest: Iterable[bytes] = ()) -> bytes:
    """Return a file of this kind signed by these people."""
    raw = canonical.dumps(body)
    made = (_sign(kind, raw, role, signer) for role, signer in signers.items())
    return frames.write(kind, (raw, _encode(made), *rest))


def countersign(data: bytes, kind: str, role: str, signer: Signer) -> bytes:
    """Return the file with one more signature, or the same person's made anew."""
    envelope = unfold(data, kind)
    others = [one for one in envelope.signatures if (one.role, one.key) != (role, signer.key)]
    raw = bytes(envelope.body)
    signatures = _encode([*others, _sign(kind, raw, role, signer)])
    return frames.write(kind, (raw, signatures, *map(bytes, envelope.rest)))


def unfold(data: Buffer, kind: str, *, count: int | None = None) -> Envelope:
    """Take a signed file apart; `count` is the number of frames it must have.

    Raises:
        IntegrityError: Not a file of this kind, or its frames do not fit.
    """
    parts = frames.split(data, kind, count=count)
    if len(parts) < 2:
        raise FrameTruncatedError(f"{kind} has no signatures")
    found = frames.decode(parts[1], _Signatures, f"signatures of {kind}").signatures
    if list(found) != sorted(found, key=_order):
        raise BodyNotCanonicalError(f"the signatures of {kind} are not sorted")
    return Envelope(
        kind=kind,
        sha256=sha256(memoryview(data)),
        body=parts[0],
        signatures=found,
        rest=tuple(parts[2:]),
    )


def _sign(kind: str, raw: bytes, role: str, signer: Signer) -> Signature:
    return Signature(key=signer.key, role=role, sig=signer.sign(kind, raw))


def _encode(signatures: Iterable[Signature]) -> bytes:
    return canonical.dumps(_Signatures(signatures=tuple(sorted(signatures, key=_order))))


def _order(signature: Signature) -> tuple[str, str]:
    return signature.role, signature.key
