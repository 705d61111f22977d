"""Rows to the two things that part for ever: the content of each form, and the key."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import msgspec

from station.bank.drawings import drawing_fault
from station.bank.errors import BankInvalidError, DrawingRefusedError
from station.bank.folder import MEDIA_TYPES
from station.bank.formulae import set_formulae
from station.bank.tables import Folder, ItemRow, KeyRow, RuleRow, StatementRow, StimulusRow
from station.exam.form import (
    Area,
    Blank,
    Form,
    Item,
    ItemId,
    Kind,
    Media,
    Option,
    OptionCode,
    Picture,
    Section,
    SectionCode,
    Stimulus,
)
from station.scoring.key import ItemKey, KeySheet, Norm, Scale, Statement

MINUTE_MS = 60_000
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)(?: \d+)?\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A compiled folder.

    Attributes:
        forms: Form id to content.
        media: Form id to its media bytes, in the order of `Form.media`.
        key: The key of all forms; None when the folder has no key workbook.
    """

    forms: dict[str, Form]
    media: dict[str, tuple[bytes, ...]]
    key: KeySheet | None


def compile_folder(folder: Folder) -> Compiled:
    """Return the content of every form, and the key.

    Raises:
        BankInvalidError: A row refers to something that is not there, or a value is of no use.
        DrawingRefusedError: A drawing holds what may not enter a package.
        FormulaBrokenError: A formula cannot be set.
    """
    folder = set_formulae(folder)
    try:
        forms = {entry["id"]: _form(folder, entry["id"]) for entry in folder.plan["form"]}
        key = _key_sheet(folder) if folder.tables.keys else None
    except KeyError as error:
        raise BankInvalidError(f"nothing is called {error}") from error
    except (ValueError, msgspec.ValidationError) as error:
        raise BankInvalidError(str(error)) from error
    media = {
        name: tuple(folder.media[one.name] for one in form.media) for name, form in forms.items()
    }
    return Compiled(forms=forms, media=media, key=key)


def media_names(*texts: dict[str, str]) -> list[str]:
    """Return the names of the pictures that markup mentions, in order, each once."""
    names = (name for text in texts for words in text.values() for name in PICTURE.findall(words))
    return list(dict.fromkeys(names))


def _form(folder: Folder, form_id: str) -> Form:
    plan, tables = folder.plan, folder.tables
    rules = _rules_by_code(tables.rules)
    rows: dict[str, list[Item]] = {entry["code"]: [] for entry in plan["section"]}
    for row in tables.items:
        rows[row.section].append(_item(row, rules.get(row.code, {})))
    for entry in plan["section"]:
        spoken = [row for row in tables.statements if row.section == entry["code"]]
        rows[entry["code"]] += _spoken_items(entry, spoken)
    items = tuple(item for section in rows.values() for item in section)
    used = {item.stimulus for item in items}
    stimuli = tuple(_stimulus(row) for row in tables.stimuli if row.code in used)
    return Form(
        battery=plan["id"],
        version=plan["version"],
        form=form_id,
        languages=tuple(plan["languages"]),
        title=plan["title"],
        label=plan["label"],
        sections=tuple(_section(entry, rows[entry["code"]]) for entry in plan["section"]),
        items=items,
        stimuli=stimuli,
        media=_media(folder, items, stimuli),
    )


def _section(entry: dict[str, Any], items: list[Item]) -> Section:
    return Section(
        code=SectionCode(entry["code"]),
        title=entry["title"],
        instruction=entry["instruction"],
        limit_ms=entry["minutes"] * MINUTE_MS,
        items=tuple(item.id for item in items),
        strike=entry.get("strike", False),
        shuffle_items=entry.get("shuffle_items", False),
        calculator=entry.get("calculator", False),
        break_ms=entry.get("break_minutes", 0) * MINUTE_MS,
    )


def _item(row: ItemRow, rules: dict[str, RuleRow]) -> Item:
    kind = Kind(row.kind)
    low, high = _choices(rules.get("choices"), len(row.options), kind)
    return Item(
        id=ItemId(row.code),
        section=SectionCode(row.section),
        kind=kind,
        stem=row.stem,
        options=_options(row.options),
        columns=_columns(rules.get("columns")),
        blanks=_blanks(rules),
        stimulus=row.stimulus or None,
        picture=_picture(row.image, row.alt),
        area=_area(rules.get("area")),
        shuffle=row.shuffle,
        min_choices=low,
        max_choices=high,
        unit=rules["unit"].value if "unit" in rules else None,
        max_length=int(rules["max_length"].value["id"]) if "max_length" in rules else 0,
    )


