"""Where the files that come with the program lie: fonts, icons, battery, standards, words.

One rule serves all three homes of the program: a checkout has `resources/` beside the
package; an installed wheel and the frozen program have `_resources/` inside it.
"""

from pathlib import Path

PACKAGE_DIR = Path(__file__).resolve().parent


def resources_dir() -> Path:
    """Return the folder that holds `fonts/`, `translations/`, `standards/` and the rest."""
    packed = PACKAGE_DIR / "_resources"
    return packed if packed.is_dir() else PACKAGE_DIR.parent / "resources"
