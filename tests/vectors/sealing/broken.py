"""Files that must not pass, each with the code of the error that must be raised."""

from typing import Any

import msgspec

from station import canonical
from station.sealing import (
    assessment,
    bundle,
    frames,
    issue,
    keyfile,
    ruling,
    session,
    signedfile,
    suite,
    writer,
)
from station.sealing.chain import walk
from station.sealing.codes import Credential
from tests.fakes import FixedEntropy
from tests.unit.sealing.world import Sitting, World, make_world, session_plan
from tests.vectors.sealing.samples import Files, bare_checkpoint, ruling_body, signers

Broken = dict[str, tuple[bytes, str]]


def broken_files(world: World, sitting: Sitting, good: Files) -> Broken:
    """Return the broken files by name, each with its error code."""
    other = make_world(seed="other", media=())
    return (
        _broken_forms(good["a.bundle"])
        | _broken_chains(sitting, good["a.bundle"])
        | _foreign(world, other, good["a.bundle"])
        | _broken_seals(good)
        | _broken_signatures(world, good)
    )


def _broken_forms(data: bytes) -> Broken:
    return {
        "cut.bundle": (data[:-1], "frame_truncated"),
        "longer.bundle": (data + b"\0\0\0\0", "trailing_bytes"),
        "named.bundle": (data.replace(b"bundle", b"bundel", 1), "magic_wrong"),
        "later.bundle": (data.replace(b"bundle/1", b"bundle/2", 1), "version_newer"),
        "huge.bundle": (data[:15] + b"\xff" + data[16:], "frame_too_large"),
    }


def _broken_chains(sitting: Sitting, data: bytes) -> Broken:
    records = sitting.records()
    swapped = [records[0], records[2], records[1], *records[3:]]
    dropped = [*records[:1], *records[2:], records[-1]]
    doubled = records[0].replace(b'"boot":', b'"boot":"boot-1","boot":', 1)
    ordered = next(one.seq for one in walk(records).conduct if one.acts)
    return {
        "swapped.bundle": (_with(data, swapped), "sequence_gap"),
        "dropped.bundle": (_with(data, dropped), "sequence_gap"),
        "doubled.bundle": (_with(data, [doubled, *records[1:]]), "body_not_canonical"),
        "unlinked.bundle": (_edit(data, 2, prev="0" * 64), "chain_broken"),
        "faster.bundle": (_edit(data, 2, used_ms=1), "used_time_falls"),
        "critical.bundle": (_edit(data, 2, crit=["later"], later=1), "crit_unknown"),
        "reopened.bundle": (_edit(data, 2, opening=_opening(data)), "opening_wrong"),
        "extended.bundle": (_extended(sitting, data), "closed_wrong"),
        "edited.bundle": (_edit(data, 1, relink=True, boot="boot-9"), "signature_wrong"),
        "unordered.bundle": (_edit(data, ordered, relink=True, acts=[]), "act_wrong"),
        "unsigned.bundle": (_without_last_head(data), "signature_missing"),
        "invented.bundle": (_invented(sitting), "signature_wrong"),
    }


def _foreign(world: World, other: World, data: bytes) -> Broken:
    stranger = Sitting(world=other)
    stranger.add({"fact": "opened", "form": "A", "order": "1f", "sections": []})
    elsewhere = _opening(data) | {"session_file": "0" * 64}
    exchanged = b'{"wrap":%b}' % Sitting(world=world, number="P-002").begun.wrap
    return {
        "foreign.bundle": (stranger.export(), "file_foreign"),
        "sessionless.bundle": (
            _edit(data, 0, relink=True, opening=elsewhere),
            "session_unknown",
        ),
        "exchanged.bundle": (_replace(data, bundle.KIND, -1, exchanged), "wrap_wrong"),
        "foreign.package": (other.package_data, "package_foreign"),
        "foreign.session": (other.session_data, "file_foreign"),
        "foreign.key": (other.key_data, "file_foreign"),
    }


def _broken_seals(good: Files) -> Broken:
    roster = _turn(_frame(good["a.session"], session.KIND, 2), b'"ct":"')
    sheet = _turn(_frame(good["a.key"], keyfile.KIND, 2), b'"ct":"')
    chunk = good["a.package"][:-1] + bytes([good["a.package"][-1] ^ 1])
    return {
        "altered.session": (_replace(good["a.session"], session.KIND, 2, roster), "seal_broken"),
        "altered.key": (_replace(good["a.key"], keyfile.KIND, 2, sheet), "seal_broken"),
        "altered.package": (chunk, "seal_broken"),
        "damaged.identity": (_turn(good["a.identity"], b'"seal":"'), "file_damaged"),
        "damaged.opened": (_turn(good["a.opened"], b'"key":"'), "file_damaged"),
        "damaged.custodian": (_turn(good["ani.custodian"], b'"salt":"'), "file_damaged"),
        "damaged.officer": (_turn(good["a.officer"], b'"salt":"'), "file_damaged"),
        "damaged.content": (_turn(good["a.content"], b'"ct":"'), "file_damaged"),
        "damaged.resume": (_turn(good["a.resume"], b'"ct":"'), "file_damaged"),
    }


