"""Bundles: the same bytes each time, and nothing in them that is not proven."""

import hashlib
from copy import copy

import msgspec
import pytest

from station import canonical
from station.errors import IntegrityError
from station.sealing import bundle, chain, frames, writer
from station.sealing.codes import Credential
from station.sealing.errors import (
    ActWrongError,
    BodyMalformedError,
    BodyNotCanonicalError,
    ClosedWrongError,
    CommitmentWrongError,
    FileForeignError,
    FrameTruncatedError,
    SealBrokenError,
    SessionUnknownError,
    SignatureMissingError,
    SignatureWrongError,
    StationUnknownError,
    TicketUnknownError,
    TrailingBytesError,
    WrapErasedError,
    WrapWrongError,
)
from station.sealing.hpke import SealKey
from station.sealing.identity import StationIdentity
from station.sealing.session import Session
from tests.fakes import FixedEntropy
from tests.unit.sealing.world import SESSION, Sitting, World, moved_sitting, whole_sitting


def _verify(world: World, data: bytes) -> bundle.Bundle:
    return bundle.verify_bundle(data, world.assessment, world.sessions)


# --- good bundles ------------------------------------------------------------------------------


def test_a_bundle_is_verified_and_named_by_its_chain_part(world: World, closed: Sitting) -> None:
    data = closed.export()
    verified = _verify(world, data)
    trailer = frames.split(data, bundle.KIND)[-1]

    assert verified.sha256 == hashlib.sha256(data[: -len(trailer) - 4]).hexdigest()
    assert verified.opening == closed.begun.opening
    assert [bytes(one) for one in verified.records] == closed.records()


def test_a_bundle_is_a_pure_function_of_the_chain(closed: Sitting) -> None:
    assert closed.export() == closed.export()


def test_two_custodians_open_a_bundle(world: World, closed: Sitting) -> None:
    verified = _verify(world, closed.export())
    opened = list(bundle.open_bundle(verified, bundle.unseal_ks(verified, world.unsealer)))

    assert len(opened) == len(closed.rows)
    assert opened[1].content == (
        canonical.dumps({"choice": "B", "fact": "answer_given", "item": "V00"}),
    )
    assert opened[0].conduct[0].startswith(b'{"fact":"opened"')


def test_a_bundle_may_end_before_its_close(world: World, closed: Sitting) -> None:
    prefix = copy(closed)
    prefix.rows = closed.rows[:3]
    short, long = _verify(world, prefix.export()), _verify(world, closed.export())

    assert not short.chain.closed
    assert long.chain.heads[len(short.chain.heads) - 1] == short.chain.head


def test_a_bundle_of_the_opening_alone_is_one(world: World, sitting: Sitting) -> None:
    assert len(_verify(world, sitting.export()).records) == 1


def test_an_erased_bundle_is_the_same_evidence_and_opens_no_more(
    world: World, closed: Sitting
) -> None:
    erased = bundle.without_wrap(closed.export())
    verified = _verify(world, erased)

    assert erased == closed.export(wrap=False)
    assert verified.sha256 == _verify(world, closed.export()).sha256
    with pytest.raises(WrapErasedError):
        bundle.unseal_ks(verified, world.unsealer)


def test_a_moved_sitting_is_signed_by_both_stations(world: World) -> None:
    verified = _verify(world, moved_sitting(world).export())
    signed = msgspec.json.decode(frames.split(moved_sitting(world).export(), bundle.KIND)[-2])
    last = len(verified.records) - 1

    assert [(one["seq"], one["role"]) for one in signed["signatures"]] == [
        (0, "station"),
        (0, "ticket"),
        (verified.chain.stations[1][0], "station"),
        (last, "station"),
    ]


def test_a_peek_shows_the_opening(closed: Sitting) -> None:
    assert bundle.peek_opening(closed.export()) == closed.begun.opening


# --- bundles that must not pass ----------------------------------------------------------------


def _rebuilt(data: bytes, at: int, frame: bytes) -> bytes:
    parts = [bytes(part) for part in frames.split(data, bundle.KIND)]
    parts[at] = frame
    return frames.write(bundle.KIND, parts)


def _changed(data: bytes, at: int, **fields: object) -> bytes:
    frame = msgspec.json.decode(frames.split(data, bundle.KIND)[at])
    return _rebuilt(data, at, canonical.dumps(frame | fields))


