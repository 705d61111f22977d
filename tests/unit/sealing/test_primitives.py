"""Boxes, commitments, signatures and HPKE, each against its own standard."""

import hashlib
import itertools

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from station.entropy import SystemEntropy
from station.errors import IntegrityError
from station.sealing import hpke, signing, suite
from station.sealing.errors import (
    CommitmentWrongError,
    KeySmallOrderError,
    SealBrokenError,
    SignatureWrongError,
)
from tests.unit.sealing import rfc9180

KEY = bytes(range(32))
FIELD = 2**255 - 19
CURVE_D = -121665 * pow(121666, -1, FIELD) % FIELD


# --- boxes, commitments, derivation ------------------------------------------------------------


@given(st.binary(max_size=300), st.text(max_size=20))
def test_a_box_opens_in_its_own_context(plain: bytes, name: str) -> None:
    where = suite.context(file=name)
    sealed = suite.box(KEY, plain, where, SystemEntropy())

    assert suite.unbox(KEY, sealed, where) == plain


def test_a_box_stays_shut_for_another_context_or_key() -> None:
    sealed = suite.box(KEY, b"plain", b"here", SystemEntropy())

    with pytest.raises(SealBrokenError):
        suite.unbox(KEY, sealed, b"there")
    with pytest.raises(SealBrokenError):
        suite.unbox(bytes(32), sealed, b"here")


def test_a_box_with_a_nonce_of_the_wrong_size_is_broken_rather_than_a_crash() -> None:
    with pytest.raises(SealBrokenError):
        suite.unbox(KEY, suite.Box(ct=b"x" * 20, nonce=b""), b"here")


def test_two_boxes_of_one_plaintext_differ() -> None:
    entropy = SystemEntropy()

    assert suite.box(KEY, b"plain", b"", entropy) != suite.box(KEY, b"plain", b"", entropy)


def test_a_commitment_binds_the_label_and_the_key() -> None:
    expected = hashlib.sha256(b"saksi-commit/1\n\0\0\0\2ks" + KEY).hexdigest()

    assert suite.commit("ks", KEY) == expected
    suite.check_commitment(expected, "ks", KEY)
    for label, key in (("key", KEY), ("ks", bytes(32))):
        with pytest.raises(CommitmentWrongError):
            suite.check_commitment(expected, label, key)


def test_hkdf_is_that_of_rfc_5869_without_a_salt() -> None:
    """Test case 3 of RFC 5869: zero salt and empty info, first 32 of its 42 bytes."""
    derived = suite.hkdf(b"\x0b" * 22, "")

    assert derived.hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"


def test_the_two_stretches_differ_in_cost_and_so_in_result() -> None:
    salt = bytes(32)

    assert suite.stretch_code(b"word", salt) != suite.stretch_passphrase(b"word", salt)


# --- Ed25519 -----------------------------------------------------------------------------------


