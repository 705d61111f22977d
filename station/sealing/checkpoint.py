"""Checkpoints: the register's size and root as a C2SP signed note, cosigned by the witness.

Promises: any tool that reads C2SP checkpoints (c2sp.org/tlog-checkpoint) reads ours.
Refuses: a note the coordinator did not sign, and a known witness's signature that is wrong;
signatures of unknown keys are skipped, as the specification asks.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from station.sealing import signing
from station.sealing.assessment import Assessment
from station.sealing.errors import CheckpointMalformedError, SignatureMissingError
from station.sealing.signing import Signer

_ED25519 = 0x01
_COSIGNATURE = 0x04
_SIGNATURE_LINE = re.compile(r"— (\S+) ([A-Za-z0-9+/]+=*)")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_MAX_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A verified checkpoint.

    Attributes:
        origin: Which register: `saksi/` and the assessment's id.
        size: Number of entries.
        root: Root over them, hex.
        cosigned: When each witness cosigned, seconds since 1970, by officer id.
    """

    origin: str
    size: int
    root: str
    cosigned: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    key_id: bytes
    signature: bytes


def write_checkpoint(assessment_id: str, size: int, root: str, coordinator: Signer) -> bytes:
    """Return a checkpoint of `size` entries and `root` (hex), signed by the coordinator."""
    origin = origin_of(assessment_id)
    text = f"{origin}\n{size}\n{_base64(bytes.fromhex(root))}\n"
    signature = coordinator.sign_note(text.encode())
    return f"{text}\n{_line(origin, _ED25519, coordinator.key, signature)}".encode()


def cosign(note: bytes, witness: str, signer: Signer, time_s: int) -> bytes:
    """Return the note with a witness's cosignature/v1 added.

    Args:
        note: A checkpoint whose consistency the witness has checked.
        witness: Officer id.
        signer: The witness's key.
        time_s: Seconds since 1970.
    """
    text, _ = _split(note)
    origin = text.partition("\n")[0]
    signature = signer.sign_note(_cosigned(text, time_s))
    stamped = time_s.to_bytes(8, "big") + signature
    return note + _line(f"{origin}/{witness}", _COSIGNATURE, signer.key, stamped).encode()


def verify_checkpoint(note: bytes, assessment: Assessment, *, witnessed: bool = True) -> Checkpoint:
    """Return a checkpoint that this assessment's coordinator signed.

    Args:
        note: The file.
        assessment: Whose register it is.
        witnessed: Whether a witness must have cosigned it, too.

    Raises:
        CheckpointMalformedError: No checkpoint of this register.
        SignatureMissingError: The coordinator or the witness has not signed it.
        SignatureWrongError: A known key's signature is wrong.
    """
    text, lines = _split(note)
    origin, size, root = _body(text)
    if origin != origin_of(assessment.id):
        raise CheckpointMalformedError(f"the checkpoint belongs to {origin[:64]}")
    signed = [line for line in lines if _signed_by_log(text, line, origin, assessment)]
    cosigned = dict(_cosignatures(text, lines, origin, assessment))
    if not signed or (witnessed and not cosigned):
        raise SignatureMissingError("the checkpoint lacks the coordinator or the witness")
    return Checkpoint(origin=origin, size=size, root=root, cosigned=cosigned)


def origin_of(assessment_id: str) -> str:
    """Return the first line of every checkpoint of an assessment's register."""
    return f"saksi/{assessment_id}"


def key_id(name: str, algorithm: int, key: str) -> bytes:
    """Return the four bytes that say which key signed (c2sp.org/signed-note)."""
    return sha256(f"{name}\n".encode() + bytes([algorithm]) + bytes.fromhex(key)).digest()[:4]


def _signed_by_log(text: str, line: _Line, origin: str, assessment: Assessment) -> bool:
    for key in assessment.keys("coordinator"):
        if (line.name, line.key_id) == (origin, key_id(origin, _ED25519, key)):
            signing.verify_note(key, text.encode(), line.signature)
            return True
    return False


def _cosignatures(
    text: str, lines: list[_Line], origin: str, assessment: Assessment
) -> Iterator[tuple[str, int]]:
    known = {
        (name, key_id(name, _COSIGNATURE, one.key)): one
        for one in assessment.body.officers
        if "witness" in one.roles
        for name in [f"{origin}/{one.id}"]
    }
    for line in lines:
        officer = known.get((line.name, line.key_id))
        if officer is not None:
            time_s = int.from_bytes(line.signature[:8], "big")
            signing.verify_note(officer.key, _cosigned(text, time_s), line.signature[8:])
            yield officer.id, time_s


def _cosigned(text: str, time_s: int) -> bytes:
    return f"cosignature/v1\ntime {time_s}\n{text}".encode()


def _split(note: bytes) -> tuple[str, list[_Line]]:
    text, blank, tail = note.decode(errors="replace").rpartition("\n\n")
    if not blank or not tail.endswith("\n") or len(note) > _MAX_BYTES:
        raise CheckpointMalformedError("the checkpoint is not a signed note")
    return f"{text}\n", [_parse_line(line) for line in tail[:-1].split("\n")]


def _parse_line(line: str) -> _Line:
    found = _SIGNATURE_LINE.fullmatch(line)
    raw = _bytes(found.group(2)) if found else b""
    if found is None or len(raw) < 5:
        raise CheckpointMalformedError("the checkpoint has a line that is no signature")
    return _Line(name=found.group(1), key_id=raw[:4], signature=raw[4:])


def _body(text: str) -> tuple[str, int, str]:
    lines = text[:-1].split("\n")
    if len(lines) != 3 or not _SIZE.fullmatch(lines[1]):
        raise CheckpointMalformedError("the checkpoint is not origin, size and root")
    root = _bytes(lines[2])
    if len(root) != 32:
        raise CheckpointMalformedError("the checkpoint's root is not 32 bytes")
    return lines[0], int(lines[1]), root.hex()


def _line(name: str, algorithm: int, key: str, signature: bytes) -> str:
    return f"— {name} {_base64(key_id(name, algorithm, key) + signature)}\n"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise CheckpointMalformedError("the checkpoint holds broken base64") from error
    if _base64(raw) != text:
        raise CheckpointMalformedError("the checkpoint holds base64 with stray bits")
    return raw
