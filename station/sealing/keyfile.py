"""The `.key` file: item codes, grades and cuts, which only two custodians open.

Promises: every byte is covered by the coordinator's signature, so damage shows without the
key. Refuses: to open for fewer than two custodians, and a sheet under another key than the
one committed to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from typing_extensions import Buffer

from station import canonical
from station.entropy import Entropy
from station.sealing import frames, signedfile
from station.sealing.assessment import Assessment
from station.sealing.errors import FileForeignError, SealBrokenError
from station.sealing.frames import Body, Hex32, Name
from station.sealing.hpke import Sealed, Unsealer, seal_to
from station.sealing.signing import Signer
from station.sealing.suite import (
    KEY_BYTES,
    Box,
    box,
    check_commitment,
    commit,
    context,
    sha256,
    unbox,
)

KIND = "saksi-key/1"
LABEL = "key"


class KeyBody(Body, frozen=True, kw_only=True):
    """What can be read of a `.key` without opening it."""

    assessment: Hex32
    battery: Name
    version: str
    contents: dict[Name, Hex32]
    commit: Hex32
    sealed: Sealed
    sheet_sha256: Hex32


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A verified `.key` file, still closed."""

    sha256: str
    body: KeyBody
    sheet: Box = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedKey:
    """An opened `.key`: its 32-byte key, for auditors, and the sheet's canonical JSON."""

    key: bytes = field(repr=False)
    sheet: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPlan:
    """What the header of a `.key` says: which battery, and the hash of each form's content."""

    battery: str
    version: str
    contents: Mapping[str, str]


def build_key(
    sheet: bytes, plan: KeyPlan, *, assessment: Assessment, coordinator: Signer, entropy: Entropy
) -> bytes:
    """Return the `.key` file of a key sheet (canonical JSON)."""
    key = entropy.token(KEY_BYTES)
    committed = commit(LABEL, key)
    closed = canonical.dumps(
        box(key, sheet, _context("sheet", assessment.sha256, committed), entropy)
    )
    body = KeyBody(
        assessment=assessment.sha256,
        battery=plan.battery,
        version=plan.version,
        contents=dict(plan.contents),
        commit=committed,
        sealed=seal_to(
            assessment.body.custody.key, key, _context("key", assessment.sha256, committed)
        ),
        sheet_sha256=sha256(closed),
    )
    return signedfile.write(KIND, body, {"coordinator": coordinator}, (closed,))


def verify_key(data: Buffer, assessment: Assessment) -> KeyFile:
    """Return a `.key` file that the coordinator of this assessment signed.

    Raises:
        FileForeignError: It was made for another assessment.
        IntegrityError: Anything else that is wrong with it.
    """
    envelope = signedfile.unfold(data, KIND, count=3)
    body = frames.decode(envelope.body, KeyBody, "key file")
    if body.assessment != assessment.sha256:
        raise FileForeignError("the key file belongs to another assessment")
    envelope.require(("coordinator",), assessment.keys)
    sheet = envelope.rest[0]
    if sha256(sheet) != body.sheet_sha256:
        raise SealBrokenError("the sealed sheet is not the one the key file names")
    return KeyFile(
        sha256=envelope.sha256, body=body, sheet=frames.decode(sheet, Box, "sheet of the key file")
    )


def open_key(file: KeyFile, unsealer: Unsealer) -> OpenedKey:
    """Return the key sheet, opened by two custodians.

    Raises:
        SealBrokenError: Other custodians, or altered bytes.
        CommitmentWrongError: The key is not the one committed to.
    """
    body = file.body
    key = unsealer.unseal(body.sealed, context=_context("key", body.assessment, body.commit))
    return OpenedKey(key=key, sheet=open_key_with(file, key))


def open_key_with(file: KeyFile, key: bytes) -> bytes:
    """Return the key sheet for an auditor who was given its key.

    Raises:
        CommitmentWrongError: The key is not the one committed to.
        SealBrokenError: Altered bytes.
    """
    body = file.body
    check_commitment(body.commit, LABEL, key)
    return unbox(key, file.sheet, _context("sheet", body.assessment, body.commit))


def _context(part: str, assessment: str, committed: str) -> bytes:
    return context(file="key", part=part, assessment=assessment, commit=committed)
