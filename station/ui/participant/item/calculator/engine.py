"""What a basic calculator does with each key: exact decimals, one step after another. No Qt.

Promises: `*` and `/` go before `+` and `-`, as in mathematics; sums, differences and products
of what can be typed are exact as far as 34 digits reach; a number that is shown rounded says
so. Refuses: a division by zero, the root of a negative number, and numbers of more than fifteen
digits before the mark, each with a fault of its own that stands until the next number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation
from typing import Literal, TypeAlias

from station.ui.participant.item.edits import shown_number

Operator: TypeAlias = Literal["+", "-", "*", "/"]
Fault: TypeAlias = Literal["", "by_zero", "too_large", "root"]
Step: TypeAlias = tuple[Decimal, Operator]

SIGNS: Mapping[str, Operator] = {"+": "+", "-": "-", "*": "*", "/": "/"}
DRAWN: Mapping[Operator, str] = {"+": "+", "-": "−", "*": "×", "/": "÷"}
DIGITS, DECIMALS = 15, 12
"""Most digits of a number as a whole, and behind its mark."""
TOO_LARGE = Decimal(10) ** DIGITS
EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero])
ZERO, HUNDRED = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """A calculation as far as it has come.

    Attributes:
        steps: Numbers that wait, each with the operator behind it.
        typed: The number being typed, `.` for its mark; empty when none is.
        value: A number that was reckoned and stands in the place of a typed one.
        ended: What `=` was pressed on: the steps before, and the last number.
        fault: Why there is no number to show.
    """

    steps: tuple[Step, ...] = ()
    typed: str = ""
    value: Decimal | None = None
    ended: tuple[tuple[Step, ...], Decimal] | None = None
    fault: Fault = ""

    def press(self, key: str) -> "Reckoning":
        """Return what stands after one more key.

        Args:
            key: A digit, `.`, one of `+-*/`, `%`, `=`, `sign`, `root`, `erase` or `clear`.

        Raises:
            KeyError: There is no such key.
        """
        types = key.isdecimal() or key == "."
        if self.fault and not types:
            return EMPTY if key in {"clear", "erase"} else self
        if types:
            return _type(EMPTY if self.fault else self, key)
        try:
            return _operate(self, SIGNS[key]) if key in SIGNS else KEYS[key](self)
        except OverflowError:
            return Reckoning(fault="too_large")
        except (ZeroDivisionError, InvalidOperation):
            return Reckoning(fault="by_zero")

    @property
    def operand(self) -> Decimal | None:
        """The number that the next operator takes; None where nothing was typed yet."""
        return Decimal(self.typed) if self.typed else self.value

    @property
    def standing(self) -> Decimal:
        """The exact number of the display: the operand, or what the steps have come to."""
        operand = self.operand
        if operand is not None or not self.steps:
            return ZERO if operand is None else operand
        number, sign = self.steps[-1]
        return _reckoned(self.steps[:-1] if sign in "+-" else _product(self.steps), number)

    @property
    def is_rounded(self) -> bool:
        """Whether the display shows less than the exact number."""
        return not self.fault and not self.typed and _rounded(self.standing) != self.standing

    def shown(self, language: str) -> str:
        """Return the number of the display as the language writes it; empty under a fault."""
        if self.fault:
            return ""
        if not self.typed:
            return _said(self.standing, language)
        whole, point, rest = self.typed.partition(".")
        mark = "," if language == "id" else "."
        return shown_number(whole, language).replace("-", "−") + (mark + rest if point else "")

    def trail(self, language: str) -> str:
        """Return what led to the display: `2 + 3 ×`, or at the end `2 + 3 =`."""
        steps = self.steps if self.ended is None else self.ended[0]
        parts = [f"{_said(number, language)} {DRAWN[sign]}" for number, sign in steps]
        if self.ended is not None:
            parts.append(f"{_said(self.ended[1], language)} =")
        return " ".join(parts)


EMPTY = Reckoning()


# --- keys -----------------------------------------------------------------------------------


def _type(now: Reckoning, key: str) -> Reckoning:
    """Add a digit or the mark; more digits than fit are left out."""
    typed = now.typed
    if key == "." and "." not in typed:
        return Reckoning(steps=now.steps, typed=f"{typed or '0'}.")
    if key != "." and sum(one.isdecimal() for one in typed) < DIGITS:
        sign, bare = ("-", typed[1:]) if typed.startswith("-") else ("", typed)
        return Reckoning(steps=now.steps, typed=sign + ("" if bare == "0" else bare) + key)
    return now


def _operate(now: Reckoning, sign: Operator) -> Reckoning:
    """Let the operand wait behind an operator; a second operator takes the first one's place."""
    operand = now.operand
    if operand is None and now.steps:
        return Reckoning(steps=(*now.steps[:-1], (now.steps[-1][0], sign)))
    steps = (*now.steps, (ZERO if operand is None else operand, sign))
    _fitting(_reckoned(now.steps, steps[-1][0]))  # a fault shows where it happens
    return Reckoning(steps=steps)


