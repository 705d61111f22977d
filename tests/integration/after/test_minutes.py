"""What minutes and reports tell of a sitting that did not go quietly."""

from collections.abc import Mapping

import pytest

from station.exam import facts as f
from station.exam.form import SectionCode
from station.sealing.seal import Incident, MissingSeat, SealBody, verify_seal
from station.usecases.conduct import Conduct, Event
from station.usecases.house import house_of
from station.usecases.minutes.clock import time_ledger
from station.usecases.minutes.room import incidents, seat_plan
from station.usecases.minutes.source import Source
from station.usecases.sitting_conduct import sitting_conduct
from tests.aftermath import MORNING, Aftermath, close, session_of
from tests.worlds import SESSION

ONE = SectionCode("one")
TIMES = (f.SectionTime(section=ONE, limit_ms=1_300_000),)
OPENED_FACT = f.Opened(form="A", sections=TIMES, order="0", factor_permille=1300)
CLOSED = f.Closed(reason="submitted", answered=1, items=1)


def minute(place: int) -> str:
    """Return a moment."""
    return f"2025-01-20T02:{place:02d}:00.000Z"


def conduct(number: str, *facts: f.Conduct, stations: tuple[str, ...] = ("s",)) -> Conduct:
    """Return a sitting in which these things happened, a minute apart, ordered by the proctor."""
    return Conduct(
        number=number,
        events=tuple(
            Event(wall=minute(place), used_ms=place, fact=fact, officers=("pengawas-1",))
            for place, fact in enumerate(facts)
        ),
        seats=stations,
        used_ms=900_000,
        began=minute(0),
        ended=minute(len(facts)),
        head="0" * 64,
    )


@pytest.fixture(scope="module")
def unquiet(aftermath: Aftermath) -> dict[str, Conduct]:
    """Return three sittings: paused and lengthened; moved; ended by an officer."""
    stations = {one.seat: one.station for one in session_of(aftermath).body.stations}
    moved = f.Moved(
        from_station=stations["02"], to_station=stations["03"], reason="layar mati", act="m"
    )
    lost = f.Lost(ms=240_000, cause="pause", basis="measured")
    return {
        "0001": conduct(
            "0001",
            OPENED_FACT,
            f.SectionOpened(section=ONE),
            f.HelpCalled(),
            f.Paused(reason="listrik padam", act="p"),
            lost,
            f.Resumed(after="pause", act="r"),
            f.TimeAdded(section=ONE, ms=120_000, reason="menyalakan kembali", act="t"),
            f.SectionClosed(section=ONE, reason="left"),
            CLOSED,
        ),
        "0002": conduct(
            "0002",
            OPENED_FACT,
            f.BreakBegan(before=ONE),
            f.BreakEnded(before=ONE),
            moved,
            f.Lost(ms=60_000, cause="move", basis="stated"),
            f.LockdownSeen(kind="screens"),
            f.Resumed(after="restart", act="s", reason="kabel daya longgar"),
            CLOSED,
            stations=(stations["02"], stations["03"]),
        ),
        "0003": conduct("0003", OPENED_FACT, f.Closed(reason="ended", answered=0, items=1)),
    }


def source(
    aftermath: Aftermath, conducts: Mapping[str, Conduct], body: SealBody | None = None
) -> Source:
    """Return what minutes of the morning would be made from, had it gone like this."""
    sealed = close(aftermath, *MORNING, incidents=(Incident(at=minute(9), text="Hujan deras."),))
    return Source(
        house=house_of(aftermath.world.assessment),
        assessment=aftermath.world.assessment,
        session=session_of(aftermath),
        body=body or sealed.body,
        sha256=sealed.sha256,
        signatures=(),
        conducts=conducts,
        names={},
    )


def test_incidents_stand_in_order_of_time_with_who_ordered_them(
    aftermath: Aftermath, unquiet: dict[str, Conduct]
) -> None:
    rows = incidents(source(aftermath, unquiet))

    assert [(one.time, one.seats, one.event["id"]) for one in rows] == [
        ("09.01", "03", "Pengerjaan diakhiri petugas."),
        ("09.03", "01", "Dihentikan sementara: listrik padam."),
        ("09.03", "02", "Pindah kursi: layar mati."),
        ("09.06", "01", "Waktu ditambah 2 menit: menyalakan kembali."),
        ("09.06", "02", "Program atau komputer berhenti: kabel daya longgar. Dilanjutkan."),
        ("09.09", "–", "Hujan deras."),
    ]
    assert rows[0].action["id"] == "atas perintah Dewi"


def test_the_plan_shows_what_needs_explaining_most(
    aftermath: Aftermath, unquiet: dict[str, Conduct]
) -> None:
    plan = seat_plan(source(aftermath, unquiet))

    assert [one.state for one in plan.seats] == ["time_returned", "moved", "adjusted"]
    assert [note["id"] for note in plan.notes] == ["Peserta 0002 pindah dari 02 ke 03."]


def test_the_plan_tells_seats_without_a_bundle(aftermath: Aftermath) -> None:
    body = close(
        aftermath, "0001 whole", missing={"0002": "PC terbakar", "0003": "did_not_start"}
    ).body
    plan = seat_plan(source(aftermath, {}, body))

    assert [one.state for one in plan.seats] == ["unfinished"] * 3
    assert [note["id"] for note in plan.notes] == [
        "Peserta 0002 hadir tanpa berkas jawaban: PC terbakar.",
        "Peserta 0003 hadir tanpa berkas jawaban: tidak pernah memulai.",
    ]
    assert isinstance(body.missing[0], MissingSeat)


def test_the_time_ledger_tells_causes_shares_and_rules(
    aftermath: Aftermath, unquiet: dict[str, Conduct]
) -> None:
    ledger = time_ledger(source(aftermath, unquiet), 1_000_000)

    assert [(row.cause["id"], row.people, row.total_ms) for row in ledger.rows] == [
        ("Dihentikan petugas", 1, 240_000),
        ("Pindah kursi", 1, 60_000),
        ("Tambahan waktu", 1, 120_000),
        ("Penyesuaian waktu", 3, 900_000),
    ]
    assert ledger.rows[1].rule["id"] == "jam ujian berhenti; sebagian menurut pengawas"
    assert (ledger.people, ledger.total_ms) == (3, 1_320_000)


def test_a_report_is_told_how_the_sitting_went(
    aftermath: Aftermath, unquiet: dict[str, Conduct]
) -> None:
    session = session_of(aftermath)
    sealed = close(aftermath, *MORNING)
    seal = verify_seal(sealed.data, aftermath.world.assessment, {session.sha256: session})
    house = house_of(aftermath.world.assessment)
    told = {number: sitting_conduct(one, session, seal, house) for number, one in unquiet.items()}
    first, second = told["0001"], told["0002"]

    assert first is not None
    assert second is not None
    assert (first.started, first.limit_ms, first.help_calls) == (minute(1), 1_420_000, 1)
    assert [(one.at, one.ms) for one in first.added] == [(minute(6), 120_000)]
    assert [(one.cause, one.basis) for one in second.lost] == [("move", "stated")]
    assert [(one.from_seat, one.to_seat) for one in second.moves] == [("02", "03")]
    assert [(one.before, one.ms) for one in second.breaks] == [(ONE, 60_000)]
    assert (second.lockdown, second.minutes) == (1, f"BA-{SESSION}")
    assert sitting_conduct(conduct("0003", OPENED_FACT), session, seal, house) is None
