"""The stick that two sessions left: made once a run, read by many tests."""

from pathlib import Path

import pytest

from tests.aftermath import Aftermath, make_aftermath


@pytest.fixture(scope="session")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Aftermath:
    """Return two sessions that were sat, and their stick; tests only read it."""
    return make_aftermath(tmp_path_factory.mktemp("aftermath"))


@pytest.fixture
def register_path(tmp_path: Path) -> Path:
    """Return where a test's register goes."""
    return tmp_path / "uji.register"
