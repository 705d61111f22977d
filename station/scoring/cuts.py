"""Cut tables: from raw points to a level or band, and the band of one standard error.

Promises a level that never falls when points rise, decided by exact comparison with the cuts.
"""

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from station.scoring.errors import StandardsInvalidError
from station.scoring.exact import CONTEXT, Number, divide, floor, standard_error
from station.scoring.tables import CutRow

FEWEST_STEPS = 3
HUNDREDTHS = {"halves": 50, "bands": 100, "points": 0}
"""How many hundredths of a level or band one step is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What points say through a cut table.

    Attributes:
        reached: Level in halves, or band.
        low: The step that points less one standard error reach.
        high: The step that points and one standard error reach.
        low_hundredths: Where the drawn band begins: interpolated, never above `reached`.
        high_hundredths: Where it ends, never below `reached`.
    """

    reached: int
    low: int
    high: int
    low_hundredths: int
    high_hundredths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CutTable:
    """One table, ready for use.

    Attributes:
        cuts: Least points of each step, rising from 0.
        steps: What each reaches, rising.
        error_points: One standard error of measurement, in points.
        error_steps: The same in halves or bands.
    """

    code: str
    unit: str
    points_most: int
    cuts: tuple[int, ...]
    steps: tuple[int, ...]
    error_points: Decimal
    error_steps: Decimal

    @property
    def bottom(self) -> int:
        """The least that can be reached."""
        return self.steps[0]

    @property
    def top(self) -> int:
        """The most that can be reached."""
        return self.steps[-1]

    def reached(self, points: Number) -> int:
        """Return the step of `points`; below 0 points it is the first."""
        return self.steps[max(0, bisect_right(self.cuts, points) - 1)]

    def read(self, points: Number) -> Reading:
        """Return the step of `points` with its band of one standard error."""
        below = CONTEXT.subtract(Decimal(points), self.error_points)
        above = CONTEXT.add(Decimal(points), self.error_points)
        reached, per_step = self.reached(points), HUNDREDTHS[self.unit]
        return Reading(
            reached=reached,
            low=self.reached(below),
            high=self.reached(above),
            low_hundredths=min(reached * per_step, self._hundredths(below)),
            high_hundredths=max(reached * per_step, self._hundredths(above)),
        )

    def _hundredths(self, points: Decimal) -> int:
        """Return where `points` lie between two steps, by straight line; ends are held."""
        at = bisect_right(self.cuts, points) - 1
        per_step = HUNDREDTHS[self.unit]
        if at < 0 or at == len(self.cuts) - 1:
            return self.steps[max(at, 0)] * per_step
        width = self.cuts[at + 1] - self.cuts[at]
        part = divide(CONTEXT.subtract(points, Decimal(self.cuts[at])), width)
        rise = CONTEXT.multiply(part, Decimal(self.steps[at + 1] - self.steps[at]))
        return floor(CONTEXT.add(Decimal(self.steps[at]), rise), per_step)


def build_table(row: CutRow, code: str) -> CutTable:
    """Return the table of `row` for `code`.

    Raises:
        StandardsInvalidError: Cuts or steps do not rise, or error figures are no use.
    """
    cuts = tuple(step.points for step in row.steps)
    steps = tuple(step.reached for step in row.steps)
    if row.unit != "points":
        _check_steps(code, cuts, steps, row.points_most)
    error = _error_points(row, code)
    return CutTable(
        code=code,
        unit=row.unit,
        points_most=row.points_most,
        cuts=cuts,
        steps=steps,
        error_points=error,
        error_steps=error if row.unit == "points" else _in_steps(error, cuts, steps),
    )


def _check_steps(code: str, cuts: tuple[int, ...], steps: tuple[int, ...], most: int) -> None:
    rising = all(list(values) == sorted(set(values)) for values in (cuts, steps))
    if len(cuts) < FEWEST_STEPS or not rising or cuts[0] != 0 or cuts[-1] > most or steps[0] < 1:
        raise StandardsInvalidError(f"cuts.toml: the steps of {code} do not rise from 0 points")


def _error_points(row: CutRow, code: str) -> Decimal:
    sd, reliability = decimal_of(row.sd_points, code), decimal_of(row.reliability, code)
    if not (0 < reliability < 1 and 0 < sd < row.points_most):
        raise StandardsInvalidError(f"cuts.toml: reliability or sd_points of {code} is impossible")
    return standard_error(sd, reliability)


def _in_steps(error: Decimal, cuts: tuple[int, ...], steps: tuple[int, ...]) -> Decimal:
    """Take points to steps by the mean width of the steps above the first."""
    return divide(CONTEXT.multiply(error, Decimal(steps[-1] - steps[1])), cuts[-1] - cuts[1])


def decimal_of(text: str, where: str) -> Decimal:
    """Return the plain decimal that `text` writes.

    Raises:
        StandardsInvalidError: It is no plain decimal number.
    """
    if not text.replace(".", "", 1).isdecimal() or not text.isascii():
        raise StandardsInvalidError(f"{where}: {text!r} is not a plain decimal number")
    return Decimal(text)
