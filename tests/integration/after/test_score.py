"""Scoring: a pure function of evidence, key, standards and people; who is held back, and why."""

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from station.entropy import SystemEntropy
from station.scoring.model import ReportModel
from station.sealing.bundle import without_wrap
from station.sealing.errors import RowWrongError, SealBrokenError
from station.sealing.hpke import SealKey
from station.storage.answers import OpenedAnswers
from station.storage.files import plain_name
from station.storage.register import Register
from station.usecases.errors import (
    KeyUnmatchedError,
    PeopleInvalidError,
    StandardsChangedError,
)
from station.usecases.evidence import signed_files, standing_of, state_of
from station.usecases.keys import CustodyKeys
from station.usecases.material import Material, ScoreFiles, read_material
from station.usecases.merge import merge
from station.usecases.people import PeopleBody, read_people, write_people
from station.usecases.results import Marking, Result, tell
from station.usecases.rule import RulingPlan, rule
from station.usecases.score import score
from station.usecases.seal import seal_battery
from tests.whole import BLANK, SESSIONS, Whole

ORDERS = 50


@pytest.fixture(scope="module")
def keys(whole: Whole) -> CustodyKeys:
    """Return two custodians together."""
    return CustodyKeys(whole.custody, whole.assessment.sha256)


@pytest.fixture(scope="module")
def material(whole: Whole, keys: CustodyKeys) -> Material:
    """Return package, key, standards and people, opened once."""
    return read_material(whole.files, whole.assessment, keys)


@pytest.fixture
def register_path(whole: Whole, tmp_path: Path) -> Path:
    """Return a fresh copy of the register."""
    return Path(shutil.copy(whole.register_path, tmp_path / "copy.register"))


def results(register_path: Path, material: Material, keys: CustodyKeys) -> dict[str, bytes]:
    """Return every result file by name, nothing written."""
    with closing(Register.read(register_path)) as register:
        signed = signed_files(register)
        told = tell(register, signed, standing_of(register, signed))
        marking = Marking(register, signed, told, material, state=state_of(register))
        files: dict[str, bytes] = {}
        for one in marking.each(keys):
            files |= one.files() if isinstance(one, Result) else {}
        return files | marking.closing_files()


def held(register_path: Path, material: Material, keys: CustodyKeys) -> dict[str, str]:
    """Return who is held back, and why."""
    index = msgspec.json.decode(results(register_path, material, keys)["index.json"])
    return {one["number"]: one["reason"] for one in index["held"]}


def decide(whole: Whole, register_path: Path, **plan: str) -> None:
    """Let coordinator and witness rule."""
    signing = whole.signing
    rule(
        register_path,
        RulingPlan(**{"decision": "none", "reason": "dilihat berdua"} | plan),  # type: ignore[arg-type]
        {"coordinator": signing.coordinator, "witness": signing.cosigner.signer},
        clock=whole.clock,
        entropy=SystemEntropy(),
    )


def test_everybody_who_sat_has_scores_and_a_report_model(whole: Whole) -> None:
    names = {path.name for path in (whole.root / "scores").iterdir()}
    sat = [number for numbers in SESSIONS.values() for number in numbers][:4]

    assert names == {
        "index.json",
        "group.json",
        *(f"{number}.{kind}.json" for number in sat for kind in ("scores", "report")),
    }


def test_a_section_without_an_answer_is_not_scorable_and_never_zero(whole: Whole) -> None:
    data = (whole.root / "scores" / f"{BLANK}.report.json").read_bytes()
    model = msgspec.json.decode(data, type=ReportModel)
    digital = next(one for one in model.measures if one.code == "digital")

    assert not model.complete
    assert digital.percent_tenths is None


def test_results_say_what_they_rest_on(whole: Whole) -> None:
    data = (whole.root / "scores" / "NJ-0001.report.json").read_bytes()
    model = msgspec.json.decode(data, type=ReportModel)
    register = Register.read(whole.register_path)
    state = state_of(register)
    (row,) = register.bundles(number="NJ-0001")
    register.close()

    assert (model.integrity.state, model.integrity.bundle) == (state, row.sha256)
    assert model.integrity.assessment == whole.assessment.sha256
    assert model.issue.number == "800/NJ-0001/2025"


def test_fifty_merge_orders_give_the_same_scores_and_report_models(
    whole: Whole, tmp_path: Path, material: Material, keys: CustodyKeys
) -> None:
    root = whole.root
    evidence = [*root.glob("*.session"), *root.glob("*.seal"), *root.glob("stick/*.bundle")]
    chance = np.random.default_rng(7)
    expected = {path.name: path.read_bytes() for path in (root / "scores").iterdir()}
    wrong = 0
    for turn in range(ORDERS):
        order = chance.permutation([*range(len(evidence)), *chance.choice(len(evidence), size=6)])
        files = [evidence[place] for place in order]
        register_path = tmp_path / f"{turn}.register"
        cut = int(chance.integers(0, len(files)))
        merge(register_path, [root / "uji.assessment", *files[:cut]])
        merge(register_path, [*files[cut:], *files[:cut]])
        wrong += results(register_path, material, keys) != expected

    assert wrong == 0


def test_scoring_again_writes_the_same_bytes_and_clears_what_is_stale(
    whole: Whole, tmp_path: Path
) -> None:
    (tmp_path / "scores").mkdir()
    (tmp_path / "scores" / "GONE.report.json").write_text("{}")
    scored = score(
        whole.register_path,
        whole.files,
        whole.custody,
        tmp_path,
        answers_path=tmp_path / "opened.db",
    )
    here = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file() and path.name != "opened.db"
    }

    assert (scored.reports, scored.held) == (4, ())
    assert here == {name: (whole.root / name).read_bytes() for name in here}
    assert "scores/GONE.report.json" not in here


