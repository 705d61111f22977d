"""The `d` of an SVG path: absolute and relative moves, lines, curves; no arcs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from station.reporting.pen import Path, Point

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}
"""How many numbers each command takes."""


class OutlineError(ValueError):
    """A path holds a command that is not known, or not its numbers."""


@dataclass(slots=True)
class _Walk:
    """Where the pen is while a path is read."""

    path: Path = field(default_factory=Path)
    at: Point = (0.0, 0.0)
    start: Point = (0.0, 0.0)
    cubic: Point | None = None
    quadratic: Point | None = None

    def step(self, command: str, numbers: list[float]) -> None:
        """Do one command with its numbers."""
        x, y = self.at if command.islower() else (0.0, 0.0)
        points = _points(command.upper(), numbers, (x, y), self.at)
        cubic, quadratic = self.cubic, self.quadratic
        self.cubic = self.quadratic = None
        match command.upper():
            case "M":
                self.start = points[0]
                self.path.move(*points[0])
            case "L" | "H" | "V":
                self.path.line(*points[0])
            case "C":
                self._curve(*points)
            case "S":
                self._curve(_mirrored(cubic, self.at), *points)
            case "Q":
                self._quadratic(*points)
            case "T":
                self._quadratic(_mirrored(quadratic, self.at), *points)
            case _:
                self.path.close()
                points = [self.start]
        self.at = points[-1]

    def _curve(self, first: Point, second: Point, end: Point) -> None:
        self.path.curve(first, second, end)
        self.cubic = second

    def _quadratic(self, control: Point, end: Point) -> None:
        """Draw a quadratic curve as the cubic one that is the same."""
        self.path.curve(_between(self.at, control), _between(end, control), end)
        self.quadratic = control


def outline(text: str) -> Path:
    """Return the outline that `d` describes.

    Raises:
        OutlineError: An arc, an unknown command, or numbers missing.
    """
    walk = _Walk()
    for command, numbers in _commands(text):
        walk.step(command, numbers)
    return walk.path


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    """Give each command with its own numbers, repeated ones written out."""
    tokens = _TOKEN.findall(text)
    index = 0
    while index < len(tokens):
        command = tokens[index]
        size = _SIZES.get(command.upper())
        if size is None:
            raise OutlineError(f"path command {command} is not known")
        index += 1
        if not size:
            yield command, []
            continue
        if index >= len(tokens) or tokens[index].isalpha():
            raise OutlineError(f"path command {command} lacks its numbers")
        while index < len(tokens) and not tokens[index].isalpha():
            numbers = [float(token) for token in tokens[index : index + size]]
            if len(numbers) < size:
                raise OutlineError(f"path command {command} lacks a number")
            yield command, numbers
            index += size
            command = {"M": "L", "m": "l"}.get(command, command)


def _points(command: str, numbers: list[float], base: Point, at: Point) -> list[Point]:
    if command == "H":
        return [(base[0] + numbers[0], at[1])]
    if command == "V":
        return [(at[0], base[1] + numbers[0])]
    return [
        (base[0] + across, base[1] + down)
        for across, down in zip(numbers[::2], numbers[1::2], strict=True)
    ]


def _mirrored(control: Point | None, at: Point) -> Point:
    """Return the last control point seen from the other side, or where the pen is."""
    return at if control is None else (2 * at[0] - control[0], 2 * at[1] - control[1])


def _between(end: Point, control: Point) -> Point:
    return (
        end[0] + (control[0] - end[0]) * 2 / 3,
        end[1] + (control[1] - end[1]) * 2 / 3,
    )
