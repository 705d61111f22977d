"""The small assessment, sealed once for all tests of sealing."""

import pytest

from tests.unit.sealing.world import Sitting, World, make_world, whole_sitting


@pytest.fixture(scope="session")
def world() -> World:
    return make_world()


@pytest.fixture(scope="session")
def closed(world: World) -> Sitting:
    """Return a closed sitting that no test writes to."""
    return whole_sitting(world)


@pytest.fixture
def sitting(world: World) -> Sitting:
    """Return a sitting whose opening is written."""
    fresh = Sitting(world=world)
    fresh.add({"fact": "opened", "form": "A", "order": "1f", "sections": []})
    return fresh
