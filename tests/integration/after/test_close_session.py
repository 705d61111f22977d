"""Closing a session: what two officers seal, and the minutes that say it."""

import msgspec
import pytest

from station import canonical
from station.reporting.minutes import render_minutes
from station.scoring.minutes import MinutesModel
from station.sealing.errors import SignatureMissingError
from station.sealing.seal import Incident, verify_seal
from station.usecases.close_session import SealedSession
from station.usecases.errors import (
    AbsentButSatError,
    HouseInvalidError,
    NumberUnknownError,
    SeatUnexplainedError,
)
from station.usecases.house import House, house_of
from station.usecases.minutes.whole import make_minutes
from tests.aftermath import MORNING, OPENED, SECOND, Aftermath, close, session_of
from tests.worlds import SESSION


def test_the_seal_binds_the_bundles_and_its_figures_are_counted(aftermath: Aftermath) -> None:
    sealed = close(aftermath, *MORNING)
    session = session_of(aftermath)
    verified = verify_seal(sealed.data, aftermath.world.assessment, {session.sha256: session})

    assert len(verified.body.bundles) == 3
    assert verified.body.attendance == dict.fromkeys(("0001", "0002", "0003"), "present")
    assert verified.body.counts == {
        "rostered": 3,
        "present": 3,
        "absent": 0,
        "started": 3,
        "did_not_start": 0,
        "submitted": 3,
        "ended": 0,
        "voided": 0,
        "unfinished": 0,
        "seats_used": 3,
        "moves": 0,
        "closed_bundles": 3,
        "receipts": 3,
    }


def test_nobody_seals_over_somebody_unaccounted_for(aftermath: Aftermath) -> None:
    with pytest.raises(SeatUnexplainedError, match="0003"):
        close(aftermath, "0001 whole", "0002 whole")
    with pytest.raises(AbsentButSatError, match="0002"):
        close(aftermath, *MORNING, absent=frozenset({"0002"}))
    with pytest.raises(NumberUnknownError, match="0009"):
        close(aftermath, *MORNING, absent=frozenset({"0009"}))


def test_a_missing_bundle_is_sealed_with_its_reason(aftermath: Aftermath) -> None:
    sealed = close(
        aftermath,
        "0001 whole",
        missing={"0002": "PC terbakar", "0003": "did_not_start"},
    )

    assert [(one.number, one.seat, one.reason) for one in sealed.body.missing] == [
        ("0002", "02", "PC terbakar"),
        ("0003", "03", "did_not_start"),
    ]
    counts = sealed.body.counts
    assert (counts["started"], counts["did_not_start"], counts["unfinished"]) == (2, 1, 1)


def test_bundles_of_another_session_are_told_and_left_out(aftermath: Aftermath) -> None:
    sealed = close(aftermath, *MORNING, "0004 whole")

    assert [one.code for one in sealed.rejected] == ["session_unknown"]
    assert len(sealed.body.bundles) == 3


def test_one_officer_alone_has_not_sealed(aftermath: Aftermath) -> None:
    sealed = close(aftermath, *MORNING, roles="proctor")
    session = session_of(aftermath)

    with pytest.raises(SignatureMissingError):
        make_minutes(
            sealed.data,
            sealed.conducts,
            assessment=aftermath.world.assessment,
            session=session,
            names={},
        )


def minutes_of(aftermath: Aftermath, sealed: SealedSession, session: str = SESSION) -> MinutesModel:
    """Return the minutes of a sealed session."""
    return make_minutes(
        sealed.data,
        sealed.conducts,
        assessment=aftermath.world.assessment,
        session=session_of(aftermath, session),
        names={"0006": "Orang 0006"},
    )


def test_the_minutes_say_what_was_sealed(aftermath: Aftermath) -> None:
    sealed = close(
        aftermath,
        "0004 whole",
        "0005 at two",
        session=SECOND,
        absent=frozenset({"0006"}),
        incidents=(Incident(at=OPENED, text="Telepon berdering."),),
    )
    minutes = minutes_of(aftermath, sealed, SECOND)

    assert minutes.number == f"BA-{SECOND}"
    assert minutes.seal.bundles == sealed.body.bundles
    assert minutes.assessment == aftermath.world.assessment.sha256
    assert [(one.number, one.name, one.seat) for one in minutes.absent] == [
        ("0006", "Orang 0006", "03")
    ]
    assert all(one.balanced for one in minutes.equations)
    assert [one.event["id"] for one in minutes.incidents] == ["Telepon berdering."]
    assert [one.name for one in minutes.signers] == ["Dewi", "Agus"]
    assert minutes.seal.qr.splitlines()[0].endswith("2 3/2/1")


def test_the_minutes_tell_a_stop_and_its_time(aftermath: Aftermath) -> None:
    sealed = close(aftermath, *MORNING)
    minutes = minutes_of(aftermath, sealed)

    assert minutes.plan is not None
    assert [seat.state for seat in minutes.plan.seats] == ["submitted"] * 3
    assert minutes.ledger.people == 0
    assert "3" in minutes.ledger.note["id"]


def test_minutes_have_one_form_and_can_be_drawn(aftermath: Aftermath) -> None:
    minutes = minutes_of(aftermath, close(aftermath, *MORNING))
    data = canonical.dumps(minutes)

    assert msgspec.json.decode(data, type=MinutesModel) == minutes
    assert render_minutes(minutes, language="id").startswith(b"%PDF")
    assert render_minutes(minutes, language="en").startswith(b"%PDF")


def test_a_house_without_rules_goes_by_its_organiser(aftermath: Aftermath) -> None:
    house = house_of(aftermath.world.assessment)

    assert house == House(letterhead=("BKD",), purpose={"id": "Uji", "en": "Test"})


def test_a_house_that_makes_no_sense_is_refused(aftermath: Aftermath) -> None:
    assessment = aftermath.world.assessment
    body = msgspec.structs.replace(assessment.body, rules={"offset_minutes": "seven"})

    with pytest.raises(HouseInvalidError):
        house_of(type(assessment)(sha256=assessment.sha256, body=body))
