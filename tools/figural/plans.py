"""Reads items.toml and gives every item its code, its key position and its own stream of chance."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tools.figural.dice import Dice
from tools.figural.making import LETTERS, Figure, Plan, make
from tools.figural.rules import Rule

ITEMS_PATH = Path(__file__).with_name("items.toml")
_LONGEST_RUN = 2


def figures(path: Path = ITEMS_PATH) -> dict[str, Figure]:
    """Return the finished items by code, in form order."""
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    seed, tables = source["seed"], source["item"]
    keys = key_positions(len(tables), Dice(f"{seed}/keys"))
    made = {}
    for number, (table, key) in enumerate(zip(tables, keys, strict=True), 1):
        code = f"FIG-{number:02}"
        dice = Dice(f"{seed}/{code}/{table.get('again', 0)}")
        made[code] = make(_plan(table), key, dice)
    return made


def key_positions(count: int, dice: Dice) -> str:
    """Return `count` letters in chance order, each as often as the others, no run over two."""
    letters = (LETTERS * -(-count // len(LETTERS)))[:count]
    while True:
        drawn = "".join(dice.sample(letters, count))
        if not any(letter * (_LONGEST_RUN + 1) in drawn for letter in LETTERS):
            return drawn


def _plan(table: Mapping[str, Any]) -> Plan:
    return Plan(
        layout=table["layout"],
        rules=tuple(Rule(**rule) for rule in table["rules"]),
        fixed=table.get("fixed", {}),
        pool={name: tuple(values) for name, values in table.get("pool", {}).items()},
    )
