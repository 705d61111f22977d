"""The words of paper: both languages, the same values, a glyph for every character."""

import re
from pathlib import Path
from string import Formatter

import pytest

from station.reporting.faces import FaceName, faces
from station.reporting.figures import SHORT_MONTHS
from station.reporting.words import Wording, phrases
from station.scoring.format import MONTHS, WEEKDAYS
from tests.unit.reporting.models import report

EVERY = [(document, name) for document, names in phrases().items() for name in names]
LITERAL = re.compile(r"""words\(\s*["']([a-z_]+\.[a-z_0-9]+)["']""")
PATTERN = re.compile(r"""words\(\s*f["']([a-z_]+)\.([a-z_]*)\{""")
CHOSEN = re.compile(r'"([a-z_]+\.[a-z_0-9]+)"')
QUOTED = re.compile(r'"([a-z_0-9]+)"')


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("document,name", EVERY)
def test_a_phrase_says_the_same_in_both_languages(document: str, name: str) -> None:
    phrase = phrases()[document][name]

    assert set(phrase) == {"id", "en"}
    assert fields(phrase["id"]) == fields(phrase["en"])
    assert phrase["id"].count("**") == phrase["en"].count("**")


@pytest.mark.parametrize("face", [FaceName.REGULAR, FaceName.BOLD])
def test_every_character_of_every_phrase_has_a_glyph(face: FaceName) -> None:
    words = [
        text
        for names in phrases().values()
        for phrase in names.values()
        for text in phrase.values()
    ]
    words += [
        text for names in (MONTHS, WEEKDAYS, SHORT_MONTHS) for one in names.values() for text in one
    ]

    assert {text: faces()[face].lacks(text) for text in words if faces()[face].lacks(text)} == {}


def test_a_character_without_a_glyph_is_named() -> None:
    face = faces()[FaceName.REGULAR]

    assert face.lacks("≥ 80 → 漢 ✓ ≥") == "≥→漢✓"
    assert face.lacks("Ç’est – 90,7 % “Ñandú” ± × ÷") == ""


def sources(checkout: Path) -> str:
    folder = checkout / "station" / "reporting"
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py")))


def test_every_phrase_that_code_asks_for_exists(checkout: Path) -> None:
    known = {f"{document}.{name}" for document, name in EVERY}

    assert set(LITERAL.findall(sources(checkout))) - known == set()


def test_no_phrase_is_left_unused(checkout: Path) -> None:
    code = sources(checkout)
    literal = set(LITERAL.findall(code)) | set(CHOSEN.findall(code))
    patterns = set(PATTERN.findall(code)) | {("summary", "short_")}
    quoted = set(QUOTED.findall(code))

    unused = [
        f"{document}.{name}"
        for document, name in EVERY
        if f"{document}.{name}" not in literal
        and not any(
            document == one and (name.startswith(start) if start else name in quoted)
            for one, start in patterns
        )
    ]

    assert unused == []


def test_a_text_missing_in_a_language_is_empty_never_an_error() -> None:
    assert Wording("en").of({"id": "hanya ini"}) == ""


def test_values_are_filled_in() -> None:
    assert Wording("id")("report.on_page", page=3) == "hal. 3"
    assert Wording("en")("report.on_page", page=3) == "p. 3"


def test_the_sample_report_uses_no_character_without_a_glyph() -> None:
    text = str(report())

    assert faces()[FaceName.REGULAR].lacks(text) == ""
