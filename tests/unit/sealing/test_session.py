"""The session file: what an enrolled station opens, and what three shares open."""

from dataclasses import replace
from itertools import combinations

import msgspec
import pytest

from station.sealing import identity, issue, release, session, signedfile
from station.sealing.errors import (
    BodyMalformedError,
    CodeWrongError,
    CommitmentWrongError,
    FileForeignError,
    KeySmallOrderError,
    PackageForeignError,
    RowWrongError,
    SealBrokenError,
    SignerUnknownError,
    StartCodesWrongError,
    StationNotEnrolledError,
    StationUnknownError,
    TicketUnknownError,
)
from station.sealing.frames import split
from station.sealing.package import Package
from station.sealing.session import SessionBody
from tests.fakes import FixedEntropy
from tests.unit.sealing.world import World, make_world, row, session_plan


@pytest.fixture(scope="module")
def other() -> World:
    return make_world(seed="other world")


def _issue(world: World, plan: issue.SessionPlan | None = None, **content: bytes) -> bytes:
    return issue.issue_session(
        plan or session_plan(world.tickets, world.stations),
        issue.SessionKeys(
            content=content or world.content_keys, start_a=world.start_a, start_b=world.start_b
        ),
        assessment=world.assessment,
        package=world.package,
        coordinator=world.officers["coordinator"].signer,
        entropy=FixedEntropy(seed="issue"),
    )


def _signed_again(world: World, body: SessionBody, roster: bytes | None = None) -> bytes:
    held = roster if roster is not None else bytes(split(world.session_data, session.KIND)[2])
    signer = {"coordinator": world.officers["coordinator"].signer}
    return signedfile.write(session.KIND, body, signer, (held,))


# --- roster ------------------------------------------------------------------------------------


def test_every_enrolled_station_opens_the_roster(world: World) -> None:
    rosters = [release.open_roster(world.session, one) for one in world.stations.values()]

    assert all(roster == rosters[0] for roster in rosters)
    assert rosters[0].rows == {"P-001": row("P-001"), "P-002": row("P-002")}


def test_the_clear_part_names_nobody(world: World) -> None:
    for secret in (b"Peserta", b"198001012005011001", b"Kepala Seksi"):
        assert secret not in world.session_data


def test_a_station_that_is_not_enrolled_opens_nothing(world: World) -> None:
    stranger = identity.new_identity(FixedEntropy(seed="stranger"))
    impostor = identity.StationIdentity(
        station=world.stations["S1"].station,
        sign_secret=stranger.sign_secret,
        seal_secret=stranger.seal_secret,
    )

    with pytest.raises(StationNotEnrolledError):
        release.open_roster(world.session, stranger)
    with pytest.raises(SealBrokenError):
        release.open_roster(world.session, impostor)


def test_a_roster_other_than_the_signed_rows_is_refused(world: World) -> None:
    tickets = world.session.body.tickets
    wrong = (
        (msgspec.structs.replace(tickets[0], row="0" * 64), tickets[1]),
        (msgspec.structs.replace(tickets[0], number="P-009"), tickets[1]),
        tickets[:1],
    )

    for changed in wrong:
        body = msgspec.structs.replace(world.session.body, tickets=changed)
        opened = session.verify_session(_signed_again(world, body), world.assessment)
        with pytest.raises(RowWrongError):
            release.open_roster(opened, world.stations["S1"])


def test_a_roster_key_that_was_not_committed_to_is_refused(world: World) -> None:
    body = msgspec.structs.replace(world.session.body, roster_commit="0" * 64)
    opened = session.verify_session(_signed_again(world, body), world.assessment)

    with pytest.raises(CommitmentWrongError):
        release.open_roster(opened, world.stations["S1"])


# --- questions ---------------------------------------------------------------------------------


def test_all_three_shares_open_the_questions(world: World) -> None:
    for form in ("A", "B"):
        assert world.content_key(form) == world.content_keys[form]


def _shares(world: World) -> dict[str, bytes]:
    roster = release.open_roster(world.session, world.stations["S1"])
    return {"s1": roster.s1, "share_a": world.start_a.share, "share_b": world.start_b.share}


@pytest.mark.parametrize("pair", list(combinations(("s1", "share_a", "share_b"), 2)))
def test_two_shares_of_three_open_no_question(world: World, pair: tuple[str, str]) -> None:
    """Whatever a thief puts in the place of the third: nothing, or one of the two again."""
    known = _shares(world)
    held = {name: known[name] for name in pair}
    missing = next(name for name in known if name not in pair)

    for guess in (b"", bytes(32), *held.values()):
        with pytest.raises(StartCodesWrongError):
            release.content_key(world.session, world.package, "A", **held, **{missing: guess})


def test_start_codes_in_the_wrong_order_open_nothing(world: World) -> None:
    known = _shares(world)

    with pytest.raises(StartCodesWrongError):
        release.content_key(
            world.session,
            world.package,
            "A",
            s1=known["s1"],
            share_a=known["share_b"],
            share_b=known["share_a"],
        )


def test_the_questions_of_another_package_stay_closed(world: World, other: World) -> None:
    with pytest.raises(PackageForeignError):
        release.content_key(world.session, other.package, "A", **_shares(world))


