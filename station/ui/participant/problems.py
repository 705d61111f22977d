"""What a refusal says on the screen: the sentence that lives by its code, in both languages."""

import tomllib
from functools import lru_cache
from typing import Any

from station.errors import StationError
from station.resources import resources_dir

Words = tuple[str, dict[str, object]]


def sentence(code: str, language: str) -> str:
    """Return the sentence of a code; a code without one stands for itself."""
    return str(_sentences().get(code, {}).get(language, code))


def words_of(error: StationError, language: str) -> Words:
    """Return what a screen says of `error`: its sentence and its code."""
    return "problem.coded", {"sentence": sentence(error.code, language), "code": error.code}


@lru_cache(maxsize=1)
def _sentences() -> dict[str, Any]:
    path = resources_dir() / "translations" / "errors.toml"
    return tomllib.loads(path.read_text("utf-8"))
