"""The benches measure what they say, on little data; their figures are judged by people."""

from typing import Any

import pytest

from station.bench.merge import merge_rows
from station.bench.save import save_rows


@pytest.mark.parametrize(
    "rows, names",
    [
        (lambda: save_rows(rounds=5), ["sealed record p50", "sealed record p95"]),
        (lambda: merge_rows(people=3, records=60), ["merge"]),
    ],
)
def test_rows_have_their_fields_and_a_ratio_that_follows(rows: Any, names: list[str]) -> None:
    measured = rows()

    assert [row["what"] for row in measured] == names
    for row in measured:
        assert sorted(row) == [
            "against",
            "measured",
            "ratio",
            "reference",
            "rounds",
            "unit",
            "what",
        ]
        assert row["ratio"] == pytest.approx(row["measured"] / row["reference"])
