"""Standards are read strictly, agree with each other, and are quoted by their bytes."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from station.scoring.errors import PostUnknownError, StandardsInvalidError
from station.scoring.format import level
from station.scoring.standards import FILES, load_standards
from tests.unit.scoring import battery

STANDARDS = battery.standards()


def changed(name: str, old: str, new: str) -> dict[str, bytes]:
    """Return the files with the first `old` in one of them replaced."""
    files = battery.standard_files()
    text = files[name].decode()
    assert old in text, f"{old!r} is not in {name}"
    return files | {name: text.replace(old, new, 1).encode()}


def test_each_file_is_quoted_by_version_and_hash() -> None:
    files = battery.standard_files()

    assert [one.name for one in STANDARDS.quoted] == sorted(FILES)
    for one in STANDARDS.quoted:
        assert one.sha256 == hashlib.sha256(files[one.name]).hexdigest()
        assert one.version == tomllib.loads(files[one.name].decode())["version"]


def test_each_file_says_where_its_rules_come_from() -> None:
    for name in FILES:
        source = tomllib.loads(battery.standard_files()[name].decode())["source"]
        assert all(len(source[language]) > 20 for language in ("id", "en"))


@pytest.mark.parametrize("name", FILES)
def test_no_file_may_be_missing(name: str) -> None:
    files = battery.standard_files()
    del files[name]

    with pytest.raises(StandardsInvalidError, match=name):
        load_standards(files)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("data", [b"\xff\xfe", b"version = ", b'source = {id = "", en = ""}\n'])
def test_a_file_that_is_no_standard_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(StandardsInvalidError, match=name):
        load_standards(battery.standard_files() | {name: data})


@pytest.mark.parametrize("name", [name for name in FILES if name != "words.toml"])
def test_an_unknown_field_is_refused(name: str) -> None:
    files = battery.standard_files()
    files[name] = b'surprise = "x"\n' + files[name]

    with pytest.raises(StandardsInvalidError, match=name):
        load_standards(files)


def test_other_files_of_the_folder_are_left_alone() -> None:
    more = battery.standard_files() | {"README.md": b"..."}

    assert load_standards(more) == STANDARDS


@pytest.mark.parametrize(
    "name, old, new",
    [
        ("posts.toml", 'code = "BPKAD-KABID-ANGGARAN"', 'code = "BPKAD-KABID-PERBENDAHARAAN"'),
        ("posts.toml", "integritas = 3, ", ""),
        ("posts.toml", "integritas = 3", "integritas = 6"),
        ("posts.toml", "tier = 3", "tier = 9"),
        ("thresholds.toml", 'from_percent = "78"', 'from_percent = "95"'),
        ("thresholds.toml", 'from_percent = "78"', 'from_percent = "78.25"'),
        ("thresholds.toml", 'from_percent = "78"', 'from_percent = "x"'),
        ("thresholds.toml", 'from_percent = "0"', 'from_percent = "1"'),
        ("thresholds.toml", "statement_share_percent = 80", "statement_share_percent = 0.8"),
        ("cuts.toml", '"integritas", ', ""),
        ("cuts.toml", "highest_level = 3", "highest_level = 2"),
        ("cuts.toml", "points = 36", "points = 33"),
        ("advice.toml", "near_cut = false", "near_cut = true"),
        ("advice.toml", "work = 300\n", ""),
        ("advice.toml", "gap_from_halves = 1", "gap_from_halves = 2"),
        ("advice.toml", 'mark = "meets"', 'mark = "above"'),
        ("development.toml", 'target = "digital"', 'target = "digitally"'),
        ("development.toml", 'method = "internship"', 'method = "coaching"'),
        ("nine_box.toml", "box = 9", "box = 8"),
        ("nine_box.toml", 'potential = "high"', 'potential = "medium"'),
        ("words.toml", '{id = "dekat batas', '{fr = "x", id = "dekat batas'),
        ("words.toml", "atau {others}", "atau {sisa}"),
        ("words.toml", "atau {others}", "atau {others"),
    ],
)  # fmt: skip
def test_files_that_contradict_are_refused(name: str, old: str, new: str) -> None:
    with pytest.raises(StandardsInvalidError):
        load_standards(changed(name, old, new))


def test_a_post_asks_for_its_own_levels_and_a_tier_for_one_level() -> None:
    post = STANDARDS.required_halves(2, "DINSOS-KASI-BANTUAN")
    tier = STANDARDS.required_halves(2, "")

    assert (post["pelayanan_publik"], post["integritas"], post["keputusan"]) == (6, 6, 4)
    assert set(tier.values()) == {4}
    assert set(tier) == set(battery.COMPETENCIES)


def test_unknown_posts_and_tiers_are_refused() -> None:
    with pytest.raises(PostUnknownError, match="KEPALA"):
        STANDARDS.required_halves(2, "KEPALA")
    with pytest.raises(PostUnknownError, match="tier 7"):
        STANDARDS.tier(7)


def test_every_unit_of_the_demonstration_has_posts_of_its_three_tiers() -> None:
    units = {post.unit["id"] for post in STANDARDS.posts.post}

    for unit in units:
        tiers = {post.tier for post in STANDARDS.posts.post if post.unit["id"] == unit}
        assert tiers == {1, 2, 3}


def test_areas_split_the_knowledge_scales_without_overlap() -> None:
    items = [item for area in STANDARDS.areas.area for item in area.items]

    assert len(items) == len(set(items)) == 90


def test_tables_for_named_forms_serve_those_forms_only() -> None:
    files = battery.standard_files()
    cuts = files["cuts.toml"].decode()
    form = '[[form]]\nid = "A"\nlowest_level = 1\nhighest_level = 3\n'
    first, second = cuts.split('[[table]]\ncodes = ["intellectual"]\n', 1)
    body = second.split("[[table]]", 1)[0]
    other = body.replace("points = 18", "points = 20")
    files["cuts.toml"] = (
        first.replace(form, form + form.replace('"A"', '"B"'))
        + f'[[table]]\ncodes = ["intellectual"]\nforms = ["A"]\n{second}\n'
        + f'[[table]]\ncodes = ["intellectual"]\nforms = ["B"]\n{other}'
    ).encode()
    loaded = load_standards(files)

    assert loaded.tables("A")["intellectual"].cuts[1] == 18
    assert loaded.tables("B")["intellectual"].cuts[1] == 20


def test_the_tables_are_uncalibrated_until_normed() -> None:
    normed = load_standards(changed("cuts.toml", '"uncalibrated"', '"normed"'))

    assert not STANDARDS.normed
    assert normed.normed


def test_the_cut_tables_stand_in_the_documentation(checkout: Path) -> None:
    page = (checkout / "docs" / "scoring.md").read_text("utf-8")

    for table in STANDARDS.tables("A").values():
        for cut, step in zip(table.cuts, table.steps, strict=True):
            name = level("id", step) if table.unit == "halves" else str(step)
            assert f"| {name} from {cut} |" in page
        assert f"{str(table.error_points)[:5]}..." in page
