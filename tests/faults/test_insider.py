"""An insider's afternoon at the coordinator's machine: whatever is changed, `verify` names it."""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typing_extensions import override

from station.clock import wall_text
from station.entropy import SystemEntropy, new_id
from station.scoring.group import GroupModel
from station.scoring.model import ReportModel
from station.sealing.checkpoint import cosign, write_checkpoint
from station.sealing.officers import new_officer
from station.sealing.opened import OpenedKeys, read_opened, write_opened
from station.sealing.register import register_root
from station.sealing.ruling import RulingBody, write_ruling
from station.sealing.seal import verify_seal, write_seal
from station.sealing.signing import Signer
from station.sealing.suite import sha256
from station.storage.register import Register
from station.usecases.checkpoint import sealed_entries
from station.usecases.merge import merge
from station.usecases.score import score
from tests.faults.insider import Insider, copy_for_an_insider, judged, told
from tests.whole import MORNING, SmallPress, Whole

MINE, THEIRS = "NJ-0001", "NJ-0003"


@pytest.fixture
def insider(whole: Whole, tmp_path: Path) -> Insider:
    return copy_for_an_insider(whole, tmp_path / "d")


def test_the_judge_finds_nothing_before_the_afternoon_begins(insider: Insider) -> None:
    found = judged(insider)

    assert (found.ok, found.level) == (True, "full")
    assert found.checked["report_drawn"] == 4


# --- scores ---------------------------------------------------------------------------------------


def raise_a_score(insider: Insider) -> None:
    """Take the better colleague's scores, index and all."""
    for kind in ("scores", "report"):
        theirs = (insider.root / "scores" / f"{THEIRS}.{kind}.json").read_bytes()
        number = f'"{THEIRS}"'.encode()
        mine = theirs.replace(number, f'"{MINE}"'.encode())
        (insider.root / "scores" / f"{MINE}.{kind}.json").write_bytes(mine)
    insider.reindex()


def test_a_score_that_is_changed_after_the_release(insider: Insider) -> None:
    raise_a_score(insider)

    assert {
        ("file_altered", f"scores/{MINE}.scores.json"),
        ("file_altered", "scores/index.json"),
    } <= (told(judged(insider)))


def test_a_changed_score_released_again_without_the_witness(insider: Insider) -> None:
    raise_a_score(insider)
    insider.release_alone()
    (insider.root / "opened.keys").unlink()
    found = judged(insider)

    assert found.level == "public"
    assert told(found) == {
        ("checkpoint_missing", "register entry 12 (released)"),
        ("checkpoint_missing", "checkpoint.txt"),
    }


def test_a_changed_score_released_again_with_a_witness_who_does_not_look(insider: Insider) -> None:
    raise_a_score(insider)
    insider.release_with_the_witness()

    assert {("result_wrong", f"scores/{MINE}.{kind}.json") for kind in ("scores", "report")} <= (
        told(judged(insider))
    )


def test_scores_of_somebody_who_never_sat(insider: Insider) -> None:
    for kind in ("scores", "report"):
        source = insider.root / "scores" / f"{THEIRS}.{kind}.json"
        shutil.copy(source, insider.root / "scores" / f"NJ-0009.{kind}.json")
    shutil.copy(insider.root / f"reports/{THEIRS}.pdf", insider.root / "reports" / "NJ-0009.pdf")
    insider.release_alone()
    found = told(judged(insider))

    assert {
        ("result_wrong", "scores/NJ-0009.scores.json"),
        ("result_wrong", "scores/NJ-0009.report.json"),
        ("result_wrong", "reports/NJ-0009.pdf"),
    } <= found


# --- papers ---------------------------------------------------------------------------------------


class HelpfulPress(SmallPress):
    """Draws somebody's report from somebody else's model, under the right code."""

    @override
    def report(self, model: ReportModel, code: str) -> bytes:
        if model.person.number != MINE:
            return super().report(model, code)
        return super().report(msgspec.structs.replace(model, gaps=model.strengths), code)


class HelpfulTable(SmallPress):
    """Draws a table in which somebody is somebody else."""

    @override
    def exports(self, models: Sequence[ReportModel], group: GroupModel) -> dict[str, bytes]:
        drawn = super().exports(models, group)
        return {name: data.replace(MINE.encode(), b"NJ-0007") for name, data in drawn.items()}


def test_a_report_that_is_replaced_after_the_release(insider: Insider) -> None:
    shutil.copy(insider.root / f"reports/{THEIRS}.pdf", insider.root / f"reports/{MINE}.pdf")

    assert ("file_altered", f"reports/{MINE}.pdf") in told(judged(insider))


def test_a_report_that_was_never_drawn_from_its_model(insider: Insider) -> None:
    insider.release_with_the_witness(HelpfulPress())
    found = judged(insider)

    assert told(found) == {("result_wrong", f"reports/{MINE}.pdf")}


