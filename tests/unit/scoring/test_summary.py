"""The summary of a group: what it counts, and what it must not give away."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from station import canonical
from station.scoring.group import GroupModel
from station.scoring.summary import group_model
from station.scoring.suppression import suppressed
from tests.unit.scoring import samples

REPORTS = samples.group_reports(40)
GROUP = group_model(REPORTS, samples.overview(), samples.STANDARDS)

sizes_of = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), max_size=8)


@given(sizes_of)
def test_no_small_group_is_shown_or_left_over_by_subtraction(sizes: dict[str, int]) -> None:
    hidden = suppressed(sizes, 10)
    shown = [code for code in sizes if sizes[code] and code not in hidden]
    together = sum(sizes[code] for code in hidden)

    assert all(sizes[code] >= 10 for code in shown)
    assert not hidden or together >= 10 or not shown


@given(sizes_of)
def test_no_more_is_hidden_than_needed(sizes: dict[str, int]) -> None:
    hidden = suppressed(sizes, 10)
    large = [code for code in hidden if sizes[code] >= 10]
    without_last = sum(sizes[code] for code in hidden) - max((sizes[c] for c in large), default=0)

    assert not large or without_last < 10
    assert hidden or all(size >= 10 or size == 0 for size in sizes.values())


def test_a_summary_is_canonical_and_does_not_depend_on_order() -> None:
    again = group_model(REPORTS[::-1], samples.overview(), samples.STANDARDS)

    assert canonical.dumps(again) == canonical.dumps(GROUP)
    assert msgspec.json.decode(canonical.dumps(GROUP), type=GroupModel) == GROUP


def test_categories_add_up_in_each_group_that_is_shown() -> None:
    for row in GROUP.categories:
        assert sum(one.n for one in row.counts) == (0 if row.suppressed else row.n)
        assert row.near_cut <= row.n
    everybody = GROUP.categories[-1]
    assert (everybody.kind, everybody.n) == ("all", 40)


def test_a_small_agency_is_hidden_with_the_next_smallest() -> None:
    hidden = [row.code for row in GROUP.heat.rows if row.suppressed]

    assert hidden == ["Dinas Kesehatan", "Badan Kesbangpol"]
    assert all(row.cells == () for row in GROUP.heat.rows if row.suppressed)
    assert [row.n for row in GROUP.heat.rows if row.suppressed] == [12, 4]


def test_a_mean_gap_is_that_of_the_people() -> None:
    row = next(one for one in GROUP.heat.rows if not one.suppressed)
    people = [one for one in REPORTS if one.person.agency == row.code]
    gaps = [one.competency.competencies[0].gap_halves or 0 for one in people]

    assert row.cells[0].mean_hundredths == round(sum(gaps) * 50 / len(gaps))


def test_demand_counts_people_by_mark_and_their_hours() -> None:
    for one in GROUP.demand:
        if one.code in {"digital", "emerging"}:
            continue
        marks = [
            result.mark
            for model in REPORTS
            for result in model.competency.competencies
            if result.code == one.code
        ]
        assert (one.short, one.uncertain) == (marks.count("short"), marks.count("uncertain"))
        assert one.people == one.short + one.uncertain
    assert GROUP.demand_jp == sum(model.plan.jp for model in REPORTS)


def test_the_boxes_count_everybody_with_a_place() -> None:
    assert sum(cell.n or 0 for cell in GROUP.nine_box.cells) == GROUP.nine_box.n == 40
    assert GROUP.nine_box.undetermined == 0


def test_the_reconciliation_loses_nobody_unexplained() -> None:
    counts = [(one.n, one.lost) for one in GROUP.reconciliation]

    assert counts == [(48, 0), (44, 4), (43, 1), (42, 1), (40, 2)]
    assert all(one.why["id"] for one in GROUP.reconciliation if one.lost)


def test_a_group_below_ten_shows_sizes_and_nothing_else() -> None:
    small = group_model(REPORTS[:9], samples.overview(), samples.STANDARDS)

    assert small.heading["id"] == "Terlalu sedikit orang untuk angka kelompok."
    assert all(row.suppressed and not row.counts for row in small.categories)
    assert all(row.suppressed and not row.cells for row in small.heat.rows)
    assert small.nine_box.suppressed
    assert {cell.n for cell in small.nine_box.cells} == {None}
    assert (small.demand, small.demand_jp) == ((), 0)
    assert "Disembunyikan" in small.demand_note["id"]
    assert "JP" not in small.demand_note["id"].split()


def test_an_incomplete_report_counts_among_people_but_not_in_categories() -> None:
    models = [*REPORTS, samples.incomplete_report()]
    group = group_model(models, samples.overview(), samples.STANDARDS)

    assert group.categories[-1].n == 40
    assert group.reconciliation[-1].n == 40
    assert group.demand_people == 41


def test_nobody_is_named_in_a_summary() -> None:
    data = canonical.dumps(GROUP).decode()

    assert samples.PERSON.name not in data
    assert "NJ-25-" not in data
