"""Who opens answers: two custodians at scoring, or an auditor to whom the keys were given."""

from collections.abc import Mapping
from typing import Protocol

from typing_extensions import override

from station.sealing.bundle import Bundle, unseal_ks
from station.sealing.errors import WrapErasedError
from station.sealing.hpke import Unsealer
from station.sealing.keyfile import KeyFile, open_key, open_key_with
from station.sealing.opened import OpenedKeys


class Keys(Protocol):
    """Opens the key sheet and the sittings."""

    def sheet(self, file: KeyFile) -> bytes:
        """Return the key sheet's canonical JSON.

        Raises:
            IntegrityError: It does not open, or not with the key that was committed to.
        """
        ...

    def ks(self, bundle: Bundle) -> bytes:
        """Return the key of a sitting.

        Raises:
            WrapErasedError: It is not to be had.
            IntegrityError: It is not the one that was committed to.
        """
        ...


class CustodyKeys(Keys):
    """Two custodians together; remembers what was opened, for auditors."""

    def __init__(self, unsealer: Unsealer, assessment: str) -> None:
        """Take the custodians' joined key and the hash of the assessment."""
        self._unsealer = unsealer
        self._assessment = assessment
        self._key_file = ""
        self._key = b""
        self._sittings: dict[str, bytes] = {}

    @override
    def sheet(self, file: KeyFile) -> bytes:
        opened = open_key(file, self._unsealer)
        self._key_file, self._key = file.sha256, opened.key
        return opened.sheet

    @override
    def ks(self, bundle: Bundle) -> bytes:
        ks = unseal_ks(bundle, self._unsealer)
        self._sittings[bundle.opening.sitting] = ks
        return ks

    def opened(self) -> OpenedKeys:
        """Return everything that was opened."""
        return OpenedKeys(
            assessment=self._assessment,
            key_file=self._key_file,
            key=self._key,
            sittings=dict(sorted(self._sittings.items())),
        )


class AuditKeys(Keys):
    """What an `opened.keys` file holds."""

    def __init__(self, opened: OpenedKeys) -> None:
        """Take the file's content; each key is checked where it is used."""
        self._key = opened.key
        self._sittings: Mapping[str, bytes] = opened.sittings

    @override
    def sheet(self, file: KeyFile) -> bytes:
        return open_key_with(file, self._key)

    @override
    def ks(self, bundle: Bundle) -> bytes:
        sitting = bundle.opening.sitting
        if sitting not in self._sittings:
            raise WrapErasedError(f"no key of sitting {sitting} is among the opened ones")
        return self._sittings[sitting]