def test_a_form_that_the_session_lacks_is_an_error(world: World) -> None:
    with pytest.raises(TicketUnknownError):
        release.content_key(world.session, world.package, "Z", **_shares(world))


def test_a_content_key_the_package_did_not_commit_to_is_refused(world: World) -> None:
    forms = world.package.body.forms
    lying = msgspec.structs.replace(forms[0], commit="0" * 64)
    body = msgspec.structs.replace(world.package.body, forms=(lying, forms[1]))
    package = Package(sha256=world.package.sha256, body=body, chunks=world.package.chunks)

    with pytest.raises(CommitmentWrongError):
        release.content_key(world.session, package, "A", **_shares(world))


# --- people ------------------------------------------------------------------------------------


def test_a_ticket_code_is_checked_against_its_number(world: World) -> None:
    ticket = release.check_ticket(world.session, "P-001", world.tickets["P-001"])

    assert (ticket.form, ticket.seat) == ("A", "S1")
    with pytest.raises(CodeWrongError):
        release.check_ticket(world.session, "P-001", world.tickets["P-002"])
    with pytest.raises(TicketUnknownError):
        release.check_ticket(world.session, "P-404", world.tickets["P-001"])


def test_officers_of_the_room_open_the_resume_key(world: World) -> None:
    public = world.session.body.resume.key

    for officer in ("proctor", "second", "coordinator"):
        held = world.officers[officer]
        key = release.resume_key(world.session, world.assessment, officer, held)
        assert key.public == public


def test_nobody_else_opens_the_resume_key(world: World) -> None:
    for officer, held in (("witness", "witness"), ("proctor", "second")):
        with pytest.raises(CodeWrongError):
            release.resume_key(world.session, world.assessment, officer, world.officers[held])


def test_a_resume_key_other_than_the_sessions_is_refused(world: World) -> None:
    resume = msgspec.structs.replace(world.session.body.resume, key="0" * 64)
    body = msgspec.structs.replace(world.session.body, resume=resume)
    opened = session.verify_session(_signed_again(world, body), world.assessment)

    with pytest.raises(CommitmentWrongError):
        release.resume_key(opened, world.assessment, "proctor", world.officers["proctor"])


# --- the file ----------------------------------------------------------------------------------


def test_a_session_file_is_reissued_under_a_higher_version(world: World) -> None:
    again = replace(session_plan(world.tickets, world.stations), version=2)
    reissued = session.verify_session(_issue(world, again), world.assessment)

    assert reissued.body.version == 2
    assert reissued.sha256 != world.session.sha256
    assert reissued.body.tickets == world.session.body.tickets


def test_the_session_file_of_another_assessment_is_refused(world: World, other: World) -> None:
    with pytest.raises(FileForeignError):
        session.verify_session(other.session_data, world.assessment)


def test_a_session_file_needs_the_coordinator(world: World) -> None:
    roster = bytes(split(world.session_data, session.KIND)[2])
    signer = {"coordinator": world.officers["witness"].signer}
    forged = signedfile.write(session.KIND, world.session.body, signer, (roster,))

    with pytest.raises(SignerUnknownError):
        session.verify_session(forged, world.assessment)


def test_another_roster_than_the_signed_one_is_refused(world: World) -> None:
    data = _signed_again(world, world.session.body, b'{"ct":"","nonce":""}')

    with pytest.raises(SealBrokenError):
        session.verify_session(data, world.assessment)


def test_nobody_and_nothing_stands_twice(world: World) -> None:
    body = world.session.body
    ticket, other_ticket = body.tickets
    station, *stations = body.stations
    put = msgspec.structs.replace
    wrong = (
        {"tickets": (ticket, put(other_ticket, number=ticket.number))},
        {"tickets": (ticket, put(other_ticket, key=ticket.key))},
        {"tickets": (put(ticket, form="Z"), other_ticket)},
        {"stations": (station, put(stations[0], station=station.station))},
        {"stations": (station, put(stations[0], sign=station.sign))},
        {"stations": (station, put(stations[0], seat=station.seat))},
        {"forms": (body.forms[0], body.forms[0], body.forms[1])},
    )

    for change in wrong:
        with pytest.raises(BodyMalformedError):
            session.verify_session(_signed_again(world, put(body, **change)), world.assessment)


def test_a_key_of_small_order_is_refused_wherever_it_stands(world: World) -> None:
    body = world.session.body
    weak = "01" + "00" * 31
    ticket = msgspec.structs.replace(body.tickets[0], key=weak)
    station = msgspec.structs.replace(body.stations[0], sign=weak)

    for wrong in (
        msgspec.structs.replace(body, tickets=(ticket, body.tickets[1])),
        msgspec.structs.replace(body, stations=(station, *body.stations[1:])),
    ):
        with pytest.raises(KeySmallOrderError):
            session.verify_session(_signed_again(world, wrong), world.assessment)


def test_a_session_is_not_issued_with_a_content_key_of_another_package(world: World) -> None:
    with pytest.raises(CommitmentWrongError):
        _issue(world, A=bytes(32), B=world.content_keys["B"])


def test_a_session_knows_its_stations_and_tickets(world: World) -> None:
    station = world.stations["S2"].station

    assert world.session.station(station).seat == "S2"
    with pytest.raises(StationUnknownError):
        world.session.station("0" * 26)
