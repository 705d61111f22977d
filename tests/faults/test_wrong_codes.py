"""Codes that are mistyped, somebody else's, too late or used up: refused, and nothing is begun."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from station.clock import wall_text
from station.entropy import SystemEntropy
from station.sealing.acts import SignedAct, accept_act
from station.sealing.codes import ALPHABET, new_code
from station.usecases.receipt import find_receipt
from station.usecases.sit import Station
from tests.aftermath import SECOND, Aftermath
from tests.faults.refusals import refused
from tests.faults.sittings import NUMBER, PROCTOR, SEAT
from tests.worlds import World

FORM = "A"


def slip(code: str, place: int) -> str:
    """Return a code with one character changed."""
    wrong = ALPHABET[(ALPHABET.index(code[place]) + 1) % len(ALPHABET)]
    return code[:place] + wrong + code[place + 1 :]


def test_every_way_to_get_a_ticket_wrong_is_refused(world: World) -> None:
    station, code = world.station(SEAT), world.tickets[NUMBER].code
    wrong = {
        "nothing": (NUMBER, "", "code_mistyped"),
        "a word": (NUMBER, "sandi saya", "code_mistyped"),
        "too long": (NUMBER, code + "A", "code_mistyped"),
        "foreign letters": (NUMBER, "ٱلسَّلَامُ", "code_mistyped"),
        "a slip": (NUMBER, slip(code, 0), "code_mistyped"),
        "another slip": (NUMBER, slip(code, 13), "code_mistyped"),
        "swapped": (NUMBER, swapped(code), "code_mistyped"),
        "somebody else's": (NUMBER, world.tickets["0002"].code, "code_wrong"),
        "nobody's": (NUMBER, new_code(SystemEntropy()), "code_wrong"),
        "somebody else's number": ("0002", code, "code_wrong"),
        "an unknown number": ("9999", code, "ticket_unknown"),
        "no number": ("", code, "ticket_unknown"),
    }
    found = {
        what: refused(lambda: station.sign_in(number, typed), world.root).code  # noqa: B023 -- called at once
        for what, (number, typed, _) in wrong.items()
    }

    assert found == {what: expected for what, (_, _, expected) in wrong.items()}
    assert station.sign_in(NUMBER, f" {code.lower().replace('-', ' ')} ").row.number == NUMBER


def swapped(code: str) -> str:
    """Return a code with two neighbours that differ swapped."""
    place = next(at for at in range(3) if code[at] != code[at + 1])
    return code[:place] + code[place + 1] + code[place] + code[place + 2 :]


def test_start_codes_that_do_not_belong_here_release_nothing(
    world: World, aftermath: Aftermath
) -> None:
    station, mine, later = world.station(SEAT), world.session, aftermath.issued[SECOND]
    pairs = {
        "swapped": (mine.start_b, mine.start_a, "start_codes_wrong"),
        "one twice": (mine.start_a, mine.start_a, "start_codes_wrong"),
        "of the afternoon": (later.start_a, later.start_b, "start_codes_wrong"),
        "one of the afternoon": (mine.start_a, later.start_b, "start_codes_wrong"),
        "mistyped": (slip(mine.start_a, 2), mine.start_b, "code_mistyped"),
        "one missing": (mine.start_a, "", "code_mistyped"),
    }
    found = {
        what: refused(lambda: station.release(first, second, FORM), world.root).code  # noqa: B023 -- called at once
        for what, (first, second, _) in pairs.items()
    }

    assert found == {what: expected for what, (_, _, expected) in pairs.items()}
    assert not station.released
    station.release(mine.start_a, mine.start_b, FORM)
    assert station.released


def test_an_officer_is_known_by_the_right_code_only(world: World) -> None:
    station, codes = world.station(SEAT), world.founded.codes
    wrong = {
        "somebody else's": (PROCTOR, codes["pengawas-2"], "code_wrong"),
        "mistyped": (PROCTOR, slip(codes[PROCTOR], 5), "code_mistyped"),
        "a stranger": ("nobody", codes[PROCTOR], "signer_unknown"),
    }
    found = {
        what: refused(lambda: station.officer(officer, code), world.root).code  # noqa: B023 -- called at once
        for what, (officer, code, _) in wrong.items()
    }

    assert found == {what: expected for what, (_, _, expected) in wrong.items()}


@pytest.fixture
def order(world: World) -> tuple[Station, SignedAct, str]:
    """Return a seat, an order that the proctor gave it, and the order's id."""
    station = world.station(SEAT)
    officer = station.officer(PROCTOR, world.founded.codes[PROCTOR])
    return station, *station.sign(officer, "pause", {"reason": "listrik"})


def accepting(
    world: World, order: tuple[Station, SignedAct, str], **other: object
) -> Callable[[], object]:
    """Return the seat's check of an order, with some of its circumstances changed."""
    station, act, _ = order
    usual: dict[str, object] = {
        "assessment": world.assessment,
        "session": station.session.body.session,
        "seat": SEAT,
        "now": wall_text(world.clock.now().wall),
        "known": set(),
    }
    return lambda: accept_act(act, **{**usual, **other})  # type: ignore[arg-type]


def test_an_order_is_carried_out_in_time_here_and_once(
    world: World, order: tuple[Station, SignedAct, str]
) -> None:
    late = wall_text(world.clock.now().wall + timedelta(minutes=6))
    a_year_on = wall_text(world.clock.now().wall + timedelta(days=365))

    accepting(world, order)()
    assert refused(accepting(world, order, now=late)).code == "act_expired"
    assert refused(accepting(world, order, now=a_year_on)).code == "act_expired"
    assert refused(accepting(world, order, known={order[2]})).code == "act_known"
    assert refused(accepting(world, order, seat="02")).code == "act_foreign"
    assert refused(accepting(world, order, session=SECOND)).code == "act_foreign"


def test_an_order_that_was_altered_or_is_anothers_is_refused(
    world: World, order: tuple[Station, SignedAct, str]
) -> None:
    station, act, act_id = order
    altered = SignedAct(act=act.act.replace(b"listrik", b"hujan!!"), officer=PROCTOR, sig=act.sig)
    anothers = SignedAct(act=act.act, officer="pengawas-2", sig=act.sig)
    witness = SignedAct(act=act.act, officer="saksi", sig=act.sig)

    assert refused(accepting(world, (station, altered, act_id))).code == "signature_wrong"
    assert refused(accepting(world, (station, anothers, act_id))).code == "signature_wrong"
    assert refused(accepting(world, (station, witness, act_id))).code == "signer_unknown"


@pytest.mark.parametrize("typed", ["", "X", "0000-0000-0000-0000-0000-1", "É" * 21, "0" * 500])
def test_a_mistyped_receipt_finds_nothing(aftermath: Aftermath, typed: str) -> None:
    register_path = aftermath.stick / "none.register"

    assert refused(lambda: find_receipt(register_path, typed)).code == "code_mistyped"
