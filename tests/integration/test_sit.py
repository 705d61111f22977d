"""A sitting on a real disk with real keys: start, stop, resume, close, export."""

import base64
import copy
import re
import shutil
import zlib
from pathlib import Path

import msgspec
import pytest

from station.entropy import SystemEntropy
from station.exam import facts as f
from station.exam.form import ItemId
from station.sealing.acts import read_act
from station.sealing.bundle import open_bundle, unseal_ks, verify_bundle
from station.sealing.codes import new_code
from station.sealing.errors import CodeWrongError, ResumeWrapWrongError, StartCodesWrongError
from station.storage.errors import HomeInUseError
from station.usecases.conduct import read_conduct
from station.usecases.errors import AlreadySatError, HomeUnpreparedError, NoSessionError
from station.usecases.export import export_home
from station.usecases.home import Home, load_post
from station.usecases.move import arrive, pack_move
from station.usecases.sit import Seated, Station
from tests.worlds import SESSION, World, make_world

A1, A2 = ItemId("A-1"), ItemId("A-2")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return one world for the tests of this file; each test uses a seat of its own or copies."""
    return make_world(tmp_path_factory.mktemp("world"))


@pytest.fixture
def world(made: World, tmp_path: Path) -> World:
    """Return the world with fresh station homes."""
    fresh = copy.copy(made)
    shutil.copytree(made.root, tmp_path / "w")
    fresh.root = tmp_path / "w"
    fresh.clock = type(made.clock)()
    return fresh


def seated(world: World, seat: str = "01", number: str = "0001") -> tuple[Station, Seated]:
    """Return a station at which a participant has just begun the first section."""
    station = world.station(seat)
    who = station.sign_in(number, world.tickets[number].code)
    station.release(world.session.start_a, world.session.start_b, who.form)
    one = station.start(who, station.open_material(who.form))
    one.desk.open_section()
    return station, one


def to_end(one: Seated) -> None:
    """Leave every section and hand in."""
    desk = one.desk
    while desk.ahead.next_section() is not None:
        desk.close_section()
        desk.open_section()
    desk.submit()
    one.leave()


def test_a_sitting_goes_from_sign_in_to_a_bundle_that_two_custodians_open(
    world: World, tmp_path: Path
) -> None:
    station, one = seated(world)
    world.clock.pass_ms(3_000)
    one.desk.answer(A1, "B")
    to_end(one)
    exported = export_home(world.home("01"), tmp_path / "stick")

    data = exported[0].path.read_bytes()
    bundle = verify_bundle(data, world.assessment, {station.session.sha256: station.session})
    ks = unseal_ks(bundle, world.custody("k2", "k3"))
    content = [fact for record in open_bundle(bundle, ks) for fact in record.content]
    assert exported[0].closed
    assert bundle.opening.number == "0001"
    assert msgspec.json.encode({"choice": "B", "fact": "answer_given", "item": "A-1"}) in content
    assert one.receipt().count("-") == 5
    assert not (one.sitting_dir / "resume.wrap").exists()


def test_exporting_again_gives_the_same_bytes(world: World, tmp_path: Path) -> None:
    _, one = seated(world)
    to_end(one)
    first = export_home(world.home("01"), tmp_path / "a")[0].path.read_bytes()
    second = export_home(world.home("01"), tmp_path / "b")[0].path.read_bytes()

    assert first == second


def test_export_while_somebody_sits_is_refused(world: World, tmp_path: Path) -> None:
    _, one = seated(world)

    with pytest.raises(HomeInUseError):
        export_home(world.home("01"), tmp_path)
    one.keeper.close()


def test_a_stopped_sitting_resumes_at_the_same_item_and_time(world: World) -> None:
    _, one = seated(world)
    world.clock.pass_ms(7_000)
    one.desk.answer(A1, "C")
    one.desk.see(A2)
    one.keeper.close()  # as a dead program would
    world.clock.reboot(95_000)

    again = world.station("01")
    (stopped,) = again.unfinished()
    officer = again.officer("pengawas-1", world.founded.codes["pengawas-1"])
    resumed = again.resume(stopped, officer=officer, ticket_code=world.tickets["0001"].code)

    desk = resumed.desk
    assert desk.saved.item == A2
    assert desk.saved.answers == {A1: "C"}
    assert desk.used_ms() == 7_000
    assert [(lost.cause, lost.ms) for lost in desk.saved.lost] == [("restart", 95_000)]
    to_end(resumed)
    assert again.unfinished() == []


def test_why_a_sitting_stopped_is_in_its_record_as_the_officer_signed_it(world: World) -> None:
    _, one = seated(world)
    one.keeper.close()
    world.clock.reboot(95_000)
    again = world.station("01")
    (stopped,) = again.unfinished()
    officer = again.officer("pengawas-1", world.founded.codes["pengawas-1"])
    code = world.tickets["0001"].code
    again.resume(stopped, officer=officer, ticket_code=code, reason="listrik padam").keeper.close()
    (stopped,) = again.unfinished()

    (resumed,) = read_conduct(stopped.chain).of(f.Resumed)
    assert (resumed.after, resumed.reason) == ("restart", "listrik padam")
    (act,) = [read_act(one) for record in stopped.chain.conduct for one in record.acts]
    assert act.body == {"after": "restart", "reason": "listrik padam"}


def test_resuming_needs_the_officer_and_the_participant(world: World) -> None:
    _, one = seated(world)
    one.keeper.close()
    again = world.station("01")
    (stopped,) = again.unfinished()
    officer = again.officer("pengawas-1", world.founded.codes["pengawas-1"])

    with pytest.raises(CodeWrongError):
        again.officer("pengawas-2", world.founded.codes["pengawas-1"])
    with pytest.raises(CodeWrongError):
        again.resume(stopped, officer=officer, ticket_code=world.tickets["0002"].code)


def test_a_wrong_ticket_or_wrong_start_codes_open_nothing(world: World) -> None:
    station = world.station("01")
    with pytest.raises(CodeWrongError):
        station.sign_in("0001", world.tickets["0002"].code)
    who = station.sign_in("0001", world.tickets["0001"].code)

    with pytest.raises(StartCodesWrongError):
        station.release(world.session.start_b, world.session.start_a, who.form)
    with pytest.raises(StartCodesWrongError):
        station.release(world.session.start_a, new_code(SystemEntropy()), who.form)
    assert not station.released


def test_nobody_sits_twice_at_one_station(world: World) -> None:
    station, one = seated(world)
    to_end(one)

    with pytest.raises(AlreadySatError):
        station.sign_in("0001", world.tickets["0001"].code)


def test_a_home_without_its_files_says_what_is_missing(world: World, tmp_path: Path) -> None:
    with pytest.raises(HomeUnpreparedError):
        load_post(Home(tmp_path / "nowhere"))
    world.clock.wall = world.clock.wall.replace(year=2031)
    with pytest.raises(NoSessionError):
        world.station("01")


def test_before_release_no_question_and_after_close_no_answer_can_be_read(world: World) -> None:
    before = _everything(world.home("01").root)
    _, one = seated(world)
    one.desk.answer(ItemId("A-3"), "D")
    to_end(one)
    after = _everything(world.home("01").root)

    for secret in (b"soal A-1", b"pilihan B", b"item A-1"):
        assert secret not in before
        assert secret not in after
    assert b"answer_given" not in after
    assert SESSION.encode() in after


def _everything(root: Path) -> bytes:
    """Return all bytes below `root`, also what base64, UTF-16 or zlib could hide in them."""
    raw = b"\n".join(path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file())
    coded = re.findall(rb"[A-Za-z0-9+/]{16,}", raw)
    decoded = [base64.b64decode(one[: len(one) // 4 * 4]) for one in coded]
    inflated = [
        _inflate(raw[found.start() :]) for found in re.finditer(rb"\x78[\x01\x9c\xda]", raw)
    ]
    return b"\n".join([raw, raw.replace(b"\0", b""), *decoded, *inflated])


def _inflate(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data[:65_536])
    except zlib.error:
        return b""


def test_a_sitting_moves_to_another_seat_at_the_same_item_and_time(
    world: World, tmp_path: Path
) -> None:
    station, one = seated(world)
    world.clock.pass_ms(4_000)
    one.desk.answer(A1, "E")
    one.keeper.close()
    (stopped,) = station.unfinished()
    officer = station.officer("pengawas-2", world.founded.codes["pengawas-2"])
    target = world.station("03")
    files = pack_move(
        stopped,
        station,
        officer=officer,
        to_station=target.post.identity.station,
        stick_dir=tmp_path / "stick",
    )
    world.clock.pass_ms(240_000)

    moved = arrive(
        files,
        target,
        officer=officer,
        ticket_code=world.tickets["0001"].code,
        reason="layar mati",
    )
    assert moved.desk.saved.answers == {A1: "E"}
    assert moved.desk.used_ms() == 4_000
    assert [(lost.cause, lost.basis) for lost in moved.desk.saved.lost] == [("move", "stated")]
    to_end(moved)
    (whole,) = export_home(world.home("03"), tmp_path / "out")
    (prefix,) = export_home(world.home("01"), tmp_path / "out1")
    sessions = {target.session.sha256: target.session}
    long = verify_bundle(whole.path.read_bytes(), world.assessment, sessions)
    short = verify_bundle(prefix.path.read_bytes(), world.assessment, sessions)
    assert long.chain.closed
    assert long.chain.heads[: len(short.chain.heads)] == short.chain.heads


def test_a_move_opens_only_at_the_seat_it_was_sealed_to(world: World, tmp_path: Path) -> None:
    station, one = seated(world)
    one.keeper.close()
    (stopped,) = station.unfinished()
    officer = station.officer("pengawas-1", world.founded.codes["pengawas-1"])
    files = pack_move(
        stopped,
        station,
        officer=officer,
        to_station=world.identities["02"].station,
        stick_dir=tmp_path,
    )

    with pytest.raises(ResumeWrapWrongError):
        arrive(
            files,
            world.station("03"),
            officer=officer,
            ticket_code=world.tickets["0001"].code,
            reason="x",
        )
