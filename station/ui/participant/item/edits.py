"""From what stands and what was done to the response that stands next; stored form throughout.

Pure functions. `None` is a response that was taken back. Codes are authoring codes.
"""

import re
from typing import Any, Literal

from station.exam.form import Item, Kind, OptionCode

Side = Literal["most", "least"]
NUMBER = re.compile(r"([+-]?)(\d*)(?:\.(\d+))?")


def chosen(item: Item, standing: Any, code: OptionCode) -> Any:
    """Return the response after choosing `code`; in a multiple item it is a toggle."""
    if item.kind is not Kind.MULTIPLE:
        return str(code)
    codes = set(standing or ())
    codes ^= {str(code)}
    return sorted(codes) or None


def too_many(item: Item, standing: Any, code: OptionCode) -> bool:
    """Return whether choosing `code` would mark more than the item takes."""
    after = chosen(item, standing, code)
    return item.kind is Kind.MULTIPLE and after is not None and len(after) > item.max_choices


def sided(standing: Any, side: Side, code: OptionCode) -> Any:
    """Return a most/least response after `code` was given to `side`.

    A statement leaves the other side when it comes to this one; given again, it is taken back.
    """
    sides = {one: given for one, given in (standing or {}).items() if given != code}
    if (standing or {}).get(side) != code:
        sides[side] = str(code)
    return sides or None


def paired(standing: Any, left: str, right: str) -> Any:
    """Return pairs (rows of a grid, gaps of a text) after `left` got `right`, or gave it back."""
    pairs = dict(standing or ())
    if pairs.get(left) == right:
        del pairs[left]
    else:
        pairs[left] = right
    return [[one, other] for one, other in sorted(pairs.items())] or None


def moved(order: tuple[str, ...], code: str, step: int) -> tuple[str, ...]:
    """Return `order` with `code` moved by `step` places, held at the ends."""
    rest = [one for one in order if one != code]
    place = min(max(order.index(code) + step, 0), len(rest))
    return (*rest[:place], code, *rest[place:])


def number(typed: str, language: str) -> str | None:
    """Return the number that was typed, as it is stored (`-1250.5`), or None when it is none.

    The language's own mark parts the decimals; the other one parts thousands where it can only
    do that. `1.250` is 1250 in Indonesian and 1.25 in English.
    """
    text = typed.strip().replace(" ", "").replace("−", "-")
    decimal, thousands = (",", ".") if language == "id" else (".", ",")
    whole, _, rest = text.rpartition(decimal) if decimal in text else (text, "", "")
    if re.fullmatch(rf"[+-]?\d{{1,3}}(\{thousands}\d{{3}})+", whole):
        whole = whole.replace(thousands, "")
    plain = f"{whole}.{rest}" if rest else whole.replace(thousands, ".")
    found = NUMBER.fullmatch(plain)
    if found is None or not (found[2] or found[3]):
        return None
    digits = found[2].lstrip("0") or "0"
    sign = "-" if found[1] == "-" else ""
    if len(digits) > 15 or len(found[3] or "") > 9:
        return None
    return f"{sign}{digits}" + (f".{found[3]}" if found[3] else "")


def shown_number(stored: str, language: str) -> str:
    """Return a stored number as the language writes it: `-1.250,5`, `-1,250.5`."""
    sign, digits = ("-", stored[1:]) if stored.startswith("-") else ("", stored)
    whole, _, rest = digits.partition(".")
    text = f"{int(whole):,}"
    if language == "id":
        text = text.replace(",", ".")
    return sign + text + (("," if language == "id" else ".") + rest if rest else "")
