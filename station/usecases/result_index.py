"""The index of results: what they were made from, who has some, and who has none, and why."""

from typing import Literal

from station.errors import IntegrityError
from station.sealing import frames
from station.sealing.frames import Hex32, Number, Strict
from station.usecases.errors import FileAlteredError

INDEX = "index.json"


class Listed(Strict, frozen=True, kw_only=True):
    """One report in the index: its bundle, verification code, and the hashes of its files."""

    bundle: Hex32
    code: str
    number: Number
    report: Hex32
    scores: Hex32


class HeldRow(Strict, frozen=True, kw_only=True):
    """Somebody in the index who has no report, and why."""

    number: Number
    reason: str


class Index(Strict, frozen=True, kw_only=True):
    """`index.json`: what the results were made from, who has some, and who has none."""

    assessment: Hex32
    format: Literal["saksi-index/1"] = "saksi-index/1"
    held: tuple[HeldRow, ...]
    key: Hex32
    package: Hex32
    people: Hex32
    reports: tuple[Listed, ...]
    scorer: str
    standards: dict[str, Hex32]
    state: Hex32


def read_index(data: bytes) -> Index:
    """Return an index that was read strictly.

    Raises:
        FileAlteredError: It is none.
    """
    try:
        return frames.decode(data, Index, INDEX)
    except IntegrityError as error:
        raise FileAlteredError(f"{INDEX} is no index of results") from error
