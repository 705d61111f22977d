"""A development plan: for each gap the activities that the rules name, until the hours are full.

Clear gaps come first, the largest first; what is not certain is observed before anything is
trained; where nothing is missing, a challenge at the next level.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from station.scoring.parts import Mark
from station.scoring.profile import Profile, Standing, categorise
from station.scoring.standards import HALVES, Standards
from station.scoring.tables import Activity, Method, PlanRule

LEVELS_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One activity for a target; several codes only where several are observed together.

    Attributes:
        gap: Level less requirement in halves; None for a measure without levels.
        activity: None: observe first.
        due: `YYYY-MM-DD`.
    """

    mark: Mark
    codes: tuple[str, ...]
    gap: int | None
    activity: Activity | None
    jp: int
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The steps in order, and the targets that found no room in the hours."""

    steps: tuple[Step, ...]
    waiting: tuple[str, ...]

    @property
    def jp(self) -> int:
        """Lesson hours in all."""
        return sum(one.jp for one in self.steps)


def build_plan(profile: Profile, session_day: str, standards: Standards) -> Plan:
    """Return the plan of a profile; due dates count from `session_day`."""
    rules = standards.advice.plan
    steps: list[Step] = []
    waiting: list[str] = []
    for target in _targets(profile, session_day, standards):
        if sum(one.jp for one in [*steps, *target]) <= rules.jp_most:
            steps += target
        else:
            waiting += [code for code in target[0].codes if code not in waiting]
    challenges = _challenges(profile, session_day, standards)
    for target in challenges[: rules.challenges]:
        if sum(one.jp for one in steps) < rules.jp_year:
            steps += target
    return Plan(steps=tuple(steps), waiting=tuple(waiting))


def _targets(profile: Profile, day: str, standards: Standards) -> Iterator[list[Step]]:
    short = sorted(profile.marked("short"), key=lambda one: one.gap or 0)
    for standing in short:
        yield _steps(standing, day, standards)
    observed = profile.marked("uncertain")
    if observed:
        yield [_observe(observed, day, standards)]
    for code in ("digital", "emerging"):
        yield from _knowledge(profile, code, day, standards)


def _observe(standings: list[Standing], day: str, standards: Standards) -> Step:
    rules = standards.advice.plan
    return Step(
        mark="uncertain",
        codes=tuple(one.code for one in standings),
        gap=min(one.gap or 0 for one in standings),
        activity=None,
        jp=rules.observe_jp * len(standings),
        due=_due(day, rules.due_days["work"]),
    )


def _knowledge(profile: Profile, code: str, day: str, standards: Standards) -> Iterator[list[Step]]:
    ratio = profile.digital if code == "digital" else profile.emerging
    if ratio is None:
        return
    measure = standards.thresholds.measures["digital" if code == "digital" else "emerging"]
    found = categorise(ratio, measure)
    rule = standards.advice.plan.knowledge
    if measure.category[found.place].code != rule.category:
        return
    mark: Mark = "uncertain" if found.near_cut else "short"
    activities = _activities(code, 0, rule.methods, standards)
    yield [_step(mark, code, None, one, day, standards) for one in activities]


def _challenges(profile: Profile, day: str, standards: Standards) -> list[list[Step]]:
    """Return stretch targets: the highest above the requirement first."""
    ready = sorted(profile.marked("above", "meets"), key=lambda one: -(one.gap or 0))
    return [_steps(one, day, standards) for one in ready]


def _steps(standing: Standing, day: str, standards: Standards) -> list[Step]:
    rule = _rule(standing, standards.advice.plan.rule)
    level = next_level(standing.score.reached or 0)
    activities = _activities(standing.code, level, rule.methods, standards)
    return [
        _step(standing.mark, standing.code, standing.gap, one, day, standards) for one in activities
    ]


def next_level(reached_halves: int) -> int:
    """Return the whole level to work at: the first not yet fully reached, at most 5."""
    return min(reached_halves // HALVES + 1, LEVELS_MOST)


def _rule(standing: Standing, rules: tuple[PlanRule, ...]) -> PlanRule:
    size = abs(standing.gap or 0)
    return next(r for r in rules if r.mark == standing.mark and size >= r.gap_from_halves)


def _activities(
    code: str, level: int, methods: tuple[Method, ...], standards: Standards
) -> list[Activity]:
    library = standards.development.activity
    found = {one.method: one for one in library if one.target == code and one.level == level}
    return [found[method] for method in methods]


def _step(
    mark: Mark, code: str, gap: int | None, activity: Activity, day: str, standards: Standards
) -> Step:
    days = standards.advice.plan.due_days[activity.mode]
    return Step(
        mark=mark,
        codes=(code,),
        gap=gap,
        activity=activity,
        jp=activity.hours,
        due=_due(day, days),
    )


def _due(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
