"""Small forms for tests: every kind of item, three sections, a break."""

from station.exam.form import (
    Area,
    Blank,
    Form,
    Item,
    ItemId,
    Kind,
    Option,
    OptionCode,
    Section,
    SectionCode,
)
from station.exam.sitting import Paper


def options(letters: str = "ABCDE") -> tuple[Option, ...]:
    """Return options named by `letters`, in both languages."""
    return tuple(
        Option(code=OptionCode(one), text={"id": f"pilihan {one}", "en": f"option {one}"})
        for one in letters
    )


def item(name: str, section: str, kind: Kind = Kind.SINGLE, **fields: object) -> Item:
    """Return an item of `kind` with five options unless `fields` say otherwise."""
    whole: dict[str, object] = {"options": options(), **fields}
    return Item(
        id=ItemId(name),
        section=SectionCode(section),
        kind=kind,
        stem={"id": f"soal {name}", "en": f"item {name}"},
        **whole,  # type: ignore[arg-type]
    )


def every_kind() -> tuple[Item, ...]:
    """Return one item of each kind, in section `three`."""
    blank = Blank(name="g1", options=options("AB"))
    return (
        item("S-1", "three"),
        item("M-1", "three", Kind.MULTIPLE, min_choices=2, max_choices=3),
        item("L-1", "three", Kind.LIKERT, options=options("12345")),
        item("F-1", "three", Kind.MOST_LEAST, options=options("ABCD")),
        item("N-1", "three", Kind.NUMERIC, options=()),
        item("T-1", "three", Kind.TEXT, options=(), max_length=20),
        item("G-1", "three", Kind.MATCH, options=options("AB"), columns=options("XY")),
        item("I-1", "three", Kind.INLINE, options=(), blanks=(blank,)),
        item("O-1", "three", Kind.ORDER, options=options("ABC"), shuffle=True),
        item("H-1", "three", Kind.HOTSPOT, options=(), area=Area(width=100, height=50)),
    )


def small_form() -> Form:
    """Return three sections: ability, with its tools; shuffled; every kind, after a break."""
    one = tuple(item(f"A-{n}", "one", shuffle=True) for n in range(1, 6))
    two = tuple(item(f"B-{n}", "two") for n in range(1, 5))
    three = every_kind()
    return Form(
        battery="small",
        version="1",
        form="A",
        languages=("id", "en"),
        title={"id": "Uji", "en": "Test"},
        label={"id": "Uji", "en": "Test"},
        sections=(
            _section("one", one, strike=True, calculator=True),
            _section("two", two, shuffle_items=True),
            _section("three", three, break_ms=60_000),
        ),
        items=(*one, *two, *three),
    )


def small_paper() -> Paper:
    """Return `small_form` with its look-ups."""
    return Paper(small_form())


def _section(code: str, items: tuple[Item, ...], **fields: object) -> Section:
    return Section(
        code=SectionCode(code),
        title={"id": code, "en": code},
        instruction={"id": code, "en": code},
        limit_ms=600_000,
        items=tuple(one.id for one in items),
        **fields,  # type: ignore[arg-type]
    )
