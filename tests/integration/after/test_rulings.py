"""Ledger, rulings, checkpoints and receipts over a register that two sessions left."""

from pathlib import Path

import pytest

from station.entropy import SystemEntropy
from station.sealing.checkpoint import verify_checkpoint
from station.sealing.errors import (
    CodeMistypedError,
    ProofWrongError,
    SignatureMissingError,
    SignerUnknownError,
)
from station.sealing.receipt import receipt_code
from station.sealing.register import Entry, leaf
from station.sealing.tree import verify_inclusion
from station.storage.register import Register
from station.usecases.checkpoint import (
    Witness,
    checkpoint,
    keep_checkpoint,
    propose,
    witness,
)
from station.usecases.errors import RulingEmptyError
from station.usecases.evidence import signed_files, standing_of
from station.usecases.ledger import SessionLedger, ledger
from station.usecases.merge import merge
from station.usecases.receipt import find_receipt
from station.usecases.rule import RulingPlan, rule
from station.usecases.standing import Standing
from tests.aftermath import MORNING, SECOND, Aftermath, close
from tests.worlds import SESSION


@pytest.fixture
def merged(aftermath: Aftermath, register_path: Path, tmp_path: Path) -> Path:
    """Return a register of both sessions, sealed; 0003's fork and 0005's two are in it."""
    seals = tmp_path / "seals"
    seals.mkdir()
    (seals / "morning.seal").write_bytes(close(aftermath, *MORNING).data)
    afternoon = close(
        aftermath,
        "0004 whole",
        "0005 at two",
        session=SECOND,
        absent=frozenset({"0006"}),
    )
    (seals / "afternoon.seal").write_bytes(afternoon.data)
    merge(register_path, [aftermath.stick, seals])
    return register_path


def two_of(aftermath: Aftermath, number: str, register_path: Path) -> list[str]:
    """Return the hashes of a participant's bundles that contradict each other."""
    register = Register.read(register_path)
    standing = standing_of(register, signed_files(register))
    rows = register.bundles(number=number)
    register.close()
    return [row.sha256 for row in rows if standing[row.sha256] is not Standing.SUPERSEDED]


def decide(aftermath: Aftermath, register_path: Path, **plan: str) -> None:
    """Let coordinator and witness rule."""
    credentials = aftermath.world.founded.credentials
    rule(
        register_path,
        RulingPlan(**{"decision": "none", "reason": "dilihat berdua"} | plan),  # type: ignore[arg-type]
        {"coordinator": credentials["koordinator"].signer, "witness": credentials["saksi"].signer},
        clock=aftermath.world.clock,
        entropy=SystemEntropy(),
    )


def book(register_path: Path) -> dict[str, SessionLedger]:
    """Return the ledger by session."""
    return {one.session: one for one in ledger(register_path).sessions}


def test_a_conflict_unbalances_its_session_until_two_people_rule(
    aftermath: Aftermath, merged: Path
) -> None:
    before = book(merged)
    sealed = [
        one
        for one in two_of(aftermath, "0003", merged)
        if one in close(aftermath, *MORNING).body.bundles
    ]
    decide(aftermath, merged, kind="conflict", subject="0003", decision=sealed[0])
    after = book(merged)

    assert before[SESSION].conflicts == ("0003",)
    assert not before[SESSION].balanced
    assert after[SESSION].balanced
    assert not after[SECOND].balanced
    assert not ledger(merged).balanced


def test_ruling_for_an_unsealed_bundle_does_not_balance_the_session(
    aftermath: Aftermath, merged: Path
) -> None:
    listed = close(aftermath, *MORNING).body.bundles
    other = [one for one in two_of(aftermath, "0003", merged) if one not in listed]
    decide(aftermath, merged, kind="conflict", subject="0003", decision=other[0])

    equations = book(merged)[SESSION].equations
    assert not equations["counted_bundles"].holds
    assert equations["sealed_bundles"].holds


def test_a_ruling_for_none_counts_the_sitting_as_voided(aftermath: Aftermath, merged: Path) -> None:
    decide(aftermath, merged, kind="conflict", subject="0005")
    one = book(merged)[SECOND]

    assert (one.counts["started"], one.counts["submitted"], one.counts["voided"]) == (2, 1, 1)
    assert one.equations["started"].holds


def test_a_later_ruling_on_the_same_person_takes_effect(aftermath: Aftermath, merged: Path) -> None:
    first, second = two_of(aftermath, "0005", merged)
    decide(aftermath, merged, kind="conflict", subject="0005", decision=first)
    aftermath.world.clock.pass_ms(60_000)
    decide(aftermath, merged, kind="conflict", subject="0005", decision=second)
    register = Register.read(merged)
    standing = standing_of(register, signed_files(register))
    register.close()

    assert (standing[first], standing[second]) == (Standing.SET_ASIDE, Standing.COUNTS)


def test_a_revoked_bundle_is_set_aside_as_if_it_had_never_come(
    aftermath: Aftermath, merged: Path
) -> None:
    first, second = two_of(aftermath, "0005", merged)
    decide(aftermath, merged, kind="revoked", subject=first, decision="revoked")
    register = Register.read(merged)
    standing = standing_of(register, signed_files(register))
    register.close()

    assert (standing[first], standing[second]) == (Standing.SET_ASIDE, Standing.COUNTS)


