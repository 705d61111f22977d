"""A battery of the demonstration's shape with items that say nothing: for scoring tests.

Option A is worth 5, B 4, ... E 1 in graded items; A is right in keyed ones (A and B where two
are right). Statements alternate + and -.
"""

from collections.abc import Mapping
from typing import Any

from station.exam.form import (
    Form,
    Item,
    ItemId,
    Kind,
    Option,
    OptionCode,
    Section,
    SectionCode,
    Text,
)
from station.resources import resources_dir
from station.scoring.key import ItemKey, KeySheet, Scale, Statement
from station.scoring.scorer import Answered, Scorer
from station.scoring.standards import Standards, load_standards

COMPETENCIES = (
    "integritas",
    "kerjasama",
    "komunikasi",
    "orientasi_hasil",
    "pelayanan_publik",
    "pengembangan",
    "perubahan",
    "keputusan",
    "perekat_bangsa",
)
STATEMENTS = ("interpersonal", "self_awareness", "emotional", "learning", "motivation")
GRADES = {"A": 5, "B": 4, "C": 3, "D": 2, "E": 1}
OF_GRADE = {grade: code for code, grade in GRADES.items()}


def standard_files() -> dict[str, bytes]:
    """Return the standards that come with the program, by file name."""
    folder = resources_dir() / "standards"
    return {path.name: path.read_bytes() for path in folder.glob("*.toml")}


def standards() -> Standards:
    """Return them loaded."""
    return load_standards(standard_files())


def _text(words: str) -> Text:
    return {"id": words, "en": words}


def _options(letters: str) -> tuple[Option, ...]:
    return tuple(Option(code=OptionCode(one), text=_text(one)) for one in letters)


def _single(code: str, section: str, kind: Kind = Kind.SINGLE, letters: str = "ABCDE") -> Item:
    two = 2 if kind is Kind.MULTIPLE else 1
    return Item(
        id=ItemId(code),
        section=SectionCode(section),
        kind=kind,
        stem=_text(code),
        options=_options(letters),
        min_choices=two,
        max_choices=two,
    )


def _matched(prefix: str, section: str, count: int) -> list[tuple[Item, ItemKey]]:
    """Return keyed items; every tenth takes two answers."""
    made = []
    for number in range(1, count + 1):
        code = f"{prefix}-{number:02d}"
        several = number % 10 == 0
        item = _single(code, section, Kind.MULTIPLE if several else Kind.SINGLE)
        correct = ("A", "B") if several else ("A",)
        key = ItemKey(item=item.id, scale=section, scoring="match", correct=correct)
        made.append((item, key))
    return made


def _graded(prefix: str, section: str, scale: str, count: int) -> list[tuple[Item, ItemKey]]:
    items = [_single(f"{prefix}-{number:02d}", section) for number in range(1, count + 1)]
    return [
        (item, ItemKey(item=item.id, scale=scale, scoring="graded", points=GRADES))
        for item in items
    ]


def _likert(code: str) -> Item:
    return _single(code, "workstyle", Kind.LIKERT, "12345")


def _workstyle() -> list[tuple[Item, ItemKey]]:
    made = []
    for number in range(100):
        item = _likert(f"WS-{number + 1:03d}")
        scale = STATEMENTS[number % 5]
        direction = "+" if number // 5 % 2 == 0 else "-"
        key = {"item": item.id, "scale": scale, "scoring": "keyed", "direction": direction}
        made.append((item, ItemKey(**key)))  # type: ignore[arg-type]
    made += [_block(number) for number in range(20)]
    for number in range(4):
        item = _likert(f"WS-{number + 121}")
        key = {"item": item.id, "scale": "validity", "scoring": "infrequency"}
        made.append((item, ItemKey(**key, correct=("4", "5"))))  # type: ignore[arg-type]
    for number in range(4):
        item = _likert(f"WS-{number + 125}")
        partner = f"WS-{number + 1:03d}"
        key = {"item": item.id, "scale": "validity", "scoring": "pair", "partner": partner}
        made.append((item, ItemKey(**key)))  # type: ignore[arg-type]
    return made


def _block(number: int) -> tuple[Item, ItemKey]:
    item = _single(f"WS-{number + 101}", "workstyle", Kind.MOST_LEAST, "ABCD")
    scales = [one for place, one in enumerate(STATEMENTS) if place != number % 5]
    statements = {
        code: Statement(scale=scale, direction="-" if code == "D" else "+")
        for code, scale in zip("ABCD", scales, strict=True)
    }
    return item, ItemKey(item=item.id, scale="", scoring="keyed", statements=statements)


def _parts() -> dict[str, list[tuple[Item, ItemKey]]]:
    return {
        "verbal": _matched("VER", "verbal", 20),
        "numerical": _matched("NUM", "numerical", 20),
        "figural": _matched("FIG", "figural", 20),
        "critical": _graded("CRI", "critical", "critical", 16),
        "problem": _graded("PRO", "problem", "problem", 16),
        "workstyle": _workstyle(),
        "competency": [
            pair for code in COMPETENCIES for pair in _graded(code.upper(), "competency", code, 10)
        ],
        "digital": _matched("DIG", "digital", 50),
        "emerging": _matched("EMG", "emerging", 40),
    }


