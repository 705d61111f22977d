"""The committed fonts hold what names, reports and questions need."""

from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

LETTERS = "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0x180)) if code != 0xAD)
TYPOGRAPHY = "–—…‘’“”„«»•·†‡§¶°ªº′″‹›€£¥©®™\u00a0\u202f"
MATHS = "×÷±−¬½¼¾²³¹⁴₁₂µπσΔαβθλΩ‰"
TRANSLITERATED = "ʼʿḍḥṣṭẓḌḤṢṬẒāīūĀĪŪșțǧ"
FACES = ("NotoSans-Regular", "NotoSans-Bold")
MONO_FACES = ("IBMPlexMono-Regular", "IBMPlexMono-Medium", "IBMPlexMono-Bold")


def face(checkout: Path, name: str) -> TTFontFile:
    return TTFontFile(str(checkout / "resources" / "fonts" / f"{name}.ttf"))


def advance(font: TTFontFile, character: str) -> float:
    return float(font.charWidths[ord(character)])


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize("wanted", [LETTERS, TYPOGRAPHY, MATHS, TRANSLITERATED])
def test_the_text_faces_have_a_glyph_for_every_character(
    checkout: Path, name: str, wanted: str
) -> None:
    glyphs = face(checkout, name).charToGlyph

    assert [character for character in wanted if not glyphs.get(ord(character))] == []


@pytest.mark.parametrize("name", MONO_FACES)
def test_the_code_face_has_every_letter_and_one_width(checkout: Path, name: str) -> None:
    font = face(checkout, name)
    widths = {advance(font, character) for character in LETTERS}

    assert all(font.charToGlyph.get(ord(character)) for character in LETTERS)
    assert len(widths) == 1


@pytest.mark.parametrize("name", FACES)
def test_figures_stand_in_columns(checkout: Path, name: str) -> None:
    font = face(checkout, name)

    assert len({advance(font, digit) for digit in "0123456789"}) == 1


def test_bold_is_drawn_bolder_than_regular(checkout: Path) -> None:
    regular, bold = (face(checkout, name) for name in FACES)

    assert advance(bold, "n") > advance(regular, "n")
    assert bold.name == b"NotoSans-Bold"
    assert regular.name == b"NotoSans-Regular"


@pytest.mark.parametrize("family", ["NotoSans", "IBMPlexMono"])
def test_each_family_comes_with_its_licence(checkout: Path, family: str) -> None:
    licence = (checkout / "resources" / "fonts" / f"{family}-OFL.txt").read_text("utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