def test_a_bundle_whose_session_is_not_here_may_come_again(world: World, closed: Sitting) -> None:
    with pytest.raises(SessionUnknownError) as caught:
        bundle.verify_bundle(closed.export(), world.assessment, {})

    assert caught.value.code == "session_unknown"


@pytest.mark.parametrize(
    "fields, error",
    [
        ({"assessment": "0" * 64}, FileForeignError),
        ({"package": "0" * 64}, FileForeignError),
        ({"session": "2025-01-21-P-R1"}, FileForeignError),
        ({"number": "P-002"}, TicketUnknownError),
        ({"number": "P-404"}, TicketUnknownError),
        ({"ticket": "0" * 64}, TicketUnknownError),
        ({"station": "0" * 26}, StationUnknownError),
        ({"wrap_sha256": "0" * 64}, SignatureWrongError),
    ],
)
def test_an_opening_that_does_not_fit_its_session_says_why(
    world: World, sitting: Sitting, fields: dict[str, str], error: type[IntegrityError]
) -> None:
    first = msgspec.json.decode(sitting.rows[0].data)
    first["opening"] |= fields
    data = _rebuilt(sitting.export(), 1, canonical.dumps(first))

    with pytest.raises(error):
        _verify(world, data)


def test_nobody_invents_a_sitting_without_the_ticket(world: World, sitting: Sitting) -> None:
    forged = bundle.write_bundle(
        [(row.data, row.sig) for row in sitting.rows],
        ticket_sig=writer.ticket_signature(Credential(bytes(32)), sitting.rows[0].digest),
        wrap=sitting.begun.wrap,
    )

    with pytest.raises(SignatureWrongError):
        _verify(world, forged)


def _impostor(world: World) -> StationIdentity:
    """Return a station that says it is S1."""
    genuine = world.stations["S1"]
    return StationIdentity(
        station=genuine.station, sign_secret=bytes(32), seal_secret=genuine.seal_secret
    )


def test_nobody_invents_records_without_the_station(world: World) -> None:
    """A thief with Ks goes on writing, but cannot sign as the station."""
    thief = whole_sitting(world)
    thief.rows = thief.rows[:3]
    walked = chain.walk(thief.records())
    thief.chain = writer.ChainWriter(
        ks=thief.begun.ks,
        opening=thief.begun.opening,
        identity=_impostor(world),
        entropy=FixedEntropy(),
        after=walked,
    )
    thief.used_ms = walked.used_ms
    thief.answer("V50", "D")

    with pytest.raises(SignatureWrongError):
        _verify(world, thief.export())


def test_signatures_are_exactly_those_the_chain_needs(world: World, closed: Sitting) -> None:
    data = closed.export()
    heads = msgspec.json.decode(frames.split(data, bundle.KIND)[-2])["signatures"]

    for wrong in (heads[:-1], heads[1:], [*heads, heads[-1]], heads[::-1]):
        with pytest.raises(SignatureMissingError):
            _verify(world, _changed(data, -2, signatures=wrong))


@pytest.mark.parametrize("fields", [{"later": 1}, {"crit": ["records"]}, {"suite": 1, "x": ""}])
def test_the_header_nobody_signs_can_hold_nothing_else(
    world: World, closed: Sitting, fields: dict[str, object]
) -> None:
    with pytest.raises(ClosedWrongError, match="header"):
        _verify(world, _changed(closed.export(), 0, **fields))


def _stray_bits(frame: bytes) -> bytes:
    """Return the frame with a bit set that base64 does not use; it decodes to the same."""
    at = frame.index(b'="') - 1
    while frame[at : at + 1] == b"=":
        at -= 1
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    turned = alphabet[alphabet.index(frame[at : at + 1]) ^ 1]
    return frame[:at] + bytes([turned]) + frame[at + 1 :]


@pytest.mark.parametrize("at", [-2, -1])
def test_bits_that_base64_does_not_use_are_noticed(world: World, closed: Sitting, at: int) -> None:
    data = closed.export()
    frame = bytes(frames.split(data, bundle.KIND)[at])
    turned = _stray_bits(frame)
    assert msgspec.json.decode(turned).keys() == msgspec.json.decode(frame).keys()

    with pytest.raises(BodyNotCanonicalError):
        _verify(world, _rebuilt(data, at, turned))