def test_signatures_are_those_of_rfc_8032_over_a_typed_message() -> None:
    """The key of RFC 8032 section 7.1, test 1; the message is our own framing."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    key = signing.SigningKey(seed)
    framed = b"saksi-signature/1\n\0\0\0\4kind\0\0\0\3abc"

    assert key.key == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert signing.signed("kind", b"abc") == framed
    signing.verify(key.key, "kind", b"abc", key.sign("kind", b"abc"))


def test_a_signature_of_one_type_is_none_of_another() -> None:
    key = signing.SigningKey(KEY)
    signature = key.sign("saksi-seal/1", b"body")

    for kind, data in (("saksi-ruling/1", b"body"), ("saksi-seal/1", b"bodx")):
        with pytest.raises(SignatureWrongError):
            signing.verify(key.key, kind, data, signature)


def test_a_note_is_never_a_typed_signature() -> None:
    key = signing.SigningKey(KEY)
    signing.verify_note(key.key, b"note\n", key.sign_note(b"note\n"))

    with pytest.raises(ValueError, match="typed"):
        key.sign_note(signing.signed("saksi-seal/1", b"body"))


def _x_squared(y: int) -> int:
    return (y * y - 1) * pow(CURVE_D * y * y + 1, -1, FIELD) % FIELD


def _double_y(y: int) -> int:
    """Return the y coordinate of twice a point of the twisted Edwards curve, a = -1."""
    x2, y2 = _x_squared(y), y * y % FIELD
    return (y2 + x2) * pow(2 - (y2 - x2), -1, FIELD) % FIELD


def test_the_refused_points_are_all_that_vanish_when_multiplied_by_eight() -> None:
    """Points of order 8 double to y = 0, those of order 4 to y = -1, that of order 2 to y = 1."""
    order_eight = {y for y in signing.SMALL_ORDER_Y if _double_y(y) == 0}

    assert {0, 1, FIELD - 1} | order_eight == signing.SMALL_ORDER_Y
    assert len(order_eight) == 2
    assert _double_y(0) == FIELD - 1
    assert _double_y(FIELD - 1) == 1


@pytest.mark.parametrize(
    "y, sign", list(itertools.product([*sorted(signing.SMALL_ORDER_Y), FIELD, FIELD + 1], (0, 1)))
)
def test_small_order_and_uncanonical_keys_are_refused(y: int, sign: int) -> None:
    key = (y | sign << 255).to_bytes(32, "little").hex()

    with pytest.raises(KeySmallOrderError):
        signing.check_key(key)


def test_the_library_alone_would_accept_a_signature_nobody_made() -> None:
    """Why the check exists: the identity as key and as R verifies over any message."""
    identity = b"\1" + bytes(31)
    forged = identity + bytes(32)
    Ed25519PublicKey.from_public_bytes(identity).verify(forged, b"anything")

    with pytest.raises(KeySmallOrderError):
        signing.verify_note(identity.hex(), b"anything", forged)


@pytest.mark.parametrize("key", ["", "zz" * 32, "00" * 31, "00" * 33])
def test_text_that_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(KeySmallOrderError):
        signing.check_key(key)


@given(st.binary(max_size=70))
def test_bytes_that_are_no_signature_are_refused(signature: bytes) -> None:
    with pytest.raises(IntegrityError):
        signing.verify(signing.SigningKey(KEY).key, "kind", b"", signature)


# --- HPKE --------------------------------------------------------------------------------------

# RFC 9180 appendix A.1.1 (its AES-256-GCM sibling is in the RFC's JSON only; both follow one
# key schedule, which the second implementation takes the algorithm's number for).
RFC_SECRET = bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
RFC_ENC = bytes.fromhex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")
RFC_INFO = bytes.fromhex("4f6465206f6e2061204772656369616e2055726e")
RFC_CT = bytes.fromhex(
    "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
)


def test_the_second_implementation_is_that_of_rfc_9180() -> None:
    keys = rfc9180.schedule(RFC_SECRET, RFC_ENC, RFC_INFO, 1)
    plain = rfc9180.open_first(RFC_SECRET, RFC_ENC, RFC_CT, RFC_INFO, b"Count-0", 1)

    assert keys.key.hex() == "4531685d41d65f03dc48f6b8302c05b0"
    assert keys.base_nonce.hex() == "56d890e5accaaf011cff4b7d"
    assert plain == b"Beauty is truth, truth beauty"


@given(st.binary(max_size=100), st.binary(max_size=40))
def test_what_we_seal_opens_in_the_second_implementation(plain: bytes, where: bytes) -> None:
    sealed = hpke.seal_to(hpke.SealKey(KEY).public, plain, where)
    info = b"saksi-hpke/1\n" + where

    assert rfc9180.open_first(KEY, sealed.enc, sealed.ct, info, b"", 2) == plain
    assert hpke.SealKey(KEY).unseal(sealed, context=where) == plain


def test_a_seal_stays_shut_for_another_context_key_or_ciphertext() -> None:
    sealed = hpke.seal_to(hpke.SealKey(KEY).public, b"plain", b"here")
    broken = hpke.Sealed(ct=sealed.ct[:-1], enc=sealed.enc)
    nonsense = hpke.Sealed(ct=b"", enc=b"")

    for key, one, where in (
        (KEY, sealed, b"there"),
        (bytes(32), sealed, b"here"),
        (KEY, broken, b"here"),
        (KEY, nonsense, b"here"),
        (KEY, hpke.Sealed(ct=sealed.ct, enc=bytes(32)), b"here"),
    ):
        with pytest.raises(SealBrokenError):
            hpke.SealKey(key).unseal(one, context=where)


@pytest.mark.parametrize("public", ["00" * 32, "01" + "00" * 31, "00", "zz"])
def test_nothing_is_sealed_to_a_key_that_gives_everybody_one_secret(public: str) -> None:
    with pytest.raises(KeySmallOrderError):
        hpke.seal_to(public, b"plain", b"")
