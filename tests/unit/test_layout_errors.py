"""Every deliberate error has a code of its own and a sentence in both languages."""

import importlib
import pkgutil
import re
import tomllib
from collections import Counter

import pytest

import station
from station.errors import StationError
from station.resources import resources_dir

Kinds = list[type[StationError]]
Sentences = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    """Return every error class of the program, once all its modules are imported."""
    for module in pkgutil.walk_packages(station.__path__, "station."):
        if module.name != "station.__main__":
            importlib.import_module(module.name)
    found, left = [StationError], [StationError]
    while left:
        left = [kind for parent in left for kind in parent.__subclasses__()]
        found += left
    return [kind for kind in dict.fromkeys(found) if kind.__module__.startswith("station.")]


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return tomllib.loads((resources_dir() / "translations" / "errors.toml").read_text("utf-8"))


def test_codes_are_unique(kinds: Kinds) -> None:
    counts = Counter(kind.code for kind in kinds)

    assert [code for code, times in counts.items() if times > 1] == []


def test_a_code_is_lower_case_words(kinds: Kinds) -> None:
    assert [k for k in kinds if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", k.code)] == []


def test_a_fix_is_a_sentence(kinds: Kinds) -> None:
    assert [k for k in kinds if not re.fullmatch(r"[A-Z`].*\.", k.fix)] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_code_has_its_sentence(kinds: Kinds, sentences: Sentences, language: str) -> None:
    missing = [k.code for k in kinds if not sentences.get(k.code, {}).get(language, "").strip()]

    assert missing == []


def test_no_sentence_is_left_without_its_error(kinds: Kinds, sentences: Sentences) -> None:
    assert sorted(sentences.keys() - {kind.code for kind in kinds}) == []
