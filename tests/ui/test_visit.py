"""A participant's way through a seat without a screen: real keys, a real journal, no thread."""

from pathlib import Path

from station.entropy import SystemEntropy
from station.exam.facts import ComfortSet
from station.exam.form import ItemId
from station.sealing.codes import new_code
from station.sealing.errors import CodeWrongError, StartCodesWrongError
from station.ui.participant import stories
from station.ui.participant.stages import Stage
from station.ui.participant.visit import Visit
from station.usecases.desk import Run
from station.usecases.errors import AlreadySatError
from station.usecases.move import pack_move
from tests.worlds import World, now

A1 = ItemId("A-1")


def at(visit: Visit) -> Stage:
    return visit.stage


def visit_at(world: World, seat: str = "01", run: Run = now) -> Visit:
    visit = Visit(station=world.station(seat), clock=world.clock, run=run, changed=lambda: None)
    world.at_end.append(visit.put_down)
    return visit


def waiting(world: World, seat: str = "01", number: str = "0001") -> Visit:
    visit = visit_at(world, seat)
    visit.begin()
    visit.sign_in(number, world.tickets[number].code)
    visit.confirm()
    visit.practise()
    visit.await_start()
    return visit


def working(world: World) -> Visit:
    visit = waiting(world)
    visit.release(world.session.start_a, world.session.start_b)
    visit.open_section()
    return visit


def to_last_section(visit: Visit) -> None:
    desk = visit.desk
    assert desk is not None
    while desk.ahead.next_section() is not None:
        visit.lock_section()
        visit.open_section()


def test_the_way_in_goes_screen_by_screen(world: World) -> None:
    visit = visit_at(world)
    stages = [visit.stage]
    for step in (
        visit.begin,
        lambda: visit.sign_in("0001", world.tickets["0001"].code.lower()),
        visit.confirm,
        visit.practise,
        visit.await_start,
        lambda: visit.release(world.session.start_a, world.session.start_b),
        visit.open_section,
    ):
        step()
        stages.append(visit.stage)

    assert stages == [
        Stage.READY, Stage.SIGN_IN, Stage.IDENTITY, Stage.COMFORT, Stage.PRACTICE, Stage.WAIT,
        Stage.SECTION, Stage.ITEMS,
    ]  # fmt: skip


def test_three_wrong_sign_ins_lock_the_seat_until_an_officer_opens_it(world: World) -> None:
    visit = visit_at(world)
    visit.begin()
    left = []
    for _ in range(3):
        visit.sign_in("0001", world.tickets["0002"].code)
        left.append(visit.tries.left)
    visit.sign_in("0001", world.tickets["0001"].code)

    assert left == [2, 1, 0]
    assert at(visit) is Stage.SIGN_IN
    assert isinstance(visit.problem, CodeWrongError)
    assert visit.called_at is not None
    visit.unlock_sign_in()
    visit.sign_in("0001", world.tickets["0001"].code)
    assert at(visit) is Stage.IDENTITY


def test_somebody_else_s_name_calls_the_proctor_and_forgets_who_signed_in(world: World) -> None:
    visit = visit_at(world)
    visit.begin()
    visit.sign_in("0001", world.tickets["0001"].code)
    visit.deny()

    assert at(visit) is Stage.SIGN_IN
    assert visit.who is None
    assert visit.called_at is not None


def test_wrong_start_codes_open_nothing_and_say_so(world: World) -> None:
    visit = waiting(world)
    visit.release(world.session.start_a, new_code(SystemEntropy()))

    assert at(visit) is Stage.WAIT
    assert isinstance(visit.problem, StartCodesWrongError)


def test_a_release_ahead_waits_for_the_start(world: World) -> None:
    visit = visit_at(world)
    visit.release(world.session.start_a, world.session.start_b)
    assert at(visit) is Stage.READY
    visit.begin()
    visit.sign_in("0001", world.tickets["0001"].code)
    visit.confirm()
    visit.practise()
    visit.await_start()
    assert at(visit) is Stage.WAIT
    visit.start()

    assert at(visit) is Stage.SECTION


def test_comfort_chosen_before_the_start_is_kept_with_the_sitting(world: World) -> None:
    chosen = ComfortSet(zoom_percent=150, theme="cream", language="en", advance=False)
    visit = waiting(world)
    visit.settle(chosen)
    visit.release(world.session.start_a, world.session.start_b)

    assert visit.desk is not None
    assert visit.desk.saved.comfort == chosen


def test_a_section_ends_with_a_warning_first_and_the_last_one_with_a_review(world: World) -> None:
    visit = working(world)
    visit.at_end()
    assert at(visit) is Stage.SECTION_END
    visit.to_items()
    assert at(visit) is Stage.ITEMS
    to_last_section(visit)
    visit.at_end()
    assert at(visit) is Stage.REVIEW
    visit.to_submit()

    assert at(visit) is Stage.SUBMIT


