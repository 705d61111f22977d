"""What a proof says of an item's key: the right option, what each is worth, the scale."""

from collections.abc import Mapping
from dataclasses import dataclass

from station.reporting.words import Wording
from station.scoring.format import MINUS
from station.scoring.key import ItemKey, KeySheet


@dataclass(frozen=True, slots=True)
class Worth:
    """What one option is worth: whether it is (the) best, and its points or scale as printed."""

    best: bool
    printed: str


NOTHING = Worth(best=False, printed="")


def keys_by_item(sheet: KeySheet | None) -> Mapping[str, ItemKey]:
    """Return the keys by item code; empty without a sheet."""
    return {key.item: key for key in sheet.items} if sheet else {}


def worth(key: ItemKey | None, option: str) -> Worth:
    """Return what an option is worth under `key`."""
    if key is None:
        return NOTHING
    if option in key.statements:
        statement = key.statements[option]
        return Worth(best=False, printed=f"{statement.scale} {_sign(statement.direction)}")
    if key.points:
        points = key.points.get(option, 0)
        return Worth(best=points == max(key.points.values()), printed=str(points))
    return Worth(best=option in key.correct, printed="")


def note(key: ItemKey | None, options: frozenset[str], words: Wording) -> str:
    """Return the line under an item: scale, scoring, and what the options cannot show."""
    if key is None:
        return ""
    parts = [words("proof.scale", scale=key.scale)] if key.scale else []
    parts.append(words(f"proof.scoring_{key.scoring}"))
    elsewhere = [one for one in key.correct if one not in options]
    if elsewhere:
        parts.append(words("proof.correct", correct=" | ".join(elsewhere)))
    if key.tolerance:
        parts.append(words("proof.tolerance", tolerance=key.tolerance))
    if key.scoring == "keyed" and not key.statements:
        parts.append(words("proof.direction", direction=_sign(key.direction)))
    if key.partner:
        parts.append(words("proof.partner", partner=key.partner))
    if key.level:
        parts.append(words("proof.level", level=key.level))
    return " · ".join(parts)


def _sign(direction: str) -> str:
    return MINUS if direction == "-" else direction
