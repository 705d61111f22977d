"""Text sources: `source/*.toml` to rows. A script writes the workbooks from them.

Likert statements and most/least blocks stand in two lists; their codes give the order in the
form. Items stand in the order of their file; where several files share a section (one a
competency), their first items come first, then their second ones, so that no competency stands
in one lump.
"""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from station.bank.errors import BankUnreadableError
from station.bank.tables import (
    LANGUAGES,
    LETTERS,
    ItemRow,
    KeyRow,
    RuleRow,
    ScaleRow,
    StatementRow,
    StimulusRow,
    Tables,
)

Entry = dict[str, Any]
R = TypeVar("R", ItemRow, KeyRow, RuleRow, ScaleRow, StatementRow, StimulusRow)


def read_sources(folder: Path, scales: Iterable[Entry]) -> Tables:
    """Return the rows of all text sources below `folder`, file by file in name order.

    Args:
        folder: Where the `.toml` files lie.
        scales: The `[[scale]]` tables of battery.toml.

    Raises:
        BankUnreadableError: A file is not TOML, or an entry lacks what its kind needs.
    """
    found: dict[str, list[Entry]] = {"item": [], "stimulus": [], "statement": [], "block": []}
    for path in sorted(folder.glob("*.toml")):
        for kind, entries in _load(path).items():
            if kind in found:
                found[kind] += _placed(path.name, kind, entries)
    found["item"].sort(key=lambda entry: int(entry["place"]))
    return _tables(found, scales)


def _placed(name: str, kind: str, entries: Any) -> list[Entry]:
    """Return the tables of a kind, each with its place in the file."""
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise BankUnreadableError(f"{name}: {kind} must stand as [[{kind}]]")
    return [entry | {"place": place} for place, entry in enumerate(entries)]


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BankUnreadableError(f"{path.name}: {error}") from error


def _tables(found: dict[str, list[Entry]], scales: Iterable[Entry]) -> Tables:
    items = found["item"]
    spoken = sorted(found["statement"] + found["block"], key=lambda one: str(one.get("code", "")))
    scored = [entry for entry in items if "scoring" in entry]
    return Tables(
        items=_each(lambda one: [_item(one)], items),
        statements=_each(_statements, spoken),
        stimuli=_each(lambda one: [_stimulus(one)], found["stimulus"]),
        rules=_each(_rules, items),
        keys=(*_each(lambda one: [_item_key(one)], scored), *_each(_statement_keys, spoken)),
        scales=_each(lambda one: [_scale(one)], scales),
    )


def _each(rows_of: Callable[[Entry], list[R]], entries: Iterable[Entry]) -> tuple[R, ...]:
    """Return the rows of each entry, every value of its kind.

    Raises:
        BankUnreadableError: Naming the entry.
    """
    found: list[R] = []
    for entry in entries:
        try:
            found += [msgspec.convert(asdict(row), type(row)) for row in rows_of(entry)]
        except KeyError as error:
            raise BankUnreadableError(f"{_name(entry)} lacks {error}") from error
        except (TypeError, ValueError, AttributeError) as error:
            raise BankUnreadableError(f"{_name(entry)}: {error}") from error
    return tuple(found)


def _name(entry: Entry) -> str:
    return str(entry.get("code", "an entry without a code"))


def _words(entry: Entry) -> dict[str, str]:
    return {language: str(entry[language]).strip() for language in LANGUAGES if language in entry}


def _letters(entry: Entry) -> list[str]:
    return [letter for letter in LETTERS if letter in entry]


def _item(entry: Entry) -> ItemRow:
    return ItemRow(
        code=entry["code"],
        section=entry["section"],
        kind=entry["kind"],
        stem=_words(entry["stem"]),
        options={letter: _words(entry[letter]) for letter in _letters(entry)},
        stimulus=entry.get("stimulus", ""),
        shuffle=entry.get("shuffle", False),
        image=entry.get("image", ""),
        alt=_words(entry.get("alt", {})),
    )


def _item_key(entry: Entry) -> KeyRow:
    letters = _letters(entry)
    return KeyRow(
        code=entry["code"],
        scale=entry["scale"],
        scoring=entry["scoring"],
        correct=str(entry.get("correct", "")),
        points={one: entry[one]["grade"] for one in letters if "grade" in entry[one]},
        tolerance=str(entry.get("tolerance", "")),
        level=entry.get("level", 0),
        indicator=entry.get("indicator", ""),
        expression=entry.get("expression", ""),
        reason=_reason(entry.get("why", "")),
        why={one: entry[one]["why"] for one in letters if "why" in entry[one]},
    )


def _reason(why: str | Entry) -> str:
    return why if isinstance(why, str) else str(why.get("id", ""))


def _rules(entry: Entry) -> list[RuleRow]:
    rules = entry.get("rules", {})
    return [
        RuleRow(
            code=entry["code"],
            rule=name,
            value=_words(value)
            if isinstance(value, dict)
            else dict.fromkeys(LANGUAGES, str(value)),
        )
        for name, value in rules.items()
    ]


def _stimulus(entry: Entry) -> StimulusRow:
    return StimulusRow(
        code=entry["code"],
        title=_words(entry["title"]),
        text=_words(entry["text"]),
        image=entry.get("image", ""),
        alt=_words(entry.get("alt", {})),
    )


def _is_block(entry: Entry) -> bool:
    return "A" in entry


def _statements(entry: Entry) -> list[StatementRow]:
    if not _is_block(entry):
        return [_statement(entry, "likert", "", entry["text"])]
    return [_statement(entry, "most_least", one, entry[one]) for one in _letters(entry)]


def _statement(entry: Entry, kind: str, letter: str, words: Entry) -> StatementRow:
    return StatementRow(
        code=entry["code"],
        section=entry["section"],
        kind=kind,
        letter=letter,
        text=_words(words),
    )


def _statement_keys(entry: Entry) -> list[KeyRow]:
    if _is_block(entry):
        return [
            KeyRow(
                code=f"{entry['code']}.{one}",
                scale=entry[one]["scale"],
                scoring="keyed",
                direction=entry[one]["direction"],
            )
            for one in _letters(entry)
            if "scale" in entry[one]  # practice statements are not scored
        ]
    if "scale" not in entry:
        return []
    return [
        KeyRow(
            code=entry["code"],
            scale=entry["scale"],
            scoring=entry.get("scoring", "keyed"),
            correct=str(entry.get("correct", "")),
            direction=entry.get("direction", ""),
            partner=entry.get("partner", ""),
        )
    ]


def _scale(entry: Entry) -> ScaleRow:
    return ScaleRow(
        scale=entry["code"],
        kind=entry["kind"],
        name=_words(entry["name"]),
        aspect=entry.get("aspect", ""),
        weight=entry.get("weight", 1),
    )
