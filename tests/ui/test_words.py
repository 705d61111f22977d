"""Every word is there in both languages, and can be drawn with the bundled face."""

import re
import string
from datetime import datetime
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from station.resources import resources_dir
from station.ui.i18n import (
    LANGUAGES,
    Words,
    WordsMissingError,
    clock_text,
    left_text,
    picked,
    read_words,
)
from station.ui.look import Look

WORDS = read_words(resources_dir() / "translations")
NAMES = re.compile(r"\{(\w+)")


def texts() -> list[tuple[str, str, str]]:
    return [
        (key, language, text)
        for key, in_languages in WORDS.tables.items()
        for language, text in in_languages.items()
    ]


def test_both_languages_fill_in_the_same_values() -> None:
    unlike = [
        key
        for key, texts_of in WORDS.tables.items()
        if len({frozenset(NAMES.findall(texts_of[one])) for one in LANGUAGES}) > 1
    ]

    assert unlike == []


def test_every_letter_has_a_glyph_in_both_weights() -> None:
    wanted = {letter for _, _, text in texts() for letter in text if letter != "\n"}
    for weight in ("Regular", "Bold"):
        face = TTFontFile(str(resources_dir() / "fonts" / f"NotoSans-{weight}.ttf"))
        lacking = sorted(letter for letter in wanted if not face.charToGlyph.get(ord(letter)))

        assert lacking == []


def test_words_are_filled_in_and_one_is_told_from_many(look: Look) -> None:
    assert look.say("time.minutes", n=1) == "1 menit"
    look.change(language="en")

    assert look.say("time.minutes", n=1) == "1 minute"
    assert look.say("time.minutes", n=5) == "5 minutes"


def test_a_key_that_nobody_wrote_is_an_error_and_no_empty_label(look: Look) -> None:
    with pytest.raises(KeyError):
        look.say("no.such.key")


def test_a_table_that_lacks_a_language_is_refused() -> None:
    with pytest.raises(WordsMissingError, match=r"one\.key"):
        Words({"one.key": {"id": "satu"}})


def test_a_key_that_stands_in_two_tables_is_refused(tmp_path: Path) -> None:
    for name in ("ui.toml", "ui_more.toml"):
        (tmp_path / name).write_text('["a.b"]\nid = "x"\nen = "y"\n', "utf-8")

    with pytest.raises(WordsMissingError, match="twice"):
        read_words(tmp_path)


@pytest.mark.parametrize("content", [None, "not toml ["])
def test_tables_that_are_missing_or_damaged_are_refused(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "ui.toml").write_text(content, "utf-8")

    with pytest.raises(WordsMissingError):
        read_words(tmp_path)


def test_times_are_written_as_each_language_writes_them() -> None:
    moment = datetime(2025, 1, 20, 9, 41, 7).astimezone()

    assert clock_text(moment, "id") == "09.41.07"
    assert clock_text(moment, "en") == "09:41:07"
    assert left_text(298_000, "id") == "04.58"
    assert left_text(1, "en") == "00:01"
    assert left_text(0, "en") == "00:00"


def test_content_falls_back_to_the_language_it_has() -> None:
    assert picked({"id": "satu", "en": "one"}, "en") == "one"
    assert picked({"id": "satu"}, "en") == "satu"
    assert picked({}, "en") == ""


def test_words_hold_no_markup_that_is_left_open() -> None:
    odd = [key for key, _, text in texts() if text.count("**") % 2 or text.count("`") % 2]

    assert odd == []
    assert all(list(string.Formatter().parse(text)) or not text for _, _, text in texts())