PARTS = _parts()
KEYS = {key.item: key for pairs in PARTS.values() for _, key in pairs}


def form() -> Form:
    """Return 400 items in nine sections."""
    return Form(
        battery="saksi-demo",
        version="2025.1",
        form="A",
        languages=("id", "en"),
        title=_text("Uji"),
        label={"id": "Peragaan, belum dinormakan", "en": "Demonstration, not normed"},
        sections=tuple(
            Section(
                code=SectionCode(code),
                title=_text(code.capitalize()),
                instruction=_text(code),
                limit_ms=600_000,
                items=tuple(item.id for item, _ in pairs),
            )
            for code, pairs in PARTS.items()
        ),
        items=tuple(item for pairs in PARTS.values() for item, _ in pairs),
    )


def _scales() -> tuple[Scale, ...]:
    kinds: dict[str, tuple[str, str]] = {
        **dict.fromkeys(("verbal", "numerical", "figural"), ("ability", "intellectual")),
        **{code: ("graded", code) for code in ("critical", "problem")},
        **{code: ("statement", code) for code in STATEMENTS},
        **dict.fromkeys(COMPETENCIES, ("competency", "")),
        **dict.fromkeys(("digital", "emerging"), ("knowledge", "")),
        "validity": ("validity", ""),
    }
    return tuple(
        Scale(code=code, kind=kind, aspect=aspect, name=_text(code))  # type: ignore[arg-type]
        for code, (kind, aspect) in kinds.items()
    )


def sheet() -> KeySheet:
    """Return the key of `form`."""
    return KeySheet(
        battery="saksi-demo",
        version="2025.1",
        items=tuple(sorted(KEYS.values(), key=lambda key: key.item)),
        scales=_scales(),
    )


def scorer(rules: Standards | None = None) -> Scorer:
    """Return the scorer of form and key."""
    return Scorer(form(), sheet(), rules or standards())


def spread(points: int, count: int = 10) -> list[int]:
    """Return `count` grades of 1 to 5, evenly, whose sum is `points`."""
    low, more = divmod(points, count)
    return [low + 1] * more + [low] * (count - more)


def graded(prefix: str, points: int, count: int = 10) -> dict[ItemId, Any]:
    """Return answers that earn `points` in the graded items of `prefix`."""
    return {
        ItemId(f"{prefix}-{number:02d}"): OF_GRADE[grade]
        for number, grade in enumerate(spread(points, count), 1)
    }


def right(prefix: str, correct: int, count: int) -> dict[ItemId, Any]:
    """Return answers of which the first `correct` are right."""
    answers: dict[ItemId, Any] = {}
    for number in range(1, count + 1):
        good = ["A", "B"] if number % 10 == 0 else "A"
        bad = ["C", "D"] if number % 10 == 0 else "C"
        answers[ItemId(f"{prefix}-{number:02d}")] = good if number <= correct else bad
    return answers


def agreeing(step: int) -> dict[ItemId, Any]:
    """Return statements each answered worth `step`, blocks A most and D least."""
    answers: dict[ItemId, Any] = {}
    for item, key in PARTS["workstyle"]:
        if item.kind is Kind.MOST_LEAST:
            answers[item.id] = {"most": "A", "least": "D"}
        elif key.scoring == "infrequency":
            answers[item.id] = "5"
        elif key.scoring == "keyed":
            answers[item.id] = str(step if key.direction == "+" else 6 - step)
    for item, key in PARTS["workstyle"]:
        if key.scoring == "pair":
            answers[item.id] = answers[ItemId(key.partner)]
    return answers


def answers_of(
    levels: Mapping[str, int] | int = 39,
    *,
    ability: int = 14,
    cases: int = 60,
    statements: int = 4,
    digital: int = 40,
    emerging: int = 32,
) -> dict[ItemId, Any]:
    """Return answers to every item; `levels` are points by competency, or of each."""
    answers: dict[ItemId, Any] = {}
    for prefix in ("VER", "NUM", "FIG"):
        answers |= right(prefix, ability, 20)
    for prefix in ("CRI", "PRO"):
        answers |= graded(prefix, cases, 16)
    answers |= agreeing(statements)
    for code in COMPETENCIES:
        points = levels if isinstance(levels, int) else levels.get(code, 39)
        answers |= graded(code.upper(), points)
    return answers | right("DIG", digital, 50) | right("EMG", emerging, 40)


def sat(
    answers: Mapping[ItemId, Any], *, closed: Mapping[str, str] | None = None, pace_ms: int = 20_000
) -> Answered:
    """Return a sitting with every section left unless `closed` says otherwise."""
    ways = dict.fromkeys(PARTS, "left") if closed is None else closed
    return Answered(
        answers=answers,
        closed={SectionCode(code): way for code, way in ways.items()},
        spent_ms=dict.fromkeys(answers, pace_ms),
    )
