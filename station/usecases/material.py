"""What results follow from beside the register: package, key, standards, people.

Promises: the four belong together, and to the day on which answers were given: the package
that stations used names the key file and every standards file by hash.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from station.exam.form import Form
from station.scoring.key import KeySheet
from station.scoring.scorer import Scorer
from station.scoring.standards import Standards, load_standards
from station.sealing.assessment import Assessment
from station.sealing.keyfile import KeyFile, verify_key
from station.sealing.package import Package, verify_package
from station.sealing.suite import sha256
from station.usecases.errors import KeyUnmatchedError, StandardsChangedError
from station.usecases.keys import Keys
from station.usecases.people import People, read_people


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFiles:
    """The files as they lie; `standards` by name, more than the package names may be there."""

    package: bytes = field(repr=False)
    key: bytes = field(repr=False)
    people: bytes = field(repr=False)
    standards: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The files verified, nothing opened."""

    package: Package
    key: KeyFile
    standards: Standards
    people: People


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Closed):
    """The files verified and the key sheet opened; `scorers` by form."""

    forms: Mapping[str, Form]
    scorers: Mapping[str, Scorer]


def read_closed(files: ScoreFiles, assessment: Assessment) -> Closed:
    """Return what can be known of the files before two custodians come.

    Raises:
        As `read_material`, the key's own troubles apart.
    """
    package = verify_package(files.package, assessment)
    key = verify_key(files.key, assessment)
    if package.body.key_file != key.sha256:
        raise KeyUnmatchedError(f"the package names key file {package.body.key_file[:16]}")
    return Closed(
        package=package,
        key=key,
        standards=load_standards(sealed_standards(package, files.standards)),
        people=read_people(files.people, assessment),
    )


def read_material(files: ScoreFiles, assessment: Assessment, keys: Keys) -> Material:
    """Return what results are made from, the key sheet opened.

    Raises:
        KeyUnmatchedError: The key file is not the one that the package names.
        StandardsChangedError: A standards file is missing or not the one that was sealed.
        KeyForeignError, StandardsInvalidError, PeopleInvalidError: They cannot be used.
        IntegrityError: A file is not what was signed, or does not open.
    """
    closed = read_closed(files, assessment)
    sheet = msgspec.json.decode(keys.sheet(closed.key), type=KeySheet)
    return Material(
        package=closed.package,
        key=closed.key,
        standards=closed.standards,
        people=closed.people,
        forms={form.form: form for form in sheet.forms},
        scorers={form.form: Scorer(form, sheet, closed.standards) for form in sheet.forms},
    )


def sealed_standards(package: Package, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the standards files that the package names.

    Raises:
        StandardsChangedError: One is missing, or is not the one that was sealed.
    """
    for name, expected in package.body.standards.items():
        if name not in files:
            raise StandardsChangedError(f"{name} is not among the standards")
        if sha256(files[name]) != expected:
            raise StandardsChangedError(f"{name} is not the file that the package was sealed with")
    return {name: files[name] for name in package.body.standards}