def test_an_erasure_deletes_the_key_and_no_merge_brings_it_back(
    aftermath: Aftermath, merged: Path
) -> None:
    decide(aftermath, merged, kind="erased", subject="0001", decision="erased")
    again = merge(merged, [aftermath.stick])
    register = Register.read(merged)
    (row,) = register.bundles(number="0001")
    kept = register.trailer(row.sha256)
    register.close()

    assert kept is None
    assert again.rejected == ()


def test_a_ruling_needs_a_subject_and_two_people(aftermath: Aftermath, merged: Path) -> None:
    before = book(merged)
    with pytest.raises(RulingEmptyError):
        decide(aftermath, merged, kind="conflict", subject="0099")
    with pytest.raises(RulingEmptyError):
        decide(aftermath, merged, kind="conflict", subject="0005", decision="0" * 64)
    with pytest.raises(RulingEmptyError):
        decide(aftermath, merged, kind="revoked", subject="0" * 64)
    signer = aftermath.world.founded.credentials["koordinator"].signer
    for signers in ({"coordinator": signer}, {"coordinator": signer, "witness": signer}):
        with pytest.raises((SignatureMissingError, SignerUnknownError)):
            rule(
                merged,
                RulingPlan(kind="note", subject="0001", decision="x", reason="y"),
                signers,
                clock=aftermath.world.clock,
                entropy=SystemEntropy(),
            )

    assert book(merged) == before


def test_a_session_without_a_seal_is_not_balanced(
    aftermath: Aftermath, register_path: Path
) -> None:
    merge(register_path, [aftermath.stick])

    assert [(one.sealed, one.balanced) for one in ledger(register_path).sessions] == [
        (False, False)
    ] * 2


def test_the_witness_cosigns_a_register_that_only_grew(aftermath: Aftermath, merged: Path) -> None:
    world = aftermath.world
    keys = world.founded.credentials
    saksi = Witness(id="saksi", signer=keys["saksi"].signer)
    first = checkpoint(
        merged, coordinator=keys["koordinator"].signer, cosigner=saksi, clock=world.clock
    )
    last = verify_checkpoint(first, world.assessment)
    decide(aftermath, merged, kind="conflict", subject="0005")
    proposal = propose(merged, coordinator=keys["koordinator"].signer, first=last.size)
    note = witness(proposal, last, saksi, assessment=world.assessment, clock=world.clock)
    kept = keep_checkpoint(merged, note)

    assert kept.size == last.size + 1
    assert list(kept.cosigned) == ["saksi"]


def test_the_witness_refuses_a_register_that_was_rewritten(
    aftermath: Aftermath, merged: Path, tmp_path: Path
) -> None:
    world = aftermath.world
    coordinator = world.founded.credentials["koordinator"].signer
    saksi = Witness(id="saksi", signer=world.founded.credentials["saksi"].signer)
    note = checkpoint(merged, coordinator=coordinator, cosigner=saksi, clock=world.clock)
    last = verify_checkpoint(note, world.assessment)
    other = tmp_path / "other.register"
    merge(other, [path for path in aftermath.files if "0001" not in path.name])
    decide(aftermath, other, kind="conflict", subject="0005")
    decide(aftermath, other, kind="conflict", subject="0003")
    decide(aftermath, other, kind="conflict", subject="0003")
    decide(aftermath, other, kind="conflict", subject="0003")
    proposal = propose(other, coordinator=coordinator, first=last.size)

    with pytest.raises(ProofWrongError):
        witness(proposal, last, saksi, assessment=world.assessment, clock=world.clock)
    with pytest.raises(ProofWrongError):
        keep_checkpoint(other, note)


def test_a_checkpoint_of_the_same_size_is_the_same(aftermath: Aftermath, merged: Path) -> None:
    keys = aftermath.world.founded.credentials
    saksi = Witness(id="saksi", signer=keys["saksi"].signer)
    notes = {
        checkpoint(
            merged,
            coordinator=keys["koordinator"].signer,
            cosigner=saksi,
            clock=aftermath.world.clock,
        )
        for _ in range(2)
    }

    assert len(notes) == 1


def test_a_receipt_leads_to_its_bundle_with_a_proof(aftermath: Aftermath, merged: Path) -> None:
    keys = aftermath.world.founded.credentials
    register = Register.read(merged)
    (row,) = register.bundles(number="0001")
    register.close()
    uncovered = find_receipt(merged, receipt_code(row.head).lower())
    checkpoint(
        merged,
        coordinator=keys["koordinator"].signer,
        cosigner=Witness(id="saksi", signer=keys["saksi"].signer),
        clock=aftermath.world.clock,
    )
    found = find_receipt(merged, receipt_code(row.head))

    assert (uncovered.found, uncovered.bundle, uncovered.checkpoint) == (True, row.sha256, None)
    assert found.checkpoint is not None
    verify_inclusion(
        leaf(Entry(kind="bundle", sha256=row.sha256)),
        found.position,
        found.checkpoint.size,
        [bytes.fromhex(one) for one in found.proof],
        bytes.fromhex(found.checkpoint.root),
    )


def test_a_receipt_of_nobody_is_not_found_and_a_slip_is_told(merged: Path) -> None:
    code = receipt_code("ab" * 32)

    assert not find_receipt(merged, code).found
    with pytest.raises(CodeMistypedError):
        find_receipt(merged, code[:-1] + ("0" if code[-1] != "0" else "1"))
