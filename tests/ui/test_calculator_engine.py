"""The calculator's reckoning: exact, with products before sums, and plain about its limits."""

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.ui.participant.item.calculator.engine import EMPTY, Reckoning

NAMES = {"r": "root", "n": "sign", "<": "erase", "c": "clear"}


def after(keys: str, now: Reckoning = EMPTY) -> Reckoning:
    for key in keys.replace(" ", ""):
        now = now.press(NAMES.get(key, key))
    return now


@pytest.mark.parametrize(
    "keys, shown",
    [
        ("", "0"),
        ("12", "12"),
        ("007", "7"),
        ("1.5", "1,5"),
        (".5", "0,5"),
        ("1..2.3", "1,23"),
        ("1.50", "1,50"),
        ("1234567.8", "1.234.567,8"),
        ("2+3=", "5"),
        ("2+3*4=", "14"),
        ("2*3+4=", "10"),
        ("8-2-1=", "5"),
        ("8/2/2=", "2"),
        ("2-12/4*2=", "−4"),
        (".1+.2=", "0,3"),
        ("2+=", "2"),
        ("2+*3=", "6"),
        ("=", "0"),
        ("2+3=4", "4"),
        ("2+3=*4=", "20"),
        ("5n", "−5"),
        ("n5", "−5"),
        ("5nn", "5"),
        ("2*3n=", "−6"),
        ("2+3=n", "−5"),
        ("200+10%", "20"),
        ("200+10%=", "220"),
        ("200-10%=", "180"),
        ("200*10%=", "20"),
        ("50%", "0,5"),
        ("16r", "4"),
        ("9+16r=", "13"),
        ("9+r", "3"),
        ("12<", "1"),
        ("12<<", "0"),
        ("n5<", "0"),
        ("7+<", "7"),
        ("2+3=<", "0"),
        ("2+3c", "0"),
        ("+5=", "5"),
    ],
)
def test_keys_lead_to(keys: str, shown: str) -> None:
    assert after(keys).shown("id") == shown


@pytest.mark.parametrize(
    "keys, shown", [("2+", "2"), ("2+3+", "5"), ("2+3*", "3"), ("2+3*4*", "12"), ("6-4-", "2")]
)
def test_an_operator_shows_what_the_calculation_has_come_to(keys: str, shown: str) -> None:
    assert after(keys).shown("id") == shown


def test_marks_are_those_of_the_language() -> None:
    typed, reckoned = after("1234.5"), after("1234.5*2=")

    assert (typed.shown("id"), typed.shown("en")) == ("1.234,5", "1,234.5")
    assert (reckoned.shown("id"), reckoned.shown("en")) == ("2.469", "2,469")
    assert after("12.").shown("en") == "12."


def test_the_trail_tells_the_whole_calculation() -> None:
    assert after("2+3*").trail("id") == "2 + 3 ×"
    assert after("1.5-4").trail("id") == "1,5 −"
    assert after("1.5-4/2=").trail("en") == "1.5 − 4 ÷ 2 ="
    assert after("2+3=4").trail("id") == ""


@pytest.mark.parametrize(
    "keys, fault",
    [
        ("5/0=", "by_zero"),
        ("0/0=", "by_zero"),
        ("5/0+", "by_zero"),
        ("4nr", "root"),
        ("999999999999999+1=", "too_large"),
        ("999999999*999999999*", "too_large"),
        ("9999999*9999999%*9999999=", "too_large"),
    ],
)
def test_what_cannot_be_reckoned_is_a_fault_of_its_own(keys: str, fault: str) -> None:
    found = after(keys)

    assert found.fault == fault
    assert (found.shown("id"), found.is_rounded) == ("", False)


def test_a_fault_stands_until_a_number_or_clear() -> None:
    broken = after("5/0=")

    assert after("+=%rn", broken) == broken
    assert after("7", broken).shown("id") == "7"
    assert after("c", broken) == EMPTY
    assert after("<", broken) == EMPTY


def test_more_digits_than_fit_are_left_out() -> None:
    assert after("1234567890123456789").shown("en") == "123,456,789,012,345"
    assert after("123456789012345.6").shown("en") == "123,456,789,012,345."


def test_a_rounded_number_says_so_and_an_exact_one_does_not() -> None:
    third = after("1/3=")

    assert (third.shown("en"), third.is_rounded) == ("0.333333333333", True)
    assert after("1/8=").is_rounded is False
    assert after("1.0000000000001").is_rounded is False


def test_what_was_rounded_in_the_display_goes_on_unrounded() -> None:
    assert after("1/3*3=").shown("en") == "1"
    assert after("2r*2r=", EMPTY).shown("en") == "2"


def test_another_key_is_refused() -> None:
    with pytest.raises(KeyError):
        EMPTY.press("x")


@given(st.text(alphabet="0123456789.+-*/%=rn<c", max_size=40))
def test_no_keys_break_it_and_the_display_always_has_room(keys: str) -> None:
    now = after(keys)
    digits = sum(one.isdecimal() for one in now.shown("id"))

    assert bool(now.fault) is (now.shown("id") == "")
    assert digits <= 16
    assert now.trail("en") == now.trail("id").replace(".", "#").replace(",", ".").replace("#", ",")


@given(
    st.decimals(-99999, 99999, places=3),
    st.decimals(-99999, 99999, places=3),
    st.sampled_from("+-*"),
)
def test_sums_differences_and_products_are_exact(one: Decimal, two: Decimal, sign: str) -> None:
    def typed(number: Decimal) -> str:
        return f"{abs(number):f}" + ("n" if number < 0 else "")

    found = after(f"{typed(one)}{sign}{typed(two)}=")

    assert found.value == {"+": one + two, "-": one - two, "*": one * two}[sign]


def test_it_knows_no_qt() -> None:
    code = (
        "import sys, station.ui.participant.item.calculator.engine\n"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
