"""What every test stands on: no screen, no network, short campaigns, random order."""

import ipaddress
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.disks import RealDisk
    from tests.whole import Whole

CHECKOUT = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The suite stays short; `pytest --hypothesis-profile campaign` digs.
settings.register_profile(
    "suite", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "campaign",
    max_examples=5_000,
    stateful_step_count=200,
    deadline=timedelta(minutes=1),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


def _stay_on_loopback(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse a connection to another machine: tests prove that none is needed."""
    if event != "socket.connect":
        return
    address = arguments[1]
    if not isinstance(address, tuple):
        return  # a Unix socket
    host = str(address[0])
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        message = f"a test reached for {host}: only the loopback is allowed"
        raise RuntimeError(message)


sys.addaudithook(_stay_on_loopback)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the root of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Return `../shared`, the project's common papers and reference data.

    It lies beside a checkout of the project's own machines only; elsewhere the test skips.
    """
    shared = CHECKOUT.parent / "shared"
    if not shared.is_dir():
        pytest.skip("no ../shared beside the checkout: reference data not at hand")
    return shared


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> "Whole":
    """Return a small whole assessment, sat, scored and released; tests only read it."""
    from tests.whole import make_whole  # noqa: PLC0415 -- it pulls in nearly everything

    return make_whole(tmp_path_factory.mktemp("whole") / "d")


@pytest.fixture
def disk(tmp_path: Path) -> "Iterator[RealDisk]":
    """Return a small disk of its own, plugged in."""
    from tests.faults.disks import real_disk, why_not  # noqa: PLC0415 -- few tests need one

    if reason := why_not():
        pytest.skip(reason)
    with real_disk(tmp_path / "disk") as plugged_in:
        yield plugged_in
