"""Who makes sealed and signed things: a coordinator of one assessment."""

from dataclasses import dataclass

from station.entropy import Entropy
from station.sealing.assessment import Assessment
from station.sealing.signing import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A coordinator at work: the assessment, the signing key, and where chance comes from."""

    assessment: Assessment
    coordinator: Signer
    entropy: Entropy
