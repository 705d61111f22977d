"""Sealing a battery: the content to a package that stations carry, the key to the custodians.

The key file is made first; the package's signed header names its hash and the hash of every
standards file, so that neither scores nor cuts can change after the first answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from station import canonical
from station.bank.compile import Compiled
from station.bank.errors import BankInvalidError
from station.exam.form import Form
from station.scoring.key import skeleton
from station.sealing.keyfile import KeyPlan, build_key
from station.sealing.package import FormContent, PackagePlan, build_package
from station.sealing.suite import sha256
from station.usecases.office import Office

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBattery:
    """A sealed battery.

    Attributes:
        key_file: The `.key` file: stays with the coordinator.
        package: The `.package` file: goes to stations before the day.
        content_keys: Form id to content key; a secret of the coordinator.
    """

    key_file: bytes = field(repr=False)
    package: bytes = field(repr=False)
    content_keys: dict[str, bytes] = field(repr=False)


def seal_battery(
    compiled: Compiled,
    standards: Mapping[str, bytes],
    *,
    office: Office,
    policy: Mapping[str, object] | None = None,
) -> SealedBattery:
    """Return the key file and the package of a compiled folder.

    Args:
        compiled: Content and key.
        standards: File name to bytes of everything scoring will use.
        office: The coordinator who makes and signs both.
        policy: What stations should check and allow; `shape` (how long each form is, for whoever
            waits for it) is added.

    Raises:
        BankInvalidError: The folder has no key.
    """
    if compiled.key is None:
        raise BankInvalidError("the folder has no key.xlsx")
    forms = tuple(skeleton(form) for form in compiled.forms.values())
    sheet = msgspec.structs.replace(compiled.key, forms=forms)
    contents = {name: canonical.dumps(form) for name, form in compiled.forms.items()}
    key_file = build_key(
        canonical.dumps(sheet),
        KeyPlan(
            battery=compiled.key.battery,
            version=compiled.key.version,
            contents={name: sha256(content) for name, content in contents.items()},
        ),
        assessment=office.assessment,
        coordinator=office.coordinator,
        entropy=office.entropy,
    )
    plan = PackagePlan(
        battery=compiled.key.battery,
        version=compiled.key.version,
        languages=next(iter(compiled.forms.values())).languages,
        key_file=sha256(key_file),
        standards={name: sha256(data) for name, data in sorted(standards.items())},
        policy={"shape": {name: _shape(form) for name, form in compiled.forms.items()}}
        | dict(policy or {}),
    )
    built = build_package(
        plan,
        [
            FormContent(form=name, content=content, media=compiled.media[name])
            for name, content in contents.items()
        ],
        assessment=office.assessment,
        coordinator=office.coordinator,
        entropy=office.entropy,
    )
    return SealedBattery(
        key_file=key_file, package=built.data, content_keys=dict(built.content_keys)
    )


def _shape(form: Form) -> dict[str, int]:
    """Return how long a form is: items, sections, minutes."""
    total_ms = sum(section.limit_ms for section in form.sections)
    return {
        "items": len(form.items),
        "sections": len(form.sections),
        "minutes": -(-total_ms // MINUTE_MS),
    }
