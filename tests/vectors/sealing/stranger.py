"""A second reader, written from docs/formats.md alone: it imports nothing of `station`.

It reads good files the way an auditor's own program would, and stops with an assertion where
something does not fit. That it agrees with the vectors shows that the document is enough.
"""

import base64
import hashlib
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Json = dict[str, Any]


# --- section 1 ---------------------------------------------------------------------------------


def frames(data: bytes, kind: str) -> list[bytes]:
    """Return the frames after the magic line."""
    magic = f"saksi-{kind}/1\n".encode()
    assert data.startswith(magic)
    at, found = len(magic), []
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        found.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    assert at == len(data)
    return found


def canonical(value: object) -> bytes:
    """Return the one byte string of a value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def read(frame: bytes) -> Json:
    """Return the value of a frame that is in canonical form."""
    value: Json = json.loads(frame)
    assert canonical(value) == frame
    return value


def lp(*parts: bytes) -> bytes:
    """Return each part after its length."""
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def sha256(data: bytes) -> str:
    """Return the hash in hex."""
    return hashlib.sha256(data).hexdigest()


def commit(label: str, key: bytes) -> str:
    """Return the public commitment to a key."""
    return sha256(b"saksi-commit/1\n" + lp(label.encode()) + key)


def hkdf(secret: bytes, info: str) -> bytes:
    """Return 32 derived bytes."""
    return HKDF(hashes.SHA256(), 32, None, info.encode()).derive(secret)


def check(key: str, kind: str, data: bytes, sig: str) -> None:
    """Raise unless the signature is genuine."""
    message = b"saksi-signature/1\n" + lp(kind.encode(), data)
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(base64.b64decode(sig), message)


def signed(data: bytes, kind: str) -> tuple[Json, set[tuple[str, str]], list[bytes]]:
    """Return a signed file's body, who signed it in which role, and its further frames."""
    body, signatures, *rest = frames(data, kind)
    listed = read(signatures)["signatures"]
    for one in listed:
        check(one["key"], f"saksi-{kind}/1", body, one["sig"])
    return read(body), {(one["role"], one["key"]) for one in listed}, rest


def unbox(key: bytes, box: Json, /, **context: object) -> Json:
    """Return the JSON in a box."""
    return read(unbox_bytes(key, box, **context))


def unbox_bytes(key: bytes, box: Json, /, **context: object) -> bytes:
    """Return the bytes in a box."""
    nonce, ct = (base64.b64decode(box[name]) for name in ("nonce", "ct"))
    return AESGCM(key).decrypt(nonce, ct, b"saksi-box/1\n" + canonical(context))


def unseal(private: bytes, sealed: Json, /, **context: object) -> bytes:
    """Return what was sealed to a public key."""
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    enc, ct = (base64.b64decode(sealed[name]) for name in ("enc", "ct"))
    key = X25519PrivateKey.from_private_bytes(private)
    return suite.decrypt(enc + ct, key, b"saksi-hpke/1\n" + canonical(context))


def private(data: bytes, kind: str, passphrase: str) -> Json:
    """Return what a file under a passphrase holds."""
    raw, checksum = frames(data, kind)
    assert read(checksum) == {"sha256": sha256(raw)}
    body = read(raw)
    key = argon2id(passphrase.encode(), base64.b64decode(body["salt"]), 256, 3)
    assert commit("passphrase", key) == body["commit"]
    bound = {name: body[name] for name in ("assessment_id", "owner", "key")}
    return body | unbox(key, body["box"], file=kind, **bound)


def argon2id(secret: bytes, salt: bytes, mebibytes: int, passes: int) -> bytes:
    """Return 32 stretched bytes."""
    memory = mebibytes * 1024
    stretch = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory)
    return stretch.derive(secret)


# --- sections 2 to 7 ---------------------------------------------------------------------------


def grow(code: str, assessment_id: str, kind: str, subject: str, label: str) -> bytes:
    """Return a key that grows from a typed code."""
    parts = ("saksi-code/1", assessment_id, kind, subject)
    salt = hashlib.sha256(lp(*(part.encode() for part in parts))).digest()
    return hkdf(argon2id(code.replace("-", "").encode(), salt, 19, 2), f"saksi-code/1 {label}")


