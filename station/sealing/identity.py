"""A station's two private keys, and the request by which the coordinator enrols it.

Promises: an enrolment request proves that its maker holds the signing key. Refuses:
small-order keys at enrolment, and a damaged `.identity`. The file is not under a
passphrase: a station must start with nobody at hand; docs/threat-model.md says what follows.
"""

from dataclasses import dataclass, field

from typing_extensions import Buffer

from station import canonical
from station.entropy import Entropy, new_id
from station.sealing import frames, signedfile
from station.sealing.frames import Body, Hex32, Id, Name
from station.sealing.hpke import SealKey
from station.sealing.privatefile import checked, with_checksum
from station.sealing.signing import SigningKey, check_key
from station.sealing.suite import KEY_BYTES

KIND = "saksi-identity/1"
ENROLMENT_KIND = "saksi-enrolment/1"


class _IdentityBody(Body, frozen=True, kw_only=True):
    station: Id
    sign: Hex32
    seal: Hex32


class Enrolment(Body, frozen=True, kw_only=True):
    """What a station asks the coordinator to enrol; `sign` and `seal` are public keys."""

    assessment_id: Id
    station: Id
    seat: Name
    sign: Hex32
    seal: Hex32


@dataclass(frozen=True, slots=True, kw_only=True)
class StationIdentity:
    """Who a station is: its id, its signing key and its sealing key."""

    station: str
    sign_secret: bytes = field(repr=False)
    seal_secret: bytes = field(repr=False)

    @property
    def signer(self) -> SigningKey:
        """Signs this station's records."""
        return SigningKey(self.sign_secret)

    @property
    def seal(self) -> SealKey:
        """Opens what was sealed to this station."""
        return SealKey(self.seal_secret)


def new_identity(entropy: Entropy) -> StationIdentity:
    """Return a new random station identity."""
    return StationIdentity(
        station=new_id(entropy),
        sign_secret=entropy.token(KEY_BYTES),
        seal_secret=entropy.token(KEY_BYTES),
    )


def write_identity(identity: StationIdentity) -> bytes:
    """Return the `.identity` file."""
    body = _IdentityBody(
        station=identity.station,
        sign=identity.sign_secret.hex(),
        seal=identity.seal_secret.hex(),
    )
    return with_checksum(KIND, canonical.dumps(body))


def read_identity(data: Buffer) -> StationIdentity:
    """Return the identity in an `.identity` file.

    Raises:
        IntegrityError: The file is damaged, or of another kind.
    """
    body = frames.decode(checked(data, KIND), _IdentityBody, "identity")
    return StationIdentity(
        station=body.station,
        sign_secret=bytes.fromhex(body.sign),
        seal_secret=bytes.fromhex(body.seal),
    )


def write_enrolment(identity: StationIdentity, *, assessment_id: str, seat: str) -> bytes:
    """Return the request that a station hands to the coordinator."""
    signer = identity.signer
    body = Enrolment(
        assessment_id=assessment_id,
        station=identity.station,
        seat=seat,
        sign=signer.key,
        seal=identity.seal.public,
    )
    return signedfile.write(ENROLMENT_KIND, body, {"station": signer})


def read_enrolment(data: Buffer) -> Enrolment:
    """Return what a station asks to enrol, after its proof that it holds the key.

    Raises:
        KeySmallOrderError: The key would accept signatures nobody made.
        IntegrityError: The request is damaged or not signed by its own key.
    """
    envelope = signedfile.unfold(data, ENROLMENT_KIND, count=2)
    request = frames.decode(envelope.body, Enrolment, "enrolment request")
    check_key(request.sign)
    envelope.require(("station",), lambda role: {request.sign} if role == "station" else ())
    return request
