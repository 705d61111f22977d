"""The reference cases: real data beside what published tools answered for them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.psychometrics.reference import Differences


@pytest.fixture(scope="session")
def differences() -> Iterator[Differences]:
    """Collect the differences of a run and print them as one table."""
    found = Differences()
    yield found
    sys.stdout.write(found.table())


@pytest.fixture(scope="session")
def reference_dir(shared_dir: Path) -> Path:
    """Return the folder of the psychometric reference cases."""
    return shared_dir / "reference" / "psychometrics"