def test_handing_in_gives_a_receipt_leaves_a_bundle_and_frees_the_seat(world: World) -> None:
    visit = working(world)
    assert visit.desk is not None
    visit.desk.answer(A1, "B")
    to_last_section(visit)
    visit.submit()
    visit.tick()
    receipt = stories.receipt(visit)

    assert at(visit) is Stage.RECEIPT
    assert receipt is not None
    assert (receipt.answered, receipt.items, receipt.reason) == (1, 19, "submitted")
    assert len(list(world.home("01").outbox_dir.glob("0001-*.bundle"))) == 1
    visit.leave()
    assert at(visit) is Stage.READY
    assert visit.number == ""


def test_a_seat_that_is_left_at_once_is_put_away_all_the_same(world: World) -> None:
    visit = working(world)
    to_last_section(visit)
    visit.submit()
    visit.leave()

    assert len(list(world.home("01").outbox_dir.glob("0001-*.bundle"))) == 1
    assert not list(world.home("01").sittings_dir.rglob("resume.wrap"))
    assert visit.station.unfinished() == []


def test_time_that_runs_out_is_told_before_the_next_section(world: World) -> None:
    visit = working(world)
    world.clock.pass_ms(600_001)
    visit.tick()
    assert at(visit) is Stage.TIME_UP
    visit.time_seen()

    assert at(visit) is Stage.SECTION


def test_time_that_runs_out_in_the_last_section_hands_in(world: World) -> None:
    visit = working(world)
    to_last_section(visit)
    world.clock.pass_ms(600_001)
    visit.tick()
    receipt = stories.receipt(visit)

    assert at(visit) is Stage.RECEIPT
    assert receipt is not None
    assert receipt.reason == "time"


def test_a_break_ends_with_the_last_four_characters_of_the_ticket(world: World) -> None:
    visit = working(world)
    visit.lock_section()
    visit.open_section()
    visit.lock_section()
    visit.take_break()
    end = world.tickets["0001"].code[-4:]

    assert at(visit) is Stage.BREAK
    assert visit.ends_break(f" {end.lower()} ")
    assert not visit.ends_break("0000")
    assert not visit.ends_break("")
    visit.end_break()
    assert at(visit) is Stage.SECTION


def stop(world: World) -> None:
    visit = working(world)
    assert visit.seated is not None
    world.clock.pass_ms(7_000)
    visit.seated.desk.answer(A1, "C")
    visit.seated.keeper.close()
    world.clock.reboot(95_000)


def test_a_stopped_sitting_is_woken_by_two_codes_and_its_clock_waits(world: World) -> None:
    stop(world)
    visit = visit_at(world)
    visit.begin()
    assert at(visit) is Stage.STOPPED
    assert [one.number for one in stories.stopped(visit)] == ["0001"]
    code = world.founded.codes["pengawas-1"]
    visit.wake("0001", "pengawas-1", code, world.tickets["0001"].code, "listrik padam")
    world.clock.pass_ms(30_000)
    visit.tick()
    told = stories.resumed(visit)

    assert at(visit) is Stage.RESUMED
    assert told is not None
    assert (told.answered, told.item, told.left_ms) == (1, 1, 593_000)
    assert told.reason == "listrik padam"
    visit.go_on()
    assert at(visit) is Stage.ITEMS
    assert visit.desk is not None
    assert visit.desk.used_ms() == 7_000
    assert [(one.cause, one.ms) for one in visit.desk.saved.lost] == [("restart", 125_000)]


def test_a_wrong_code_wakes_nothing(world: World) -> None:
    stop(world)
    visit = visit_at(world)
    visit.begin()
    visit.wake("0001", "pengawas-1", world.founded.codes["pengawas-2"], "", "listrik padam")

    assert at(visit) is Stage.STOPPED
    assert isinstance(visit.problem, CodeWrongError)


def test_signing_in_to_a_sitting_that_stopped_here_leads_to_resuming_it(world: World) -> None:
    stop(world)
    visit = visit_at(world)
    visit.begin()
    visit.other()
    visit.sign_in("0001", world.tickets["0001"].code)

    assert at(visit) is Stage.STOPPED


def test_nobody_sits_a_second_time(world: World) -> None:
    visit = working(world)
    to_last_section(visit)
    visit.submit()
    visit.tick()
    visit.leave()
    visit.begin()
    visit.sign_in("0001", world.tickets["0001"].code)

    assert at(visit) is Stage.SIGN_IN
    assert isinstance(visit.problem, AlreadySatError)


def test_a_sitting_arrives_from_another_seat_and_waits_for_its_participant(
    world: World, tmp_path: Path
) -> None:
    stop(world)
    old, new = world.station("01"), visit_at(world, "03")
    (stopped,) = old.unfinished()
    officer = old.officer("pengawas-2", world.founded.codes["pengawas-2"])
    files = pack_move(
        stopped, old, officer=officer, to_station=new.station.post.identity.station,
        stick_dir=tmp_path / "stick",
    )  # fmt: skip
    new.arrive(files, officer, world.tickets["0001"].code, "layar mati")
    told = stories.resumed(new)

    assert at(new) is Stage.RESUMED
    assert told is not None
    assert told.seat == "01"
    new.go_on()
    assert at(new) is Stage.ITEMS
