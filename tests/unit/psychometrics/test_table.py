"""Reading tables: what loads is exact, what does not fit is refused with a code."""

from pathlib import Path

import numpy as np
import pytest

from station.errors import StationError
from station.psychometrics.errors import (
    KeyMismatchError,
    TableColumnError,
    TableNameError,
    TableNotNumericError,
    TableRaggedError,
    TableScoreError,
    TableTooSmallError,
    TableUnreadableError,
)
from station.psychometrics.table import (
    ResponseTable,
    parse_raw,
    read_key,
    read_raw,
    read_responses,
    read_scale_keys,
    score_key,
)

FIVE = "a,b\n1,0\n0,1\n1,1\n0,0\n"


def test_empty_cells_and_na_are_missing() -> None:
    table = parse_raw(FIVE + "NA,\n").numeric()

    assert table.names == ("a", "b")
    assert table.values[:4].tolist() == [[1, 0], [0, 1], [1, 1], [0, 0]]
    assert np.isnan(table.values[4]).all()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_delimiters_line_ends_and_byte_order_marks_do_not_matter(
    delimiter: str, line_end: str, tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    text = (FIVE + "1,1\n").replace(",", delimiter).replace("\n", line_end)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    table = read_responses(path)

    assert table.names == ("a", "b")
    assert table.persons == 5


@pytest.mark.parametrize(
    "text, error",
    [
        ("", TableUnreadableError),
        ("a,b\n", TableUnreadableError),
        ("a,b\n1,2\n1\n", TableRaggedError),
        ("a,b\n1,2\n\n1,2\n", TableRaggedError),
        ("a,a\n1,2\n", TableNameError),
        ("a,\n1,2\n", TableNameError),
        (FIVE + "x,1\n", TableNotNumericError),
        (FIVE + "inf,1\n", TableNotNumericError),
        (FIVE + "nan,1\n", TableNotNumericError),
        (FIVE + "1e300,1\n", TableNotNumericError),
        (FIVE + "\0,1\n", TableUnreadableError),
        ("a,b\n1,2\n3,4\n5,6\n", TableTooSmallError),
    ],
)
def test_bad_tables_are_refused_with_a_code(text: str, error: type[StationError]) -> None:
    with pytest.raises(error) as caught:
        parse_raw(text).numeric()

    assert caught.value.line().startswith(f"error[{error.code}]: ")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(b"\xff\xfe\x00\x01")

    with pytest.raises(TableUnreadableError):
        read_raw(path)
    with pytest.raises(TableUnreadableError):
        read_raw(tmp_path / "absent.csv")


def test_odd_data_are_named_in_the_warnings() -> None:
    table = parse_raw("a,b\n1,1\n0,1\n1,1\n0,1\n,\n").numeric()

    assert any("only 5 persons" in line for line in table.warnings)
    assert any("1 persons have no answer" in line for line in table.warnings)
    assert any("no variation in b" in line for line in table.warnings)


def test_a_column_that_is_not_there_is_refused() -> None:
    raw = parse_raw(FIVE)

    with pytest.raises(TableColumnError):
        raw.column("c")
    with pytest.raises(TableColumnError):
        raw.without(["c"])


def test_only_zero_and_one_are_binary() -> None:
    table = ResponseTable(names=("a",), values=np.array([[0.0], [1.0], [np.nan], [2.0]]))

    with pytest.raises(TableScoreError, match="a"):
        table.require_binary()


@pytest.mark.parametrize(
    "key", ["item,key\na,A\n", "item,key\na,A\nb,B\nc,C\n", "item,key\na,A\nb,B\nb,C\n"]
)
def test_a_key_that_does_not_fit_the_table_is_refused(key: str, tmp_path: Path) -> None:
    path = tmp_path / "key.csv"
    path.write_text(key, encoding="utf-8")

    with pytest.raises(KeyMismatchError):
        read_key(path, ("a", "b"))


def test_scoring_by_key_leaves_missing_answers_missing() -> None:
    raw = parse_raw("a,b\nA,B\nB,B\nA,\nA,A\nB,A\n")

    table = score_key(raw, {"a": "A", "b": "B"})

    assert table.values[:, 0].tolist() == [1, 0, 1, 1, 0]
    assert np.isnan(table.values[2, 1])


def test_scale_keys_keep_their_order_and_refuse_other_signs(tmp_path: Path) -> None:
    path = tmp_path / "keys.csv"
    path.write_text("scale,item,sign\nx,b,-1\nx,a,1\ny,c,1\n", encoding="utf-8")
    keys = read_scale_keys(path)
    path.write_text("scale,item,sign\nx,b,2\n", encoding="utf-8")

    assert [(key.scale, key.signs) for key in keys] == [("x", {"b": -1, "a": 1}), ("y", {"c": 1})]
    with pytest.raises(KeyMismatchError):
        read_scale_keys(path)
