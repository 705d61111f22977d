"""What the tests of the screens share: one dressed application."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from station.ui.look import Look, ready_look


@pytest.fixture(scope="session")
def _words_and_fonts(qapp: QApplication) -> Look:
    """Load fonts and words once."""
    return ready_look(qapp)


@pytest.fixture
def look(_words_and_fonts: Look) -> Iterator[Look]:
    """Return a look of its own for the test: light, 100 %, Indonesian."""
    own = Look(_words_and_fonts.words)
    own.dress()
    yield own
    own.deleteLater()