def _broken_signatures(world: World, good: Files) -> Broken:
    coordinator = signers(world, "coordinator")
    alone = assessment.write_assessment(world.assessment.body, coordinator)
    return {
        "weak.assessment": (_weak_assessment(world), "key_small_order"),
        "alone.assessment": (alone, "signature_missing"),
        "edited.assessment": (
            good["a.assessment"].replace(b"Balai", b"Balui"),
            "signature_wrong",
        ),
        "forged.session": (_forged_session(world), "signer_unknown"),
        "edited.seal": (good["a.seal"].replace(b"absent", b"besent", 1), "body_malformed"),
        "alone.ruling": (
            ruling.write_ruling(ruling_body(world), coordinator),
            "signature_missing",
        ),
        "edited.released": (
            good["a.released"].replace(b"P-001.pdf", b"P-002.pdf"),
            "signature_wrong",
        ),
        "alone.checkpoint": (bare_checkpoint(world), "signature_missing"),
        "edited.checkpoint": (
            good["a.checkpoint"].replace(b"\n3\n", b"\n4\n"),
            "signature_wrong",
        ),
        "stolen.enrolment": (
            good["a.enrolment"].replace(b'"seat":"S1"', b'"seat":"S2"'),
            "signature_wrong",
        ),
    }


# --- how files are broken ----------------------------------------------------------------------


def _frame(data: bytes, kind: str, at: int) -> bytes:
    return bytes(frames.split(data, kind)[at])


def _replace(data: bytes, kind: str, at: int, frame: bytes) -> bytes:
    parts = [bytes(part) for part in frames.split(data, kind)]
    parts[at] = frame
    return frames.write(kind, parts)


def _turn(data: bytes, place: bytes) -> bytes:
    """Change the character behind a place."""
    at = data.index(place) + len(place)
    turned = b"0" if data[at : at + 1] != b"0" else b"1"
    return data[:at] + turned + data[at + 1 :]


def _with(data: bytes, records: list[bytes]) -> bytes:
    parts = [bytes(part) for part in frames.split(data, bundle.KIND)]
    return frames.write(bundle.KIND, [parts[0], *records, *parts[-2:]])


def _opening(data: bytes) -> dict[str, Any]:
    opening: dict[str, Any] = msgspec.json.decode(_frame(data, bundle.KIND, 1))["opening"]
    return opening


def _edit(data: bytes, at: int, *, relink: bool = False, **fields: object) -> bytes:
    """Change one record; with `relink`, make every later `prev` fit again."""
    records: list[bytes] = []
    for seq, part in enumerate(frames.split(data, bundle.KIND)[1:-2]):
        value = msgspec.json.decode(part)
        if relink and records:
            value["prev"] = suite.sha256(records[-1])
        if seq == at:
            value |= fields
        records.append(canonical.dumps(value))
    return _with(data, records)


def _extended(sitting: Sitting, data: bytes) -> bytes:
    """Write on after the close, as somebody with the sitting's key could."""
    longer = Sitting(world=sitting.world)
    longer.used_ms = sitting.used_ms
    longer.sit_at("S2", after=walk(sitting.records()))
    more = longer.answer("V99", "A").data
    stated = msgspec.json.decode(_frame(data, bundle.KIND, 0))
    header = canonical.dumps(stated | {"records": len(sitting.rows) + 1})
    return _replace(_with(data, [*sitting.records(), more]), bundle.KIND, 0, header)


def _without_last_head(data: bytes) -> bytes:
    heads = msgspec.json.decode(_frame(data, bundle.KIND, -2))["signatures"]
    return _replace(data, bundle.KIND, -2, canonical.dumps({"signatures": heads[:-1]}))


def _invented(sitting: Sitting) -> bytes:
    return bundle.write_bundle(
        [(row.data, row.sig) for row in sitting.rows],
        ticket_sig=writer.ticket_signature(Credential(bytes(32)), sitting.rows[0].digest),
        wrap=sitting.begun.wrap,
    )


def _weak_assessment(world: World) -> bytes:
    body = world.assessment.body
    weak = msgspec.structs.replace(body.officers[3], key="01" + "00" * 31)
    lying = msgspec.structs.replace(body, officers=(*body.officers[:3], weak))
    return signedfile.write(assessment.KIND, lying, signers(world, "coordinator", "witness"))


def _forged_session(world: World) -> bytes:
    return issue.issue_session(
        session_plan(world.tickets, world.stations),
        issue.SessionKeys(content=world.content_keys, start_a=world.start_a, start_b=world.start_b),
        assessment=world.assessment,
        package=world.package,
        coordinator=world.officers["second"].signer,
        entropy=FixedEntropy(),
    )
