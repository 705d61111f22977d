"""Invented people and answers: valid, different, repeatable, and like people."""

from collections import Counter
from datetime import date

import pytest

from station.bank.compile import Compiled, compile_folder
from station.bank.folder import read_folder
from station.exam.form import Kind
from station.exam.responses import normal_choice
from station.resources import resources_dir
from station.usecases.demo.answers import Traits, invent_steps, invent_traits
from station.usecases.demo.people import Pool, invent


@pytest.fixture(scope="module")
def pool() -> Pool:
    """Return the pool that ships with the program."""
    root = resources_dir()
    return Pool.parse(
        (root / "demo" / "people.toml").read_bytes(),
        (root / "standards" / "posts.toml").read_bytes(),
    )


@pytest.fixture(scope="module")
def battery() -> Compiled:
    """Return the compiled demonstration battery."""
    return compile_folder(read_folder(resources_dir() / "battery"))


def test_people_follow_from_the_seed_and_nobody_stands_twice(pool: Pool) -> None:
    people = invent(pool, 300, 1)

    assert people == invent(pool, 300, 1)
    assert people != invent(pool, 300, 2)
    assert len({one.nip for one in people}) == len({one.number for one in people}) == 300


def test_every_nip_is_a_true_birth_and_appointment(pool: Pool) -> None:
    for one in invent(pool, 300, 3):
        born, started = date.fromisoformat(one.nip[:8]), one.nip[8:14]
        years = int(started[:4]) - born.year

        assert len(one.nip) == 18
        assert 1 <= int(started[4:]) <= 12
        assert 20 <= years <= 33
        assert one.nip[14] in "12"


def test_posts_fit_the_tier(pool: Pool) -> None:
    tiers = {one["code"]: one["tier"] for one in pool.posts}

    people = invent(pool, 300, 4)

    assert all(tiers[one.target] == one.tier for one in people)
    assert set(Counter(one.tier for one in people)) == {1, 2, 3}


def test_steps_are_one_for_every_item_and_every_answer_is_accepted(battery: Compiled) -> None:
    form, key = battery.forms["A"], battery.key
    assert key is not None
    items = {one.id: one for one in form.items}

    steps = invent_steps(form, key, invent_traits(key, "s"), "s")

    assert [step.item for step in steps] == [one.id for one in form.items]
    assert steps == invent_steps(form, key, invent_traits(key, "s"), "s")
    for step in steps:
        if step.choice is not None:
            normal_choice(items[step.item], step.choice)


def test_able_people_answer_more_items_right(battery: Compiled) -> None:
    form, key = battery.forms["A"], battery.key
    assert key is not None
    right = {one.item: one.correct for one in key.items if one.scoring == "match"}

    def score(standing: float) -> int:
        steps = invent_steps(form, key, Traits(common=standing, by_scale={}), "x")
        return sum(
            (step.choice,) == right.get(step.item)
            for step in steps
            if not isinstance(step.choice, list)
        )

    assert score(-1.5) + 20 < score(0) < score(1.5) - 20


def test_times_fit_into_the_sections(battery: Compiled) -> None:
    form, key = battery.forms["A"], battery.key
    assert key is not None
    steps = invent_steps(form, key, invent_traits(key, "t"), "t")
    spent = {step.item: step.spent_ms for step in steps}

    for section in form.sections:
        assert 0.5 < sum(spent[item] for item in section.items) / section.limit_ms < 1.2
    assert Counter(one.kind for one in form.items)[Kind.MOST_LEAST] == 20
