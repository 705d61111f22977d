"""What a report may claim, over many synthetic people: forbidden words, bands, drafts, no zeros.

The rules are those of `docs/scoring.md`, "What a sentence may claim".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import msgspec
import pytest
from fontTools.ttLib import TTFont
from typing_extensions import override

from station.exam.form import Text
from station.resources import resources_dir
from station.scoring.inputs import Conduct, Person
from station.scoring.model import ReportModel
from station.scoring.parts import Measure
from station.scoring.report.whole import report_model
from station.scoring.scores import Scores
from station.scoring.standards import Standards, load_standards
from station.scoring.summary import group_model
from station.scoring.words import Words
from tests.unit.scoring import battery, samples

FORBIDDEN = {
    "id": re.compile(
        r"\b(persentil|peringkat|terbukti|gagal|lulus|layak|curang|jujur|bohong|penipu|bodoh|malas)\b"
        r"|(?<!belum )\bpasti\b|tidak mungkin|100 % aman",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(percentiles?|rank(s|ed|ing)?|proven|proved|fail(s|ed)?|pass(es|ed)?|suitable"
        r"|unsuitable|eligible|ineligible|unfit|cheat\w*|dishonest\w*|honest|liar|lying"
        r"|impossible|guaranteed)\b|(?<!not )\bcertain\b|cannot be changed",
        re.IGNORECASE,
    ),
}
VALUE = re.compile(r"\d[,.]\d %")
BAND = {"id": "rentang", "en": "range"}
MET = {"above", "meets"}


class Heard(dict[str, Text]):
    """Templates that remember which of them were asked for."""

    def __init__(self, templates: Mapping[str, Text]) -> None:
        super().__init__(templates)
        self.keys_asked: set[str] = set()

    @override
    def __getitem__(self, key: str) -> Text:
        self.keys_asked.add(key)
        return super().__getitem__(key)

    @override
    def get(self, key: str, default: Any = None) -> Any:
        self.keys_asked.add(key)
        return super().get(key, default)


def heard(standards: Standards) -> tuple[Standards, Heard]:
    """Return standards whose sentences remember being said."""
    ear = Heard(standards.words.templates)
    return replace(standards, words=Words(templates=ear)), ear


UNCALIBRATED, SAID = heard(battery.standards())
NORMED, SAID_NORMED = heard(
    load_standards(
        {
            name: data.replace(b'"uncalibrated"', b'"normed"')
            .replace(b"cap_percent = 0", b"cap_percent = 100")
            .replace(b'reliability = "0.65"', b'reliability = "0.95"')
            .replace(b"posts_shown = 5", b"posts_shown = 2")
            for name, data in battery.standard_files().items()
        }
    )
)

PEOPLE = (
    msgspec.structs.replace(samples.PERSON, tier=1, target=""),
    msgspec.structs.replace(samples.PERSON, tier=2, target="DISDIKBUD-KASI-KURIKULUM"),
    samples.PERSON,
    msgspec.structs.replace(samples.PERSON, target="DISKOMINFO-KABID-SPBE", performance="below"),
    msgspec.structs.replace(samples.PERSON, tier=4, target="", performance="above"),
    msgspec.structs.replace(samples.PERSON, tier=2, target="", performance="meets"),
)
QUIET = msgspec.structs.replace(
    samples.CONDUCT, lost=(), added=(), moves=(), breaks=(), incidents=(), minutes=""
)
CONDUCTS = (
    samples.CONDUCT,
    QUIET,
    msgspec.structs.replace(
        QUIET,
        closed="ended",
        ended_because="gempa",
        session="uji coba-besar",
        lost=tuple(
            msgspec.structs.replace(samples.CONDUCT.lost[0], cause=cause, basis="stated")
            for cause in ("pause", "move", "sleep", "save_failed")
        ),
    ),
    msgspec.structs.replace(QUIET, closed="voided", session="2025-01-21-S-B"),
    msgspec.structs.replace(QUIET, closed="time", lost=samples.CONDUCT.lost),
    msgspec.structs.replace(QUIET, lost=samples.CONDUCT.lost * 2),
)


def mixed(step: int) -> dict[str, int]:
    """Return points that put the nine competencies at different levels, near and off cuts."""
    return {code: 30 + (place * step) % 21 for place, code in enumerate(battery.COMPETENCIES)}


def complete() -> Iterator[Scores]:
    """Yield scores of complete sittings of every height, careful and careless."""
    levels: list[Any] = [10, 33, 36, 38, 39, 41, 42, 44, 45, 47, 50, *map(mixed, range(1, 21))]
    for number, points in enumerate(levels):
        answers = battery.answers_of(
            points,
            ability=number % 21,
            cases=16 + number * 2,
            statements=1 + number % 5,
            digital=50 - number % 30,
            emerging=number % 41,
        )
        pace_ms = 900 if number % 7 == 0 else 20_000
        yield samples.SCORER.score(battery.sat(answers, pace_ms=pace_ms))


def incomplete() -> Iterator[Scores]:
    """Yield scores of sittings in which something has no value."""
    whole = battery.answers_of(mixed(5))
    ended = dict.fromkeys(battery.PARTS, "left")
    for code in battery.PARTS:
        items = {item.id for item, _ in battery.PARTS[code]}
        rest = {item: one for item, one in whole.items() if item not in items}
        yield samples.SCORER.score(battery.sat(rest))
        yield samples.SCORER.score(battery.sat(rest, closed=ended | {code: "ended"}))
        yield samples.SCORER.score(
            battery.sat(whole, closed={one: "left" for one in battery.PARTS if one != code})
        )
    yield samples.SCORER.score(battery.sat({}))
    yield samples.SCORER.score(battery.sat(whole, closed={"critical": "left"}))
    for code in (*battery.COMPETENCIES[:1], "WS-0"):
        prefix = code.upper()
        rest = {item: one for item, one in whole.items() if not item.startswith(prefix)}
        yield samples.SCORER.score(battery.sat(rest))


def every_report() -> Iterator[ReportModel]:
    """Yield reports of all scores, with people, conduct and standards going round."""
    measured = [*complete(), *incomplete()]
    cases = [(one, PEOPLE[at % len(PEOPLE)]) for at, one in enumerate(measured)]
    cases += list(product(measured[::6], PEOPLE))
    cases += [(one, samples.PERSON) for one in complete()]
    for number, (scores, person) in enumerate(cases):
        yield _report(scores, person, CONDUCTS[number % len(CONDUCTS)], number)


def _report(scores: Scores, person: Person, conduct: Conduct, number: int) -> ReportModel:
    standards = NORMED if number % 4 == 3 else UNCALIBRATED
    return samples.report_of(scores, person=person, conduct=conduct, standards=standards)


REPORTS = list(every_report())
UNWITNESSED = report_model(
    samples.PERSON,
    samples.scores(),
    samples.CONDUCT,
    msgspec.structs.replace(samples.EVIDENCE, witness_printed=False),
    samples.ISSUANCE,
    UNCALIBRATED,
)
FLAWLESS = samples.report_of(
    samples.SCORER.score(battery.sat(battery.answers_of(50, digital=50, emerging=40)))
)
GROUPS = [
    group_model(models, samples.overview(), standards)
    for models in (REPORTS, REPORTS[:3], samples.group_reports(12), 12 * [FLAWLESS])
    for standards in (UNCALIBRATED, NORMED)
]


def texts(value: Any) -> Iterator[tuple[str, str]]:
    """Yield every text of a model with its language."""
    match value:
        case {"id": str(), "en": str()}:
            yield from value.items()
        case Mapping():
            for inner in value.values():
                yield from texts(inner)
        case list() | tuple():
            for inner in value:
                yield from texts(inner)
        case _:
            return


EVERYTHING = [
    pair
    for model in [*REPORTS, UNWITNESSED, *GROUPS]
    for pair in set(texts(msgspec.to_builtins(model)))
]


def test_forbidden_words_and_claims_never_occur() -> None:
    found = {words for language, words in EVERYTHING if FORBIDDEN[language].search(words)}

    assert found == set()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_search_would_find_them(language: str) -> None:
    said = {
        "id": ["Ia layak.", "Sudah pasti.", "Tidak mungkin diubah", "peringkat 3", "terbukti"],
        "en": ["She passed.", "It is certain.", "cannot be changed", "Rank 3", "proven"],
    }[language]

    assert all(FORBIDDEN[language].search(words) for words in said)
    assert not FORBIDDEN[language].search("belum pasti" if language == "id" else "not certain yet")


def test_no_percentage_is_said_without_its_band() -> None:
    # `measure.formula` carries the band too; areas and readiness are figures, not sentences.
    bare = {
        words
        for language, words in EVERYTHING
        if VALUE.search(words) and BAND[language] not in words
    }

    assert bare == set()


def test_every_sentence_of_the_file_is_said_somewhere() -> None:
    advice = {f"placement.{one.advice}" for one in UNCALIBRATED.advice.placement}
    known = set(UNCALIBRATED.words.templates)

    assert known - SAID.keys_asked - SAID_NORMED.keys_asked == set()
    assert advice <= known


@pytest.mark.parametrize("name", ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"])
def test_every_character_has_a_glyph(name: str) -> None:
    font = TTFont(resources_dir() / "fonts" / name)
    drawn = {chr(code) for code in font.getBestCmap()}
    said = {character for _, words in EVERYTHING for character in words}

    assert said - drawn == set()


def test_a_mark_follows_from_level_band_and_form() -> None:
    for report in REPORTS:
        for one in report.competency.competencies:
            if one.achieved_halves is None or one.low_halves is None or one.high_halves is None:
                assert one.mark == "not_scorable"
                assert one.gap_halves is None
            elif one.mark == "short":
                assert one.high_halves < one.required_halves
            elif one.mark == "above":
                assert one.low_halves >= one.required_halves
            elif one.mark == "uncertain":
                assert one.achieved_halves < one.required_halves <= one.high_halves
            elif one.mark == "meets":
                assert one.achieved_halves >= one.required_halves
            else:
                assert one.required_halves > report.competency.top_halves


def test_a_band_that_crosses_the_requirement_says_so() -> None:
    for report in REPORTS:
        for one in report.competency.competencies:
            if one.mark == "meets" and one.crosses:
                assert "melintasi syarat" in one.sentence["id"]
                assert "crosses it" in one.sentence["en"]


def test_without_a_match_there_is_no_category_fit_or_placement() -> None:
    for report in REPORTS:
        match = report.measures[0]
        if match.percent_tenths is not None:
            assert match.category
            continue

        assert (match.category, match.achieved, match.low_tenths, match.high_tenths) == (
            "",
            None,
            None,
            None,
        )
        assert report.verdict.heading["id"] == "Belum dapat disimpulkan."
        assert report.fit.posts == ()
        assert report.fit.placement["id"].startswith("Tidak diusulkan")
        assert report.competency.achieved_halves is None
        assert not report.complete


def near_is_told(measure: Measure) -> bool:
    zones = [zone.code for zone in measure.zones]
    names = {zone.code: zone.short_name["id"] for zone in measure.zones}
    told = all(names[code] in measure.note["id"] for code in measure.others)
    return "dekat batas" in measure.note["id"] and told and set(measure.others) <= set(zones)


def test_near_a_cut_the_other_category_is_named() -> None:
    for report in REPORTS:
        for measure in [*report.measures, *(post.fit for post in report.fit.posts)]:
            assert not measure.near_cut or near_is_told(measure)
        match = report.measures[0]
        if match.near_cut:
            names = {zone.code: zone.name["id"] for zone in match.zones}
            assert report.verdict.heading["id"].endswith("tetapi dekat batas.")
            assert all(names[code] in report.verdict.sentence["id"] for code in match.others)


def test_a_printed_percentage_stands_in_its_category() -> None:
    for report in REPORTS:
        for measure in [*report.measures, *(post.fit for post in report.fit.posts)]:
            if measure.percent_tenths is None or not report.issue.normed:
                reached = [
                    z.code for z in measure.zones if (measure.percent_tenths or 0) >= z.from_tenths
                ]
                assert measure.category in {"", reached[-1]}


def test_posts_of_a_group_overlap_with_its_first() -> None:
    for report in REPORTS:
        lead: dict[int, int] = {}
        for post in report.fit.posts:
            low = lead.setdefault(post.group, post.fit.low_tenths or 0)
            assert (post.fit.high_tenths or 0) >= low
        percents = [post.fit.percent_tenths or 0 for post in report.fit.posts]
        assert percents == sorted(percents, reverse=True)


def test_what_is_not_certain_is_observed_before_it_is_trained() -> None:
    for report in REPORTS:
        uncertain = {one.code for one in report.competency.competencies if one.mark == "uncertain"}
        for step in report.plan.steps:
            if uncertain & set(step.codes):
                assert step.method["id"] == "Pengamatan"


def test_the_plan_trains_gaps_and_challenges_only_what_is_met() -> None:
    for report in REPORTS:
        marks: dict[str, str] = {one.code: one.mark for one in report.competency.competencies}
        for step in report.plan.steps:
            for code in set(step.codes) & set(marks):
                assert step.mark == marks[code]
        assert sum(report.plan.jp_by_share) == report.plan.jp <= 40


def test_until_normed_every_report_says_so() -> None:
    for report in REPORTS:
        said = "belum dinormakan" in report.foot["id"] and report.issue.not_normed["id"] == (
            "belum dinormakan"
        )

        assert said == (not report.issue.normed)


def test_placement_and_plan_are_drafts() -> None:
    for report in REPORTS:
        assert report.draft["id"].startswith("DRAF")
        assert report.draft["en"].startswith("DRAFT")
        assert "Belum dipertimbangkan" in report.fit.not_considered["id"]


def test_validity_is_fine_or_asks_for_a_look() -> None:
    for report in REPORTS:
        assert {one.reading["id"] for one in report.validity.checks if one.code != "blank"} <= {
            "wajar",
            "perlu ditinjau",
            "tidak ada yang dapat diperiksa",
        }
        if report.validity.result == "look":
            assert "perlu ditinjau" in report.verdict.sentence["id"]
            assert "perlu ditinjau" in report.fit.placement["id"]


def test_a_box_stands_only_on_imported_performance() -> None:
    for report in REPORTS:
        box = report.nine_box
        assert (box.box > 0) == bool(box.performance and box.potential)
        if not box.box:
            assert box.heading["id"] == "Belum ditentukan"
