"""What officers do at a seat, without a screen: real keys, a real journal, no thread."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from station.errors import StationError
from station.exam.errors import NotOpenError
from station.exam.form import ItemId
from station.machine.sticks import Stick
from station.sealing.bundle import verify_bundle
from station.sealing.errors import CodeWrongError, SignerUnknownError
from station.storage.errors import SaveFailedError
from station.ui.participant.officer import Action, OfficerWork
from station.ui.participant.stages import Stage
from station.ui.participant.visit import Visit
from station.usecases.desk import Run
from tests.ui.seats import HeldLane
from tests.ui.test_visit import at, stop, to_last_section, visit_at, waiting, working
from tests.worlds import SESSION, World, now

OFFICER = "pengawas-1"


@dataclass
class FakeSticks:
    """Sticks that are folders."""

    folders: tuple[Path, ...] = ()

    def mounted(self) -> tuple[Stick, ...]:
        return tuple(Stick(name=one.name, path=one) for one in self.folders)


def nothing() -> None:
    return


def work_at(
    world: World,
    visit: Visit | None,
    *,
    seat: str = "01",
    sticks: tuple[Path, ...] = (),
    quit_program: Callable[[], None] = nothing,
    run: Run = now,
) -> OfficerWork:
    return OfficerWork(
        post=world.post(seat) if visit is None else visit.station.post,
        visit=visit,
        sticks=FakeSticks(sticks),
        run=run,
        changed=nothing,
        quit_program=quit_program,
    )


def proved(world: World, visit: Visit, **more: object) -> OfficerWork:
    work = work_at(world, visit, **more)  # type: ignore[arg-type]
    work.prove(OFFICER, world.founded.codes[OFFICER])
    return work


def problem(work: OfficerWork) -> StationError | None:
    return work.problem


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "STIK"
    folder.mkdir()
    return folder


def test_only_the_right_code_of_a_known_officer_is_accepted(world: World) -> None:
    work = work_at(world, working(world))
    work.prove(OFFICER, world.founded.codes["pengawas-2"])
    assert isinstance(problem(work), CodeWrongError)
    work.prove("orang-lain", world.founded.codes[OFFICER])
    assert isinstance(problem(work), SignerUnknownError)
    work.prove(OFFICER, world.founded.codes[OFFICER])

    assert problem(work) is None
    assert work.name == "Dewi"


def test_a_code_on_a_stick_does_the_same_as_a_typed_one(world: World, stick: Path) -> None:
    (stick / f"{OFFICER}.code").write_text(world.founded.codes[OFFICER] + "\n")
    (stick / f"{SESSION}-a.code").write_text(world.session.start_a)
    work = work_at(world, working(world), sticks=(stick,))

    assert work.code_on_stick("") == (OFFICER, world.founded.codes[OFFICER])
    assert work.code_on_stick("pengawas-2") is None
    assert work.start_codes_on_stick() is None
    (stick / f"{SESSION}-b.code").write_text(world.session.start_b)
    assert work.start_codes_on_stick() == (world.session.start_a, world.session.start_b)


def test_what_is_offered_follows_from_where_the_seat_stands(world: World) -> None:
    always = (Action.EXPORT, Action.QUIT)
    locked = visit_at(world)
    assert work_at(world, None).actions() == always
    assert work_at(world, locked).actions() == (Action.RELEASE, Action.ARRIVE, *always)
    waits = waiting(world)
    assert work_at(world, waits).actions() == (Action.RELEASE, *always)
    waits.station.release(world.session.start_a, world.session.start_b, "A")
    assert work_at(world, waits).actions() == (Action.START, *always)
    waits.start()
    between = (Action.PAUSE, Action.MOVE, Action.END)
    assert work_at(world, waits).actions() == (*between, *always)
    waits.open_section()

    in_section = (Action.PAUSE, Action.ADD_TIME, Action.MOVE, Action.END)
    assert work_at(world, waits).actions() == (*in_section, *always)


def test_a_seat_locked_by_wrong_sign_ins_is_opened_again(world: World) -> None:
    visit = visit_at(world)
    visit.begin()
    for _ in range(3):
        visit.sign_in("0001", world.tickets["0002"].code)
    work = proved(world, visit)
    assert work.actions()[0] is Action.UNLOCK
    work.unlock()

    assert visit.sign_in_open
    assert Action.UNLOCK not in work.actions()


def test_release_and_start_are_two_acts(world: World) -> None:
    visit = waiting(world)
    work = proved(world, visit)
    visit.station.release(world.session.start_a, world.session.start_b, "A")
    assert visit.stage is Stage.WAIT
    work.start()

    assert visit.desk is not None


def test_pause_and_resume_stop_the_clock_and_name_the_reason(world: World) -> None:
    visit = working(world)
    work = proved(world, visit)
    world.clock.pass_ms(5_000)
    work.pause("listrik padam")
    assert visit.stage is Stage.PAUSED
    assert work.actions()[:3] == (Action.RESUME, Action.MOVE, Action.END)
    world.clock.pass_ms(60_000)
    work.resume()

    assert visit.desk is not None
    assert visit.desk.used_ms() == 5_000
    assert [(one.cause, one.ms) for one in visit.desk.saved.lost] == [("pause", 60_000)]


def test_added_time_counts_for_the_open_section_and_is_refused_between(world: World) -> None:
    visit = working(world)
    work = proved(world, visit)
    work.add_time(120_000, "papan ketik diganti")
    assert visit.desk is not None
    assert visit.desk.left_ms() == 720_000
    visit.lock_section()
    work.add_time(120_000, "papan ketik diganti")

    assert isinstance(problem(work), NotOpenError)


def test_an_officer_ends_a_sitting_and_its_bundle_says_so(world: World) -> None:
    visit = working(world)
    work = proved(world, visit)
    work.end(voided=True)
    visit.tick()

    assert visit.stage is Stage.RECEIPT
    assert visit.desk is not None
    assert visit.desk.saved.closed is not None
    assert visit.desk.saved.closed.reason == "voided"


def test_a_sitting_that_goes_on_is_exported_as_far_as_it_is_saved(
    world: World, stick: Path
) -> None:
    visit = working(world)
    assert visit.desk is not None
    visit.desk.answer(ItemId("A-1"), "B")
    work = proved(world, visit, sticks=(stick,))
    assert [one.name for one in work.places()] == ["STIK", ""]
    work.export(work.places()[0])

    (path,) = stick.glob("*.bundle")
    session = visit.station.session
    bundle = verify_bundle(path.read_bytes(), world.assessment, {session.sha256: session})
    assert work.exported == 1
    assert bundle.opening.number == "0001"
    assert not bundle.chain.closed
    visit.desk.answer(ItemId("A-1"), "C")
    assert visit.desk.saved.answers == {"A-1": "C"}


def test_after_the_close_everything_in_the_home_is_exported(world: World, stick: Path) -> None:
    visit = working(world)
    to_last_section(visit)
    visit.submit()
    visit.tick()
    work = proved(world, visit, sticks=(stick,))
    work.export(work.places()[0])

    assert work.exported == 1
    assert len(list(stick.glob("0001-*.bundle"))) == 1


def test_a_moved_sitting_goes_on_elsewhere_at_its_exact_time(world: World, stick: Path) -> None:
    visit = working(world)
    assert visit.desk is not None
    world.clock.pass_ms(12_345)
    work = proved(world, visit, sticks=(stick,))
    target = next(one for one in work.seats() if one.seat == "03")
    work.move(target, work.places()[0], "layar rusak")
    assert visit.stage is Stage.MOVED
    new = visit_at(world, "03")
    there = proved(world, new, sticks=(stick,))
    (parcel,) = there.parcels()
    assert parcel.name == "0001"
    there.arrive(parcel, world.tickets["0001"].code, "layar rusak")
    assert new.stage is Stage.RESUMED
    new.go_on()

    assert new.desk is not None
    assert new.desk.used_ms() == 12_345
    assert not new.desk.ahead.paused


def test_a_moved_sitting_is_exported_with_the_others(world: World, stick: Path) -> None:
    visit = working(world)
    work = proved(world, visit, sticks=(stick,))
    work.move(work.seats()[0], work.places()[0], "layar rusak")
    work.export(work.places()[0])

    assert work.problem is None
    assert work.exported == 1


def test_nothing_is_written_to_a_sitting_from_the_moment_it_is_packed(
    world: World, stick: Path
) -> None:
    lane = HeldLane()
    visit = visit_at(world, run=lane)
    for step in (
        visit.begin,
        lambda: visit.sign_in("0001", world.tickets["0001"].code),
        lambda: visit.release(world.session.start_a, world.session.start_b),
    ):
        step()
        lane.work()
    visit.confirm()
    visit.await_start()
    visit.start()
    lane.work()
    work = work_at(world, visit, sticks=(stick,), run=lane)
    work.prove(OFFICER, world.founded.codes[OFFICER])
    lane.work()
    work.move(work.seats()[0], work.places()[0], "layar rusak")
    assert visit.packing
    assert work.actions() == (Action.EXPORT, Action.QUIT)
    for still_packing in (True, False):
        assert visit.packing is still_packing
        visit.settle(msgspec.structs.replace(visit.comfort, zoom_percent=200))
        visit.call()
        visit.tick()
        lane.work()

    assert visit.stage is Stage.MOVED
    assert visit.desk is not None
    assert not visit.desk.pending


def test_a_stick_that_refuses_leaves_a_sitting_that_can_be_resumed(
    world: World, tmp_path: Path
) -> None:
    visit = working(world)
    blocked = tmp_path / "stick"
    blocked.write_text("a file where the stick should be")
    work = proved(world, visit, sticks=(blocked,))
    work.move(work.seats()[0], work.places()[0], "layar rusak")

    assert isinstance(problem(work), SaveFailedError)
    assert visit.stage is Stage.STOPPED
    code = world.founded.codes[OFFICER]
    visit.wake("0001", OFFICER, code, world.tickets["0001"].code, "listrik padam")
    visit.go_on()
    assert at(visit) is Stage.ITEMS


def test_nothing_is_offered_for_a_sitting_that_waits_to_be_woken(world: World) -> None:
    stop(world)
    visit = visit_at(world)
    visit.begin()
    visit.wake("0001", OFFICER, world.founded.codes[OFFICER], world.tickets["0001"].code, "x")

    assert work_at(world, visit).actions() == (Action.EXPORT, Action.QUIT)


def test_only_an_officer_s_word_ends_the_program(world: World) -> None:
    ended: list[bool] = []
    work = work_at(world, None, quit_program=lambda: ended.append(True))
    work.quit_program()

    assert ended == [True]
