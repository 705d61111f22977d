"""Merging sticks: any order, any number of times, nothing picked silently."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.sealing.bundle import cut_trailer, without_wrap
from station.sealing.errors import AssessmentUnexpectedError
from station.storage.errors import NotFoundError, RegisterInUseError
from station.storage.register import Register
from station.usecases.errors import AssessmentAmbiguousError, AssessmentMissingError
from station.usecases.evidence import signed_files, standing_of
from station.usecases.merge import Merged, merge
from station.usecases.standing import Standing
from tests.aftermath import Aftermath
from tests.unit.sealing.world import World as SealedWorld
from tests.unit.sealing.world import make_world as make_sealed

ORDERS = 50


def found(register_path: Path) -> dict[str, Standing]:
    """Return the standing of every bundle in a register, by hash."""
    register = Register.read(register_path)
    standing = standing_of(register, signed_files(register))
    register.close()
    return standing


def entries(register_path: Path) -> list[tuple[str, str]]:
    """Return kind and hash of every entry, in order."""
    register = Register.read(register_path)
    listed = [(one.kind, one.sha256) for one in register.entries()]
    register.close()
    return listed


def merge_in_turn(register_path: Path, batches: Iterable[Sequence[Path]]) -> Merged:
    """Merge batch after batch; what came before its session file is offered again at the end."""
    left: list[Path] = []
    last = None
    for batch in batches:
        last = merge(register_path, batch)
        assert {one.code for one in last.rejected} <= {"session_unknown"}
        left += [Path(one.path) for one in last.rejected]
    if left:
        last = merge(register_path, left)
    assert last is not None
    assert not last.rejected
    return last


def test_a_stick_is_merged_whole_and_what_contradicts_is_kept(
    aftermath: Aftermath, register_path: Path
) -> None:
    merged = merge(register_path, [aftermath.stick])

    assert (merged.accepted, merged.superseded, merged.conflict) == (8, 1, 4)
    assert merged.rejected == ()
    assert sorted(found(register_path).values()) == sorted(
        [Standing.COUNTS] * 3 + [Standing.SUPERSEDED] + [Standing.CONFLICT] * 4
    )


def test_merging_again_changes_nothing(aftermath: Aftermath, register_path: Path) -> None:
    first = merge(register_path, [aftermath.stick])
    before = entries(register_path)
    again = merge(register_path, [aftermath.stick, aftermath.files[0]])

    assert again == Merged(
        accepted=0, duplicate=13, superseded=0, conflict=0, rejected=(), state=first.state
    )
    assert entries(register_path) == before


def test_fifty_orders_with_duplicates_lead_to_one_state_and_one_standing(
    aftermath: Aftermath, tmp_path: Path
) -> None:
    chance = np.random.default_rng(50)
    assessment = [path for path in aftermath.files if path.suffix == ".assessment"]
    outcomes = set()
    for turn in range(ORDERS):
        twice = chance.choice(len(aftermath.files), size=5)
        order = chance.permutation([*range(len(aftermath.files)), *twice])
        files = [aftermath.files[place] for place in order]
        cuts = sorted(chance.choice(len(files), size=2))
        batches = [files[: cuts[0]], files[cuts[0] : cuts[1]], files[cuts[1] :]]
        register_path = tmp_path / f"{turn}.register"
        merged = merge_in_turn(register_path, [[*assessment, *batches[0]], *batches[1:]])
        outcomes.add((merged.state, frozenset(found(register_path).items())))

    assert len(outcomes) == 1


@settings(max_examples=20)
@given(st.data())
def test_merging_is_commutative_associative_and_idempotent(
    aftermath: Aftermath, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("laws")
    signed = [path for path in aftermath.files if path.suffix != ".bundle"]
    some = st.lists(st.sampled_from(sorted(aftermath.bundles.values())), max_size=4)
    a, b, c = (data.draw(some) for _ in range(3))

    def state(name: str, *batches: Sequence[Path]) -> str:
        return merge_in_turn(folder / f"{name}.register", [signed, *batches]).state

    together = state("together", [*a, *b, *c])
    assert state("left", [*a, *b], c) == together
    assert state("right", a, [*b, *c]) == together
    assert state("backwards", c, b, a) == together
    assert state("twice", a, b, c, a, c) == together


def test_registers_merge_like_the_sticks_they_came_from(
    aftermath: Aftermath, tmp_path: Path
) -> None:
    whole = merge(tmp_path / "whole.register", [aftermath.stick])
    bundles = sorted(aftermath.bundles.values())
    signed = [path for path in aftermath.files if path.suffix != ".bundle"]
    merge(tmp_path / "one.register", [*signed, *bundles[:3]])
    merge(tmp_path / "two.register", [*signed, *bundles[3:]])
    merged = merge(
        tmp_path / "new.register", [tmp_path / "two.register", tmp_path / "one.register"]
    )

    assert merged.state == whole.state
    assert merged.rejected == ()
    assert found(tmp_path / "new.register") == found(tmp_path / "whole.register")


def test_a_prefix_gives_way_whichever_comes_first(aftermath: Aftermath, tmp_path: Path) -> None:
    early, whole = aftermath.bundles["0002 early"], aftermath.bundles["0002 whole"]
    signed = [path for path in aftermath.files if path.suffix != ".bundle"]
    merge(tmp_path / "a", [*signed, early])
    later = merge(tmp_path / "a", [whole])
    merge(tmp_path / "b", [*signed, whole])
    late = merge(tmp_path / "b", [early])

    assert (later.accepted, later.superseded, later.conflict) == (1, 1, 0)
    assert (late.accepted, late.superseded, late.conflict) == (0, 1, 0)
    assert found(tmp_path / "a") == found(tmp_path / "b")


def test_a_bundle_waits_for_its_session_file(aftermath: Aftermath, register_path: Path) -> None:
    bundle = aftermath.bundles["0004 whole"]
    first = merge(register_path, [aftermath.stick / "uji.assessment", bundle])
    second = merge(register_path, [aftermath.stick / "2025-01-20-S-A.session", bundle])

    assert [(Path(one.path), one.code) for one in first.rejected] == [(bundle, "session_unknown")]
    assert (second.accepted, second.rejected) == (2, ())


def test_the_fuller_copy_of_a_bundle_is_kept_and_is_the_same_evidence(
    aftermath: Aftermath, tmp_path: Path, register_path: Path
) -> None:
    whole = aftermath.bundles["0001 whole"]
    bare = tmp_path / "bare.bundle"
    bare.write_bytes(without_wrap(whole.read_bytes()))
    signed = [path for path in aftermath.files if path.suffix != ".bundle"]
    states = [merge(register_path, [*signed, bare]).state]
    states.append(merge(register_path, [whole]).state)
    states.append(merge(register_path, [bare]).state)
    register = Register.read(register_path)
    ((sha256, _),) = register.evidence("bundle")
    kept = register.trailer(sha256)
    register.close()

    assert len(set(states)) == 1
    assert kept == cut_trailer(whole.read_bytes())[1]


def test_each_bad_file_is_told_with_its_reason_and_the_rest_goes_in(
    aftermath: Aftermath, tmp_path: Path, register_path: Path
) -> None:
    sealed: SealedWorld = make_sealed()
    (tmp_path / "strange").mkdir()
    bad = {
        "cut.bundle": aftermath.bundles["0001 whole"].read_bytes()[:-20],
        "other.session": sealed.session_data,
        "other.assessment": sealed.assessment_data,
        "noise.seal": b"noise",
        "broken.register": b"SQLite format 3\0" + b"noise" * 100,
    }
    for name, data in bad.items():
        (tmp_path / "strange" / name).write_bytes(data)
    (tmp_path / "note.txt").write_text("no evidence")
    merge(register_path, [aftermath.stick / "uji.assessment"])
    merged = merge(register_path, [tmp_path / "strange", tmp_path / "note.txt", aftermath.stick])

    assert {Path(one.path).name: one.code for one in merged.rejected} == {
        "cut.bundle": "frame_truncated",
        "other.session": "file_foreign",
        "other.assessment": "assessment_unexpected",
        "noise.seal": "magic_wrong",
        "broken.register": "database_foreign",
        "note.txt": "kind_unknown",
    }
    assert merged.accepted == 7


def test_a_new_register_needs_exactly_one_assessment(
    aftermath: Aftermath, tmp_path: Path, register_path: Path
) -> None:
    other = tmp_path / "other.assessment"
    other.write_bytes(make_sealed().assessment_data)
    mine = aftermath.stick / "uji.assessment"
    with pytest.raises(AssessmentMissingError):
        merge(register_path, [aftermath.bundles["0001 whole"]])
    with pytest.raises(AssessmentAmbiguousError):
        merge(register_path, [mine, other])
    assert not register_path.exists()
    merged = merge(register_path, [mine, other], assessment=aftermath.world.assessment.sha256)

    assert [one.code for one in merged.rejected] == ["assessment_unexpected"]
    with pytest.raises(AssessmentUnexpectedError):
        merge(register_path, [mine], assessment="0" * 64)


def test_a_cancelled_merge_keeps_what_it_has_and_can_go_on(
    aftermath: Aftermath, tmp_path: Path, register_path: Path
) -> None:
    many = tmp_path / "many"
    for turn in range(8):
        shutil.copytree(aftermath.stick, many / str(turn))
    steps: list[tuple[int, int]] = []
    stopped = merge(
        register_path,
        [many],
        progress=lambda done, of: steps.append((done, of)),
        cancelled=lambda: len(steps) >= 64,
    )
    whole = merge(register_path, [many])

    assert stopped.cancelled
    assert steps == [(done, 104) for done in range(1, 65)]
    assert whole.state == merge(tmp_path / "other.register", [many]).state


def test_a_register_in_use_is_left_alone(aftermath: Aftermath, register_path: Path) -> None:
    held = Register.create(register_path)

    with pytest.raises(RegisterInUseError):
        merge(register_path, [aftermath.stick])
    assert held.entries() == []
    held.close()


def test_a_path_that_is_not_there_is_told(tmp_path: Path, register_path: Path) -> None:
    with pytest.raises(NotFoundError):
        merge(register_path, [tmp_path / "no stick"])
    assert not register_path.exists()


def test_the_register_itself_is_not_merged_into_itself(
    aftermath: Aftermath, tmp_path: Path
) -> None:
    shutil.copytree(aftermath.stick, tmp_path / "all")
    register_path = tmp_path / "all" / "uji.register"
    merge(register_path, [tmp_path / "all"])

    assert merge(register_path, [tmp_path / "all"]).rejected == ()