def _options(words: dict[str, dict[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(code=OptionCode(code), text=text) for code, text in words.items())


def _picture(name: str, alt: dict[str, str]) -> Picture | None:
    return Picture(name=name, alt=alt) if name else None


def _choices(rule: RuleRow | None, options: int, kind: Kind) -> tuple[int, int]:
    if rule is not None:
        low, _, high = rule.value["id"].partition("..")
        return int(low), int(high or low)
    return (1, options) if kind is Kind.MULTIPLE else (1, 1)


def _columns(rule: RuleRow | None) -> tuple[Option, ...]:
    """Read `X = first | Y = second`, the same codes in each language."""
    return () if rule is None else _options(_coded(rule.value))


def _blanks(rules: dict[str, RuleRow]) -> tuple[Blank, ...]:
    """Read one rule `blank:NAME` a gap: `A = first | B = second`."""
    return tuple(
        Blank(name=name.partition(":")[2], options=_options(_coded(rule.value)))
        for name, rule in rules.items()
        if name.startswith("blank:")
    )


def _coded(value: dict[str, str]) -> dict[str, dict[str, str]]:
    result: dict[str, dict[str, str]] = {}
    for language, text in value.items():
        for part in text.split("|"):
            code, _, words = part.partition("=")
            result.setdefault(code.strip(), {})[language] = words.strip()
    return result


def _area(rule: RuleRow | None) -> Area | None:
    if rule is None:
        return None
    width, _, height = rule.value["id"].partition("x")
    return Area(width=int(width), height=int(height))


def _rules_by_code(rules: tuple[RuleRow, ...]) -> dict[str, dict[str, RuleRow]]:
    result: dict[str, dict[str, RuleRow]] = {}
    for rule in rules:
        result.setdefault(rule.code, {})[rule.rule] = rule
    return result


def _spoken_items(entry: dict[str, Any], rows: list[StatementRow]) -> list[Item]:
    groups: dict[str, list[StatementRow]] = {}
    for row in rows:
        groups.setdefault(row.code, []).append(row)
    return [_spoken_item(entry, code, group) for code, group in groups.items()]


def _spoken_item(entry: dict[str, Any], code: str, rows: list[StatementRow]) -> Item:
    kind = Kind(rows[0].kind)
    if kind is Kind.LIKERT:
        labels = entry["likert"]["labels"]
        stem = rows[0].text
        options = {str(number): text for number, text in enumerate(labels, 1)}
    else:
        stem = entry["most_least"]["stem"]
        options = {row.letter: row.text for row in rows}
    return Item(
        id=ItemId(code),
        section=SectionCode(rows[0].section),
        kind=kind,
        stem=stem,
        options=_options(options),
    )


def _stimulus(row: StimulusRow) -> Stimulus:
    return Stimulus(
        code=row.code,
        title=row.title,
        text=row.text,
        picture=_picture(row.image, row.alt),
    )


def _media(
    folder: Folder, items: tuple[Item, ...], stimuli: tuple[Stimulus, ...]
) -> tuple[Media, ...]:
    pictures = [*(item.picture for item in items), *(one.picture for one in stimuli)]
    names = [picture.name for picture in pictures if picture is not None]
    for item in items:
        names += media_names(item.stem, *(option.text for option in _choosable(item)))
    for stimulus in stimuli:
        names += media_names(stimulus.text)
    return tuple(_one_media(folder, name) for name in dict.fromkeys(names))


def _choosable(item: Item) -> Iterator[Option]:
    yield from item.options
    yield from item.columns
    for blank in item.blanks:
        yield from blank.options


def _one_media(folder: Folder, name: str) -> Media:
    kind = MEDIA_TYPES[PurePath(name).suffix.lower()]
    if kind == MEDIA_TYPES[".svg"] and (fault := drawing_fault(folder.media[name])):
        raise DrawingRefusedError(f"{name}: {fault}")
    return Media(
        name=name,
        type=kind,
        sha256=hashlib.sha256(folder.media[name]).hexdigest(),
    )


def _key_sheet(folder: Folder) -> KeySheet:
    tables = folder.tables
    statements: dict[str, dict[str, Statement]] = {}
    keys: dict[str, ItemKey] = {}
    for row in tables.keys:
        code, _, letter = row.code.partition(".")
        if letter:
            statement = msgspec.convert({"scale": row.scale, "direction": row.direction}, Statement)
            statements.setdefault(code, {})[letter] = statement
        else:
            keys[code] = _item_key(row)
    for code, spoken in statements.items():
        keys[code] = ItemKey(item=ItemId(code), scale="", scoring="keyed", statements=spoken)
    return KeySheet(
        battery=folder.plan["id"],
        version=folder.plan["version"],
        items=tuple(keys[code] for code in sorted(keys)),
        scales=tuple(msgspec.convert(_scale_fields(row), Scale) for row in tables.scales),
        norms=tuple(
            Norm(
                scale=row.scale,
                group=row.group,
                n=row.n,
                mean=row.mean,
                sd=row.sd,
                version=row.version,
                source=row.source,
            )
            for row in tables.norms
        ),
    )


def _scale_fields(row: Any) -> dict[str, Any]:
    return {
        "code": row.scale,
        "kind": row.kind,
        "name": row.name,
        "aspect": row.aspect,
        "weight": row.weight,
    }


def _item_key(row: KeyRow) -> ItemKey:
    fields = {
        "item": row.code,
        "scale": row.scale,
        "scoring": row.scoring,
        "correct": _correct(row),
        "points": row.points,
        "tolerance": row.tolerance,
        "direction": row.direction or "+",
        "partner": row.partner,
        "level": row.level,
    }
    return msgspec.convert(fields, ItemKey)


def _correct(row: KeyRow) -> tuple[str, ...]:
    """Split what is right: texts by `|`, codes by `,`; a number stands alone."""
    if not row.correct:
        return ()
    separator = "|" if "|" in row.correct else ","
    return tuple(part.strip() for part in row.correct.split(separator))
