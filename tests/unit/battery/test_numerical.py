"""Proves the numerical items: every key is recomputed, and no other option has its number."""

import ast
import operator
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree

CHECKOUT = Path(__file__).resolve().parents[3]
MEDIA = CHECKOUT / "resources" / "battery" / "media"
SOURCE: dict[str, Any] = tomllib.loads(
    (CHECKOUT / "resources" / "battery" / "source" / "numerical.toml").read_text(encoding="utf-8")
)
ITEMS: list[dict[str, Any]] = SOURCE["item"]
STIMULI: dict[str, dict[str, Any]] = {each["code"]: each for each in SOURCE["stimulus"]}
PICTURES: dict[str, dict[str, Any]] = tomllib.loads(
    (CHECKOUT / "tools" / "charts" / "pictures.toml").read_text(encoding="utf-8")
)
LETTERS = "ABCDE"
ELEMENTS = {"svg", "g", "rect", "circle", "path", "line", "polygon"}
OPERATORS: dict[type, Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
SMALL = 12  # words may stand for numbers up to here: "seperempat", "empat petugas"

each_item = pytest.mark.parametrize("item", ITEMS, ids=[item["code"] for item in ITEMS])
each_language = pytest.mark.parametrize("language", ["id", "en"])


def value(expression: str) -> Fraction:
    """Compute an arithmetic expression exactly."""

    def of(node: ast.expr) -> Fraction:
        if isinstance(node, ast.Constant) and isinstance(node.value, int):
            return Fraction(node.value)
        assert isinstance(node, ast.BinOp), expression
        return OPERATORS[type(node.op)](of(node.left), of(node.right))

    return of(ast.parse(expression, mode="eval").body)


def numbers(text: str, language: str) -> list[Fraction]:
    """Read numbers as that language writes them: 1.250,5 in Indonesian, 1,250.5 in English."""
    thousands, decimal = ".," if language == "id" else ",."
    found = re.findall(r"\d[\d.,]*\d|\d", text)
    return [Fraction(word.replace(thousands, "").replace(decimal, ".")) for word in found]


def told(item: dict[str, Any], language: str) -> str:
    """Return everything a reader of the item is told, the options aside."""
    parts = [item["stem"], item.get("alt", {})]
    if "stimulus" in item:
        stimulus = STIMULI[item["stimulus"]]
        parts += [stimulus["text"], stimulus["alt"]]
    return " ".join(part.get(language, "") for part in parts)


@each_language
@each_item
def test_the_key_and_no_other_option_is_the_value_of_the_expression(
    item: dict[str, Any], language: str
) -> None:
    offered = {letter: numbers(item[letter][language], language) for letter in LETTERS}
    right = [letter for letter, found in offered.items() if found == [value(item["expression"])]]

    assert all(len(found) == 1 for found in offered.values())
    assert right == [item["correct"]]


@each_language
@each_item
def test_options_rise_from_the_smallest(item: dict[str, Any], language: str) -> None:
    offered = [numbers(item[letter][language], language)[0] for letter in LETTERS]

    assert all(lower < higher for lower, higher in pairwise(offered))


@each_language
@each_item
def test_the_expression_uses_only_numbers_the_reader_is_told(
    item: dict[str, Any], language: str
) -> None:
    used = {Fraction(number) for number in re.findall(r"\d+", item["expression"])}
    given = set(numbers(told(item, language), language))

    assert {number for number in used if number > SMALL} - {100} <= given


@each_item
def test_every_distractor_names_the_slip_it_stands_for(item: dict[str, Any]) -> None:
    slips = [item[letter].get("why", "") for letter in LETTERS if letter != item["correct"]]

    assert item["why"]
    assert all(slips)
    assert len(set(slips)) == len(slips)


def test_key_positions_are_even_and_without_runs() -> None:
    keys = [item["correct"] for item in ITEMS]

    assert Counter(keys) == dict.fromkeys(LETTERS, 4)
    assert max(len(list(run)) for _, run in groupby(keys)) <= 2


def drawn_numbers(data: object) -> set[int]:
    """Collect every value a picture's data hold."""
    if isinstance(data, dict):
        return set().union(*(drawn_numbers(each) for each in data.values()))
    if isinstance(data, list):
        return set().union(*(drawn_numbers(each) for each in data))
    return {data} if isinstance(data, int) else set()


@each_language
def test_the_alternative_text_tells_every_number_in_the_picture(language: str) -> None:
    shown = [each for each in (*ITEMS, *STIMULI.values()) if "image" in each]

    assert {each["image"] for each in shown} == {f"{name}.svg" for name in PICTURES}
    for each in shown:
        data = dict(PICTURES[each["image"].removesuffix(".svg")])
        data.pop("top", None), data.pop("step", None)  # the axis; no datum
        assert drawn_numbers(data) <= set(numbers(each["alt"][language], language)), each["image"]


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_pictures_hold_nothing_but_plain_strokes(name: str) -> None:
    drawing = (MEDIA / f"{name}.svg").read_bytes()
    root = ElementTree.fromstring(drawing)
    elements = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}

    assert elements <= ELEMENTS
    assert b"href" not in drawing
    assert not any((element.text or "").strip() for element in root.iter())


def test_what_is_committed_is_what_the_script_draws() -> None:
    pytest.importorskip("fontTools", reason="drawing letters needs the `tools` group")
    from tools.charts.__main__ import pictures  # noqa: PLC0415  (only where fontTools stands)

    drawn = pictures()

    assert {path.name for path in MEDIA.glob("num-*")} == set(drawn)
    for name, picture in drawn.items():
        assert (MEDIA / name).read_text(encoding="utf-8") == picture, name
