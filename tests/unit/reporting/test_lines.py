"""Wrapping: nothing wider than its column, no word lost, numbers with their units."""

from hypothesis import given
from hypothesis import strategies as st

from station.reporting.lines import NO_BREAK, Lines, glue, one_line, wrap
from station.reporting.styles import BODY, TABLE, TITLE

WORDS = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCÉéñ0123456789.,/()-", min_size=1, max_size=30),
    min_size=1,
    max_size=25,
)


def texts(lines: Lines) -> list[str]:
    return [" ".join(piece.text for piece in line.pieces) for line in lines.lines]


@given(words=WORDS, width=st.floats(min_value=8, max_value=176))
def test_no_line_is_wider_than_its_column(words: list[str], width: float) -> None:
    lines = wrap(" ".join(words), BODY, width)

    assert all(line.width <= width + 1e-6 for line in lines.lines)


@given(words=WORDS, width=st.floats(min_value=8, max_value=176))
def test_no_character_is_lost(words: list[str], width: float) -> None:
    text = " ".join(words)

    written = "".join(texts(wrap(text, BODY, width)))

    assert written.replace(" ", "").replace(NO_BREAK, "") == text.replace(" ", "")


@given(words=WORDS, bold=st.sets(st.integers(min_value=0, max_value=24)))
def test_a_bold_word_is_measured_as_bold(words: list[str], bold: set[int]) -> None:
    marked = " ".join(f"**{w}**" if i in bold else w for i, w in enumerate(words))

    lines = wrap(marked, BODY, 60)

    assert all(line.width <= 60 + 1e-6 for line in lines.lines)
    assert "*" not in "".join(texts(lines))


def test_bold_stands_inside_a_word_and_across_several() -> None:
    lines = wrap("se**ten**gah dan **dua kata** biasa", TABLE, 100)

    (line,) = lines.lines
    assert [(piece.text, piece.style == TABLE.bold()) for piece in line.pieces] == [
        ("se", False),
        ("ten", True),
        ("gah dan", False),
        ("dua kata", True),
        ("biasa", False),
    ]


def test_pieces_of_a_line_stand_one_after_the_other() -> None:
    (line,) = wrap("Nilai **90,7** dari 100", TABLE, 100).lines

    ends = [piece.x + piece.style.width(piece.text) for piece in line.pieces]
    assert all(end <= after.x + 1e-6 for end, after in zip(ends, line.pieces[1:], strict=False))
    assert abs(ends[-1] - line.width) < 1e-6


def test_a_number_keeps_its_unit_and_a_range_stays_whole() -> None:
    glued = glue("rentang 85,8 – 95,7 dan 90,7 % serta ± 1 SEM")

    assert glued.split(" ") == [
        "rentang",
        f"85,8{NO_BREAK}–{NO_BREAK}95,7",
        "dan",
        f"90,7{NO_BREAK}%",
        "serta",
        f"±{NO_BREAK}1",
        "SEM",
    ]


def test_a_dash_between_words_may_begin_a_line() -> None:
    assert NO_BREAK not in glue("Mulai – selesai")


def test_a_word_too_long_for_any_line_is_broken_after_a_mark() -> None:
    lines = wrap("Subbidang-Perencanaan-dan-Evaluasi-Pelaporan", TABLE, 24)

    assert [text[-1] for text in texts(lines)[:-1]] == ["-"] * (len(lines.lines) - 1)


def test_a_line_feed_begins_a_line() -> None:
    assert texts(wrap("satu\ndua", TABLE, 100)) == ["satu", "dua"]


def test_the_first_line_is_moved_in() -> None:
    lines = wrap("kata " * 20, TABLE, 40, first=6)

    assert lines.lines[0].pieces[0].x == 6
    assert lines.lines[1].pieces[0].x == 0


def test_italics_lean_only_where_they_are_asked_for() -> None:
    plain = wrap("nilai _miring_ a_b", TABLE, 100).lines[0]
    leaning = wrap("nilai _miring_ a_b", TABLE, 100, italics=True).lines[0]

    assert [piece.text for piece in plain.pieces] == ["nilai _miring_ a_b"]
    assert [(piece.text, piece.style.slanted) for piece in leaning.pieces] == [
        ("nilai", False),
        ("miring", True),
        ("a_b", False),
    ]


def test_one_line_shrinks_before_it_cuts() -> None:
    text, style = one_line("BTN-25-0437", TITLE, 24)

    assert text == "BTN-25-0437"
    assert style.size < TITLE.size


@given(text=st.text(alphabet="MWil ", min_size=1, max_size=80), width=st.integers(10, 60))
def test_one_line_always_fits(text: str, width: int) -> None:
    shown, style = one_line(text, BODY, width)

    assert style.width(shown) <= width or len(shown) == 1
