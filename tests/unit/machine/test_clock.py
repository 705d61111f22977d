"""The machine's own clock, read for real."""

from station.machine.clock import SystemClock


def test_readings_go_forward_and_belong_to_one_boot() -> None:
    clock = SystemClock()

    first, second = clock.now(), clock.now()

    assert second.mono_ns >= first.mono_ns > 0
    assert second.awake_ns >= first.awake_ns > 0
    assert first.mono_ns >= first.awake_ns
    assert first.boot == second.boot == SystemClock().now().boot
    assert first.wall.tzinfo is not None
