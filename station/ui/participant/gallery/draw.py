"""Pictures of every screen: each theme, each language, each zoom, by one command."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

from PySide6.QtWidgets import QApplication

from station.app import battery_form, practice_form
from station.ui.i18n import LANGUAGES
from station.ui.look import ready_look
from station.ui.participant.gallery.frame import Studio
from station.ui.participant.gallery.scenes import make, makers
from station.ui.theme import THEMES
from station.ui.widgets import cells_access

SIZE = (1366, 768)


def draw_gallery(
    out_dir: Path,
    *,
    themes: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    zooms: Sequence[int] | None = None,
    size: tuple[int, int] = SIZE,
) -> int:
    """Draw every screen as `NAME-THEME-LANGUAGE-ZOOM.png` and return how many there are.

    Args:
        out_dir: Receives the pictures.
        themes: All where none is named.
        languages: Both where none is named.
        zooms: 100 % where none is named.
        size: Of the window, pixels.
    """
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("the program runs without widgets")
    look = ready_look(app)
    cells_access.install()
    out_dir.mkdir(parents=True, exist_ok=True)
    form, media = battery_form()
    studio = Studio(look=look, form=form, media=media, practice=practice_form()[0])
    names = list(makers(studio))
    looks = list(product(themes or THEMES, languages or LANGUAGES, zooms or (100,)))
    for theme, language, zoom in looks:
        look.change(theme=theme, language=language, zoom_percent=zoom)
        for name in names:
            frame = make(studio, name)
            frame.resize(*size)
            frame.raise_curtain()
            frame.grab().save(str(out_dir / f"{name}-{theme}-{language}-{zoom}.png"))
            frame.close()
            frame.deleteLater()
    return len(looks) * len(names)
