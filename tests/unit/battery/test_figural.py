"""Proves the figural items: one defensible option each, drawn cleanly, told in words alike."""

import tomllib
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree

from tools import svg
from tools.figural import fairness, plans, rules, source
from tools.figural.dice import Dice
from tools.figural.layouts import LAYOUTS
from tools.figural.making import LETTERS, broken, rows_of
from tools.figural.rules import Attribute, Rule, Value

CHECKOUT = Path(__file__).resolve().parents[3]
BATTERY = CHECKOUT / "resources" / "battery"
ITEMS: list[dict[str, Any]] = tomllib.loads(
    (BATTERY / "source" / "figural.toml").read_text(encoding="utf-8")
)["item"]
ELEMENTS = {"svg", "g", "rect", "circle", "path", "line", "polygon"}

each_item = pytest.mark.parametrize("item", ITEMS, ids=[item["code"] for item in ITEMS])


def plain(value: object) -> Value:
    """Read a value of the record: a list there is a set here."""
    if isinstance(value, list):
        return frozenset(value)
    assert isinstance(value, int | str)
    return value


def cell(record: dict[str, object]) -> dict[str, Value]:
    return {name: plain(value) for name, value in record.items()}


def cells(item: dict[str, Any]) -> list[dict[str, Value]]:
    return [cell(record) for record in item["figure"]["cells"]]


def options(item: dict[str, Any]) -> dict[str, dict[str, Value]]:
    return {letter: cell(record) for letter, record in item["figure"]["options"].items()}


def ruled(item: dict[str, Any]) -> list[Rule]:
    return [Rule(**record) for record in item["figure"]["rules"]]


def attribute(item: dict[str, Any], name: str) -> Attribute:
    return LAYOUTS[item["figure"]["layout"]].attributes[name]


def satisfies_all(item: dict[str, Any], option: dict[str, Value]) -> bool:
    """Put the option into the matrix and ask every recorded rule."""
    completed = [*cells(item)[:8], option]
    return all(
        rules.holds(rule, rows_of(completed, rule.attribute), attribute(item, rule.attribute))
        for rule in ruled(item)
    )


def test_what_is_committed_is_what_the_generator_writes() -> None:
    figures = plans.figures()
    pictures = source.pictures(figures)

    written = (BATTERY / "source" / "figural.toml").read_text(encoding="utf-8")
    assert written == source.toml(figures)
    assert {path.name for path in (BATTERY / "media").glob("fig-*")} == set(pictures)
    for name, drawing in pictures.items():
        assert (BATTERY / "media" / name).read_text(encoding="utf-8") == drawing, name


@each_item
def test_exactly_one_option_satisfies_all_rules_and_it_is_the_key(item: dict[str, Any]) -> None:
    satisfying = [letter for letter, option in options(item).items() if satisfies_all(item, option)]

    assert satisfying == [item["correct"]]
    assert options(item)[item["correct"]] == cells(item)[8]


@each_item
def test_no_other_simple_rule_defends_another_option(item: dict[str, Any]) -> None:
    right = options(item)[item["correct"]]
    for rule in ruled(item):
        rows = rows_of(cells(item), rule.attribute)

        demanded = rules.defensible(rows, attribute(item, rule.attribute))
        assert demanded == {right[rule.attribute]}, rule


@each_item
def test_what_no_rule_governs_never_varies(item: dict[str, Any]) -> None:
    governed = {rule.attribute for rule in ruled(item)}
    everything = [*cells(item), *options(item).values()]

    for name in set(everything[0]) - governed:
        assert len({values[name] for values in everything}) == 1, name


@each_item
def test_each_distractor_breaks_the_rules_it_is_said_to_break(item: dict[str, Any]) -> None:
    grid = cells(item)
    said = {letter: set(names) for letter, names in item["figure"]["breaks"].items()}
    found: dict[str, set[str]] = {}
    for letter, option in options(item).items():
        found[letter] = {
            rule.attribute
            for rule in ruled(item)
            if not rules.holds(
                rule,
                rows_of([*grid[:8], option], rule.attribute),
                attribute(item, rule.attribute),
            )
        }

    assert found == said
    assert set().union(*found.values()) == {rule.attribute for rule in ruled(item)}


@each_item
def test_options_differ_from_each_other_and_in_words(item: dict[str, Any]) -> None:
    drawn = {
        (BATTERY / "media" / f"{item['code'].lower()}-{c.lower()}.svg").read_bytes()
        for c in LETTERS
    }

    assert len(drawn) == len(LETTERS)
    for language in ("id", "en"):
        assert len({item[letter][language] for letter in LETTERS}) == len(LETTERS)


@each_item
def test_no_option_can_be_struck_out_for_showing_what_the_matrix_never_shows(
    item: dict[str, Any],
) -> None:
    named = [rule for rule in ruled(item) if rule.kind in {"constant", "distribution"}]
    if len(ruled(item)) == 1:
        named = []  # one rule over three values leaves too few wrong ones

    for rule in named:
        shown = {values[rule.attribute] for values in cells(item)}
        assert {option[rule.attribute] for option in options(item).values()} <= shown, rule


def test_options_that_differ_in_size_show_the_edge_of_their_cell() -> None:
    sized = [item for item in ITEMS if any(rule.attribute == "size" for rule in ruled(item))]
    edge = svg.rect((1, 1), 126, 126, stroke_width=1.5)

    assert len(sized) == 2
    for item in sized:
        for letter in LETTERS:
            name = f"{item['code'].lower()}-{letter.lower()}.svg"
            assert edge in (BATTERY / "media" / name).read_text(encoding="utf-8"), name


