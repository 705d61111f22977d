"""Every screen looks as its stored picture does, within a tolerance for how letters are drawn."""

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QImage

from station.ui.look import Look
from station.ui.participant.gallery.scenes import makers
from tests.ui.references import STYLES, Style, draw_tiles, stored_tiles, studio_of

MEAN_OFF, FAR_OFF, FAR_SHARE = 2.5, 48, 0.01
"""Mean difference of grey levels; a difference that counts as far; how many pixels may be far."""

Grey = npt.NDArray[np.int16]


def grey(image: QImage) -> Grey:
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    return rows[:, : plain.width()].astype(np.int16)


def differs(one: QImage, other: QImage) -> str:
    """Return how much two pictures differ when that is too much, or nothing."""
    off = np.abs(grey(one) - grey(other))
    mean, far = float(off.mean()), float((off > FAR_OFF).mean())
    if mean <= MEAN_OFF and far <= FAR_SHARE:
        return ""
    return f"mean {mean:.1f}, far {far:.3f}"


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.path.stem)
def test_every_screen_looks_as_it_was_last_approved(look: Look, style: Style) -> None:
    studio = studio_of(look)
    drawn = draw_tiles(studio, style)
    stored = stored_tiles(list(makers(studio)), style)

    odd = {name: differs(tile, stored[name]) for name, tile in drawn.items()}
    assert {name: how for name, how in odd.items() if how} == {}


def test_another_screen_or_another_word_would_be_noticed(look: Look) -> None:
    names = list(makers(studio_of(look)))
    tiles = stored_tiles(names, STYLES[0])

    assert differs(tiles["01-ready"], tiles["01b-ready-locked"])
    assert differs(tiles["02-sign-in"], tiles["02b-sign-in-error"])
    assert differs(tiles["17-proctor-call"], tiles["17b-proctor-called"])
    assert not differs(tiles["13-review"], tiles["13-review"])
