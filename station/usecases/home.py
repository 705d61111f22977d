"""A station's home: where its few files lie, and what it may believe of them.

station.toml       which assessment is pinned, which seat this is
station.identity   the station's private keys
packages/          .assessment, .package and .session files, copied in before the day
sittings/<id>/     journal.db and, while it runs, resume.wrap
outbox/            bundles ready to be taken away
"""

import mmap
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from typing_extensions import Buffer

from station.errors import naming
from station.exam.access import check_window
from station.exam.errors import OutsideWindowError
from station.sealing.assessment import Assessment, verify_assessment
from station.sealing.identity import StationIdentity, read_identity, write_identity
from station.sealing.package import Package, verify_package
from station.sealing.session import Session, verify_session
from station.storage.errors import NotFoundError
from station.storage.files import read_whole, site_error, write_whole
from station.usecases.errors import (
    HomeUnpreparedError,
    NoSessionError,
    PackageMissingError,
    SettingsError,
)


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one station."""

    root: Path

    @property
    def settings_path(self) -> Path:
        """Where the settings lie."""
        return self.root / "station.toml"

    @property
    def identity_path(self) -> Path:
        """Where the private keys lie."""
        return self.root / "station.identity"

    @property
    def packages_dir(self) -> Path:
        """Where the day's files are copied to."""
        return self.root / "packages"

    @property
    def sittings_dir(self) -> Path:
        """Where sittings lie, one folder each."""
        return self.root / "sittings"

    @property
    def outbox_dir(self) -> Path:
        """Where bundles wait to be taken away."""
        return self.root / "outbox"

    def sitting_dirs(self) -> list[Path]:
        """Return the folders of sittings that have a journal, sorted."""
        return sorted(path.parent for path in self.sittings_dir.glob("*/journal.db"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `station.toml` holds; `mirror_dir` is empty when there is no second place."""

    assessment: str
    seat: str
    mirror_dir: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A station that knows who it is: keys, pinned assessment, verified sessions and packages."""

    home: Home
    settings: Settings
    identity: StationIdentity
    assessment: Assessment
    sessions: dict[str, Session]
    packages: dict[str, Package]

    def session_now(self, wall: datetime) -> Session:
        """Return the session that is open now.

        Raises:
            NoSessionError: None is.
        """
        for session in self.sessions.values():
            try:
                check_window(opens=session.body.opens, closes=session.body.closes, wall=wall)
            except OutsideWindowError:
                continue
            return session
        known = ", ".join(sorted(self.sessions)) or "none"
        raise NoSessionError(f"no session is open at {wall:%Y-%m-%d %H:%M} UTC; known: {known}")

    def session_by_file(self, sha256: str) -> Session:
        """Return the session file with this hash.

        Raises:
            NoSessionError: It is not here.
        """
        for session in self.sessions.values():
            if session.sha256 == sha256:
                return session
        raise NoSessionError(f"the session file {sha256[:16]} is not here")

    def package_of(self, session: Session) -> Package:
        """Return the package a session was issued for.

        Raises:
            PackageMissingError: It is not here.
        """
        package = self.packages.get(session.body.package)
        if package is None:
            raise PackageMissingError(f"session {session.body.session} needs another package")
        return package


def prepare_home(home: Home, settings: Settings, identity: StationIdentity) -> None:
    """Write a new station's settings and keys.

    Raises:
        DiskFullError, SaveFailedError: The disk refused.
    """
    for folder in (home.packages_dir, home.sittings_dir, home.outbox_dir):
        folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f'assessment = "{settings.assessment}"',
        f'seat = "{settings.seat}"',
        f'mirror_dir = "{Path(settings.mirror_dir).as_posix() if settings.mirror_dir else ""}"',
    ]
    write_whole(home.settings_path, ("\n".join(lines) + "\n").encode())
    write_whole(home.identity_path, write_identity(identity))


def load_post(home: Home) -> Post:
    """Return the station of `home`, with everything verified that lies in `packages`.

    Raises:
        HomeUnpreparedError: The home lacks settings, keys or the pinned assessment.
        SettingsError: The settings cannot be read.
        IntegrityError: A file in `packages` is not what it claims.
    """
    settings = _settings(home)
    with naming(home.identity_path):
        identity = read_identity(_needed(home.identity_path))
    assessment = _assessment(home, settings)
    sessions: dict[str, Session] = {}
    for path in sorted(home.packages_dir.glob("*.session")):
        with naming(path):
            session = verify_session(read_whole(path), assessment)
        known = sessions.get(session.body.session)
        if known is None or known.body.version < session.body.version:
            sessions[session.body.session] = session
    packages = [_package(path, assessment) for path in sorted(home.packages_dir.glob("*.package"))]
    return Post(
        home=home,
        settings=settings,
        identity=identity,
        assessment=assessment,
        sessions=sessions,
        packages={package.sha256: package for package in packages},
    )


def _needed(path: Path) -> bytes:
    try:
        return read_whole(path)
    except NotFoundError as error:
        raise HomeUnpreparedError(f"{path.name} is not in {path.parent}") from error


def _settings(home: Home) -> Settings:
    try:
        values = tomllib.loads(_needed(home.settings_path).decode("utf-8-sig"))
        return Settings(
            assessment=str(values["assessment"]),
            seat=str(values["seat"]),
            mirror_dir=str(values.get("mirror_dir", "")),
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, RecursionError) as error:
        raise SettingsError(f"{home.settings_path}: {error}") from error


def _assessment(home: Home, settings: Settings) -> Assessment:
    paths = sorted(home.packages_dir.glob("*.assessment"))
    if not paths:
        raise HomeUnpreparedError(f"no .assessment file is in {home.packages_dir}")
    with naming(paths[0]):
        return verify_assessment(read_whole(paths[0]), expected_sha256=settings.assessment)


def _package(path: Path, assessment: Assessment) -> Package:
    with naming(path):
        return verify_package(_mapped(path), assessment)


def _mapped(path: Path) -> Buffer:
    """Map the file instead of reading it: a station has 4 GB, a package may hold much media."""
    try:
        with path.open("rb") as file:
            if path.stat().st_size == 0:  # which nobody can map
                return b""
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise site_error(error, path) from error
