"""One piece of evidence, checked by its kind: bytes in, what a register enters out.

Promises: a kind is checked in one place, whether it comes from a stick, from another register
or from the register that is being verified.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from station.sealing.assessment import Assessment, verify_assessment
from station.sealing.bundle import Bundle, cut_trailer, verify_bundle
from station.sealing.keyfile import verify_key
from station.sealing.package import verify_package
from station.sealing.released import verify_released
from station.sealing.ruling import Ruling, verify_ruling
from station.sealing.seal import Seal, verify_seal
from station.sealing.session import Session, verify_session
from station.sealing.suite import sha256
from station.storage.register import BundleRow
from station.usecases.conduct import Conduct, read_conduct
from station.usecases.errors import KindUnknownError


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Evidence that is what it claims to be.

    Attributes:
        sha256: Its hash: of a bundle, that of the chain part.
        data: What a register keeps as evidence: of a bundle, the chain part.
        trailer: A bundle's last frame, when it holds the custodians' wrap.
        row: What is looked up about a bundle.
        conduct: How a bundle's sitting went.
        heads: Digests of a bundle's records.
        erases: The participant whose answers a ruling erases.
    """

    kind: str
    sha256: str
    data: bytes = field(repr=False)
    trailer: bytes | None = field(default=None, repr=False)
    row: BundleRow | None = None
    conduct: Conduct | None = None
    heads: tuple[str, ...] = ()
    erases: str = ""


@dataclass(slots=True)
class Trust:
    """What evidence is checked against; it grows while signed files are checked."""

    assessment: Assessment
    sessions: dict[str, Session] = field(default_factory=dict)
    seals: list[Seal] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)

    def check(self, kind: str, data: bytes) -> Checked:
        """Return evidence that is what it claims to be.

        Raises:
            KindUnknownError: There is no such kind.
            IntegrityError: What is wrong with it.
        """
        if kind not in _CHECKS:
            raise KindUnknownError("this is no kind of evidence")
        return _CHECKS[kind](self, data)


def _assessment(trust: Trust, data: bytes) -> Checked:
    found = verify_assessment(data, expected_sha256=trust.assessment.sha256)
    return Checked(kind="assessment", sha256=found.sha256, data=data)


def _key(trust: Trust, data: bytes) -> Checked:
    return Checked(kind="key", sha256=verify_key(data, trust.assessment).sha256, data=data)


def _package(trust: Trust, data: bytes) -> Checked:
    return Checked(kind="package", sha256=verify_package(data, trust.assessment).sha256, data=data)


def _session(trust: Trust, data: bytes) -> Checked:
    session = verify_session(data, trust.assessment)
    trust.sessions[session.sha256] = session
    return Checked(kind="session", sha256=session.sha256, data=data)


def _ruling(trust: Trust, data: bytes) -> Checked:
    ruling = verify_ruling(data, trust.assessment)
    trust.rulings.append(ruling)
    erases = ruling.body.subject if ruling.body.kind == "erased" else ""
    return Checked(kind="ruling", sha256=ruling.sha256, data=data, erases=erases)


def _seal(trust: Trust, data: bytes) -> Checked:
    seal = verify_seal(data, trust.assessment, trust.sessions)
    trust.seals.append(seal)
    return Checked(kind="seal", sha256=seal.sha256, data=data)


def _released(trust: Trust, data: bytes) -> Checked:
    found = verify_released(data, trust.assessment)
    return Checked(kind="released", sha256=found.sha256, data=data)


def _bundle(trust: Trust, data: bytes) -> Checked:
    bundle = verify_bundle(data, trust.assessment, trust.sessions)
    conduct = read_conduct(bundle.chain)
    return Checked(
        kind="bundle",
        sha256=bundle.sha256,
        data=data[: bundle.size],
        trailer=None if bundle.wrap is None else data[bundle.size :],
        row=_row(bundle, conduct),
        conduct=conduct,
        heads=bundle.chain.heads,
    )


def _row(bundle: Bundle, conduct: Conduct) -> BundleRow:
    opening = bundle.opening
    return BundleRow(
        sha256=bundle.sha256,
        session=opening.session,
        number=opening.number,
        sitting=opening.sitting,
        station=opening.station,
        records=len(bundle.chain.heads),
        head=bundle.chain.head,
        closed=conduct.ending,
    )


_CHECKS: Mapping[str, Callable[[Trust, bytes], Checked]] = {
    "assessment": _assessment,
    "key": _key,
    "package": _package,
    "session": _session,
    "ruling": _ruling,
    "seal": _seal,
    "bundle": _bundle,
    "released": _released,
}


def hash_in_register(kind: str, data: bytes) -> str:
    """Return the hash by which a register would know these bytes, nothing checked.

    Raises:
        IntegrityError: A bundle that is not even shaped as one.
    """
    return sha256(cut_trailer(data)[0] if kind == "bundle" else data)
