"""The time is spoken of at thirty, fifteen, five minutes and one: once, quietly."""

from station.ui.participant.item.timewatch import MINUTE_MS, TimeWatch


def spoken(*lefts_ms: int) -> list[int | None]:
    """Return the notices that a watch gives for one section."""
    watch = TimeWatch()
    return [watch.look("one", left_ms).notice for left_ms in lefts_ms]


def minutes(*values: float) -> list[int]:
    return [round(value * MINUTE_MS) for value in values]


def test_each_mark_is_spoken_of_when_it_is_passed() -> None:
    assert spoken(*minutes(31, 30, 29.5, 28.9, 15.1, 15, 5.1, 4.99, 1.01, 0.99)) == [
        None, 30, 30, None, None, 15, None, 5, None, 1,
    ]  # fmt: skip


def test_a_section_that_begins_at_a_mark_does_not_begin_with_a_notice() -> None:
    assert spoken(*minutes(15, 14.9)) == [None, None]


def test_of_several_marks_passed_at_once_the_smallest_counts() -> None:
    assert spoken(*minutes(31, 4.5)) == [None, 5]


def test_time_that_was_added_takes_the_notice_back() -> None:
    assert spoken(*minutes(5.1, 4.9, 9.9)) == [None, 5, None]


def test_a_notice_that_was_closed_stays_closed() -> None:
    watch = TimeWatch()
    watch.look("one", 301_000)
    first = watch.look("one", 299_000).notice
    stood = watch.dismiss()

    assert (first, stood) == (5, True)
    assert watch.look("one", 298_000).notice is None
    assert not watch.dismiss()


def test_another_section_begins_without_the_notice_of_the_one_before() -> None:
    watch = TimeWatch()
    watch.look("one", 61_000)
    watch.look("one", 59_000)

    assert watch.look("two", 600_000).notice is None


def test_a_hidden_timer_returns_in_the_last_five_minutes() -> None:
    watch = TimeWatch()
    watch.hide()

    assert watch.look("one", 301_000).hidden
    assert not watch.look("one", 300_000).hidden
    watch.hide()
    assert not watch.look("two", 900_000).hidden
