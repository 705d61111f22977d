"""The faces that come with the program, and the few sizes in which text is set.

Nothing depends on what the machine has installed. Sizes are pixels at 100 % zoom.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from station.errors import SiteError

TEXT_FAMILY = "Noto Sans"
CODE_FAMILY = "IBM Plex Mono"


class FontMissingError(SiteError):
    """A font file that comes with the program is missing or damaged."""

    code = "font_missing"
    fix = "Install the program again; its folder is incomplete."


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """One way to set text: pixel size and line height at 100 %, weight, face."""

    size: int
    line: int
    bold: bool = False
    code: bool = False


STYLES = {
    "help": TextStyle(size=13, line=20),
    "caption": TextStyle(size=13, line=17),
    "help_bold": TextStyle(size=13, line=20, bold=True),
    "secondary": TextStyle(size=14, line=20),
    "secondary_bold": TextStyle(size=14, line=20, bold=True),
    "name": TextStyle(size=16, line=21, bold=True),
    "timer": TextStyle(size=18, line=21, bold=True),
    "body": TextStyle(size=16, line=24),
    "body_bold": TextStyle(size=16, line=24, bold=True),
    "stem": TextStyle(size=18, line=28),
    "stem_bold": TextStyle(size=18, line=28, bold=True),
    "statement": TextStyle(size=22, line=32),
    "item_title": TextStyle(size=22, line=32, bold=True),
    "page_title": TextStyle(size=28, line=36, bold=True),
    "display": TextStyle(size=64, line=76, bold=True),
    "display_large": TextStyle(size=120, line=132, bold=True),
    "code": TextStyle(size=16, line=24, code=True),
    "code_large": TextStyle(size=28, line=36, bold=True, code=True),
}


def load_fonts(fonts_dir: Path) -> None:
    """Make the faces in `fonts_dir` known to Qt.

    Raises:
        FontMissingError: A face cannot be loaded.
    """
    paths = sorted(fonts_dir.glob("*.ttf"))
    for path in paths:
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FontMissingError(f"{path.name} cannot be loaded")
    if not {TEXT_FAMILY, CODE_FAMILY} <= set(QFontDatabase.families()):
        raise FontMissingError(f"no {TEXT_FAMILY} or {CODE_FAMILY} among the fonts")
