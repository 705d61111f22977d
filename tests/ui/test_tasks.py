"""One lane off the main thread, whose reports come back on it."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from station.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp: QCoreApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def never(error: Exception) -> None:
    raise error


def test_jobs_run_one_after_another_and_report_in_order(tasks: Tasks, qtbot: QtBot) -> None:
    reports: list[int] = []
    for number in range(20):
        tasks.run(lambda number=number: number, reports.append, never)  # type: ignore[misc]

    qtbot.waitUntil(lambda: len(reports) == 20)
    assert reports == list(range(20))


def test_a_job_runs_on_the_lane_and_reports_on_the_main_thread(tasks: Tasks, qtbot: QtBot) -> None:
    threads: list[str] = []
    tasks.run(
        lambda: threads.append(threading.current_thread().name),
        lambda _: threads.append(threading.current_thread().name),
        never,
    )

    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0].startswith("lane")
    assert threads[1] == threading.main_thread().name


def test_a_failure_is_handed_over_and_the_lane_goes_on(tasks: Tasks, qtbot: QtBot) -> None:
    failures: list[Exception] = []
    done: list[str] = []

    def refuse() -> str:
        raise OSError("full")

    tasks.run(refuse, done.append, failures.append)
    tasks.run(lambda: "next", done.append, never)

    qtbot.waitUntil(lambda: done == ["next"])
    assert [str(error) for error in failures] == ["full"]


def test_closing_finishes_the_jobs_and_reports_nothing_more(qapp: QCoreApplication) -> None:
    tasks = Tasks()
    ran: list[str] = []
    reports: list[None] = []
    tasks.run(lambda: ran.append("job"), reports.append, never)
    tasks.close()
    QCoreApplication.processEvents()

    assert ran == ["job"]
    assert reports == []
