"""The words that paper adds to a model: headings, column titles, captions, in two languages.

They stand in `resources/translations/print.toml`, one table a document, one entry a phrase, so
that a translator needs no code. What is said about a person stands in the model, never here.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

from station.exam.form import Text
from station.resources import resources_dir

Language: TypeAlias = Literal["id", "en"]


class Wording:
    """Phrases in one language: `words("report.four_results")`.

    Attributes:
        language: Which.
    """

    def __init__(self, language: Language) -> None:
        """Speak `language`."""
        self.language: Language = language
        self._phrases = phrases()

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the phrase, its `{names}` filled in.

        Raises:
            KeyError: There is no such phrase.
        """
        document, _, name = key.partition(".")
        return self._phrases[document][name][self.language].format(**values)

    def of(self, text: Text) -> str:
        """Return a model's text in this language; empty where it has none."""
        return text.get(self.language, "")


@cache
def phrases() -> Mapping[str, Mapping[str, Text]]:
    """Return every phrase: document, name, language."""
    path = resources_dir() / "translations" / "print.toml"
    return tomllib.loads(path.read_text("utf-8"))
