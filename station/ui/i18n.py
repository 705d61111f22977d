"""Every word on the screens, by key, in both languages; switched while the program runs.

The tables are `resources/translations/ui*.toml`: a key with `id` and `en`, and where English
tells one from many, `en_one`. A key that is missing or doubled stops the program at start.
"""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from station.errors import SiteError

LANGUAGES = ("id", "en")


class WordsMissingError(SiteError):
    """A table of words is missing, damaged or incomplete."""

    code = "words_missing"
    fix = "Install the program again; its folder is incomplete."


class Words:
    """The words of all screens.

    Attributes:
        tables: Key to language to text.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        """Take over `tables`: key to language to text.

        Raises:
            WordsMissingError: A key lacks a language.
        """
        self.tables = tables
        lacking = [key for key, texts in tables.items() if not set(LANGUAGES) <= set(texts)]
        if lacking:
            raise WordsMissingError(f"{lacking[0]} is not in both languages")

    def say(self, language: str, key: str, **values: object) -> str:
        """Return the text `key` in `language`, with `values` filled in.

        Raises:
            KeyError: Nothing is called `key`, or a value is missing.
        """
        texts = self.tables[key]
        one = texts.get(f"{language}_one") if values.get("n") == 1 else None
        return (one or texts[language]).format(**values)


def read_words(translations_dir: Path) -> Words:
    """Return the words in `translations_dir`.

    Raises:
        WordsMissingError: There is no table, one is not TOML, or a key stands twice.
    """
    merged: dict[str, Any] = {}
    for path in sorted(translations_dir.glob("ui*.toml")):
        for key, texts in _table(path).items():
            if key in merged:
                raise WordsMissingError(f"{key} stands twice")
            merged[key] = texts
    if not merged:
        raise WordsMissingError(f"no words in {translations_dir.name}")
    return Words(merged)


def picked(text: Mapping[str, str], language: str) -> str:
    """Return content in `language`, or in the first language it has."""
    return text.get(language) or next(iter(text.values()), "")


def clock_text(moment: datetime, language: str) -> str:
    """Return the time of day with seconds, on this machine's clock: `09.41.07`, `09:41:07`."""
    mark = "." if language == "id" else ":"
    return moment.astimezone().strftime(f"%H{mark}%M{mark}%S")


def left_text(left_ms: int, language: str) -> str:
    """Return minutes and seconds that are left, rounded up to a second: `04.58`, `04:58`."""
    seconds = -(-left_ms // 1000)
    mark = "." if language == "id" else ":"
    return f"{seconds // 60:02d}{mark}{seconds % 60:02d}"


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WordsMissingError(f"{path.name}: {error}") from error