def test_the_most_typical_option_is_never_the_key_alone() -> None:
    winners = []
    for item in ITEMS:
        names = [rule.attribute for rule in ruled(item)]
        members = {
            name: max(
                len(v) if isinstance(v, frozenset) else 1 for v in attribute(item, name).domain
            )
            for name in names
        }
        shown = {c: {n: o[n] for n in names} for c, o in options(item).items()}
        scores = {c: fairness.typical(o, list(shown.values()), members) for c, o in shown.items()}
        best = [c for c, score in scores.items() if score == max(scores.values())]
        winners.append(best == [item["correct"]])

    assert not any(winners)


def test_key_positions_are_even_and_without_runs() -> None:
    keys = [item["correct"] for item in ITEMS]

    assert Counter(keys) == dict.fromkeys(LETTERS, 4)
    assert max(len(list(run)) for _, run in groupby(keys)) <= 2


def test_rules_grow_in_number() -> None:
    counts = [len(item["figure"]["rules"]) for item in ITEMS]

    assert counts[:3] == [1, 1, 1]
    assert sum(counts[:10]) < sum(counts[10:])
    assert counts[-1] == max(counts)


@pytest.mark.parametrize(
    "path", sorted((BATTERY / "media").glob("fig-*.svg")), ids=lambda p: p.name
)
def test_pictures_hold_nothing_but_plain_strokes(path: Path) -> None:
    root = ElementTree.fromstring(path.read_bytes())
    elements = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    colours = {
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if name in {"fill", "stroke"}
    }
    words = [element.text for element in root.iter() if (element.text or "").strip()]

    assert elements <= ELEMENTS
    assert colours <= {"none", svg.INK}
    assert words == []
    assert b"href" not in path.read_bytes()


NUMBER = Attribute(scale="number", domain=(1, 2, 3, 4, 5, 6))
CYCLE = Attribute(scale="cycle", domain=tuple(range(8)))
NAME = Attribute(scale="name", domain=("p", "q", "r", "s"))
SETS = Attribute(
    scale="set",
    domain=tuple(frozenset(s) for s in ("a", "b", "c", "ab", "ac", "bc", "abc")),
)


def sets(*words: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    first, second, third = (frozenset(word) for word in words)
    return first, second, third


@pytest.mark.parametrize(
    "rule,scale,rows",
    [
        (Rule(attribute="x", kind="constant", along="row"), NAME, ("ppp", "qqq", "rrr")),
        (Rule(attribute="x", kind="constant", along="column"), NAME, ("pqr", "pqr", "pqr")),
        (Rule(attribute="x", kind="distribution", along="row"), NAME, ("pqr", "qrp", "rpq")),
        (
            Rule(attribute="x", kind="progression", along="row", step=1),
            NUMBER,
            ("123", "345", "234"),
        ),
        (
            Rule(attribute="x", kind="progression", along="row", step=3),
            CYCLE,
            ("036", "361", "614"),
        ),
        (Rule(attribute="x", kind="sum", along="row"), NUMBER, ("112", "235", "314")),
        (Rule(attribute="x", kind="difference", along="row"), NUMBER, ("211", "523", "413")),
    ],
)
def test_a_rule_holds_where_it_should_and_only_there(
    rule: Rule, scale: Attribute, rows: tuple[str, str, str]
) -> None:
    a, b, c = (tuple(int(v) if v.isdigit() else v for v in row) for row in rows)
    lines: rules.Lines = ((a[0], a[1], a[2]), (b[0], b[1], b[2]), (c[0], c[1], c[2]))

    assert rules.demanded(rule, lines, scale) == [lines[2][2]]
    for value in set(scale.domain) - {lines[2][2]}:
        assert not rules.holds(rule, rules.filled(lines, value), scale)


@pytest.mark.parametrize(
    "kind,third",
    [("union", "abc"), ("common", "b"), ("exclusive", "ac"), ("without", "a")],
)
def test_sets_combine_as_named(kind: str, third: str) -> None:
    assert rules.combined(kind, frozenset("ab"), frozenset("bc"), SETS) == frozenset(third)


def test_two_readings_of_one_matrix_are_both_reported() -> None:
    rows = (sets("a", "b", "ab"), sets("b", "c", "bc"), sets("ab", "bc", "abc"))

    # Without an overlap in the complete rows, "all" and "in exactly one" look the same.
    assert rules.defensible(rows, SETS) >= {frozenset("abc"), frozenset("ac")}


def test_an_option_that_most_others_resemble_is_unfair() -> None:
    right: dict[str, Value] = {"x": 1, "y": 1, "z": 1}
    changed_once: list[fairness.Values] = [
        {"x": 2, "y": 1, "z": 1},
        {"x": 1, "y": 2, "z": 1},
        {"x": 1, "y": 1, "z": 2},
        {"x": 3, "y": 1, "z": 1},
    ]

    assert not fairness.fair(right, changed_once, {"x": 1, "y": 1, "z": 1})


def test_the_wrong_rule_is_named_by_its_attribute() -> None:
    figure = plans.figures()["FIG-05"]
    wrong = {**figure.cells[8], "count": 1}

    assert broken(figure.plan, figure.cells, wrong) == ("count",)


def test_chance_depends_on_the_seed_alone() -> None:
    draws = [Dice("seed").sample(range(100), 5) for _ in range(2)]

    assert draws[0] == draws[1]
    assert Dice("another seed").sample(range(100), 5) != draws[0]
