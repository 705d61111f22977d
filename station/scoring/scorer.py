"""From stored answers to scores: points, scales, levels and bands. Pure; order says nothing.

Promises that a better answer never lowers a level, that a section never closed or without an
answer is not scorable (never zero), and the same scores on every machine.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from station.exam.form import Form, ItemId, Section, SectionCode
from station.exam.responses import is_complete
from station.exam.sitting import Paper
from station.scoring.errors import KeyForeignError
from station.scoring.exact import CONTEXT, ZERO, divide, floor
from station.scoring.key import ItemKey, KeySheet, Scale
from station.scoring.points import FLAGS, Earned, earned
from station.scoring.scores import AreaScore, LevelScore, ScaleScore, Scores, SectionScore, State
from station.scoring.standards import Standards
from station.scoring.validity import checks

SCORER = "saksi-scorer/1"
"""Changes whenever the same answers, key and standards would give other scores or words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a sitting leaves for scoring: the last stored answers, and how sections ended.

    Attributes:
        answers: Item to stored response (DESIGN 12); what was cleared is not in it.
        closed: Section to the reason it was closed for; open or unopened ones are not in it.
        spent_ms: Item to time on it.
    """

    answers: Mapping[ItemId, Any]
    closed: Mapping[SectionCode, str]
    spent_ms: Mapping[ItemId, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Tally:
    """A scale's running sums."""

    points: int = 0
    most: int = 0
    answered: int = 0
    items: int = 0

    def add(self, one: Earned, *, blank: bool) -> None:
        self.points += one.points or 0
        self.most += one.most
        self.answered += 0 if blank else 1
        self.items += 1