def test_a_table_that_says_something_else_than_the_reports(insider: Insider) -> None:
    insider.release_with_the_witness(HelpfulTable())

    assert told(judged(insider)) == {("result_wrong", "exports/rekap.csv")}


def test_reports_of_another_build_are_said_to_be_that(insider: Insider) -> None:
    class OtherBuild(SmallPress):
        @override
        def report(self, model: ReportModel, code: str) -> bytes:
            return super().report(model, code) + b"\n"

    insider.release_with_the_witness(OtherBuild())
    found = judged(insider)

    assert found.ok
    assert found.checked["report_of_another_build"] == 4
    assert "report_drawn" not in found.checked


# --- answers --------------------------------------------------------------------------------------


def names(insider: Insider) -> dict[str, str]:
    """Return the bundle that each participant has in the register."""
    register = Register.read(insider.register_path)
    found = {row.number: row.sha256 for row in register.bundles()}
    register.close()
    return found


def test_two_people_s_answers_swapped_by_their_keys(insider: Insider) -> None:
    mine, theirs = names(insider)[MINE], names(insider)[THEIRS]
    for before, after in ((mine, "swap"), (theirs, mine), ("swap", theirs)):
        insider.sql("UPDATE trailer SET sha256 = ? WHERE sha256 = ?", values=(after, before))
    found = {code for code, record in told(judged(insider)) if "(bundle)" in record}

    assert found == {"wrap_wrong"}


def test_two_people_s_answers_swapped_in_the_look_ups(insider: Insider) -> None:
    for before, after in ((MINE, "swap"), (THEIRS, MINE), ("swap", THEIRS)):
        insider.sql("UPDATE bundle SET number = ? WHERE number = ?", values=(after, before))
    found = told(judged(insider))

    assert len([record for code, record in found if code == "entry_wrong"]) == 2


def test_two_people_swapped_in_the_list_of_people(insider: Insider) -> None:
    def swap(people: dict[str, Any]) -> None:
        mine, theirs = (
            next(one["row"] for one in people["people"] if one["row"]["number"] == number)
            for number in (MINE, THEIRS)
        )
        for field in ("name", "nip", "unit"):
            mine[field], theirs[field] = theirs[field], mine[field]

    insider.edit_json("people.json", swap)
    insider.reindex_people()
    insider.release_alone()

    assert "row_wrong" in {code for code, _ in told(judged(insider))}


def test_two_people_s_answers_swapped_in_the_opened_keys(insider: Insider) -> None:
    path = insider.root / "opened.keys"
    keys = read_opened(path.read_bytes(), insider.whole.assessment)
    ks = dict(zip(keys.sittings, reversed(list(keys.sittings.values())), strict=True))
    swapped = OpenedKeys(
        assessment=keys.assessment, key_file=keys.key_file, key=keys.key, sittings=ks
    )
    path.write_bytes(write_opened(swapped))
    found = told(judged(insider))

    assert {("result_wrong", f"scores/{one}.scores.json") for one in (MINE, THEIRS)} <= found


def test_a_bundle_left_out_of_a_register_that_is_made_anew(insider: Insider) -> None:
    whole = insider.whole
    kept = insider.root / "kept.txt"
    shutil.copy(insider.root / "checkpoint.txt", kept)
    insider.register_path.unlink()
    next((insider.root / "stick").glob(f"{MINE}-*")).unlink()
    merge(insider.register_path, [insider.root])
    score(insider.register_path, whole.files, whole.custody, insider.root)
    insider.release_with_the_witness()
    found = told(judged(insider, checkpoint=kept))

    assert ("bundle_missing", f"seal of session {MORNING}") in found
    assert ("proof_wrong", "kept.txt") in found


# --- time -----------------------------------------------------------------------------------------


def test_time_added_to_a_chain_afterwards(insider: Insider) -> None:
    def more_time(records: list[bytes]) -> list[bytes]:
        opening = msgspec.json.decode(records[0])
        for fact in opening["conduct"]:
            for section in fact.get("sections", ()):
                section["limit_ms"] += 600_000
        return [msgspec.json.encode(opening, order="sorted"), *records[1:]]

    insider.replace_bundle(MINE, more_time)
    found = told(judged(insider))

    assert {code for code, record in found if record.endswith("(bundle)")} == {"signature_wrong"}
    assert "proof_wrong" in {code for code, _ in found}


def test_a_record_taken_out_of_a_chain(insider: Insider) -> None:
    insider.replace_bundle(MINE, lambda records: [*records[:5], *records[6:]])
    found = told(judged(insider))

    assert {code for code, record in found if record.endswith("(bundle)")} == {"signature_wrong"}
    assert ("bundle_missing", f"seal of session {MORNING}") in found