def test_a_header_that_misstates_the_chain_is_refused(world: World, closed: Sitting) -> None:
    data = closed.export()

    for fields, error in (
        ({"records": len(closed.rows) + 1}, FrameTruncatedError),
        ({"records": len(closed.rows) - 1}, TrailingBytesError),
        ({"closed": False}, ClosedWrongError),
    ):
        with pytest.raises(error):
            _verify(world, _changed(data, 0, **fields))


def test_a_trailer_of_another_sitting_is_noticed(world: World, closed: Sitting) -> None:
    other = whole_sitting(world, number="P-002")
    swapped = _rebuilt(closed.export(), -1, b'{"wrap":%b}' % other.begun.wrap)

    with pytest.raises(WrapWrongError):
        _verify(world, swapped)


def test_a_wrap_of_another_key_is_noticed_when_it_is_opened(world: World) -> None:
    """A station that lies: the wrap fits the opening but holds another key."""
    lying = Sitting(world=world)
    opening = msgspec.structs.replace(lying.begun.opening, ks_commit="0" * 64)
    lying.chain = writer.ChainWriter(
        ks=lying.begun.ks,
        opening=opening,
        identity=world.stations["S1"],
        entropy=FixedEntropy(),
    )
    lying.add({"fact": "opened", "form": "A", "order": "1f", "sections": []})
    verified = _verify(world, lying.export())

    with pytest.raises(CommitmentWrongError):
        bundle.unseal_ks(verified, world.unsealer)


def test_other_custodians_open_no_bundle(world: World, closed: Sitting) -> None:
    with pytest.raises(SealBrokenError):
        bundle.unseal_ks(_verify(world, closed.export()), SealKey(bytes(range(32))))


@pytest.mark.parametrize("parts", [[], [b"{}"], [b"{}", b"{}", b"{}"]])
def test_a_bundle_without_records_is_cut_off(world: World, parts: list[bytes]) -> None:
    data = frames.write(bundle.KIND, parts)

    for look in (bundle.peek_opening, lambda one: _verify(world, one)):
        with pytest.raises(FrameTruncatedError):
            look(data)


def test_a_peek_into_a_chain_without_opening_is_refused(closed: Sitting) -> None:
    with pytest.raises(BodyMalformedError):
        bundle.peek_opening(_rebuilt(closed.export(), 1, closed.rows[1].data))


# --- officers' acts in bundles -----------------------------------------------------------------


def _paused(world: World, sitting: Sitting, **more: object) -> bytes:
    act, signed = world.act("pause", {}, **more)
    sitting.add({"act": act, "fact": "paused", "reason": "fire"}, acts=[signed])
    return sitting.export()


def test_an_act_for_this_seat_passes(world: World, sitting: Sitting) -> None:
    verified = _verify(world, _paused(world, sitting))

    assert len(verified.chain.conduct[-1].acts) == 1


def test_an_act_for_another_seat_is_wrong_evidence(world: World, sitting: Sitting) -> None:
    with pytest.raises(ActWrongError, match="record 1"):
        _verify(world, _paused(world, sitting, seats=("S2",)))


def test_an_act_somebody_else_signed_is_wrong_evidence(world: World, sitting: Sitting) -> None:
    act, signed = world.act("pause", {})
    forged = msgspec.structs.replace(signed, officer="second")
    sitting.add({"act": act, "fact": "paused", "reason": "fire"}, acts=[forged])

    with pytest.raises(SignatureWrongError):
        _verify(world, sitting.export())


def test_a_move_to_a_station_the_session_does_not_know_is_refused(
    world: World, sitting: Sitting
) -> None:
    body = {"from_station": world.stations["S1"].station, "to_station": "0" * 26}
    act, signed = world.act("move", body)
    sitting.add({"act": act, "fact": "moved", "reason": "x"} | body, acts=[signed])

    with pytest.raises(StationUnknownError):
        _verify(world, sitting.export())


def test_a_bundle_belongs_to_the_session_file_it_names(world: World, closed: Sitting) -> None:
    verified = _verify(world, closed.export())

    assert isinstance(verified.session, Session)
    assert verified.session.body.session == SESSION
