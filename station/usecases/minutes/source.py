"""What the minutes are made from, and the words they are made of."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from station.exam import facts as f
from station.exam.form import Text
from station.resources import resources_dir
from station.scoring import format as forms
from station.scoring.words import Words, read_words
from station.sealing.assessment import Assessment, Officer
from station.sealing.seal import SealBody
from station.sealing.session import Session
from station.sealing.signedfile import Signature
from station.usecases.conduct import Conduct
from station.usecases.house import House

FULL_FACTOR = 1000


@cache
def words() -> Words:
    """Return the sentences of the minutes."""
    path = resources_dir() / "translations" / "minutes.toml"
    return read_words(tomllib.loads(path.read_text("utf-8")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A sealed session and everything that was said of it.

    Attributes:
        sha256: Hash of the `.seal` file.
        signatures: Under the seal.
        conducts: How each sealed sitting went, by participant number.
        names: Participant number to name, as far as known.
    """

    house: House
    assessment: Assessment
    session: Session
    body: SealBody
    sha256: str
    signatures: tuple[Signature, ...]
    conducts: Mapping[str, Conduct]
    names: Mapping[str, str]

    def seat_of(self, station: str) -> str:
        """Return the seat of a station."""
        return self.session.station(station).seat

    def officer(self, key: str) -> Officer:
        """Return the officer who has a key."""
        return next(one for one in self.assessment.body.officers if one.key == key)

    def local(self, wall: str) -> str:
        """Return a moment as the room's clock showed it."""
        return forms.local(wall, self.house.offset_minutes)

    def span(self, begin: str, end: str) -> Text:
        """Return two moments of a day as one text."""
        return words().say(
            "fact.span",
            from_time=forms.both(forms.minute, self.local(begin)),
            to_time=forms.both(forms.minute, self.local(end)),
            zone=self.house.zone,
        )

    def factor_permille(self, number: str) -> int:
        """Return a participant's time factor; 1000 for none."""
        conduct = self.conducts.get(number)
        opened = next(conduct.of(f.Opened), None) if conduct else None
        return opened.factor_permille if opened else FULL_FACTOR