def _equal(now: Reckoning) -> Reckoning:
    steps, last = now.steps, now.operand
    if last is None and steps:
        steps, last = steps[:-1], steps[-1][0]  # `2 + =`: the operator had no effect yet
    if last is None:
        return now
    return Reckoning(value=_fitting(_reckoned(steps, last)), ended=(steps, last))


def _percent(now: Reckoning) -> Reckoning:
    """Take a hundredth; behind + and -, so many hundredths of what stands before it."""
    operand = now.operand
    if operand is None:
        return now
    share = EXACT.divide(operand, HUNDRED)
    if now.steps and now.steps[-1][1] in "+-":
        share = EXACT.multiply(_reckoned(now.steps[:-1], now.steps[-1][0]), share)
    return Reckoning(steps=now.steps, value=_fitting(share))


def _root(now: Reckoning) -> Reckoning:
    if now.standing < ZERO:
        return Reckoning(fault="root")
    return Reckoning(steps=now.steps, value=EXACT.sqrt(now.standing))


def _sign(now: Reckoning) -> Reckoning:
    if now.value is not None:
        return Reckoning(steps=now.steps, value=EXACT.minus(now.value))
    bare = now.typed.removeprefix("-")
    typed = f"-{bare or '0'}" if bare == now.typed else bare
    return Reckoning(steps=now.steps, typed=typed)


def _erase(now: Reckoning) -> Reckoning:
    """Take the last digit back; without one the number, then the operator before it."""
    if now.typed:
        left = now.typed[:-1]
        return Reckoning(steps=now.steps, typed="" if left == "-" else left)
    if now.value is not None or not now.steps:
        return Reckoning(steps=now.steps)
    return Reckoning(steps=now.steps[:-1], value=now.steps[-1][0])


KEYS: Mapping[str, Callable[[Reckoning], Reckoning]] = {
    "=": _equal,
    "%": _percent,
    "root": _root,
    "sign": _sign,
    "erase": _erase,
    "clear": lambda _now: EMPTY,
}


# --- numbers --------------------------------------------------------------------------------


def _reckoned(steps: tuple[Step, ...], last: Decimal) -> Decimal:
    """Return what `steps` and the number behind them come to, products before sums."""
    total, plus, product, times = ZERO, "+", ZERO, ""
    for number, sign in (*steps, (last, "=")):
        if times == "*":
            product = EXACT.multiply(product, number)
        else:
            product = EXACT.divide(product, number) if times == "/" else number
        times = sign
        if sign not in {"*", "/"}:
            total = EXACT.add(total, product) if plus == "+" else EXACT.subtract(total, product)
            plus = sign
    return total


def _product(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps before the last one that belong to the same product."""
    waiting = steps[:-1]
    first = len(waiting)
    while first and waiting[first - 1][1] in "*/":
        first -= 1
    return waiting[first:]


def _fitting(value: Decimal) -> Decimal:
    if abs(value) >= TOO_LARGE:
        raise OverflowError(f"more than {DIGITS} digits")
    return value


def _rounded(value: Decimal) -> Decimal:
    """Return the number that the display has room for."""
    whole = max(1, value.adjusted() + 1)
    return value.quantize(Decimal(1).scaleb(-min(DECIMALS, DIGITS - whole)), context=EXACT)


def _said(value: Decimal, language: str) -> str:
    plain = f"{_rounded(value):f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return shown_number("0" if plain == "-0" else plain, language).replace("-", "−")