def test_opened_answers_are_kept_for_item_analysis(whole: Whole, tmp_path: Path) -> None:
    path = tmp_path / "opened.db"
    for _ in range(2):
        score(whole.register_path, whole.files, whole.custody, tmp_path, answers_path=path)
    cache = OpenedAnswers.open(path)
    rows = list(cache.rows())
    cache.close()

    assert [row.number for row in rows] == ["NJ-0001", "NJ-0002", "NJ-0003", "NJ-0004"]
    assert len(msgspec.json.decode(rows[0].answers)) > 300
    assert {row.form for row in rows} == {"A"}


def test_a_contradiction_holds_back_its_session_only(
    whole: Whole, register_path: Path, material: Material, keys: CustodyKeys
) -> None:
    register = Register.read(register_path)
    (row,) = register.bundles(number="NJ-0001")
    register.close()
    decide(whole, register_path, kind="conflict", subject="NJ-0001")
    ruled_out = held(register_path, material, keys)
    decide(whole, register_path, kind="revoked", subject=row.sha256, decision="revoked")

    assert ruled_out == {
        "NJ-0001": "voided",
        "NJ-0002": "session_unbalanced",
        "NJ-0003": "session_unbalanced",
    }


def test_an_erased_person_gets_no_result_and_the_others_keep_theirs(
    whole: Whole, register_path: Path, material: Material, keys: CustodyKeys
) -> None:
    decide(whole, register_path, kind="erased", subject="NJ-0003", decision="erased")

    assert held(register_path, material, keys) == {"NJ-0003": "erased"}


def test_a_bundle_without_its_key_is_held_back(
    whole: Whole, tmp_path: Path, material: Material, keys: CustodyKeys
) -> None:
    shutil.copytree(whole.root / "stick", tmp_path / "stick")
    (path,) = (tmp_path / "stick").glob("NJ-0004*")
    path.write_bytes(without_wrap(path.read_bytes()))
    signed = [one for one in whole.root.glob("*.*") if one.suffix != ".register"]
    merge(
        tmp_path / "r",
        [
            *[one for one in signed if one.suffix in {".assessment", ".session", ".seal"}],
            tmp_path / "stick",
        ],
    )

    assert held(tmp_path / "r", material, keys) == {"NJ-0004": "key_missing"}


def test_people_who_are_not_in_the_file_are_held_back_and_wrong_rows_refused(
    whole: Whole, register_path: Path, material: Material, keys: CustodyKeys
) -> None:
    body = msgspec.json.decode(whole.files.people, type=PeopleBody)
    fewer = msgspec.structs.replace(body, people=body.people[1:])
    people = read_people(write_people(fewer), whole.assessment)
    altered = tuple(
        msgspec.structs.replace(one, row=msgspec.structs.replace(one.row, name="Orang lain"))
        for one in body.people
    )
    wrong = read_people(
        write_people(msgspec.structs.replace(body, people=altered)), whole.assessment
    )

    assert held(register_path, replace(material, people=people), keys) == {
        "NJ-0001": "person_missing"
    }
    with pytest.raises(RowWrongError, match="NJ-0001"):
        held(register_path, replace(material, people=wrong), keys)


@pytest.mark.parametrize("change", ["twice", "tier", "day"])
def test_a_people_file_of_no_use_is_refused(whole: Whole, change: str) -> None:
    body = msgspec.json.decode(whole.files.people, type=PeopleBody)
    first = body.people[0]
    row = msgspec.structs.replace(first.row, tier="eselon")
    changed: dict[str, dict[str, object]] = {
        "twice": {"people": (first, first)},
        "tier": {"people": (msgspec.structs.replace(first, row=row),)},
        "day": {"issued": "10 Februari 2025"},
    }

    with pytest.raises(PeopleInvalidError):
        write_people(msgspec.structs.replace(body, **changed[change]))


def test_key_standards_and_custodians_must_be_those_of_the_assessment(
    whole: Whole, tmp_path: Path
) -> None:
    standards = dict(whole.standards)
    standards["cuts.toml"] += b"\n"
    fewer = {name: data for name, data in whole.standards.items() if name != "cuts.toml"}
    other = seal_battery(whole.compiled, whole.standards, office=whole.office)

    def attempt(files: ScoreFiles, custody: SealKey) -> None:
        score(whole.register_path, files, custody, tmp_path / "out")

    for changed in (standards, fewer):
        with pytest.raises(StandardsChangedError, match=r"cuts\.toml"):
            attempt(replace(whole.files, standards=changed), whole.custody)
    with pytest.raises(KeyUnmatchedError):
        attempt(replace(whole.files, key=other.key_file), whole.custody)
    with pytest.raises(SealBrokenError):
        attempt(whole.files, SealKey(bytes(range(32))))
    assert not (tmp_path / "out").exists()


def test_a_cancelled_run_writes_no_index(whole: Whole, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    scored = score(
        whole.register_path,
        whole.files,
        whole.custody,
        tmp_path,
        progress=lambda done, of: steps.append((done, of)),
        cancelled=lambda: len(steps) == 2,
    )

    assert scored.cancelled
    assert steps == [(1, 4), (2, 4)]
    assert not (tmp_path / "scores" / "index.json").exists()


@pytest.mark.parametrize("number", ["2025/001", "A B", "..", "ü", "CON"])
def test_any_participant_number_gives_a_plain_file_name(number: str) -> None:
    name = f"{plain_name(number)}.report.json"

    assert "/" not in name
    assert name.isascii()
    assert name != "index.report.json"
