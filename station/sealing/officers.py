"""Officers' secrets: a code that a proctor carries, or an `.officer` file under a passphrase.

Promises: code and file give the same kind of `Credential`. Refuses: a credential whose
public key is not the one the assessment lists for that officer.
"""

from dataclasses import dataclass

from typing_extensions import Buffer

from station.entropy import Entropy
from station.sealing.assessment import Assessment, Officer
from station.sealing.codes import CodeKind, Credential, from_code
from station.sealing.errors import CodeWrongError, CommitmentWrongError
from station.sealing.frames import Hex32, Strict
from station.sealing.privatefile import Owner, read_private, write_private
from station.sealing.suite import KEY_BYTES, Stretch, stretch_passphrase


class _Secret(Strict, frozen=True, kw_only=True):
    secret: Hex32


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedOfficer:
    """An `.officer` file after its passphrase."""

    officer: str
    assessment_id: str
    credential: Credential


def new_officer(entropy: Entropy) -> Credential:
    """Return a new random credential for a coordinator or a witness."""
    return Credential(entropy.token(KEY_BYTES))


def write_officer(
    credential: Credential,
    *,
    assessment_id: str,
    officer: str,
    passphrase: str,
    entropy: Entropy,
    stretch: Stretch = stretch_passphrase,
) -> bytes:
    """Return the `.officer` file that keeps a credential under a passphrase."""
    owner = Owner(
        kind="officer", assessment_id=assessment_id, owner=officer, key=credential.signer.key
    )
    return write_private(
        owner, _Secret(secret=credential.secret.hex()), passphrase, entropy, stretch
    )


def read_officer(
    data: Buffer, passphrase: str, *, stretch: Stretch = stretch_passphrase
) -> OpenedOfficer:
    """Return the credential in an `.officer` file.

    Raises:
        PassphraseWrongError: The passphrase does not open it.
        IntegrityError: The file is damaged, or of another kind.
    """
    owner, held = read_private(data, "officer", _Secret, passphrase, stretch)
    credential = Credential(bytes.fromhex(held.secret))
    if credential.signer.key != owner.key:
        raise CommitmentWrongError("the officer file holds another key than it says")
    return OpenedOfficer(
        officer=owner.owner, assessment_id=owner.assessment_id, credential=credential
    )


def officer_code(text: str, assessment: Assessment, officer: str) -> Credential:
    """Return the credential of an officer who typed a code.

    Raises:
        CodeMistypedError: The check character does not fit.
        CodeWrongError: It is the code of somebody else.
        SignerUnknownError: The assessment has no such officer.
    """
    credential = from_code(
        text, assessment_id=assessment.id, kind=CodeKind.OFFICER, subject=officer
    )
    check_officer(credential, assessment, officer)
    return credential


def check_officer(credential: Credential, assessment: Assessment, officer: str) -> Officer:
    """Return the officer whose credential this is.

    Raises:
        CodeWrongError: It belongs to somebody else.
        SignerUnknownError: The assessment has no such officer.
    """
    found = assessment.officer(officer)
    if found.key != credential.signer.key:
        raise CodeWrongError(f"this is not the code of officer {officer}")
    return found
