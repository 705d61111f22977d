"""Sentences and figures in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.scoring import format as f
from station.scoring.errors import StandardsInvalidError
from station.scoring.words import join, read_words, sentence
from tests.unit.scoring import battery

WORDS = battery.standards().words


def test_a_sentence_is_filled_in_by_language() -> None:
    words = read_words({"a": {"b": {"id": "nilai {value}", "en": "value {value}"}}})

    assert words.say("a.b", value={"id": "7,5", "en": "7.5"}) == {
        "id": "nilai 7,5",
        "en": "value 7.5",
    }


@pytest.mark.parametrize("number, expected", [(0, "no posts"), (1, "one post"), (12, "12 posts")])
def test_counts_choose_their_form(number: int, expected: str) -> None:
    forms = {"none": "no posts", "one": "{number} post", "many": "{number} posts"}
    tree = {"posts": {form: {"id": "x {number}" if "{" in words else "x", "en": words}
                      for form, words in forms.items()}}  # fmt: skip
    words = read_words(tree | {"number": {"n1": {"id": "satu", "en": "one"}}})

    assert words.count("posts", number)["en"] == expected


def test_a_missing_sentence_or_value_is_a_fault_of_the_file() -> None:
    with pytest.raises(StandardsInvalidError, match=r"no\.such"):
        WORDS.say("no.such")
    with pytest.raises(StandardsInvalidError, match="category"):
        WORDS.say("verdict.clear")


def test_what_is_no_sentence_is_refused() -> None:
    with pytest.raises(StandardsInvalidError, match="stray"):
        read_words({"stray": "text"})


@pytest.mark.parametrize(
    "write, value, indonesian, english",
    [
        (f.decimal, 907, "90,7", "90.7"),
        (f.decimal, -5, "–0,5", "–0.5"),
        (f.level, 7, "3,5", "3.5"),
        (f.signed_level, 1, "+0,5", "+0.5"),
        (f.signed_level, -2, "–1,0", "–1.0"),
        (f.signed_level, 0, "0", "0"),
        (f.whole, 29808, "29.808", "29,808"),
        (f.day, "2025-05-01", "1 Mei 2025", "1 May 2025"),
        (f.weekday, "2025-01-21", "Selasa, 21 Januari 2025", "Tuesday, 21 January 2025"),
        (f.clock, "2025-01-21T08:02:11+07:00", "08.02.11", "08:02:11"),
        (f.minute, "2025-01-21T08:02:11+07:00", "08.02", "08:02"),
        (f.duration, 372_000, "6 menit 12 detik", "6 min 12 s"),
        (f.duration, 300_999, "5 menit", "5 min"),
        (f.duration, 9_000, "9 detik", "9 s"),
        (f.duration, 0, "0 detik", "0 s"),
        (f.listed, ["a"], "a", "a"),
        (f.listed, ["a", "b"], "a dan b", "a and b"),
        (f.listed, ["a", "b", "c"], "a, b, dan c", "a, b and c"),
    ],
)
def test_figures_are_written_as_each_language_writes_them(
    write: object, value: object, indonesian: str, english: str
) -> None:
    assert f.both(write, value) == {"id": indonesian, "en": english}  # type: ignore[arg-type]


def test_a_moment_is_told_in_the_room_s_time() -> None:
    assert f.local("2025-01-20T23:30:00.250Z", 420) == "2025-01-21T06:30:00+07:00"


def test_a_nip_is_parted_and_anything_else_left_alone() -> None:
    assert f.nip("198203142009012007") == "19820314 200901 2 007"
    assert f.nip("123") == "123"
    assert f.nip("") == ""


@given(st.integers(min_value=-10_000, max_value=10_000))
def test_tenths_read_back(tenths: int) -> None:
    written = f.decimal("id", tenths).replace("–", "-").replace(",", "")

    assert int(written) == tenths


def test_sentences_join_and_begin_large() -> None:
    empty, some = {"id": "", "en": ""}, {"id": "dua.", "en": "two."}

    assert join(empty, some, some) == {"id": "dua. dua.", "en": "two. two."}
    assert sentence(some) == {"id": "Dua.", "en": "Two."}
    assert sentence(empty) == empty
