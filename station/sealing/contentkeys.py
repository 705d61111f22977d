"""Where the coordinator keeps the content keys between building a package and issuing sessions.

Promises: the file opens with one coordinator's credential alone and only its own package's
keys come out. Refuses: to keep a content key in clear.
"""

from collections.abc import Mapping

from typing_extensions import Buffer

from station import canonical
from station.sealing import frames
from station.sealing.errors import FileForeignError
from station.sealing.frames import Body, Hex32, Name, Strict
from station.sealing.hpke import Sealed, Unsealer, seal_to
from station.sealing.package import LABEL, Package
from station.sealing.privatefile import checked, with_checksum
from station.sealing.suite import check_commitment, context

KIND = "saksi-content/1"


class _ContentBody(Body, frozen=True, kw_only=True):
    package: Hex32
    sealed: Sealed


class _Keys(Strict, frozen=True, kw_only=True):
    keys: dict[Name, Hex32]


def write_content_keys(keys: Mapping[str, bytes], package: Package, seal_public: str) -> bytes:
    """Return a file of content keys sealed to a coordinator's `seal` key."""
    held = _Keys(keys={form: key.hex() for form, key in keys.items()})
    sealed = seal_to(seal_public, canonical.dumps(held), _context(package.sha256))
    body = _ContentBody(package=package.sha256, sealed=sealed)
    return with_checksum(KIND, canonical.dumps(body))


def read_content_keys(data: Buffer, package: Package, unsealer: Unsealer) -> dict[str, bytes]:
    """Return the content key of each form.

    Raises:
        FileForeignError: They belong to another package.
        SealBrokenError: Another coordinator's file.
        CommitmentWrongError: A key is not the one the package committed to.
    """
    body = frames.decode(checked(data, KIND), _ContentBody, "content keys")
    if body.package != package.sha256:
        raise FileForeignError("the content keys belong to another package")
    plain = unsealer.unseal(body.sealed, context=_context(package.sha256))
    held = frames.decode(plain, _Keys, "content keys")
    keys = {form: bytes.fromhex(key) for form, key in held.keys.items()}
    for form, key in keys.items():
        check_commitment(package.form(form).commit, LABEL, key)
    return keys


def _context(package: str) -> bytes:
    return context(file="content", package=package)
