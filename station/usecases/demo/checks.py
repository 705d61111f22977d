"""What must hold after a demonstration, each with what was found."""

from pathlib import Path

from station.usecases.demo.after import Aftermath
from station.usecases.demo.day import Happened, Roles
from station.usecases.demo.summary import Summary
from station.usecases.ledger import ledger
from station.usecases.merge import Merged
from station.usecases.receipt import find_receipt
from station.usecases.score import Scored
from station.usecases.verify import Verification


def check_people(summary: Summary, roles: Roles, happened: Happened) -> None:
    """Check what happened to the people with special parts."""
    if roles.killed:
        _check_kill(summary, roles.killed, happened)
        _check_move(summary, roles.moved, happened)
    window = happened.results.get(roles.window)
    summary.check(
        "one participant went through the real window",
        window is not None and window.receipt,
        f"{roles.window}: {window.answered} answers" if window else roles.window,
    )


def _check_move(summary: Summary, number: str, happened: Happened) -> None:
    moved = happened.results.get(number)
    summary.check(
        "a sitting moved to another seat and was handed in there",
        moved is not None and moved.found_item,
        f"{number} at {moved.found_item}" if moved else number,
    )


def _check_kill(summary: Summary, number: str, happened: Happened) -> None:
    acknowledged = happened.acknowledged.get(number, [])
    back = happened.resumed.get(number)
    lost = [item for item in acknowledged if back is None or item not in back.found_answers]
    summary.check(
        "a killed station lost no acknowledged answer",
        acknowledged and not lost,
        f"{number}: {len(acknowledged)} acknowledged, {len(lost)} lost",
    )
    used_ms = happened.durable_used_ms.get(number, -2)
    summary.check(
        "it resumed at the used time of its last record",
        back is not None and back.found_used_ms == used_ms,
        f"{used_ms} ms",
    )


def check_books(
    summary: Summary,
    after: Aftermath,
    merged: tuple[Merged, Merged],
    scored: Scored,
    verified: Verification,
) -> None:
    """Check the books: sums, states, receipts, verification."""
    first, second = merged
    summary.check("nothing was rejected", not first.rejected, _told(first))
    summary.check(
        "merging again in another order changed nothing",
        second.state == first.state and second.accepted == 0 and not second.rejected,
        first.state,
    )
    books = ledger(after.register_path)
    summary.check(
        "every session balances",
        books.balanced,
        ", ".join(one.session for one in books.sessions if not one.balanced),
    )
    results = after.happened.results
    summary.check(
        "everybody who handed in has results",
        scored.reports == len(results) and not scored.held,
        f"{scored.reports} of {len(results)}",
    )
    found = [find_receipt(after.register_path, one.receipt).found for one in results.values()]
    summary.check("every receipt is found", all(found), f"{sum(found)} of {len(found)}")
    problems = "; ".join(f"{one.code} {one.record}" for one in verified.problems[:3])
    summary.check("the folder verifies at both levels", verified.ok, problems or verified.level)
    _check_files(summary, after.office.out_dir, len(results))


def _check_files(summary: Summary, out_dir: Path, people: int) -> None:
    reports = len(list((out_dir / "reports").glob("*.pdf")))
    summary.check("a report for each", reports == people, f"{reports} of {people}")
    screens = len(list((out_dir / "screens").glob("*.png")))
    summary.check("pictures of the window's screens", screens > 0, f"{screens}")


def _told(merged: Merged) -> str:
    return "; ".join(f"{one.path}: {one.code}" for one in merged.rejected[:3])
