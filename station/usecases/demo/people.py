"""Invented people of a province: names, units, tiers and NIPs that pass every check."""

import random
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any

YEARS_OF_SERVICE = (3, 28)
AGE_AT_START = (21, 32)
TIER_TITLE = {"1": "Pelaksana", "2": "Pengawas", "3": "Administrator"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """One invented civil servant."""

    number: str
    name: str
    nip: str
    unit: str
    tier: str
    rank: str
    woman: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """What people are made of: the decoded `people.toml`."""

    values: dict[str, Any]

    @classmethod
    def parse(cls, data: bytes) -> "Pool":
        """Return the pool of a `people.toml`."""
        return cls(values=tomllib.loads(data.decode("utf-8")))


def invent(pool: Pool, count: int, seed: int) -> list[DemoPerson]:
    """Return `count` people that follow from `seed`; no two share a NIP or a number."""
    chance = random.Random(f"people/{seed}")  # noqa: S311 -- people, never keys
    people: list[DemoPerson] = []
    taken: set[str] = set()
    while len(people) < count:
        person = _person(pool.values, len(people) + 1, chance)
        if person.nip not in taken:
            taken.add(person.nip)
            people.append(person)
    return people


def _person(values: dict[str, Any], place: int, chance: random.Random) -> DemoPerson:
    woman = chance.random() < 0.5  # noqa: PLR2004 -- half and half
    tiers = values["tier"]
    tier = chance.choices(tiers, weights=[one["share"] for one in tiers])[0]
    given = chance.choice(values["women" if woman else "men"])
    name = f"{given} {chance.choice(values['family'])}"
    degree = chance.choice(values["degrees"])
    return DemoPerson(
        number=f"NJ-25-{place:04d}",
        name=f"{name}, {degree}" if degree else name,
        nip=_nip(chance, woman=woman),
        unit=chance.choice(values["units"]),
        tier=tier["tier"],
        rank=chance.choice(tier["ranks"]),
        woman=woman,
    )


def _nip(chance: random.Random, *, woman: bool) -> str:
    """Return 18 digits: birth, month of appointment, sex, serial (no check digit exists)."""
    started = date(2025 - chance.randint(*YEARS_OF_SERVICE), chance.randint(1, 12), 1)
    born = date(started.year - chance.randint(*AGE_AT_START), 1, 1)
    born = date.fromordinal(born.toordinal() + chance.randrange(365))
    sex = "2" if woman else "1"
    return f"{born:%Y%m%d}{started:%Y%m}{sex}{chance.randint(1, 60):03d}"
