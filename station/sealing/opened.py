"""The `opened.keys` file: every sitting's key and that of the `.key`, for auditors.

Promises: damage shows. Refuses: nothing to whoever holds it; it is a secret, given out by a
ruling. Each key in it is checked against its commitment where it is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from typing_extensions import Buffer

from station import canonical
from station.sealing import frames
from station.sealing.assessment import Assessment
from station.sealing.errors import FileForeignError
from station.sealing.frames import Body, Hex32, Id
from station.sealing.privatefile import checked, with_checksum

KIND = "saksi-opened/1"


class _OpenedBody(Body, frozen=True, kw_only=True):
    assessment: Hex32
    key_file: Hex32
    key: Hex32
    sittings: dict[Id, Hex32]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedKeys:
    """The secrets of one assessment: the key of its `.key` file, and Ks by sitting."""

    assessment: str
    key_file: str
    key: bytes = field(repr=False)
    sittings: Mapping[str, bytes] = field(repr=False)


def write_opened(opened: OpenedKeys) -> bytes:
    """Return the `opened.keys` file."""
    body = _OpenedBody(
        assessment=opened.assessment,
        key_file=opened.key_file,
        key=opened.key.hex(),
        sittings={sitting: ks.hex() for sitting, ks in opened.sittings.items()},
    )
    return with_checksum(KIND, canonical.dumps(body))


def read_opened(data: Buffer, assessment: Assessment) -> OpenedKeys:
    """Return the secrets in an `opened.keys` file.

    Raises:
        FileForeignError: It belongs to another assessment.
        IntegrityError: Anything else that is wrong with it.
    """
    body = frames.decode(checked(data, KIND), _OpenedBody, "opened keys")
    if body.assessment != assessment.sha256:
        raise FileForeignError("the opened keys belong to another assessment")
    return OpenedKeys(
        assessment=body.assessment,
        key_file=body.key_file,
        key=bytes.fromhex(body.key),
        sittings={sitting: bytes.fromhex(ks) for sitting, ks in body.sittings.items()},
    )
