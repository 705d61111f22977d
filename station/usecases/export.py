"""Taking sittings away: journals to bundles, whole files on a stick or in the outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from station.errors import IntegrityError
from station.sealing.bundle import write_bundle
from station.sealing.chain import walk
from station.storage.files import clear_cut_short, plain_name, write_whole
from station.storage.journal import Journal, JournalRow, Opening
from station.usecases.errors import NothingToExportError
from station.usecases.home import Home
from station.usecases.keeper import ChainKeeper


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One bundle that was written."""

    path: Path
    number: str
    sitting: str
    records: int
    closed: bool


def export_home(
    home: Home, target_dir: Path, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> list[Exported]:
    """Write every sitting of `home` to `target_dir` as a bundle; repeating it changes nothing.

    Args:
        home: The station's home; no sitting may be going on in it.
        target_dir: A stick or a folder.
        progress: Told how many of how many are written.

    Raises:
        HomeInUseError: A sitting is going on there.
        NothingToExportError: There is none.
        DiskFullError, SaveFailedError: The stick refused; what was written before is whole.
        IntegrityError: A journal is damaged or no chain; every other sitting was written.
    """
    folders = home.sitting_dirs()
    exported: list[Exported] = []
    damaged: list[IntegrityError] = []
    for done, folder in enumerate(folders, 1):
        try:
            written = export_sitting(folder, target_dir)
        except IntegrityError as error:
            damaged.append(error)
            written = None
        if written is not None:
            exported.append(written)
        progress(done, len(folders))
    if damaged:
        raise damaged[0]
    if not exported:
        raise NothingToExportError(f"{home.root} holds no sitting")
    return exported


def export_sitting(sitting_dir: Path, target_dir: Path) -> Exported | None:
    """Write one sitting as a bundle; None when it never got its opening.

    Raises:
        As `export_home`.
    """
    journal = Journal.open(sitting_dir / "journal.db")
    try:
        rows, beside = journal.rows(), journal.opening()
    finally:
        journal.close()
    return _write(rows, beside, target_dir)


def export_open(keeper: ChainKeeper, target_dir: Path) -> Exported | None:
    """Write the sitting that is going on, as far as it is stored. Called on the worker lane.

    Raises:
        As `export_home`.
    """
    return _write(*keeper.stored(), target_dir)


def _write(rows: list[JournalRow], beside: Opening | None, target_dir: Path) -> Exported | None:
    if not rows or beside is None:
        return None
    data = write_bundle(
        [(row.data, row.sig) for row in rows], ticket_sig=beside.ticket_sig, wrap=beside.wrap
    )
    chain = walk(row.data for row in rows)
    opening = chain.opening
    name = plain_name(opening.number)
    clear_cut_short(target_dir, f"{name}-*.bundle")
    path = target_dir / f"{name}-{chain.head[:16]}.bundle"
    write_whole(path, data)
    return Exported(
        path=path,
        number=opening.number,
        sitting=opening.sitting,
        records=len(rows),
        closed=chain.closed,
    )
