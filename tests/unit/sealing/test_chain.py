"""Records and chains: what a walk accepts, and what it names when it does not."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station import canonical
from station.errors import IntegrityError
from station.sealing import acts, chain, record
from station.sealing.errors import (
    ActExpiredError,
    ActForeignError,
    ActKnownError,
    ActWrongError,
    BodyMalformedError,
    BodyNotCanonicalError,
    ChainBrokenError,
    ClosedWrongError,
    CommitmentWrongError,
    CritUnknownError,
    OpeningWrongError,
    SealBrokenError,
    SequenceGapError,
    SignatureWrongError,
    SignerUnknownError,
    StationUnknownError,
    SuiteUnknownError,
    TicketUnknownError,
    UsedTimeFallsError,
)
from station.sealing.signing import verify
from station.sealing.suite import sha256
from tests.fakes import FixedEntropy
from tests.unit.sealing.world import LATER, SESSION, WALL, Sitting, World, moved_sitting

Change = Callable[[dict[str, object]], object]


def _relink(records: list[bytes], at: int, change: Change) -> list[bytes]:
    """Return the chain with one record changed and every later `prev` made to fit."""
    relinked: list[bytes] = []
    prev = record.FIRST_PREV
    for seq, data in enumerate(records):
        value = msgspec.json.decode(data) | {"prev": prev}
        if seq == at:
            change(value)
        relinked.append(msgspec.json.encode(value, order="sorted"))
        prev = sha256(relinked[-1])
    return relinked


def _put(**fields: object) -> Change:
    return lambda value: value.update(fields)


# --- writing and walking -----------------------------------------------------------------------


def test_a_written_chain_walks(closed: Sitting) -> None:
    walked = chain.walk(closed.records())

    assert walked.heads == tuple(row.digest for row in closed.rows)
    assert walked.head == closed.rows[-1].digest
    assert walked.opening == closed.begun.opening
    assert (walked.closed, walked.used_ms, walked.wall) == (True, closed.used_ms, WALL)
    assert [one.seq for one in walked.conduct] == [0, len(closed.rows) - 1]


def test_records_are_written_in_canonical_form(closed: Sitting) -> None:
    for data in closed.records():
        assert canonical.dumps(canonical.loads(data)) == data


def test_every_record_is_signed_over_its_digest(closed: Sitting) -> None:
    station = closed.world.stations["S1"]

    for row in closed.rows:
        assert row.digest == sha256(row.data)
        verify(station.signer.key, record.KIND, bytes.fromhex(row.digest), row.sig)


def test_a_record_without_content_holds_no_sealed_bytes(closed: Sitting) -> None:
    heartbeat = msgspec.json.decode(closed.rows[-2].data)

    assert heartbeat["content"] == ""
    assert heartbeat["conduct"] == heartbeat["acts"] == heartbeat["crit"] == []


@given(st.lists(st.text(max_size=300), min_size=1, max_size=4))
def test_sealed_content_has_the_length_of_a_multiple_of_256(texts: list[str]) -> None:
    cipher = record.fact_cipher(bytes(32))
    facts = [canonical.dumps({"text": text}) for text in texts]
    sealed = record.seal_content(cipher, facts, b"here", FixedEntropy())

    assert (len(sealed) - 12 - 16) % 256 == 0
    assert record.open_content(cipher, sealed, b"here") == b"[%b]" % b",".join(facts)


def test_two_answers_of_different_length_look_alike(sitting: Sitting) -> None:
    short, long = sitting.answer("V01", "A"), sitting.answer("V02", "A" * 100)

    assert len(short.data) == len(long.data)


def test_the_associated_data_is_that_of_the_document(world: World, closed: Sitting) -> None:
    opening = closed.begun.opening
    station = world.stations["S1"].station
    stated = {
        "suite": 1,
        "assessment": world.assessment.sha256,
        "package": world.package.sha256,
        "sitting": opening.sitting,
        "station": station,
        "seq": 17,
        "prev": "ab" * 32,
    }

    context = record.RecordContext(opening, station).at(17, "ab" * 32)
    assert context == b"saksi-record/1\n" + canonical.dumps(stated)


def test_a_chain_goes_on_after_a_restart_as_if_nothing_had_been(world: World) -> None:
    sitting = Sitting(world=world)
    sitting.add({"fact": "opened", "form": "A", "order": "1f", "sections": []})
    sitting.answer("V01", "A")
    sitting.sit_at("S1", after=chain.walk(sitting.records()))
    sitting.answer("V02", "B")
    walked = chain.walk(sitting.records())

    opened = chain.open_records(walked, sitting.records(), sitting.begun.ks)

    assert [one.content for one in opened][1:] == [
        (canonical.dumps({"choice": "A", "fact": "answer_given", "item": "V01"}),),
        (canonical.dumps({"choice": "B", "fact": "answer_given", "item": "V02"}),),
    ]


def test_the_writer_refuses_to_take_back_time(sitting: Sitting) -> None:
    with pytest.raises(UsedTimeFallsError):
        sitting.add(ms=-1)


def test_the_writer_refuses_a_fact_without_its_officers_act(sitting: Sitting) -> None:
    with pytest.raises(ActWrongError):
        sitting.add({"act": "", "fact": "paused", "reason": "fire"})


def test_a_sitting_begins_only_where_and_for_whom_the_session_says(world: World) -> None:
    with pytest.raises(TicketUnknownError):
        Sitting(world=world, number="P-404")
    with pytest.raises(StationUnknownError):
        record.begin(
            assessment=world.assessment,
            session=world.session,
            number="P-001",
            sitting="0" * 26,
            station="0" * 26,
            entropy=FixedEntropy(),
        )


# --- what a walk refuses -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "change, error",
    [
        (_put(seq=7), SequenceGapError),
        (_put(prev="ab" * 32), ChainBrokenError),
        (_put(used_ms=0), UsedTimeFallsError),
        (_put(used_ms=-1), BodyMalformedError),
        (_put(used_ms=2**53), BodyMalformedError),
        (_put(used_ms="1"), BodyMalformedError),
        (_put(wall="yesterday"), BodyMalformedError),
        (_put(crit=["new"]), CritUnknownError),
        (_put(crit=["new"], new=1), CritUnknownError),
        (_put(conduct=[{"fact": "closed", "reason": "time"}]), ClosedWrongError),
        (_put(conduct=[7]), BodyMalformedError),
        (_put(conduct=[{}]), BodyMalformedError),
    ],
)
def test_a_chain_changed_in_the_middle_says_why(
    closed: Sitting, change: Change, error: type[IntegrityError]
) -> None:
    with pytest.raises(error):
        chain.walk(_relink(closed.records(), 2, change))


def test_a_later_field_that_is_not_critical_does_not_break_a_chain(closed: Sitting) -> None:
    changed = _relink(closed.records(), 2, _put(later={"a": 1}, crit=["wall"]))

    assert len(chain.walk(changed).heads) == len(closed.rows)


def test_records_reordered_dropped_or_repeated_are_refused(closed: Sitting) -> None:
    records = closed.records()
    wrong: tuple[tuple[list[bytes], type[IntegrityError]], ...] = (
        ([records[0], records[2], records[1], *records[3:]], SequenceGapError),
        ([*records[:2], *records[3:]], SequenceGapError),
        ([*records[:2], *records[1:]], SequenceGapError),
        (records[1:], SequenceGapError),
        ([], OpeningWrongError),
    )

    for one, error in wrong:
        with pytest.raises(error):
            chain.walk(one)


def test_an_opening_stands_first_and_only_there(closed: Sitting) -> None:
    opening = msgspec.json.decode(closed.rows[0].data)["opening"]

    def remove(value: dict[str, object]) -> None:
        del value["opening"]

    for at, change in ((0, remove), (2, _put(opening=opening))):
        with pytest.raises(OpeningWrongError):
            chain.walk(_relink(closed.records(), at, change))


def test_an_opening_of_a_later_suite_is_refused(closed: Sitting) -> None:
    opening = msgspec.json.decode(closed.rows[0].data)["opening"] | {"suite": 2}

    with pytest.raises(SuiteUnknownError):
        chain.walk(_relink(closed.records(), 0, _put(opening=opening)))


def test_nothing_follows_a_close(closed: Sitting) -> None:
    extended = Sitting(world=closed.world)
    extended.sit_at("S1", after=chain.walk(closed.records()))
    extended.used_ms = closed.used_ms
    extended.rows = list(closed.rows)
    extended.answer("V99", "A")

    with pytest.raises(ClosedWrongError):
        chain.walk(extended.records())


@pytest.mark.parametrize(
    "old, new",
    [
        (b'{"acts":', b'{ "acts":'),
        (b'"crit":[]', b'"crit":[ ]'),
        (b'"boot":"boot-1"', b'"boot":"boo\\u0074-1"'),
        (b'"boot":"boot-1"', b'"boot":"boot-1","boot":"boot-1"'),
        (b'"fact":"opened"', b'"fact":"opened","fact":"opened"'),
        (b'"fact":"opened"', b'"a":1.5,"fact":"opened"'),
    ],
)
def test_a_record_in_another_form_is_refused(closed: Sitting, old: bytes, new: bytes) -> None:
    first = closed.rows[0].data
    assert old in first

    with pytest.raises(BodyNotCanonicalError):
        chain.walk([first.replace(old, new, 1)])


def test_bytes_that_are_no_record_are_refused(closed: Sitting) -> None:
    for data in (b"", b"[]", b"\xff", b"[" * 100_000, closed.rows[0].data[:-1]):
        with pytest.raises(BodyMalformedError, match="record 0"):
            chain.walk([data])


# --- opening content ---------------------------------------------------------------------------


def test_content_opens_with_the_sittings_key_only(closed: Sitting) -> None:
    walked = chain.walk(closed.records())

    with pytest.raises(CommitmentWrongError):
        list(chain.open_records(walked, closed.records(), bytes(32)))


def test_no_answer_can_be_read_in_the_chain(closed: Sitting) -> None:
    for row in closed.rows:
        assert b"answer_given" not in row.data
        assert b"V00" not in row.data


def test_content_moved_to_another_place_does_not_open(closed: Sitting) -> None:
    records = closed.records()
    stolen = msgspec.json.decode(records[1])["content"]
    moved = _relink(records, 2, _put(content=stolen))

    with pytest.raises(SealBrokenError):
        list(chain.open_records(chain.walk(moved), moved, closed.begun.ks))


def test_content_with_a_broken_pad_or_a_second_form_is_refused(closed: Sitting) -> None:
    """Only a station that lies can make these: they are sealed under the right key."""
    cipher = record.fact_cipher(closed.begun.ks)
    opening = closed.begun.opening
    context = record.RecordContext(opening, opening.station)
    prev = closed.rows[0].digest

    for plain, error in (
        (b"[]" + bytes(254), SealBrokenError),
        (b'[{"a":1,"a":2}]\x80', BodyNotCanonicalError),
        (b"[1.5]\x80", BodyNotCanonicalError),
        (b"{}\x80", BodyMalformedError),
    ):
        sealed = bytes(12) + cipher.encrypt(bytes(12), plain, context.at(1, prev))
        value = msgspec.json.decode(closed.rows[1].data)
        value["content"] = msgspec.json.decode(msgspec.json.encode(sealed))
        records = [closed.rows[0].data, canonical.dumps(value)]
        with pytest.raises(error):
            list(chain.open_records(chain.walk(records), records, closed.begun.ks))


# --- officers' acts ----------------------------------------------------------------------------


def test_a_pause_carries_the_act_that_ordered_it(world: World, sitting: Sitting) -> None:
    act, signed = world.act("pause", {"reason": "fire"})
    sitting.add({"act": act, "fact": "paused", "reason": "fire"}, acts=[signed])
    walked = chain.walk(sitting.records())

    assert walked.conduct[-1].acts == (signed,)
    assert acts.read_act(walked.conduct[-1].acts[0]).id == act


def _time_added(act: str, ms: int = 60_000) -> dict[str, object]:
    return {"act": act, "fact": "time_added", "ms": ms, "reason": "noise", "section": "V"}


def test_an_officer_ends_a_section_and_the_sitting_by_one_act(
    world: World, sitting: Sitting
) -> None:
    act, signed = world.act("end", {"reason": "ended"})
    left = {"fact": "section_closed", "reason": "ended", "section": "V"}
    over = {"act": act, "answered": 1, "fact": "closed", "items": 2, "reason": "ended"}
    sitting.add(left, over, acts=[signed])

    assert chain.walk(sitting.records()).closed


def test_more_time_than_the_officer_gave_is_refused(world: World, sitting: Sitting) -> None:
    act, signed = world.act("add_time", {"ms": 60_000, "reason": "noise"})
    sitting.add(_time_added(act), acts=[signed])
    more = _relink(sitting.records(), 1, _put(conduct=[_time_added(act, 600_000)]))

    with pytest.raises(ActWrongError, match="other than act"):
        chain.walk(more)


@pytest.mark.parametrize("kind", ["pause", "end"])
def test_an_act_of_another_kind_does_not_cover_a_fact(
    world: World, sitting: Sitting, kind: str
) -> None:
    act, signed = world.act(kind, {})

    with pytest.raises(ActWrongError, match="without an officer's act"):
        sitting.add(_time_added(act), acts=[signed])


@pytest.mark.parametrize(
    "fact",
    [
        {"act": "", "fact": "moved", "from_station": "a", "reason": "x", "to_station": "b"},
        {"act": "", "after": "restart", "fact": "resumed"},
        {"answered": 1, "fact": "closed", "items": 2, "reason": "voided"},
        {"act": "0" * 26, "answered": 1, "fact": "closed", "items": 2, "reason": "submitted"},
        {"act": "0" * 26, "fact": "help_called"},
    ],
)
def test_facts_only_an_officer_may_cause_need_an_act(
    sitting: Sitting, fact: dict[str, object]
) -> None:
    with pytest.raises(ActWrongError):
        sitting.add(fact)


def test_an_act_is_used_once(world: World, sitting: Sitting) -> None:
    act, signed = world.act("add_time", {"ms": 60_000})
    with pytest.raises(ActWrongError, match="twice"):
        sitting.add(_time_added(act), acts=[signed, signed])

    sitting.add(_time_added(act), acts=[signed])
    sitting.add(_time_added(act), acts=[signed])
    with pytest.raises(ActWrongError, match="repeats"):
        chain.walk(sitting.records())


def test_a_seat_accepts_an_act_once_and_in_time(world: World) -> None:
    act, signed = world.act("pause", {})

    def accept(now: str = WALL, seat: str = "S1", known: tuple[str, ...] = ()) -> str:
        return acts.accept_act(
            signed, assessment=world.assessment, session=SESSION, seat=seat, now=now, known=known
        ).id

    assert accept() == act
    for error, arguments in (
        (ActKnownError, {"known": (act,)}),
        (ActExpiredError, {"now": LATER.replace("09:", "10:")}),
        (ActForeignError, {"seat": "S2"}),
    ):
        with pytest.raises(error):
            accept(**arguments)


def test_an_act_by_somebody_without_the_role_is_refused(world: World) -> None:
    _, by_witness = world.act("pause", {}, officer="witness")
    _, by_proctor = world.act("pause", {})
    forged = msgspec.structs.replace(by_proctor, officer="second")

    for signed, error in ((by_witness, SignerUnknownError), (forged, SignatureWrongError)):
        with pytest.raises(error):
            acts.verify_act(signed, assessment=world.assessment, session=SESSION, seat="S1")


# --- moves -------------------------------------------------------------------------------------


def test_a_moved_sitting_opens_at_both_stations(world: World) -> None:
    sitting = moved_sitting(world)
    walked = chain.walk(sitting.records())
    opened = list(chain.open_records(walked, sitting.records(), sitting.begun.ks))

    assert [station for _, station in walked.stations] == [
        world.stations["S1"].station,
        world.stations["S2"].station,
    ]
    assert walked.station_at(walked.stations[1][0] - 1) == world.stations["S1"].station
    assert b"V09" in opened[-2].content[0]


def test_a_sitting_moves_only_from_where_it_was(world: World) -> None:
    sitting = moved_sitting(world)
    at = next(one.seq for one in chain.walk(sitting.records()).conduct if one.acts)
    there = world.stations["S3"].station
    body = {"from_station": there, "to_station": world.stations["S2"].station}
    act, signed = world.act("move", body, seats=("S2",))
    fact = {"act": act, "fact": "moved", "reason": "x"} | body
    change = _put(conduct=[fact], acts=[msgspec.to_builtins(signed)])

    with pytest.raises(ChainBrokenError, match="from where it was not"):
        chain.walk(_relink(sitting.records(), at, change))
