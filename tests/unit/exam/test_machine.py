"""Whatever order the steps come in: replay equals live state, and no invariant breaks."""

import contextlib
from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from station.errors import RuleError
from station.exam import deciding
from station.exam import facts as f
from station.exam.form import ItemId, OptionCode
from station.exam.sitting import Phase, Sitting, apply_all, replay
from tests.papers import small_paper

PAPER = small_paper()
ITEMS = st.sampled_from(sorted(PAPER.items))
CODES = st.sampled_from(["A", "B", "C", "1", "Z"])
CHOICES = st.one_of(
    st.none(),
    CODES,
    st.lists(CODES, max_size=3),
    st.dictionaries(st.sampled_from(["most", "least"]), CODES),
)


class SittingMachine(RuleBasedStateMachine):
    """A participant and officers who do anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.sitting = Sitting(paper=PAPER)
        self.records: list[tuple[int, tuple[f.Fact, ...]]] = []
        self.used_ms = 0
        self.acts = 0

    def _do(self, decide: Any, *given: Any, **named: Any) -> None:
        with contextlib.suppress(RuleError):
            facts = decide(self.sitting, *given, **named)
            self.records.append((self.used_ms, facts))
            self.sitting = apply_all(self.sitting, facts, self.used_ms)

    def _spent(self) -> dict[ItemId, int]:
        return {} if self.sitting.item is None else {self.sitting.item: 7}

    def _act(self) -> str:
        self.acts += 1
        return f"act-{self.acts}"

    @initialize(factor=st.sampled_from([1000, 1300]))
    def open(self, factor: int) -> None:
        facts = deciding.open_sitting(PAPER, order="ab", factor_permille=factor)
        self.records.append((0, facts))
        self.sitting = apply_all(self.sitting, facts, 0)

    @rule(ms=st.integers(0, 400_000))
    def time_passes(self, ms: int) -> None:
        if self.sitting.running():
            self.used_ms += ms

    @rule()
    def open_section(self) -> None:
        self._do(deciding.open_section)

    @rule()
    def close_section(self) -> None:
        self._do(deciding.close_section, self.used_ms, self._spent())

    @rule(item=ITEMS, spent=st.integers(0, 50))
    def see(self, item: ItemId, spent: int) -> None:
        left = {} if self.sitting.item is None else {self.sitting.item: spent}
        self._do(deciding.see, item, self.used_ms, left)

    @rule(item=ITEMS, choice=CHOICES)
    def answer(self, item: ItemId, choice: Any) -> None:
        self._do(deciding.answer, item, choice, self.used_ms)

    @rule(item=ITEMS, on=st.booleans())
    def flag(self, item: ItemId, on: bool) -> None:  # noqa: FBT001 -- Hypothesis names it
        self._do(deciding.flag, item, self.used_ms, on=on)

    @rule(item=ITEMS, code=CODES, on=st.booleans())
    def strike(self, item: ItemId, code: str, on: bool) -> None:  # noqa: FBT001 -- as above
        self._do(deciding.strike, item, OptionCode(code), self.used_ms, on=on)

    @rule()
    def pause(self) -> None:
        self._do(deciding.pause, reason="r", act=self._act())

    @rule(after=st.sampled_from(["pause", "restart", "move"]), lost_ms=st.integers(-5, 90_000))
    def resume(self, after: Any, lost_ms: int) -> None:
        self._do(deciding.resume, after=after, act=self._act(), lost_ms=lost_ms)

    @rule(ms=st.integers(-1, 900_000))
    def add_time(self, ms: int) -> None:
        self._do(deciding.add_time, added_ms=ms, reason="r", act=self._act())

    @rule(station=st.sampled_from(["s1", "s2"]))
    def move(self, station: str) -> None:
        self._do(deciding.move, from_station="s1", to_station=station, reason="r", act=self._act())

    @rule()
    def begin_break(self) -> None:
        self._do(deciding.begin_break)

    @rule()
    def end_break(self) -> None:
        self._do(deciding.end_break)

    @rule()
    def submit(self) -> None:
        self._do(deciding.submit, self.used_ms, self._spent())

    @rule(reason=st.sampled_from(["ended", "voided"]))
    def end(self, reason: Any) -> None:
        if self.acts > 6:  # or every run would be over at once
            self._do(deciding.end, reason=reason, act=self._act())

    @invariant()
    def replay_equals_live(self) -> None:
        stored = [(used, _through_json(facts)) for used, facts in self.records]
        assert replay(PAPER, stored) == self.sitting

    @invariant()
    def no_section_outlives_its_limit(self) -> None:
        for code, limit in self.sitting.limits_ms.items():
            added = sum(one.ms for one in self.sitting.added if one.section == code)
            assert limit in {600_000 + added, 780_000 + added}

    @invariant()
    def answers_lie_only_in_sections_that_were_opened(self) -> None:
        reached = {*self.sitting.closed_sections, self.sitting.section}
        assert all(PAPER.items[item].section in reached for item in self.sitting.answers)

    @invariant()
    def no_chosen_option_is_struck(self) -> None:
        for item, option in self.sitting.struck:
            assert option not in deciding.chosen_codes(self.sitting.answers.get(item))

    @invariant()
    def a_closed_sitting_has_its_closing_fact(self) -> None:
        assert (self.sitting.phase is Phase.CLOSED) == (self.sitting.closed is not None)


def _through_json(facts: tuple[f.Fact, ...]) -> list[f.Fact]:
    """Return facts as a record gives them back: decoded, conduct apart from content."""
    read = msgspec.json.decode(msgspec.json.encode(facts), type=list[f.Fact])
    content = [fact for fact in read if not isinstance(fact, f.CONDUCT)]
    return [fact for fact in read if isinstance(fact, f.CONDUCT)] + content


TestSitting = SittingMachine.TestCase
