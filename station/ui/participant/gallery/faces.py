"""Faces of invented people and numbers, for pictures and tests of a seat's screens."""

from datetime import UTC, datetime

from station.exam.form import ItemId
from station.machine.grades import Grade
from station.sealing.session import RosterRow
from station.ui.participant.faces import Block, End, Light, Link, Review, Row
from station.ui.states import Saved, Saving

NOW = datetime(2025, 1, 21, 2, 41, 7, tzinfo=UTC)
ORGANISER = "Pusat Asesmen Provinsi Contoh"
NUMBER, NAME, SEAT = "NJ-25-0042", "Siti Rahmawati, S.E.", "A-007"
BLOCK = Block(
    id="2025-01-21-P-A",
    room="A",
    opens=datetime(2025, 1, 21, 0, 30, tzinfo=UTC),
    closes=datetime(2025, 1, 21, 6, 0, tzinfo=UTC),
)
MINUTE_MS = 60_000
SECTIONS = (
    ("Penalaran Verbal", "Verbal Reasoning", 19, 20),
    ("Penalaran Numerik", "Numerical Reasoning", 20, 20),
    ("Penalaran Figural", "Figural Reasoning", 20, 20),
    ("Berpikir Kritis dan Strategis", "Critical and Strategic Thinking", 16, 16),
    ("Pemecahan Masalah", "Problem Solving", 16, 16),
    ("Gaya Kerja", "Work Style", 125, 128),
    ("Situasi Kerja", "Work Situations", 87, 90),
    ("Literasi Digital", "Digital Literacy", 50, 50),
    ("Keterampilan Baru", "Emerging Skills", 37, 40),
)


def person() -> RosterRow:
    """Return somebody who signed in."""
    return RosterRow(
        number=NUMBER,
        name=NAME,
        nip="198705122010012003",
        unit="Dinas Perpustakaan dan Kearsipan",
        tier="2",
        target="Kepala Subbagian Keuangan",
        accommodations={},
        salt="00" * 32,
    )


def saved() -> Saved:
    """Return that everything is saved."""
    return Saved(state=Saving.SAVED, at=NOW)


def lights(*, bad: bool) -> tuple[Light, ...]:
    """Return a self-test with one warning, or with something bad in it."""
    found: list[tuple[str, Grade, list[tuple[str, dict[str, str | int]]]]] = [
        ("clock", Grade.GOOD, [("clock.right", {"time": "21-01-2025 09:41"})]),
        ("disk", Grade.GOOD, [("disk.fast", {"ms": 11}), ("space.roomy", {"size": "38 GB"})]),
        ("package", Grade.GOOD, [("package.whole", {})]),
        ("display", Grade.GOOD, [("display.right", {"size": "1366 × 768", "n": 1})]),
        ("power", Grade.WARN, [("power.battery", {"percent": 62})]),
        ("remote", Grade.GOOD, [("remote.none", {})]),
        ("printer", Grade.GOOD, [("printer.none", {})]),
    ]
    if bad:
        found[5] = ("remote", Grade.BAD, [("remote.running", {"names": "anydesk"})])
    return tuple(
        Light(
            check=check,
            grade=grade,
            says=tuple((f"doctor.{key}", values) for key, values in says),
        )
        for check, grade, says in found
    )


def end(*, place: int, answered: int, items: int, blank: tuple[int, ...]) -> End:
    """Return a section about to be locked."""
    return End(
        place=place,
        of=len(SECTIONS),
        title={"id": SECTIONS[place - 1][0], "en": SECTIONS[place - 1][1]},
        answered=answered,
        items=items,
        blank=_links(blank),
        flagged=_links((blank[0] - 4, blank[0] + 4)),
        here=blank[-1],
    )


def review() -> Review:
    """Return the review before handing in."""
    return Review(
        end=end(place=9, answered=37, items=40, blank=(377, 392, 398)),
        answered=390,
        items=400,
        rows=tuple(
            Row(
                title={"id": name, "en": english},
                locked=place < len(SECTIONS),
                answered=answered,
                items=items,
            )
            for place, (name, english, answered, items) in enumerate(SECTIONS, 1)
        ),
    )


def _links(numbers: tuple[int, ...]) -> tuple[Link, ...]:
    return tuple(Link(item=ItemId(str(one)), number=one) for one in numbers)
