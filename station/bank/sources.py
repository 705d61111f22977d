"""Text sources: `source/*.toml` to rows. A script writes the workbooks from them.

Likert statements and most/least blocks stand in two lists; their codes give the order in the
form. Items stand in the order of their file; where several files share a section (one a
competency), their first items come first, then their second ones, so that no competency stands
in one lump.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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
                found[kind] += [entry | {"place": place} for place, entry in enumerate(entries)]
    found["item"].sort(key=lambda entry: int(entry["place"]))
    try:
        return _tables(found, scales)
    except KeyError as error:
        raise BankUnreadableError(f"{folder}: an entry lacks {error}") from error


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BankUnreadableError(f"{path.name}: {error}") from error


def _tables(found: dict[str, list[Entry]], scales: Iterable[Entry]) -> Tables:
    spoken = sorted(found["statement"] + found["block"], key=lambda entry: str(entry["code"]))
    return Tables(
        items=tuple(_item(entry) for entry in found["item"]),
        statements=tuple(row for entry in spoken for row in _statements(entry)),
        stimuli=tuple(_stimulus(entry) for entry in found["stimulus"]),
        rules=tuple(row for entry in found["item"] for row in _rules(entry)),
        keys=(
            *(_item_key(entry) for entry in found["item"] if "scoring" in entry),
            *(row for entry in spoken for row in _statement_keys(entry)),
        ),
        scales=tuple(_scale(entry) for entry in scales),
    )


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
