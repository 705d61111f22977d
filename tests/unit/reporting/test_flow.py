"""Pages: no block is cut, no heading is left behind, a table repeats its head."""

from hypothesis import given
from hypothesis import strategies as st

from station.reporting.flow import (
    Block,
    Placed,
    Room,
    beside,
    eased,
    gap,
    keep,
    named_pages,
    paginate,
    tall,
    together,
)
from station.reporting.pen import Pen

ROOM = Room(first_top=30, top=20, bottom=280)


def nothing(_pen: Pen, _top: float) -> None:
    return


def block(height: float, *, keep: bool = False, name: str = "") -> Block:
    return Block(height=height, draw=nothing, keep=keep, name=name)


def bottoms(page: list[Placed]) -> list[float]:
    return [placed.top + placed.block.height for placed in page]


@given(
    groups=st.lists(
        st.tuples(st.floats(min_value=0.5, max_value=50), st.floats(min_value=0.5, max_value=199)),
        min_size=1,
        max_size=40,
    )
)
def test_no_block_is_cut_and_none_is_lost(groups: list[tuple[float, float]]) -> None:
    blocks = [one for head, body in groups for one in (block(head, keep=True), block(body))]

    pages = paginate(blocks, ROOM)

    assert [placed.block for page in pages for placed in page] == blocks
    assert all(bottom <= ROOM.bottom + 0.02 for page in pages for bottom in bottoms(page))


def test_blocks_of_a_page_follow_one_another() -> None:
    (page,) = paginate([block(10), block(20), block(5)], ROOM)

    assert [placed.top for placed in page] == [30, 40, 60]


def test_a_heading_goes_with_what_follows() -> None:
    first, second = paginate([block(240), block(5, keep=True), block(20)], ROOM)

    assert len(first) == 1
    assert [placed.block.height for placed in second] == [5, 20]


def test_what_belongs_together_stands_on_one_page() -> None:
    pages = paginate([block(200), *together([block(30), block(30)])], ROOM)

    assert [len(page) for page in pages] == [1, 2]


def test_a_table_that_goes_on_repeats_its_head() -> None:
    head = block(6)
    rows = [Block(height=100, draw=nothing, head=head) for _ in range(4)]

    pages = paginate([*keep([head]), *rows], ROOM)

    assert pages[1][0].block is head
    assert sum(placed.block.height for placed in pages[1]) == 206


def test_white_space_is_dropped_between_pages() -> None:
    pages = paginate([block(250), gap(20), block(100)], ROOM)

    assert [placed.top for placed in pages[1]] == [20]
    assert len(pages) == 2


def test_white_space_alone_makes_no_page() -> None:
    assert len(paginate([block(250), gap(50)], ROOM)) == 1


def test_a_block_can_ask_for_a_new_page() -> None:
    pages = paginate([block(10), Block(height=10, draw=nothing, new_page=True)], ROOM)

    assert len(pages) == 2


def test_a_named_block_is_found_on_its_page() -> None:
    pages = paginate([block(200), block(200, name="plan")], ROOM)

    assert named_pages(pages) == {"plan": 2}


def test_columns_are_as_tall_as_the_tallest() -> None:
    assert beside([block(10), block(5)], [block(12)]).height == 15


@given(white=st.floats(min_value=1, max_value=40), room=st.floats(min_value=60, max_value=200))
def test_easing_shrinks_white_only_as_far_as_it_must(white: float, room: float) -> None:
    blocks = [block(50), gap(white), block(50), gap(white)]

    shrunk = eased(blocks, room)

    assert [one.height for one in shrunk if not one.white] == [50, 50]
    assert tall(shrunk) <= max(room, 100 + 0.3 * 2 * white) + 1e-6
    assert tall(shrunk) <= tall(blocks)
    if tall(blocks) <= room:
        assert tall(shrunk) == tall(blocks)
