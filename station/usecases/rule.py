"""Ruling: two people decide about evidence, with a reason, by a new entry. Nothing is edited.

Kinds with an effect: `conflict` (subject: a participant number; decision: the hash of the
bundle that counts, or `none`), `revoked` (subject: a bundle's hash: it is set aside as if it
had never come) and `erased` (subject: a participant number; files: what of this person is
removed from the results; the key to the answers is deleted at once). Any other kind is a note.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from station.clock import Clock, wall_text
from station.entropy import Entropy, new_id
from station.sealing.assessment import Assessment
from station.sealing.errors import BodyMalformedError
from station.sealing.ruling import Ruling, RulingBody, verify_ruling, write_ruling
from station.sealing.signing import Signer
from station.storage.register import Register
from station.usecases.checking import Trust
from station.usecases.errors import RulingEmptyError, RulingInvalidError
from station.usecases.evidence import Signed, signed_files
from station.usecases.merge import enter
from station.usecases.standing import NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingPlan:
    """What is to be ruled; see the module for what each kind means."""

    kind: str
    subject: str
    decision: str
    reason: str
    files: tuple[str, ...] = ()


def rule(
    register_path: Path,
    plan: RulingPlan,
    signers: Mapping[str, Signer],
    *,
    clock: Clock,
    entropy: Entropy,
) -> Ruling:
    """Enter a ruling; what it changes is changed from now on.

    Args:
        register_path: The register.
        plan: What is ruled.
        signers: The coordinator, and a second person as `witness`, `second` or `proctor`.
        clock: For the date of the ruling.
        entropy: For its id.

    Raises:
        RulingInvalidError: A word of it is empty, too long, or no name.
        RulingEmptyError: It is about nothing that is in the register.
        SignatureMissingError, SignerUnknownError: Not two officers of this assessment.
        RegisterInUseError, DiskFullError: Nothing was entered.
    """
    register = Register.open(register_path)
    try:
        signed = signed_files(register)
        _check_subject(register, plan)
        data = write_ruling(_body(plan, signed, clock, entropy), signers)
        ruling = _checked(data, signed.assessment)
        with register.batch():
            enter(register, Trust(signed.assessment).check("ruling", data))
        return ruling
    finally:
        register.close()


def _checked(data: bytes, assessment: Assessment) -> Ruling:
    """Return the ruling as everybody will read it.

    Raises:
        RulingInvalidError: What was said cannot stand in one; no file is to blame.
    """
    try:
        return verify_ruling(data, assessment)
    except BodyMalformedError as error:
        raise RulingInvalidError(error.detail) from error


def _body(plan: RulingPlan, signed: Signed, clock: Clock, entropy: Entropy) -> RulingBody:
    return RulingBody(
        assessment=signed.assessment.sha256,
        id=new_id(entropy),
        kind=plan.kind,
        subject=plan.subject,
        decision=plan.decision,
        reason=plan.reason,
        at=wall_text(clock.now().wall),
        files=plan.files,
    )


def _check_subject(register: Register, plan: RulingPlan) -> None:
    """Refuse rulings with an effect that could have none: most likely a slip of the finger."""
    rows = register.bundles()
    theirs = {row.sha256 for row in rows if row.number == plan.subject}
    match plan.kind:
        case "revoked" if plan.subject not in {row.sha256 for row in rows}:
            raise RulingEmptyError(f"no bundle {plan.subject[:16]} is in the register")
        case "conflict" | "erased" if not theirs:
            raise RulingEmptyError(f"no bundle of participant {plan.subject} is in the register")
        case "conflict" if plan.decision not in {*theirs, NONE}:
            raise RulingEmptyError(f"bundle {plan.decision[:16]} is not of {plan.subject}")
        case _:
            return
