"""The only way off the main thread: plain functions, one after another, on one lane.

The database connection lives on that lane. Results come back on the main thread, in order,
and after `close` none comes back at all.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Tasks(QObject):
    """One worker lane; `run` is what `station.usecases.desk.Run` asks for."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lane")
        self._open = True
        self._finished.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def run(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run `job` on the lane, then call `done` or `failed` on the main thread.

        Raises:
            RuntimeError: The lane was closed.
        """
        future = self._lane.submit(job)
        future.add_done_callback(lambda ended: self._tell(ended, done, failed))

    def close(self) -> None:
        """Let the jobs that were given finish, and report nothing more."""
        self._lane.shutdown(wait=True)
        self._open = False

    def _tell(
        self, ended: Future[T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        error = ended.exception()
        if error is None:
            result = ended.result()
            self._finished.emit(lambda: done(result))
        elif isinstance(error, Exception):
            self._finished.emit(lambda: failed(error))
        else:
            raise error

    def _report(self, report: Callable[[], None]) -> None:
        if self._open:
            report()
