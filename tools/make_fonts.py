"""Make `resources/fonts/` from the two pinned font packages; the same bytes every time.

Noto Sans comes as one variable file; reportlab would draw only its default weight. So its
Regular and Bold are pinned as static fonts and cut down to the characters that names, reports
and questions in Latin script use. Its licence reserves no name, so the result keeps it.

IBM Plex Mono is copied untouched: its licence reserves the name "Plex" for unaltered files.

Usage, with the `tools` group installed: python tools/make_fonts.py [--check]
"""

import argparse
import sys
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import OverlapMode, instantiateVariableFont

FONTS_DIR = Path(__file__).resolve().parent.parent / "resources" / "fonts"

SANS = files("fontpkg_noto_sans")
MONO = files("fontpkg_ibm_plex_mono")
SANS_WEIGHTS = {"Regular": 400, "Bold": 700}
MONO_STYLES = ("Regular", "Medium", "Bold")

CHARACTERS = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B: names
    (0x02BB, 0x02DD),  # modifier letters and spacing accents
    (0x0300, 0x0338),  # combining accents
    (0x0391, 0x03C9),  # Greek letters of formulae
    (0x1E00, 0x1EFF),  # Latin Extended Additional: transliterated names
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x215F),  # letter-like symbols and fractions
    (0x2212, 0x2215),  # minus and division slash
    (0xFFFD, 0xFFFD),
)
FEATURES = [
    "ccmp", "frac", "kern", "lnum", "locl", "mark", "mkmk", "subs", "sups", "tnum", "zero",
]  # fmt: skip


def made() -> dict[str, bytes]:
    """Return every file of `resources/fonts/` by its name."""
    variable = SANS.joinpath("files", "NotoSans[wdth,wght].ttf").read_bytes()
    result = {
        f"NotoSans-{style}.ttf": static_subset(variable, weight)
        for style, weight in SANS_WEIGHTS.items()
    }
    for style in MONO_STYLES:
        name = f"IBMPlexMono-{style}.ttf"
        result[name] = MONO.joinpath("files", name).read_bytes()
    result["NotoSans-OFL.txt"] = SANS.joinpath("LICENSE").read_bytes()
    result["IBMPlexMono-OFL.txt"] = MONO.joinpath("LICENSE").read_bytes()
    return result


def static_subset(variable: bytes, weight: int) -> bytes:
    """Return the font at one weight and normal width, with `CHARACTERS` only."""
    font = TTFont(BytesIO(variable), recalcTimestamp=False)
    instantiateVariableFont(
        font,
        {"wght": weight, "wdth": 100},
        inplace=True,
        overlap=OverlapMode.KEEP_AND_SET_FLAGS,
        updateFontNames=True,
    )
    options = Options(layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for a, z in CHARACTERS for code in range(a, z + 1)])
    subsetter.subset(font)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def main() -> int:
    """Write the files, or with `--check` say which differ from what would be made."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    only_check = parser.parse_args().check
    differing = []
    for name, data in made().items():
        path = FONTS_DIR / name
        if path.is_file() and path.read_bytes() == data:
            continue
        differing.append(name)
        if not only_check:
            path.write_bytes(data)
    print("\n".join(differing) or "nothing to change")
    return 1 if only_check and differing else 0


if __name__ == "__main__":
    sys.exit(main())
