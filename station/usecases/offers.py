"""What is offered for merging: files by their ending, and what other registers hold.

Promises: signed files come before what stands on them, wherever each of them lies.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from typing_extensions import override

from station.errors import StationError
from station.storage.files import read_whole
from station.storage.register import Register
from station.sync.finding import ORDER, Found, find_evidence
from station.usecases.evidence import whole_bundle


class Offer(NamedTuple):
    """Something to merge: where it lies, what it claims to be, and how to get its bytes.

    `load` raises a `StationError` when the bytes cannot be had. What lies in another register
    is `bound` to the thread that opened it.
    """

    place: str
    kind: str
    load: Callable[[], bytes]
    bound: bool = False


class Offers(AbstractContextManager["Offers"]):
    """Everything at some paths, in the order in which it has to be checked.

    Other registers among it stay open until the end of the `with` statement.
    """

    def __init__(self, paths: Iterable[Path], *, but: Path) -> None:
        """Find what lies at `paths`, except the register at `but` itself.

        Raises:
            NotFoundError, SaveFailedError: A path cannot be read.
        """
        self._found = [one for one in find_evidence(paths) if not _same(one.path, but)]
        self._open = ExitStack()
        self._registers = [self._entries(one) for one in self._found if one.kind == ORDER[-1]]

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the other registers."""
        self._open.close()

    def __iter__(self) -> Iterator[Offer]:
        """Yield every offer, signed files first."""
        return iter(self.of(*ORDER[:-1], ""))

    def of(self, *kinds: str) -> list[Offer]:
        """Return the offers of these kinds, kind by kind, files before registers."""
        return [offer for kind in kinds for offer in self._of(kind)]

    def _of(self, kind: str) -> Iterator[Offer]:
        for one in self._found:
            if one.kind == kind:
                yield Offer(one.path.as_posix(), kind, partial(read_whole, one.path))
        for entries in self._registers:
            yield from (offer for offer in entries if offer.kind == kind)

    def _entries(self, found: Found) -> list[Offer]:
        place = found.path.as_posix()
        try:
            register = Register.read(found.path)
            self._open.callback(register.close)
            return [
                Offer(
                    f"{place}, entry {entry.position}",
                    entry.kind,
                    partial(_bytes_of, register, entry.kind, entry.sha256),
                    bound=True,
                )
                for entry in register.entries()
            ]
        except StationError as error:
            return [Offer(place, "", partial(fail, error))]


def _bytes_of(register: Register, kind: str, sha256: str) -> bytes:
    return whole_bundle(register, sha256) if kind == "bundle" else register.bytes_of(sha256)


def fail(error: StationError) -> bytes:
    """Load nothing: raise what went wrong before."""
    raise error


def _same(path: Path, other: Path) -> bool:
    return other.exists() and path.samefile(other)
