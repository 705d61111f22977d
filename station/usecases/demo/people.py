"""Invented people of a province: names, posts, tiers and NIPs that pass every check."""

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from station.usecases.demo.chance import Chance

Performance: TypeAlias = Literal["", "below", "meets", "above"]
PERFORMANCE: tuple[Performance, ...] = ("below", "meets", "meets", "above", "", "")
YEARS_OF_SERVICE = (3, 28)
AGE_AT_START = (21, 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """One invented civil servant; `target` is the code of the post, `performance` its rating."""

    number: str
    name: str
    nip: str
    unit: str
    post: str
    target: str
    tier: int
    rank: str
    performance: Performance


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """What people are made of: the decoded `people.toml` and the posts of `posts.toml`."""

    values: dict[str, Any]
    posts: list[dict[str, Any]]

    @classmethod
    def parse(cls, people: bytes, posts: bytes) -> "Pool":
        """Return the pool of the two files."""
        return cls(
            values=tomllib.loads(people.decode("utf-8")),
            posts=tomllib.loads(posts.decode("utf-8"))["post"],
        )


def invent(pool: Pool, count: int, seed: int) -> list[DemoPerson]:
    """Return `count` people that follow from `seed`; no two share a NIP or a number."""
    chance = Chance(f"people/{seed}")
    people: list[DemoPerson] = []
    taken: set[str] = set()
    while len(people) < count:
        person = _person(pool, len(people) + 1, chance)
        if person.nip not in taken:
            taken.add(person.nip)
            people.append(person)
    return people


def _person(pool: Pool, place: int, chance: Chance) -> DemoPerson:
    values = pool.values
    woman = chance.share() < 0.5
    tiers = values["tier"]
    tier = chance.one_of(tiers, [one["share"] for one in tiers])
    post = chance.one_of([one for one in pool.posts if one["tier"] == tier["tier"]])
    given = chance.one_of(values["women" if woman else "men"])
    name = f"{given} {chance.one_of(values['family'])}"
    degree = chance.one_of(values["degrees"])
    return DemoPerson(
        number=f"NJ-25-{place:04d}",
        name=f"{name}, {degree}" if degree else name,
        nip=_nip(chance, woman=woman),
        unit=post["unit"]["id"],
        post=post["name"]["id"],
        target=post["code"],
        tier=tier["tier"],
        rank=chance.one_of(tier["ranks"]),
        performance=chance.one_of(PERFORMANCE),
    )


def _nip(chance: Chance, *, woman: bool) -> str:
    """Return 18 digits: birth, month of appointment, sex, serial (no check digit exists)."""
    started = date(2025 - chance.between(*YEARS_OF_SERVICE), chance.between(1, 12), 1)
    born = date(started.year - chance.between(*AGE_AT_START), 1, 1)
    born = date.fromordinal(born.toordinal() + chance.between(0, 364))
    sex = "2" if woman else "1"
    return f"{born:%Y%m%d}{started:%Y%m}{sex}{chance.between(1, 60):03d}"
