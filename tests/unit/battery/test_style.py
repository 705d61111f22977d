"""Nobody who reads the options alone, without the case, learns which one is best."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

SOURCES = Path(__file__).resolve().parents[3] / "resources" / "battery" / "source"
LETTERS = "ABCDEFGH"
LANGUAGES = ("id", "en")
GRADED = ("critical", "problem", "competency")
KEYED = ("verbal", "digital", "emerging")
REASON = {
    "id": re.compile(r"\b(?:supaya|agar|karena|sehingga|bila|apabila|jika)\b|, sebab\b"),
    "en": re.compile(r"\b(?:so that|because|since|if)\b"),
}
"""Words that open a reason or a condition: people put them where they defend a poor choice."""

Item = dict[str, Any]

ITEMS: list[Item] = [
    item
    for path in sorted(SOURCES.glob("*.toml"))
    for item in tomllib.loads(path.read_text(encoding="utf-8")).get("item", [])
    if item["kind"] == "single"
]

each_graded = pytest.mark.parametrize("section", GRADED)
each_keyed = pytest.mark.parametrize("section", KEYED)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def items_of(section: str) -> list[Item]:
    return [item for item in ITEMS if item["section"] == section]


def options(item: Item, language: str) -> dict[str, str]:
    return {one: item[one][language] for one in LETTERS if one in item}


def best(item: Item) -> str:
    if item["scoring"] == "match":
        return str(item["correct"])
    return max((one for one in LETTERS if one in item), key=lambda one: int(item[one]["grade"]))


def others(item: Item, language: str) -> list[str]:
    return [text for one, text in options(item, language).items() if one != best(item)]


def reasoned(text: str, language: str) -> bool:
    return REASON[language].search(text) is not None


def per_cent(found: list[bool]) -> float:
    return 100 * sum(found) / len(found)


@each_language
@each_graded
def test_reasons_are_given_as_often_for_the_best_option_as_for_the_others(
    section: str, language: str
) -> None:
    items = items_of(section)

    good = [reasoned(options(item, language)[best(item)], language) for item in items]
    poor = [reasoned(text, language) for item in items for text in others(item, language)]

    assert abs(per_cent(good) - per_cent(poor)) < 12


@each_language
@each_graded
def test_the_best_option_is_never_the_only_one_without_a_reason(
    section: str, language: str
) -> None:
    alone = [
        item["code"]
        for item in items_of(section)
        if not reasoned(options(item, language)[best(item)], language)
        and all(reasoned(text, language) for text in others(item, language))
    ]

    assert alone == []


@each_language
@pytest.mark.parametrize("section", GRADED + KEYED)
def test_the_best_option_is_the_longest_or_the_shortest_no_more_than_chance_allows(
    section: str, language: str
) -> None:
    places: Counter[str] = Counter()
    items = items_of(section)
    for item in items:
        long = len(options(item, language)[best(item)])
        rest = [len(text) for text in others(item, language)]
        places["longest"] += long > max(rest)
        places["shortest"] += long < min(rest)

    # One in five by chance; a third leaves room for sections of sixteen items.
    assert max(places.values()) <= len(items) / 3


@each_language
@each_graded
def test_the_best_options_are_on_average_as_long_as_the_others(section: str, language: str) -> None:
    shares = []
    for item in items_of(section):
        rest = [len(text) for text in others(item, language)]
        shares.append(len(options(item, language)[best(item)]) * len(rest) / sum(rest))

    assert 0.95 < sum(shares) / len(shares) < 1.05


@each_language
@each_keyed
def test_no_key_stands_out_by_its_length(section: str, language: str) -> None:
    odd = []
    for item in items_of(section):
        long = len(options(item, language)[best(item)])
        rest = [len(text) for text in others(item, language)]
        if not 0.8 * min(rest) <= long <= 1.2 * max(rest):
            odd.append(item["code"])

    assert odd == []


def test_the_places_of_the_best_options_follow_no_count_within_a_competency() -> None:
    counts: dict[str, Counter[str]] = {}
    for item in items_of("competency"):
        counts.setdefault(item["scale"], Counter())[best(item)] += 1

    assert len(counts) == 9
    assert all(set(found.values()) != {2} for found in counts.values())