def test_an_accommodation_given_afterwards(insider: Insider) -> None:
    def more_time(people: dict[str, Any]) -> None:
        people["people"][0]["row"]["accommodations"] = {"time_factor_permille": 1500}

    insider.edit_json("people.json", more_time)
    insider.reindex_people()
    insider.release_alone()

    assert "row_wrong" in {code for code, _ in told(judged(insider))}


def seal_again(insider: Insider, **changed: object) -> None:
    """Let both officers of the morning sign other figures, and enter that seal."""
    whole = insider.whole
    session = whole.session(MORNING)
    data = (insider.root / f"{MORNING}.seal").read_bytes()
    body = verify_seal(data, whole.assessment, {session.sha256: session}).body
    keys = whole.founded.credentials
    forged = write_seal(
        msgspec.structs.replace(body, **changed),
        {"proctor": keys["pengawas-1"].signer, "second": keys["pengawas-2"].signer},
    )
    (insider.root / "forged.seal").write_bytes(forged)
    merge(insider.register_path, [insider.root / "forged.seal"])


def test_a_time_ledger_that_chains_do_not_give_though_both_officers_signed_it(
    insider: Insider,
) -> None:
    seal_again(insider, time={"added_ms": 600_000, "lost_ms": 0})
    found = told(judged(insider))

    assert ("seal_counts_wrong", f"seal of session {MORNING}") in found


def test_a_time_ledger_edited_in_its_file(insider: Insider) -> None:
    insider.edit(f"{MORNING}.seal", lambda data: data.replace(b'"added_ms":0', b'"added_ms":9', 1))

    assert ("signature_wrong", f"{MORNING}.seal") in told(judged(insider))


# --- keys and checkpoints -------------------------------------------------------------------------


def test_a_release_signed_with_another_key(insider: Insider) -> None:
    insider.release_alone(new_officer(SystemEntropy()).signer)

    assert ("signer_unknown", "register entry 12 (released)") in told(judged(insider))


@pytest.mark.parametrize("second", ["the same key", "a key of the insider's own"])
def test_a_ruling_by_one_person_alone(insider: Insider, second: str) -> None:
    mine = insider.whole.signing.coordinator
    signers: dict[str, Signer] = {
        "coordinator": mine,
        "witness": mine if second == "the same key" else new_officer(SystemEntropy()).signer,
    }
    body = RulingBody(
        assessment=insider.whole.assessment.sha256,
        id=new_id(SystemEntropy()),
        kind="revoked",
        subject=names(insider)[MINE],
        decision="none",
        reason="x",
        at=wall_text(insider.whole.clock.wall),
        files=(),
    )
    data = write_ruling(body, signers)
    register = Register.open(insider.register_path)
    with register.batch():
        register.add("ruling", sha256(data), data)
    register.close()
    found = {code for code, record in told(judged(insider)) if record.endswith("(ruling)")}

    assert found == {"signer_unknown"}


def head_of(insider: Insider, size: int, witness: Signer) -> bytes:
    """Return a checkpoint that the insider signs, and somebody else as the witness."""
    register = Register.read(insider.register_path)
    root = register_root(sealed_entries(register)[:size])
    register.close()
    assessment = insider.whole.assessment
    note = write_checkpoint(assessment.id, size, root, insider.whole.signing.coordinator)
    return cosign(note, "saksi", witness, int(time.mktime((2025, 1, 20, 0, 0, 0, 0, 0, 0))))


def test_a_checkpoint_that_the_insider_witnesses_too(insider: Insider) -> None:
    forged = head_of(insider, 12, insider.whole.signing.coordinator)
    (insider.root / "checkpoint.txt").write_bytes(forged)

    assert ("signature_missing", "checkpoint.txt") in told(judged(insider))


def test_an_old_checkpoint_in_place_of_the_one_that_covers_the_release(insider: Insider) -> None:
    register = Register.read(insider.register_path)
    old = register.checkpoints()[0][1]
    register.close()
    (insider.root / "checkpoint.txt").write_text(old, newline="")

    assert told(judged(insider)) == {("checkpoint_missing", "checkpoint.txt")}


def test_a_register_and_folder_rolled_back_together_are_found_by_a_kept_checkpoint(
    insider: Insider, tmp_path: Path
) -> None:
    before = shutil.copytree(insider.root, tmp_path / "before")
    seal_again(insider, incidents=())
    insider.release_rescored()
    kept = tmp_path / "kept.txt"
    shutil.copy(insider.root / "checkpoint.txt", kept)
    rolled_back = Insider(whole=insider.whole, root=before)

    assert judged(insider, checkpoint=kept).ok
    assert judged(rolled_back).ok
    assert told(judged(rolled_back, checkpoint=kept)) == {("proof_wrong", "kept.txt")}
