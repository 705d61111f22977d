"""Makes the files beside it: samples of every format, and broken ones with the error they cause.

    python -m tests.vectors.sealing.make

Keys follow from a seed, so the secrets stay the same; what HPKE seals differs in each run,
since it draws a one-time key from the operating system. A reader in another language needs
`values.json` for the primitives, `secrets.json` to open the samples, and `cases.json`, which
names for each file what must come of reading it.
"""

import json
from pathlib import Path

from station import canonical
from station.sealing import codes, receipt, record, register, signing, suite, tree
from station.sealing.chain import open_records, walk
from station.sealing.codes import CodeKind
from tests.unit.sealing.world import (
    ASSESSMENT_ID,
    CUSTODIANS,
    Sitting,
    World,
    make_world,
    moved_sitting,
)
from tests.vectors.sealing.broken import broken_files
from tests.vectors.sealing.samples import OFFICER_PASSPHRASE, good_files

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write everything anew."""
    world = make_world(seed="vectors", stretch=suite.stretch_passphrase, media=(b"\x89PNG",))
    sitting = moved_sitting(world)
    good = good_files(world, sitting)
    broken = broken_files(world, sitting, good)
    _write_files(good | {name: data for name, (data, _) in broken.items()})
    expected = dict.fromkeys(good, "ok") | {name: code for name, (_, code) in broken.items()}
    _write("cases.json", expected)
    _write("secrets.json", _secrets(world, sitting))
    _write("values.json", _values(world, sitting))


def _write_files(files: dict[str, bytes]) -> None:
    folder = HERE / "files"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _write(name: str, value: object) -> None:
    text = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)
    (HERE / name).write_text(text + "\n", "utf-8")


def _secrets(world: World, sitting: Sitting) -> dict[str, object]:
    """Return what opens the samples."""
    opened = open_records(walk(sitting.records()), sitting.records(), sitting.begun.ks)
    return {
        "assessment_id": ASSESSMENT_ID,
        "assessment_sha256": world.assessment.sha256,
        "codes": world.codes,
        "content": [[fact.decode() for fact in one.content] for one in opened],
        "content_keys": {form: key.hex() for form, key in world.content_keys.items()},
        "ks": sitting.begun.ks.hex(),
        "officers": {name: held.secret.hex() for name, held in world.officers.items()},
        "passphrases": {one: f"pass {one}" for one in CUSTODIANS} | {"witness": OFFICER_PASSPHRASE},
        "stations": {seat: one.station for seat, one in world.stations.items()},
    }


def _values(world: World, sitting: Sitting) -> dict[str, object]:
    """Return inputs and outputs of the primitives."""
    first = sitting.rows[0]
    hashes = [suite.sha256(bytes([at])) for at in range(7)]
    leaves = [bytes([at]) * at for at in range(7)]
    return {
        "canonical": [
            {"value": value, "bytes": canonical.dumps(value).hex()}
            for value in ({"b": 1, "a": [True, None, 'é"\n']}, 2**53 - 1, "\u20ac", {})
        ],
        "codes": [_code(world.codes[name], kind, subject) for name, kind, subject in _USES],
        "commitment": {"label": "ks", "key": "07" * 32, "commit": suite.commit("ks", b"\7" * 32)},
        "consistency": [part.hex() for part in tree.consistency(leaves, 3)],
        "inclusion": [part.hex() for part in tree.inclusion(leaves, 4)],
        "leaves": [leaf.hex() for leaf in leaves],
        "receipt": {"digest": first.digest, "code": receipt.receipt_code(first.digest)},
        "record_context": record.RecordContext(sitting.begun.opening, sitting.begun.opening.station)
        .at(0, record.FIRST_PREV)
        .decode(),
        "root": tree.root(leaves).hex(),
        "signed": signing.signed("saksi-act/1", b"abc").hex(),
        "state": {
            "hashes": hashes,
            "state": register.state(
                register.Entry(kind="bundle", sha256=one) for one in reversed(hashes)
            ),
        },
    }


_USES = (
    ("P-001", CodeKind.TICKET, "P-001"),
    ("start_a", CodeKind.START_A, "2025-01-20-P-R1"),
    ("start_b", CodeKind.START_B, "2025-01-20-P-R1"),
)


def _code(code: str, kind: CodeKind, subject: str) -> dict[str, str]:
    held = codes.from_code(code, assessment_id=ASSESSMENT_ID, kind=kind, subject=subject)
    return {
        "code": code,
        "kind": kind,
        "subject": subject,
        "stretched": held.secret.hex(),
        "sign": held.signer.key,
        "seal": held.seal.public,
        "wrap": held.wrap.hex(),
        "share": held.share.hex(),
    }


if __name__ == "__main__":
    main()
