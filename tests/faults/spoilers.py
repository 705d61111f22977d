"""What a hostile seat may write into its records: one absurdity each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from station.canonical import MAX_INTEGER
from station.exam import facts as f
from tests.faults.hostile import Line, Spoil

LONG = "x" * 100_000
ODD_TEXTS = ("", "\0", "\x1b[2J", "<b>&amp;</b>", "=1+1", "../../x", "ü\u202e\U0001f600", LONG)
ODD_WALLS = (
    "2025-02-30T01:00:00.000Z",
    "2025-13-01T01:00:00.000Z",
    "2025-01-21T24:61:61.000Z",
    "0000-00-00T00:00:00.000Z",
    "0001-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
)
ODD_CHOICES: tuple[Any, ...] = (
    True, 1, -1, MAX_INTEGER, "", "Z", "\0", "١٢", "1e999", "NaN", "9" * 400, [], ["A", "A"],
    ["Z"], [1], [["A"]], [["r1", "c2"], ["r1"]], [None], {}, {"most": "A"},
    {"most": "A", "least": "A"}, {"most": 1, "least": []}, {"x": "y"}, {"most": {"a": 1}}, [[[]]],
)  # fmt: skip
ODD_NUMBERS = (-1, 0, MAX_INTEGER)
ODD_VALUES = (*ODD_TEXTS, *ODD_CHOICES, *ODD_NUMBERS, None, False, "closed", "A", ["A", "B"])
SHARE_IN_CLEAR = 0.4


def spoilers() -> dict[str, Spoil]:
    """Return every spoiler by a name that says what it does; the first one spoils nothing."""
    return {
        "honest": lambda lines: lines,
        **_of_times(),
        **_of_answers(),
        **_of_conduct(),
        **_of_shape(),
    }


def random_spoilers(count: int, seed: int) -> dict[str, Spoil]:
    """Return spoilers that put an odd value at a random place of a random fact."""
    chance = np.random.default_rng(seed)
    return {f"random {place}": _random(int(chance.integers(2**32))) for place in range(count)}


def _random(seed: int) -> Spoil:
    def spoil(lines: list[Line]) -> list[Line]:
        chance = np.random.default_rng(seed)
        place = int(chance.integers(len(lines)))
        side = "conduct" if chance.random() < SHARE_IN_CLEAR else "content"
        facts = [msgspec.json.decode(raw) for raw in getattr(lines[place], side)]
        if not facts:
            return lines
        fact = facts[int(chance.integers(len(facts)))]
        name = str(chance.choice(sorted(fact)))
        fact[name] = ODD_VALUES[int(chance.integers(len(ODD_VALUES)))]
        lines[place] = _with(lines[place], side, tuple(map(_json, facts)))
        return lines

    return spoil


def _of_times() -> dict[str, Spoil]:
    found: dict[str, Spoil] = {}
    for wall in ODD_WALLS:
        found[f"wall {wall} first"] = _line(0, wall=wall)
        found[f"wall {wall} inside"] = _line(4, wall=wall)
        found[f"wall {wall} last"] = _line(-1, wall=wall)
    for text in ODD_TEXTS:
        found[f"boot {text[:9]!r}"] = _line(3, boot=text)
    found["used time without end"] = _line(-1, used_ms=MAX_INTEGER)
    found["used time taken back"] = _line(9, used_ms=0)
    return found


def _of_answers() -> dict[str, Spoil]:
    found: dict[str, Spoil] = {}
    for kind in range(4):
        for choice in ODD_CHOICES:
            name = f"answer {kind} {str(choice)[:20]!r}"
            found[name] = _fact("answer_given", {"choice": choice}, skip=2 * kind)
    for number in ODD_NUMBERS:
        found[f"spent {number}"] = _fact("item_left", {"spent_ms": number})
    for item in ("", "NOPE", LONG):
        found[f"item {item[:9]!r}"] = _fact("answer_given", {"item": item})
    return found


def _of_conduct() -> dict[str, Spoil]:
    found: dict[str, Spoil] = {}
    for number in ODD_NUMBERS:
        found[f"limit {number}"] = _fact("opened", {"sections": _limits(number)})
        found[f"factor {number}"] = _fact("opened", {"factor_permille": number})
        found[f"answered {number}"] = _fact("closed", {"answered": number})
        found[f"lost {number}"] = _added(_lost(number))
    for text in ODD_TEXTS:
        found[f"order {text[:9]!r}"] = _fact("opened", {"order": text})
        found[f"lockdown {text[:9]!r}"] = _added({"fact": "lockdown_seen", "kind": text})
        found[f"detail {text[:9]!r}"] = _added(
            {"fact": "lockdown_seen", "kind": "usb", "detail": text}
        )
        found[f"form {text[:9]!r}"] = _fact("opened", {"form": text})
        found[f"section {text[:9]!r}"] = _fact("section_opened", {"section": text})
        found[f"an unknown fact {text[:9]!r}"] = _added({"fact": text or "unknown"})
    found["a week for each section"] = _fact("opened", {"sections": _limits(f.WEEK_MS)})
    found["half as much time again"] = _fact("opened", {"factor_permille": 1_500})
    found["a break nobody offered"] = _added({"fact": "break_began", "before": "numerical"})
    found["a fact with more"] = _fact("help_called", {"more": 1})
    found["a fact with less"] = _fact("section_closed", {"reason": None})
    return found


def _of_shape() -> dict[str, Spoil]:
    return {
        "only the opening": lambda lines: lines[:1],
        "no end": lambda lines: lines[:-1],
        "no sections": lambda lines: [lines[0], lines[-1]],
        "every record twice": lambda lines: [one for one in lines[:-1] for _ in range(2)],
        "sealed conduct": lambda lines: [
            replace(one, conduct=(), content=(*one.conduct, *one.content)) for one in lines
        ],
        "sealed nonsense": _line(4, content=(b'"text"', b"7", b"null", b"[]")),
        "clear content": lambda lines: [
            replace(one, conduct=(*one.conduct, *one.content), content=()) for one in lines
        ],
        "ten thousand calls": lambda lines: [
            *lines[:3],
            *[replace(lines[3], conduct=(b'{"fact":"help_called"}',), content=())] * 10_000,
            *lines[3:],
        ],
    }


def _lost(ms: int) -> dict[str, Any]:
    return {"basis": "measured", "cause": "sleep", "fact": "lost", "ms": ms}


def _limits(ms: int) -> Callable[[Any], Any]:
    return lambda sections: [{**one, "limit_ms": ms} for one in sections]


def _line(place: int, **fields: Any) -> Spoil:
    """Change what a record says beside its facts."""

    def spoil(lines: list[Line]) -> list[Line]:
        lines[place] = replace(lines[place], **fields)
        return lines

    return spoil


def _added(fact: Mapping[str, Any]) -> Spoil:
    """Add a conduct fact to the third record."""

    def spoil(lines: list[Line]) -> list[Line]:
        lines[2] = replace(lines[2], conduct=(*lines[2].conduct, _json(fact)))
        return lines

    return spoil


def _fact(kind: str, fields: Mapping[str, Any], skip: int = 0) -> Spoil:
    """Change fields of a fact: of the first of its kind, or of one after `skip` others.

    A field that is None is left out; a function is called with what stands there.
    """

    def spoil(lines: list[Line]) -> list[Line]:
        place, side, at = list(_places(lines, kind))[skip]
        facts = list(getattr(lines[place], side))
        facts[at] = _json(_changed(msgspec.json.decode(facts[at]), fields))
        lines[place] = _with(lines[place], side, tuple(facts))
        return lines

    return spoil


def _with(line: Line, side: str, facts: tuple[bytes, ...]) -> Line:
    return replace(line, conduct=facts) if side == "conduct" else replace(line, content=facts)


def _places(lines: list[Line], kind: str) -> Iterator[tuple[int, str, int]]:
    """Yield where facts of a kind stand: record, side, place there."""
    for place, line in enumerate(lines):
        for side in ("conduct", "content"):
            for at, raw in enumerate(getattr(line, side)):
                if msgspec.json.decode(raw)["fact"] == kind:
                    yield place, side, at


def _changed(fact: dict[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    new = {name: one(fact[name]) if callable(one) else one for name, one in fields.items()}
    return {name: one for name, one in {**fact, **new}.items() if one is not None}


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value, order="sorted")
