"""The four main results, and the match to each post, as measures on one percent axis."""

from decimal import Decimal
from typing import Literal

from station.exam.form import Text
from station.scoring.exact import tenths
from station.scoring.format import both, enumerate_texts, level, plain
from station.scoring.parts import Measure, Zone
from station.scoring.profile import Category, Ratio, capped, categorise
from station.scoring.report.case import Case, band_values, hundredth_text
from station.scoring.scores import LevelScore
from station.scoring.tables import MeasureCode, MeasureRule

Unit = Literal["half_levels", "bands", "points"]
UNITS: dict[MeasureCode, Unit] = {
    "jpm": "half_levels",
    "post": "half_levels",
    "potential": "bands",
    "digital": "points",
    "emerging": "points",
}


def four_measures(case: Case) -> tuple[Measure, Measure, Measure, Measure]:
    """Return match, potential, digital literacy and emerging skills."""
    profile = case.profile
    return (
        measure(case, "jpm", profile.jpm, _jpm_basis(case), _jpm_missing(case)),
        measure(case, "potential", profile.potential, _potential_basis(case), _gap(case)),
        _knowledge(case, "digital", profile.digital),
        _knowledge(case, "emerging", profile.emerging),
    )


def measure(
    case: Case,
    code: MeasureCode,
    ratio: Ratio | None,
    basis: Text,
    missing: Text,
    name: tuple[str, Text] | None = None,
) -> Measure:
    """Return a measure; `missing` says why there is no `ratio`; `name` is a post's."""
    rule = case.standards.measure(code)
    label, title = name or (code, case.say(f"measure.{code}"))
    if ratio is None:
        return _empty(case, label, title, basis, missing, rule, UNITS[code])
    found = categorise(ratio, rule)
    return Measure(
        code=label,
        name=title,
        basis=basis,
        unit=UNITS[code],
        achieved=ratio.achieved,
        required=ratio.required,
        percent_tenths=tenths(capped(ratio.percent, rule)),
        low_tenths=tenths(capped(ratio.low, rule)),
        high_tenths=tenths(capped(ratio.high, rule)),
        zones=zones(rule),
        category=rule.category[found.place].code,
        category_name=rule.category[found.place].name,
        near_cut=found.near_cut,
        others=tuple(rule.category[at].code for at in found.others),
        note=_note(case, rule, found),
        formula=_formula(case, ratio, UNITS[code], rule),
    )


def _note(case: Case, rule: MeasureRule, found: Category) -> Text:
    if not found.near_cut:
        return case.say("measure.clear")
    return case.say(
        "measure.near", others=_either([rule.category[at].short for at in found.others])
    )


def _empty(
    case: Case, code: str, name: Text, basis: Text, note: Text, rule: MeasureRule, unit: Unit
) -> Measure:
    return Measure(
        code=code,
        name=name,
        basis=basis,
        unit=unit,
        achieved=None,
        required=None,
        percent_tenths=None,
        low_tenths=None,
        high_tenths=None,
        zones=zones(rule),
        category="",
        category_name=case.say("common.not_yet"),
        near_cut=False,
        others=(),
        note=note,
        formula=case.say("common.cannot"),
    )


def zones(rule: MeasureRule) -> tuple[Zone, ...]:
    """Return a measure's categories as zones of an axis."""
    return tuple(
        Zone(
            code=one.code,
            name=one.name,
            short_name=one.short,
            from_tenths=tenths(Decimal(one.from_percent)),
        )
        for one in rule.category
    )


def others_named(rule: MeasureRule, found: Category) -> Text:
    """Return the names of the other categories that a band reaches."""
    return _either([rule.category[at].name for at in found.others])


def _either(texts: list[Text]) -> Text:
    return {
        "id": " atau ".join(one["id"] for one in texts),
        "en": " or ".join(one["en"] for one in texts),
    }


def cuts_named(rule: MeasureRule, found: Category) -> Text:
    """Return the cuts that lie inside a band."""
    cuts = [rule.category[at].from_percent for at in found.cuts]
    return enumerate_texts([{"id": one.replace(".", ","), "en": one} for one in cuts])


def _formula(case: Case, ratio: Ratio, unit: Unit, rule: MeasureRule) -> Text:
    halves = unit == "half_levels"
    sums = {"achieved": ratio.achieved, "required": ratio.required}
    texts = {
        name: both(level, number) if halves else plain(str(number)) for name, number in sums.items()
    }
    key = "measure.formula_match" if halves else "measure.formula_plain"
    values = {**texts, **band_values(ratio), "percent": hundredth_text(ratio.percent)}
    formula = case.say(key, **values)
    if rule.cap_percent:
        return case.say("measure.capped", formula=formula, cap=rule.cap_percent)
    return formula


def _jpm_basis(case: Case) -> Text:
    levels = case.scores.competencies
    done = [one for one in levels if one.state == "scored"]
    number = case.words.number(len(levels))
    if len(done) < len(levels):
        return case.say("measure.basis_jpm_part", done=len(done), number=len(levels))
    items = sum(one.items for one in levels)
    return case.say("measure.basis_jpm", number=number, items=items)


def _jpm_missing(case: Case) -> Text:
    if case.profile.missing == "beyond":
        return case.say("measure.beyond")
    if case.incomplete:
        return case.say("sections.incomplete_note", sections=case.sections_named())
    return _reason(case, case.scores.competencies)


def _potential_basis(case: Case) -> Text:
    evidence = {one.code: one.evidence for one in case.standards.potential.aspect}
    shown = [one.items for one in case.scores.aspects if evidence[one.code] == "performance"]
    said = [one.items for one in case.scores.aspects if evidence[one.code] == "self_report"]
    return case.say(
        "measure.basis_potential",
        number=case.words.number(len(evidence)),
        items=sum(shown),
        statements=sum(said),
    )


def _gap(case: Case) -> Text:
    return _reason(case, case.scores.aspects)


def _reason(case: Case, levels: tuple[LevelScore, ...]) -> Text:
    states = [one.state for one in levels if one.state != "scored"]
    return case.say(f"reason.{states[0]}") if states else case.say("common.empty")


def _knowledge(case: Case, code: Literal["digital", "emerging"], ratio: Ratio | None) -> Measure:
    scale = case.scores.scale(code)
    if ratio is None:
        basis = case.say("measure.basis_knowledge_part", answered=scale.answered, items=scale.items)
        return measure(case, code, None, basis, case.say(f"reason.{scale.state}"))
    basis = case.say("measure.basis_knowledge", items=scale.items)
    return measure(case, code, ratio, basis, case.say("common.empty"))
