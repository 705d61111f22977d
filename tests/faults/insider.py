"""What an insider with the coordinator's machine can do: everything but sign for anybody else.

The insider holds the register's file, the results, the opened keys and the coordinator's key, and
knows the formats. The witness signs whatever is put before them when asked on the same machine.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from station import canonical
from station.sealing import bundle as sealed
from station.sealing import frames
from station.sealing.bundle import cut_trailer, join_trailer
from station.sealing.released import ReleasedBody, ReleasedFile, write_released
from station.sealing.signing import Signer
from station.sealing.suite import sha256
from station.storage.register import Register
from station.usecases.evidence import state_of
from station.usecases.report import released_files, report
from station.usecases.score import score
from station.usecases.verify import Verification, verify
from tests.whole import SmallPress, Whole

GUARDS = [
    f"{table}_no_{verb}"
    for table in ("entry", "evidence", "bundle", "checkpoint")
    for verb in ("update", "delete", "replace")
]


@dataclass(frozen=True, kw_only=True)
class Insider:
    """Somebody at the coordinator's machine; `root` is a copy of the whole folder."""

    whole: Whole
    root: Path

    @property
    def register_path(self) -> Path:
        """The register."""
        return self.root / "uji.register"

    def sql(self, *statements: str, values: Iterable[object] = ()) -> None:
        """Change the register behind the program's back, its guards taken off."""
        with closing(sqlite3.connect(self.register_path)) as register, register:
            for guard in GUARDS:
                register.execute(f"DROP TRIGGER IF EXISTS {guard}")
            for statement in statements:
                register.execute(statement, tuple(values))

    def edit(self, name: str, change: Callable[[bytes], bytes]) -> None:
        """Change a file of the folder."""
        before = (self.root / name).read_bytes()
        after = change(before)
        assert after != before
        (self.root / name).write_bytes(after)

    def edit_json(self, name: str, change: Callable[[dict], object]) -> None:  # type: ignore[type-arg]
        """Change a JSON file, and write it in the one form that is read."""

        def changed(data: bytes) -> bytes:
            value = msgspec.json.decode(data)
            change(value)
            return canonical.dumps(value)

        self.edit(name, changed)

    def reindex(self) -> None:
        """Let the index name scores and models as they are now."""

        def changed(index: dict) -> None:  # type: ignore[type-arg]
            for one in index["reports"]:
                for kind in ("report", "scores"):
                    path = self.root / "scores" / f"{one['number']}.{kind}.json"
                    one[kind] = sha256(path.read_bytes())

        self.edit_json("scores/index.json", changed)

    def reindex_people(self) -> None:
        """Let the index name the people file as it is now."""
        people = sha256((self.root / "people.json").read_bytes())
        self.edit_json("scores/index.json", lambda index: index.update(people=people))

    def release_alone(self, signer: Signer | None = None) -> None:
        """Append a release of the folder as it is, signed by the coordinator only."""
        register = Register.open(self.register_path)
        body = ReleasedBody(
            assessment=self.whole.assessment.sha256,
            register_size=register.size(),
            state=state_of(register),
            files=tuple(
                ReleasedFile(path=path, sha256=sha256(place.read_bytes()))
                for path, place in sorted(released_files(self.root))
            ),
        )
        data = write_released(body, signer or self.whole.signing.coordinator)
        with register.batch():
            register.add("released", sha256(data), data)
        register.close()

    def release_with_the_witness(self, press: SmallPress | None = None) -> None:
        """Let the program draw and release, with a witness who signs without looking."""
        report(
            self.register_path,
            self.root / "scores",
            self.root,
            press=press or SmallPress(),
            signing=self.whole.signing,
        )

    def release_rescored(self) -> None:
        """Score again what came in since, and release it, as honest people do."""
        whole = self.whole
        score(self.register_path, whole.files, whole.custody, self.root)
        self.release_with_the_witness()

    def replace_bundle(self, number: str, change: Callable[[list[bytes]], list[bytes]]) -> None:
        """Put other records in place of a bundle's, digests and look-ups made to fit."""
        with closing(sqlite3.connect(self.register_path)) as register:
            (name,) = register.execute(
                "SELECT sha256 FROM bundle WHERE number = ?", (number,)
            ).fetchone()
            (data,) = register.execute(
                "SELECT data FROM evidence WHERE sha256 = ?", (name,)
            ).fetchone()
        chain_part = rechained(data, change)
        for table, fields in (("evidence", "data = ?, "), ("entry", ""), ("bundle", "")):
            values = (chain_part,) if fields else ()
            self.sql(
                f"UPDATE {table} SET {fields}sha256 = ? WHERE sha256 = ?",  # noqa: S608
                values=(*values, sha256(chain_part), name),
            )
        self.sql(
            "UPDATE trailer SET sha256 = ? WHERE sha256 = ?", values=(sha256(chain_part), name)
        )
        for path in self.root.rglob(f"{number}-*.bundle"):
            trailer = cut_trailer(path.read_bytes())[1]
            path.write_bytes(join_trailer(chain_part, trailer))


def rechained(chain_part: bytes, change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    """Return a bundle's chain part with other records, each naming the one before it."""
    first, *records, last = map(bytes, frames.split(chain_part, sealed.KIND))
    written: list[bytes] = []
    for record in change(records):
        value = msgspec.json.decode(record)
        value["seq"] = len(written)
        value["prev"] = sha256(written[-1]) if written else value["prev"]
        written.append(canonical.dumps(value))
    header, signed = msgspec.json.decode(first), msgspec.json.decode(last)
    header["records"], signed["signatures"][-1]["seq"] = len(written), len(written) - 1
    return frames.write(sealed.KIND, (canonical.dumps(header), *written, canonical.dumps(signed)))


def judged(insider: Insider, **asked: object) -> Verification:
    """Return what a stranger finds at the full level."""
    return verify(insider.root, presses=[SmallPress()], **asked)  # type: ignore[arg-type]


def told(found: Verification) -> set[tuple[str, str]]:
    """Return code and place of every problem."""
    return {(one.code, one.record) for one in found.problems}


def copy_for_an_insider(whole: Whole, root: Path) -> Insider:
    """Return an insider at a copy of the whole folder."""
    shutil.copytree(whole.root, root, ignore=shutil.ignore_patterns("stations"))
    return Insider(whole=whole, root=root)