class Scorer:
    """Scores sittings of one form with one key and one set of standards."""

    def __init__(self, form: Form, sheet: KeySheet, standards: Standards) -> None:
        """Check that the three belong together; nothing is changed later.

        Raises:
            KeyForeignError: They do not, or an item of the form has no key.
        """
        _check_battery(form, sheet, standards)
        self._form = form
        self._items = Paper(form).items
        self._standards = standards
        self._keys = _keys_of(form, sheet)
        self._scales = {scale.code: scale for scale in sheet.scales}
        self._tables = standards.tables(form.form)
        self._parts = _parts_of(standards)
        self._places = self._find_places()
        self._check_most()

    def score(self, sitting: Answered) -> Scores:
        """Return the scores of one sitting.

        Raises:
            KeyForeignError: A response is none that the key knows.
        """
        sections = tuple(
            self._section(place, section, sitting)
            for place, section in enumerate(self._form.sections, 1)
        )
        scales = self._scale_scores(sitting.answers, {one.code: one for one in sections})
        return Scores(
            scorer=SCORER,
            battery=self._form.battery,
            version=self._form.version,
            form=self._form.form,
            sections=sections,
            scales=tuple(scales.values()),
            competencies=tuple(
                self._level(one.code, scales) for one in self._standards.competencies.competency
            ),
            aspects=tuple(
                self._level(one.code, scales) for one in self._standards.potential.aspect
            ),
            areas=self._areas(sitting.answers, scales),
            checks=checks(
                self._form,
                self._keys.values(),
                sitting.answers,
                sitting.spent_ms,
                self._standards.validity,
            ),
        )

    def _find_places(self) -> dict[str, set[SectionCode]]:
        found: dict[str, set[SectionCode]] = defaultdict(set)
        for item in self._form.items:
            key = self._keys[item.id]
            for scale in _scales_of(key):
                found[scale].add(item.section)
        return found

    def _check_most(self) -> None:
        """Refuse cut tables made for another number of points than the key gives."""
        tallies = self._tallies({})
        for code, parts in self._parts.items():
            missing = [part for part in parts if part not in tallies or part not in self._scales]
            if missing:
                raise KeyForeignError(f"no item or no scale stands for {missing[0]}")
            most = sum(self._scales[part].weight * tallies[part].most for part in parts)
            if most != self._tables[code].points_most:
                raise KeyForeignError(
                    f"the cut table of {code} is for {self._tables[code].points_most} points, "
                    f"the key gives {most}"
                )

    def _section(self, place: int, section: Section, sitting: Answered) -> SectionScore:
        answered = sum(
            code in sitting.answers and is_complete(self._items[code], sitting.answers[code])
            for code in section.items
        )
        reason = sitting.closed.get(section.code, "")
        state: State = "scored" if answered else "unanswered"
        if reason not in self._standards.thresholds.scoring.closed_by:
            state = "not_closed"
        return SectionScore(
            code=section.code,
            title=section.title,
            place=place,
            closed=reason,
            answered=answered,
            items=len(section.items),
            state=state,
        )

    def _tallies(self, answers: Mapping[ItemId, Any]) -> dict[str, _Tally]:
        tallies: dict[str, _Tally] = {}
        for item in self._form.items:
            key, choice = self._keys[item.id], answers.get(item.id)
            blank = choice is None or not is_complete(item, choice)
            for one in earned(key, item, choice, self._standards.thresholds.scoring):
                tallies.setdefault(one.scale, _Tally()).add(one, blank=blank)
        return tallies

    def _scale_scores(
        self, answers: Mapping[ItemId, Any], sections: Mapping[SectionCode, SectionScore]
    ) -> dict[str, ScaleScore]:
        return {
            code: self._scale(code, tally, sections)
            for code, tally in sorted(self._tallies(answers).items())
        }

    def _scale(
        self, code: str, tally: _Tally, sections: Mapping[SectionCode, SectionScore]
    ) -> ScaleScore:
        state = self._scale_state(self._scales[code], tally, sections)
        return ScaleScore(
            code=code,
            state=state,
            points=tally.points if state == "scored" else None,
            most=tally.most,
            answered=tally.answered,
            items=tally.items,
        )

    def _scale_state(
        self, scale: Scale, tally: _Tally, sections: Mapping[SectionCode, SectionScore]
    ) -> State:
        if not all(self._had_its_time(code, tally, sections) for code in self._places[scale.code]):
            return "not_closed"
        if tally.answered == 0:
            return "unanswered"
        needed = self._standards.thresholds.scoring.statement_share_percent
        if scale.kind == "statement" and tally.answered * 100 < needed * tally.items:
            return "too_few"
        return "scored"

    def _had_its_time(
        self, code: SectionCode, tally: _Tally, sections: Mapping[SectionCode, SectionScore]
    ) -> bool:
        """Return whether a section came to its end, or was ended with the scale all answered."""
        section = sections[code]
        if section.state != "not_closed":
            return True
        return section.closed != "" and tally.answered == tally.items

    def _level(self, code: str, scales: Mapping[str, ScaleScore]) -> LevelScore:
        made_of = [scales[part] for part in self._parts[code]]
        states: list[State] = [one.state for one in made_of if one.state != "scored"]
        state: State = states[0] if states else "scored"
        table = self._tables[code]
        points = self._points(made_of) if state == "scored" else None
        reading = table.read(points) if points is not None else None
        return LevelScore(
            code=code,
            state=state,
            points=None if points is None else floor(points),
            most=table.points_most,
            answered=sum(one.answered for one in made_of),
            items=sum(one.items for one in made_of),
            reached=reading.reached if reading else None,
            low=reading.low if reading else None,
            high=reading.high if reading else None,
            low_hundredths=reading.low_hundredths if reading else None,
            high_hundredths=reading.high_hundredths if reading else None,
        )

    def _points(self, made_of: list[ScaleScore]) -> Decimal:
        """Return weighted points; of statements the mean of the answered ones times all."""
        total = ZERO
        for one in made_of:
            scale = self._scales[one.code]
            points = (one.points or 0) * scale.weight
            share = (one.items, one.answered) if scale.kind == "statement" else (1, 1)
            total = CONTEXT.add(total, divide(points * share[0], share[1]))
        return total

    def _areas(
        self, answers: Mapping[ItemId, Any], scales: Mapping[str, ScaleScore]
    ) -> tuple[AreaScore, ...]:
        result = []
        for area in self._standards.areas.area:
            items = [code for code in area.items if code in self._items]
            scored = scales[area.scale].state == "scored"
            correct = self._right(items, answers) if scored else None
            result.append(
                AreaScore(code=area.code, scale=area.scale, correct=correct, items=len(items))
            )
        return tuple(result)

    def _right(self, items: Iterable[ItemId], answers: Mapping[ItemId, Any]) -> int:
        rule = self._standards.thresholds.scoring
        return sum(
            one.points or 0
            for code in items
            for one in earned(self._keys[code], self._items[code], answers.get(code), rule)
        )


def _parts_of(standards: Standards) -> dict[str, tuple[str, ...]]:
    """Return the scales that each competency, aspect and knowledge measure is made of."""
    single = [one.code for one in standards.competencies.competency] + ["digital", "emerging"]
    parts: dict[str, tuple[str, ...]] = {code: (code,) for code in single}
    return parts | {one.code: one.scales for one in standards.potential.aspect}


def _scales_of(key: ItemKey) -> set[str]:
    if key.scoring in FLAGS:
        return set()
    return {one.scale for one in key.statements.values()} or {key.scale}


def _keys_of(form: Form, sheet: KeySheet) -> dict[ItemId, ItemKey]:
    keys = {key.item: key for key in sheet.items}
    missing = [item.id for item in form.items if item.id not in keys]
    if missing:
        raise KeyForeignError(f"the key says nothing of {missing[0]}")
    return {item.id: keys[item.id] for item in form.items}


def _check_battery(form: Form, sheet: KeySheet, standards: Standards) -> None:
    named = {
        (form.battery, form.version),
        (sheet.battery, sheet.version),
        (standards.cuts.battery, standards.cuts.battery_version),
        (standards.areas.battery, standards.areas.battery_version),
    }
    if form.form not in standards.cut_tables:
        raise KeyForeignError(f"cuts.toml has no tables for form {form.form}")
    if len(named) > 1:
        raise KeyForeignError(
            "form, key, cut tables and areas name different batteries or versions: "
            + ", ".join(sorted(f"{battery} {version}" for battery, version in named))
        )
