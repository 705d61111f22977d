"""The standards: data files that decide categories, checked against each other and hashed.

Promises that every file was read strictly, that files agree (posts name known competencies,
tables rise, sentences stand in both languages), and that each is quoted by the SHA-256 of its
exact bytes. Nothing here knows a folder: file names and bytes come in.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any, TypeVar

import msgspec

from station.scoring import tables as t
from station.scoring.cuts import CutTable, build_table, decimal_of
from station.scoring.errors import PostUnknownError, StandardsInvalidError
from station.scoring.parts import Quoted
from station.scoring.words import Words, read_words

FILES = (
    "advice.toml",
    "areas.toml",
    "competencies.toml",
    "cuts.toml",
    "development.toml",
    "nine_box.toml",
    "posts.toml",
    "potential.toml",
    "thresholds.toml",
    "tiers.toml",
    "validity.toml",
    "words.toml",
)
HALVES = 2
LEVELS = range(1, 6)
TENTH = re.compile(r"\d{1,3}(\.\d)?")

F = TypeVar("F", bound=t.File)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """All files, decoded; `quoted` names each with its version and hash, sorted by name.

    Attributes:
        cut_tables: Form to cut tables by scale or aspect.
    """

    competencies: t.Competencies
    potential: t.Potential
    development: t.Development
    thresholds: t.Thresholds
    tiers: t.Tiers
    cuts: t.Cuts
    areas: t.Areas
    posts: t.Posts
    validity: t.Validity
    nine_box: t.NineBox
    advice: t.Advice
    words: Words
    cut_tables: Mapping[str, Mapping[str, CutTable]]
    quoted: tuple[Quoted, ...]

    @property
    def normed(self) -> bool:
        """Whether the cut tables rest on norms; if not, every report says so."""
        return self.cuts.status == "normed"

    @property
    def name(self) -> str:
        """The name and version under which reports quote the whole."""
        return f"{self.thresholds.name} {self.thresholds.version}"

    def measure(self, code: t.MeasureCode) -> t.MeasureRule:
        """Return the categories of a measure, from the lowest up."""
        return self.thresholds.measures[code]

    def tables(self, form: str) -> Mapping[str, CutTable]:
        """Return the cut tables of a form by scale or aspect; none for an unknown form."""
        return self.cut_tables.get(form, {})

    def top_halves(self, form: str) -> int:
        """Return the highest level, in halves, that a form can show; 0 for an unknown form."""
        return max((row.highest_level for row in self.cuts.form if row.id == form), default=0) * 2

    def tier(self, tier: int) -> t.Tier:
        """Return a tier.

        Raises:
            PostUnknownError: There is none of that number.
        """
        for one in self.tiers.tier:
            if one.tier == tier:
                return one
        raise PostUnknownError(f"there is no tier {tier}")

    def post(self, code: str) -> t.Post:
        """Return a post.

        Raises:
            PostUnknownError: There is none of that code.
        """
        for one in self.posts.post:
            if one.code == code:
                return one
        raise PostUnknownError(f"there is no post {code!r}")

    def required_halves(self, tier: int, post: str) -> dict[str, int]:
        """Return the level in halves that a post (empty: the tier by default) asks for.

        Raises:
            PostUnknownError: Post or tier is not in the standards.
        """
        if post:
            return {code: lvl * HALVES for code, lvl in self.post(post).required.items()}
        default = self.tier(tier).level * HALVES
        return {one.code: default for one in self.competencies.competency}


def load_standards(files: Mapping[str, bytes]) -> Standards:
    """Return the standards of a folder: file name to bytes; other files are left alone.

    Raises:
        StandardsInvalidError: A file is missing or malformed, or files contradict each other.
    """
    missing = [name for name in FILES if name not in files]
    if missing:
        raise StandardsInvalidError(f"not among the standards: {', '.join(missing)}")
    trees = {name: _tree(name, files[name]) for name in FILES}
    words = trees["words.toml"]
    cuts = _decode("cuts.toml", trees, t.Cuts)
    quoted = tuple(_quoted(name, files[name], trees[name]) for name in FILES)
    result = Standards(
        competencies=_decode("competencies.toml", trees, t.Competencies),
        potential=_decode("potential.toml", trees, t.Potential),
        development=_decode("development.toml", trees, t.Development),
        thresholds=_decode("thresholds.toml", trees, t.Thresholds),
        tiers=_decode("tiers.toml", trees, t.Tiers),
        cuts=cuts,
        areas=_decode("areas.toml", trees, t.Areas),
        posts=_decode("posts.toml", trees, t.Posts),
        validity=_decode("validity.toml", trees, t.Validity),
        nine_box=_decode("nine_box.toml", trees, t.NineBox),
        advice=_decode("advice.toml", trees, t.Advice),
        words=read_words({key: words[key] for key in words if key not in {"version", "source"}}),
        cut_tables={form.id: _cut_tables(cuts, form.id) for form in cuts.form},
        quoted=quoted,
    )
    _check(result)
    return result


def _cut_tables(cuts: t.Cuts, form: str) -> dict[str, CutTable]:
    return {
        code: build_table(row, code)
        for row in cuts.table
        if not row.forms or form in row.forms
        for code in row.codes
    }


def _tree(name: str, data: bytes) -> dict[str, Any]:
    try:
        tree = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StandardsInvalidError(f"{name}: {error}") from error
    if not isinstance(tree.get("version"), str) or "source" not in tree:
        raise StandardsInvalidError(f"{name}: version and source must stand in it")
    return tree


def _decode(name: str, trees: Mapping[str, Any], kind: type[F]) -> F:
    try:
        return msgspec.convert(trees[name], kind)
    except msgspec.ValidationError as error:
        raise StandardsInvalidError(f"{name}: {error}") from error


def _quoted(name: str, data: bytes, tree: Mapping[str, Any]) -> Quoted:
    return Quoted(name=name, version=tree["version"], sha256=hashlib.sha256(data).hexdigest())


def _require(fits: object, why: str) -> None:
    if not fits:
        raise StandardsInvalidError(why)


def _check(standards: Standards) -> None:
    _check_posts(standards)
    _check_categories(standards)
    _check_cuts(standards)
    _check_advice(standards)
    _check_nine_box(standards.nine_box)


def _check_posts(standards: Standards) -> None:
    names = {one.code for one in standards.competencies.competency}
    codes = [one.code for one in standards.posts.post]
    _require(len(codes) == len(set(codes)), "posts.toml: a code stands twice")
    tiers = {one.tier for one in standards.tiers.tier}
    for post in standards.posts.post:
        known = set(post.required) == names and post.tier in tiers
        _require(known, f"posts.toml: {post.code} must name every competency and a known tier")
        levels = set(post.required.values()) <= set(LEVELS)
        _require(levels, f"posts.toml: {post.code} asks for a level outside 1-5")


def _check_categories(standards: Standards) -> None:
    measures = standards.thresholds.measures
    _require(
        set(measures) == {"jpm", "potential", "digital", "emerging", "post"},
        "thresholds.toml: jpm, potential, digital, emerging and post must stand in it",
    )
    for code, rule in measures.items():
        cuts = [decimal_text(one.from_percent) for one in rule.category]
        rising = cuts == sorted(set(cuts)) and cuts[:1] == [Decimal(0)]
        _require(rising, f"thresholds.toml: the cuts of {code} must rise from 0")


def decimal_text(text: str) -> Decimal:
    """Return a cut of a percentage: whole or with one decimal.

    Raises:
        StandardsInvalidError: It is finer than a printed tenth, or no number.
    """
    _require(TENTH.fullmatch(text), f"a cut must be a percentage in whole tenths, not {text!r}")
    return decimal_of(text, "cut")


def _check_cuts(standards: Standards) -> None:
    wanted = {one.code for one in standards.competencies.competency}
    wanted |= {one.code for one in standards.potential.aspect} | {"digital", "emerging"}
    for form in standards.cuts.form:
        tables = standards.tables(form.id)
        _require(set(tables) == wanted, f"cuts.toml: form {form.id} needs one table a scale")
        for competency in standards.competencies.competency:
            top = tables[competency.code].top
            _require(
                top <= form.highest_level * HALVES,
                f"cuts.toml: {competency.code} reaches a level that form {form.id} cannot show",
            )


def _check_advice(standards: Standards) -> None:
    advice = standards.advice
    ruled = {(one.category, one.near_cut) for one in advice.placement}
    codes = [one.code for one in standards.measure("jpm").category]
    for code, near in product(codes, (True, False)):
        _require((code, near) in ruled, f"advice.toml: no placement for {code}, {near}")
    for mark, gap in (("short", 1), ("meets", 0), ("above", 0)):
        served = any(r.mark == mark and r.gap_from_halves <= gap for r in advice.plan.rule)
        _require(served, f"advice.toml: {mark} needs a rule from {gap} half levels")
    modes = set(advice.plan.due_days)
    _require(modes == {"formal", "social", "work"}, "advice.toml: due_days needs every mode")
    _check_activities(standards)


def _check_activities(standards: Standards) -> None:
    plan = standards.advice.plan
    methods = {method for rule in plan.rule for method in rule.methods}
    codes = [one.code for one in standards.competencies.competency]
    wanted = {*product(codes, LEVELS, methods)}
    wanted |= {*product(("digital", "emerging"), (0,), plan.knowledge.methods)}
    known = {(one.target, one.level, one.method) for one in standards.development.activity}
    missing = sorted(wanted - known)
    _require(not missing, f"development.toml: no activity for {missing[:1]}")


def _check_nine_box(nine_box: t.NineBox) -> None:
    places = {(cell.performance, cell.potential) for cell in nine_box.cell}
    boxes = sorted(cell.box for cell in nine_box.cell)
    _require(
        len(places) == len(boxes) and boxes == list(range(1, 10)),
        "nine_box.toml: nine boxes, each in a place of its own",
    )
    _require(
        set(nine_box.performance) == {"below", "meets", "above"}
        and set(nine_box.potential) == {"low", "medium", "high"},
        "nine_box.toml: every row and column needs a name",
    )
