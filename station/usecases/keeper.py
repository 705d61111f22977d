"""Makes a desk's batches durable: facts to a sealed record, the record to the journal.

A record that could not be stored is kept and stored again, byte for byte, at the next try;
one that was stored although the disk reported a failure is recognised.
"""

from collections.abc import Callable

import msgspec

from station.clock import wall_text
from station.errors import SiteError
from station.exam import facts as f
from station.sealing.writer import ChainWriter, SealedRecord
from station.storage.errors import AppendOnlyError
from station.storage.journal import Journal, JournalRow, Opening
from station.usecases.desk import Batch

_encode = msgspec.json.Encoder(order="sorted").encode


class ChainKeeper:
    """The journal of one sitting, and its mirror where there is one. Lives on the worker lane."""

    def __init__(
        self,
        *,
        writer: ChainWriter,
        journal: Journal,
        opening: Callable[[SealedRecord], Opening],
        mirror: Journal | None = None,
    ) -> None:
        """Keep what `writer` seals.

        Args:
            writer: Seals records in order.
            journal: Where they are stored.
            opening: Gives what stands beside record 0, once that record is known.
            mirror: A second place; when it fails, the sitting goes on without it.
        """
        self._writer = writer
        self._journal = journal
        self._opening = opening
        self._mirror = mirror
        self._unsaved: SealedRecord | None = None

    @property
    def mirrored(self) -> bool:
        """Whether the second place still gets every record."""
        return self._mirror is not None

    def keep(self, batch: Batch) -> str:
        """Store `batch` as one record in a durable commit and return the record's digest.

        Raises:
            SiteError: The disk refused; the same batch may be tried again.
        """
        record = self._unsaved or self._seal(batch)
        self._unsaved = record
        self._store(self._journal, record)
        self._unsaved = None
        self._store_in_mirror(record)
        return record.digest

    def stored(self) -> tuple[list[JournalRow], Opening | None]:
        """Return the records that are durable, and what stands beside the first."""
        return self._journal.rows(), self._journal.opening()

    def close(self) -> None:
        """Close the journal and its mirror."""
        self._journal.close()
        if self._mirror is not None:
            self._mirror.close()

    def _seal(self, batch: Batch) -> SealedRecord:
        conduct = [_encode(fact) for fact in batch.facts if isinstance(fact, f.CONDUCT)]
        content = [_encode(fact) for fact in batch.facts if not isinstance(fact, f.CONDUCT)]
        return self._writer.next(
            conduct,
            content,
            used_ms=batch.used_ms,
            wall=wall_text(batch.at.wall),
            boot=batch.at.boot,
            acts=batch.acts,
        )

    def _store(self, journal: Journal, record: SealedRecord) -> None:
        row = JournalRow(seq=record.seq, data=record.data, sig=record.sig)
        try:
            if record.seq == 0:
                journal.begin(row, self._opening(record))
            else:
                journal.append(row)
        except AppendOnlyError:
            if journal.last() != row:  # stored by a commit that was reported as failed
                raise

    def _store_in_mirror(self, record: SealedRecord) -> None:
        if self._mirror is None:
            return
        try:
            self._store(self._mirror, record)
        except SiteError:
            self._mirror = None
