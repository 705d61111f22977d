"""Light markup: what is markup becomes structure, everything else stays text."""

from hypothesis import given
from hypothesis import strategies as st

from station.ui import markup
from station.ui.markup import Bullets, Gap, Inset, Paragraph, Run, Table


def runs(text: str) -> tuple[markup.Inline, ...]:
    match markup.parse(text):
        case (Paragraph(line=line),):
            return line
        case other:
            raise AssertionError(other)


def test_bold_and_italic_may_stand_inside_each_other() -> None:
    assert runs("a **b _c_** d") == (
        Run(text="a "),
        Run(text="b ", bold=True),
        Run(text="c", bold=True, italic=True),
        Run(text=" d"),
    )


def test_an_underline_inside_a_word_is_a_letter() -> None:
    assert runs("nama_berkas_baru") == (Run(text="nama_berkas_baru"),)


def test_pictures_gaps_and_keys_are_told_from_text() -> None:
    assert runs("![sebuah peta](peta.svg) [[g1]] `F8`") == (
        Inset(name="peta.svg", words="sebuah peta"),
        Run(text=" "),
        Gap(name="g1"),
        Run(text=" "),
        Run(text="F8", key=True),
    )


def test_html_is_text() -> None:
    assert runs("<b>x</b> <img src='http://a'> &amp;") == (
        Run(text="<b>x</b> <img src='http://a'> &amp;"),
    )


def test_blank_lines_part_paragraphs_and_dashes_make_entries() -> None:
    blocks = markup.parse("satu\n\ndua:\n- a\n- b\n  lanjut\n\ntiga")

    assert [type(block) for block in blocks] == [Paragraph, Paragraph, Bullets, Paragraph]
    assert blocks[2] == Bullets(entries=((Run(text="a"),), (Run(text="b lanjut"),)))


def test_columns_of_numbers_stand_to_the_right() -> None:
    (table,) = markup.parse("| Loket | Waktu |\n|---|---|\n| 1 Izin | 14 menit |\n| 2 Lain | – |")

    assert isinstance(table, Table)
    assert table.aligns == ("left", "right")
    assert table.head == ((Run(text="Loket"),), (Run(text="Waktu"),))
    assert len(table.rows) == 2


def test_a_row_of_bars_without_a_divider_is_text() -> None:
    assert markup.plain("a | b\nc | d") == "a | b\nc | d"


def test_what_is_said_leaves_the_marks_out() -> None:
    text = "**Tebal** dan ![peta](p.svg)\n\n| a | b |\n|---|---|\n| 1 | [[g]] |"

    assert markup.plain(text) == "Tebal dan peta\na, b\n1, ..."


def test_only_a_lone_picture_counts_as_a_picture() -> None:
    assert markup.only_picture("![a](b.svg)") == Inset(name="b.svg", words="a")
    assert markup.only_picture("x ![a](b.svg)") is None
    assert markup.only_picture("") is None


def test_gaps_and_pictures_are_found_in_order() -> None:
    text = "[[b]] lalu [[a]] ![x](1.svg)\n\n- ![y](2.svg)"

    assert markup.gaps(text) == ("b", "a")
    assert [one.name for one in markup.pictures(text)] == ["1.svg", "2.svg"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60))
def test_escaped_text_reads_as_itself(text: str) -> None:
    escaped = markup.escaped(text)

    assert markup.plain(escaped) == text.strip() or escaped.strip().startswith("- ")


@given(st.text(max_size=200))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    markup.parse(text)

    assert isinstance(markup.plain(text), str)
