"""What the bench of the item page measures is there, real, and held against something."""

from typing import Any

from PySide6.QtWidgets import QApplication

from station.bench.screen import durable_rows, key_rows, stall_row
from station.bench.screen_walk import Forgetful, walk
from tests.papers import small_form

FIELDS = {"what", "unit", "measured", "against", "reference", "ratio", "rounds"}


def whole(rows: list[dict[str, Any]]) -> bool:
    return all(
        set(row) == FIELDS
        and row["measured"] > 0
        and row["ratio"] == row["measured"] / row["reference"]
        for row in rows
    )


def test_every_item_comes_on_the_screen_and_is_timed(qapp: QApplication) -> None:
    form = small_form()
    walked = walk(form, {}, Forgetful())
    seen = len(walked.trial.desk.saved.seen)
    walked.trial.close()

    assert seen == len(form.items)
    assert len(walked.starts) == len(form.sections) - 1
    assert len(walked.switches) == len(form.items) - len(form.sections)
    assert all(one > 0 for one in (*walked.switches, *walked.starts))


def test_keys_are_held_against_a_frame(qapp: QApplication) -> None:
    rows = key_rows(small_form(), {}, answers=3)

    assert [row["what"] for row in rows] == [
        "item switch p50",
        "item switch p99",
        "section start",
        "item answer p50",
        "item answer p99",
    ]
    assert whole(rows)


def test_a_save_goes_through_the_lane_to_the_disk_and_is_held_against_an_append(
    qapp: QApplication,
) -> None:
    rows = durable_rows(small_form(), {}, saves=3)

    assert [row["what"] for row in rows] == ["durable save p50", "durable save p99"]
    assert whole(rows)
    assert rows[0]["rounds"] == 3


def test_the_longest_stall_is_measured_while_another_process_keeps_the_disk_busy(
    qapp: QApplication,
) -> None:
    row = stall_row(small_form(), {}, saves=3)

    assert row["what"] == "longest stall"
    assert whole([row])
    assert row["reference"] == 100.0