def custody_secret(first: Json, second: Json) -> bytes:
    """Return the private half that two custodians make."""
    pair = "+".join(sorted((first["owner"], second["owner"])))
    halves = (bytes.fromhex(one["shares"][pair]) for one in (first, second))
    joined = bytes(a ^ b for a, b in zip(*halves, strict=True))
    public = X25519PrivateKey.from_private_bytes(joined).public_key().public_bytes_raw()
    assert public.hex() == first["key"] == second["key"]
    return joined


class Stranger:
    """Reads the files of one assessment, starting from its hash."""

    def __init__(self, folder: Path, assessment_sha256: str) -> None:
        """Pin the assessment and read the session."""
        self.folder = folder
        data = self.file("a.assessment")
        assert sha256(data) == assessment_sha256
        self.hash = assessment_sha256
        self.assessment, roles, _ = signed(data, "assessment")
        assert {role for role, _ in roles} == {"coordinator", "witness"}
        assert roles <= self.keys()
        self.session_hash = sha256(self.file("a.session"))
        self.session, roles, (self.roster,) = signed(self.file("a.session"), "session")
        assert {role for role, _ in roles} == {"coordinator"}
        assert roles <= self.keys()

    def file(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return (self.folder / name).read_bytes()

    def keys(self) -> set[tuple[str, str]]:
        """Return every officer's roles and key."""
        officers = self.assessment["officers"]
        return {(role, one["key"]) for one in officers for role in one["roles"]}

    def content_key(self, identity: Json, form: str, share_a: bytes, share_b: bytes) -> bytes:
        """Return a form's content key, opened at a station."""
        body = self.session
        bound = {
            "file": "session",
            "assessment": self.hash,
            "session": body["session"],
            "version": body["version"],
        }
        station = identity["station"]
        sealed = body["rosters"][station]
        secret = bytes.fromhex(identity["seal"])
        roster_key = unseal(secret, sealed, part="roster-key", station=station, **bound)
        roster = unbox(roster_key, read(self.roster), part="roster", **bound)
        kek = hkdf(bytes.fromhex(roster["s1"]) + share_a + share_b, "saksi-kek/1")
        box = next(one["box"] for one in body["forms"] if one["form"] == form)
        return unbox_bytes(kek, box, part="content", package=body["package"], form=form, **bound)

    def questions(self, form: str, key: bytes) -> bytes:
        """Return a form's canonical content."""
        body, _, chunks = signed(self.file("a.package"), "package")
        for header in body["forms"]:
            mine, chunks = chunks[: header["chunks"]], chunks[header["chunks"] :]
            assert sha256(lp(*mine)) == header["chunks_sha256"]
            if header["form"] == form:
                break
        assert commit("content", key) == header["commit"]
        bound = {name: body[name] for name in ("assessment", "battery", "version")}
        plain = b""
        for index, chunk in enumerate(mine):
            where = canonical(
                bound | {"form": form, "index": index, "last": int(chunk == mine[-1])}
            )
            plain += AESGCM(key).decrypt(chunk[:12], chunk[12:], b"saksi-chunk/1\n" + where)
        content = plain[4 : 4 + int.from_bytes(plain[:4], "big")]
        assert sha256(content) == header["content_sha256"]
        return content

    # --- sections 8 and 9 ----------------------------------------------------------------------

    def answers(self, data: bytes, custody: bytes) -> tuple[str, list[list[str]]]:
        """Return a bundle's hash and the content facts of each record, everything checked."""
        _, *records, heads, trailer = frames(data, "bundle")
        opening = read(records[0])["opening"]
        assert opening["assessment"] == self.hash
        assert opening["session_file"] == self.session_hash
        digests, stations = self.walk(records, opening)
        self.check_heads(read(heads)["signatures"], opening, digests, stations)
        wrap = read(trailer)["wrap"]
        assert sha256(canonical(wrap)) == opening["wrap_sha256"]
        bound = {name: opening[name] for name in ("assessment", "sitting", "number")}
        ks = unseal(custody, wrap, file="bundle", **bound)
        assert commit("ks", ks) == opening["ks_commit"]
        opened = [
            list(self.content(one, opening, at, ks))
            for one, at in zip(records, stations, strict=True)
        ]
        return sha256(data[: -len(trailer) - 4]), opened

    def walk(self, records: list[bytes], opening: Json) -> tuple[list[str], list[str]]:
        """Return each record's digest and the station that wrote it."""
        prev, used, station = "0" * 64, 0, opening["station"]
        digests, stations = [], []
        for seq, data in enumerate(records):
            record = read(data)
            assert (record["seq"], record["prev"]) == (seq, prev)
            assert record["used_ms"] >= used
            for fact in record["conduct"]:
                if fact["fact"] == "moved":
                    assert fact["from_station"] == station
                    station = fact["to_station"]
                    self.check_act(fact, record["acts"], "move", station)
            prev, used = sha256(data), record["used_ms"]
            digests.append(prev)
            stations.append(station)
        return digests, stations

    def check_act(self, fact: Json, acts: list[Json], kind: str, station: str) -> None:
        """Raise unless an officer of the room ordered this fact."""
        for one in acts:
            raw = base64.b64decode(one["act"])
            act = read(raw)
            if act["id"] == fact["act"]:
                break
        officer = next(o for o in self.assessment["officers"] if o["id"] == one["officer"])
        assert {"proctor", "second", "coordinator"} & set(officer["roles"])
        check(officer["key"], "saksi-act/1", raw, one["sig"])
        seat = next(s["seat"] for s in self.session["stations"] if s["station"] == station)
        assert act["kind"] == kind
        assert seat in act["seats"]
        assert (act["assessment"], act["session"]) == (self.hash, self.session["session"])
        assert act["body"].items() <= fact.items()

    def check_heads(
        self, heads: list[Json], opening: Json, digests: list[str], stations: list[str]
    ) -> None:
        """Raise unless ticket and stations have signed what they must."""
        last = len(digests) - 1
        arrivals = {0, last} | {at for at in range(1, last) if stations[at] != stations[at - 1]}
        wanted = {(seq, "station") for seq in arrivals} | {(0, "ticket")}
        assert [(one["seq"], one["role"]) for one in heads] == sorted(wanted)
        keys = {one["station"]: one["sign"] for one in self.session["stations"]}
        tickets = {one["number"]: one["key"] for one in self.session["tickets"]}
        for one in heads:
            key = keys[stations[one["seq"]]]
            if one["role"] == "ticket":
                key = tickets[opening["number"]]
            check(key, "saksi-record/1", bytes.fromhex(digests[one["seq"]]), one["sig"])

    def content(self, data: bytes, opening: Json, station: str, ks: bytes) -> Iterator[str]:
        """Yield a record's content facts."""
        record = read(data)
        sealed = base64.b64decode(record["content"])
        if not sealed:
            return
        bound = {name: opening[name] for name in ("assessment", "package", "sitting")}
        bound |= {"prev": record["prev"], "seq": record["seq"], "station": station, "suite": 1}
        where = b"saksi-record/1\n" + canonical(bound)
        plain = AESGCM(hkdf(ks, "saksi-fact/1")).decrypt(sealed[:12], sealed[12:], where)
        facts, _, _ = plain.rpartition(b"\x80")
        for fact in json.loads(facts):
            yield canonical(fact).decode()


# --- sections 2 and 14 -------------------------------------------------------------------------


def receipt(digest: str) -> str:
    """Return the receipt code of a digest."""
    bits = f"{int(digest, 16):0256b}"[:100]
    values = [int(bits[at : at + 5], 2) for at in range(0, 100, 5)]
    total, weight = 0, 1
    for value in reversed(values):
        weight = times(weight, 2)
        total ^= times(weight, value)
    text = "".join(ALPHABET[value] for value in [*values, total])
    return "-".join(text[at : at + 4] for at in range(0, 21, 4))


def times(left: int, right: int) -> int:
    """Multiply polynomials over GF(2), then reduce by x^5 + x^2 + 1."""
    product = 0
    for bit in range(5):
        if right >> bit & 1:
            product ^= left << bit
    for bit in range(8, 4, -1):
        if product >> bit & 1:
            product ^= 0b100101 << bit - 5
    return product
