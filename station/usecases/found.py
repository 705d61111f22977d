"""Founding an assessment: who the officers are, who keeps the answers closed, what is pinned.

Proctor and second have a typed code only. Coordinator and witness have a file of keys under a
passphrase, each made on its owner's machine; here both are made at once for a demonstration or
a small office. The custody's private half exists only as the custodians' pair shares.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from station.clock import Clock, wall_text
from station.entropy import Entropy, new_id
from station.sealing.assessment import (
    AssessmentBody,
    Custodian,
    Custody,
    Officer,
    write_assessment,
)
from station.sealing.codes import CodeKind, Credential, from_code, new_code
from station.sealing.custody import new_custody, write_custodian
from station.sealing.officers import new_officer, write_officer
from station.sealing.signing import Signer
from station.sealing.suite import Stretch, stretch_passphrase

Role = Literal["proctor", "second", "coordinator", "witness"]
WITH_FILE = frozenset({"coordinator", "witness"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerPlan:
    """A person to appoint; `id` is what is typed beside the code."""

    id: str
    name: str
    nip: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPlan:
    """What has to be decided before anything is made."""

    title: dict[str, str]
    organiser: str
    officers: Sequence[OfficerPlan]
    custodians: Sequence[Custodian]
    rules: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A founded assessment and what each person is handed, once.

    Attributes:
        data: The `.assessment` file.
        codes: Officer id to typed code (proctor, second).
        officer_files: Officer id to `.officer` file (coordinator, witness).
        custodian_files: Custodian id to `.custodian` file.
        credentials: Officer id to what the code or file holds, for what follows in this run.
    """

    data: bytes = field(repr=False)
    codes: dict[str, str] = field(repr=False)
    officer_files: dict[str, bytes] = field(repr=False)
    custodian_files: dict[str, bytes] = field(repr=False)
    credentials: dict[str, Credential] = field(repr=False)


def found_assessment(
    plan: AssessmentPlan,
    passphrases: Mapping[str, str],
    *,
    clock: Clock,
    entropy: Entropy,
    stretch: Stretch = stretch_passphrase,
) -> Founded:
    """Return a new assessment, signed by its coordinator and its witness.

    Args:
        plan: Who and what.
        passphrases: One for each coordinator, witness and custodian, by id.
        clock: For the date of founding.
        entropy: For keys, codes and the id.
        stretch: How passphrases become keys; whoever reads the files must know it.

    Raises:
        BodyMalformedError: Somebody stands twice.
    """
    assessment_id = new_id(entropy)
    codes, files, credentials = _appoint(plan, passphrases, assessment_id, entropy, stretch)
    custody = new_custody(assessment_id, [one.id for one in plan.custodians], entropy)
    body = AssessmentBody(
        id=assessment_id,
        title=plan.title,
        organiser=plan.organiser,
        created=wall_text(clock.now().wall),
        officers=tuple(_officer(one, credentials[one.id]) for one in plan.officers),
        custody=Custody(key=custody.key, custodians=tuple(plan.custodians)),
        rules=dict(plan.rules),
    )
    signers: dict[str, Signer] = {
        role: credentials[one.id].signer
        for role in sorted(WITH_FILE)
        for one in plan.officers
        if role in one.roles
    }
    return Founded(
        data=write_assessment(body, signers),
        codes=codes,
        officer_files=files,
        custodian_files={
            one.id: write_custodian(custody, one.id, passphrases[one.id], entropy, stretch=stretch)
            for one in plan.custodians
        },
        credentials=credentials,
    )


def _appoint(
    plan: AssessmentPlan,
    passphrases: Mapping[str, str],
    assessment_id: str,
    entropy: Entropy,
    stretch: Stretch,
) -> tuple[dict[str, str], dict[str, bytes], dict[str, Credential]]:
    codes: dict[str, str] = {}
    files: dict[str, bytes] = {}
    credentials: dict[str, Credential] = {}
    for one in plan.officers:
        if WITH_FILE & set(one.roles):
            credentials[one.id] = new_officer(entropy)
            files[one.id] = write_officer(
                credentials[one.id],
                assessment_id=assessment_id,
                officer=one.id,
                passphrase=passphrases[one.id],
                entropy=entropy,
                stretch=stretch,
            )
        else:
            codes[one.id] = new_code(entropy)
            credentials[one.id] = from_code(
                codes[one.id],
                assessment_id=assessment_id,
                kind=CodeKind.OFFICER,
                subject=one.id,
            )
    return codes, files, credentials


def _officer(plan: OfficerPlan, credential: Credential) -> Officer:
    return Officer(
        id=plan.id,
        name=plan.name,
        nip=plan.nip,
        roles=plan.roles,
        key=credential.signer.key,
        seal=credential.seal.public,
    )
