"""What counts as evidence: by kind, and never with conduct that nobody knows."""

from pathlib import Path

import pytest

from station.sealing.errors import AssessmentUnexpectedError
from station.storage.register import Register
from station.usecases.checking import Trust
from station.usecases.errors import ConductUnreadableError, KindUnknownError
from station.usecases.evidence import signed_files
from station.usecases.merge import merge
from tests.aftermath import Aftermath
from tests.unit.sealing.world import Sitting
from tests.unit.sealing.world import make_world as make_sealed


def test_a_kind_that_is_none_is_refused(aftermath: Aftermath) -> None:
    with pytest.raises(KindUnknownError):
        Trust(aftermath.world.assessment).check("photograph", b"")


def test_a_bundle_with_unknown_conduct_is_no_evidence() -> None:
    sealed = make_sealed()
    sitting = Sitting(world=sealed)
    sitting.add({"fact": "teleported"})

    with pytest.raises(ConductUnreadableError, match="record 0"):
        Trust(sealed.assessment, dict(sealed.sessions)).check("bundle", sitting.export())


def test_a_register_of_two_assessments_is_believed_in_nothing(
    aftermath: Aftermath, register_path: Path
) -> None:
    register = Register.create(register_path)
    register.add("assessment", "a", (aftermath.stick / "uji.assessment").read_bytes())
    register.add("assessment", "b", make_sealed().assessment_data)

    with pytest.raises(AssessmentUnexpectedError):
        signed_files(register)
    register.close()


def test_a_damaged_assessment_among_the_offers_pins_nothing(
    aftermath: Aftermath, tmp_path: Path, register_path: Path
) -> None:
    data = (aftermath.stick / "uji.assessment").read_bytes()
    (tmp_path / "rusak.assessment").write_bytes(data[:-3])
    merged = merge(
        register_path, [tmp_path / "rusak.assessment", aftermath.stick / "uji.assessment"]
    )

    assert (merged.accepted, [one.code for one in merged.rejected]) == (1, ["frame_truncated"])


def test_a_damaged_entry_of_another_register_is_told_and_the_rest_comes_in(
    aftermath: Aftermath, tmp_path: Path, register_path: Path
) -> None:
    other = tmp_path / "other.register"
    merge(other, [aftermath.stick])
    data = other.read_bytes()
    bundle = aftermath.bundles["0001 whole"].read_bytes()
    at = data.index(bundle[5_000:5_040])
    other.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    merged = merge(register_path, [other])

    assert (merged.accepted, merged.superseded, merged.conflict) == (7, 1, 4)
    assert len(merged.rejected) == 1
    assert merged.rejected[0].path.startswith(f"{other.as_posix()}, entry ")
