"""Killing the whole program of a seat, window and all: it comes back to the same item."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from station.clock import wall_text
from tests.worlds import World, make_world

ANSWERS = 17


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("world"))


def command(world: World, do: str, later: timedelta = timedelta()) -> list[str]:
    plan = {
        "do": do,
        "home": str(world.home("01").root),
        "wall": wall_text(world.clock.wall + later),
        "boot": do,
        "number": "0001",
        "ticket": world.tickets["0001"].code,
        "start_a": world.session.start_a,
        "start_b": world.session.start_b,
        "officer": "pengawas-1",
        "officer_code": world.founded.codes["pengawas-1"],
    }
    return [sys.executable, "-m", "tests.faults.seatwindow", json.dumps(plan)]


def acknowledged(world: World) -> Iterator[tuple[str, str, int]]:
    """Sit until so many answers were called saved, then kill; yield them all."""
    with subprocess.Popen(command(world, "sit"), stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for count, line in enumerate(child.stdout, 1):
            _saved, item, choice, used_ms = line.split()
            yield item, choice, int(used_ms)
            if count == ANSWERS:
                child.kill()


def test_a_killed_program_resumes_at_the_same_item_with_every_saved_answer(
    world: World, checkout: Path
) -> None:
    told = list(acknowledged(world))
    done = subprocess.run(
        command(world, "resume", timedelta(minutes=3)),
        capture_output=True, text=True, check=False, cwd=checkout, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    latest = {item: choice for item, choice, _ in told}
    last_item, _, used_ms = told[-1]
    assert found["used_ms"] >= used_ms
    assert found["item"] in {last_item, f"A-{int(last_item[2:]) % 5 + 1}"}
    for item, choice in latest.items():
        if item != last_item:
            assert found["answers"][item] == choice
    assert "Traceback" not in done.stderr
