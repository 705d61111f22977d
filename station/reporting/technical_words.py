"""Words, numbers and text styles of the technical report, in one language."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from station.exam.form import Text
from station.reporting.styles import CODE, TABLE
from station.reporting.words import Language
from station.resources import resources_dir
from station.scoring import format as forms

NONE = forms.MINUS
SMALLEST_P = 0.001
FIGURES = replace(TABLE, size=7.5, leading=3.6)
ITEM_CODE = replace(CODE, size=7.5, leading=3.6)


class TechnicalWords:
    """Phrases in one language: `words("wright")`, and numbers as people write them there."""

    def __init__(self, language: Language, *, ordered: bool = False) -> None:
        """Speak `language`, about a keyed test or about ordered responses."""
        self.language: Language = language
        self._own = phrases("ordered") if ordered else {}

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the phrase, its `{names}` filled in.

        Raises:
            KeyError: There is no such phrase.
        """
        text = self._own.get(key) or phrases()[key]
        return text[self.language].format(**values)

    def number(self, value: float | None, digits: int) -> str:
        """Return a decimal, or an en dash where there is none; never a negative zero."""
        if value is None:
            return NONE
        text = f"{value:.{digits}f}"
        if not float(text):
            text = text.lstrip("-")
        text = text.replace("-", forms.MINUS)
        return text.replace(".", ",") if self.language == "id" else text

    def chance(self, p: float | None) -> str:
        """Return a p-value to three decimals, the smallest as `< 0,001`."""
        if p is not None and p < SMALLEST_P:
            return f"< {self.number(SMALLEST_P, 3)}"
        return self.number(p, 3)

    def warning(self, code: str, detail: str) -> str:
        """Return a warning's sentence, or its English detail where it has none here."""
        key = f"warning_{code}"
        phrase = self._own.get(key) or phrases().get(key)
        about = detail.split(" ", 1)[0].rstrip(":")
        return phrase[self.language].format(about=about, detail=detail) if phrase else detail

    def percent(self, share: float | None, digits: int = 0) -> str:
        """Return a share in percent."""
        return NONE if share is None else f"{self.number(100 * share, digits)} %"

    def whole(self, number: int) -> str:
        """Return a whole number with thousands parted."""
        return forms.whole(self.language, number)

    def refusal(self, code: str) -> str:
        """Return the sentence of an error's code, or the code itself."""
        text = _errors().get(code)
        return text[self.language].rstrip(".") if text else code


@cache
def _errors() -> Mapping[str, Text]:
    path = resources_dir() / "translations" / "errors.toml"
    found: Mapping[str, Text] = tomllib.loads(path.read_text("utf-8"))
    return found


@cache
def phrases(part: str = "technical") -> Mapping[str, Text]:
    """Return every phrase of a part by name and language: `technical`, or `ordered` instead."""
    path = resources_dir() / "translations" / "technical.toml"
    phrases: Mapping[str, Text] = tomllib.loads(path.read_text("utf-8"))[part]
    return phrases
