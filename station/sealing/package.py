"""The `.package` file: the questions of each form, closed until both start codes are there.

Promises: a damaged or foreign package is noticed before the day, without any content key,
since the signed header covers every encrypted byte; chunks cannot be dropped, swapped or
cut off. Refuses: another assessment's package, and a content key not committed to.
Hand in an `mmap` and only the form that is opened takes memory.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from typing_extensions import Buffer

from station.entropy import Entropy
from station.sealing import frames, signedfile
from station.sealing.assessment import Assessment
from station.sealing.errors import (
    BodyMalformedError,
    FrameTruncatedError,
    PackageForeignError,
    SealBrokenError,
    TicketUnknownError,
    TrailingBytesError,
)
from station.sealing.frames import Body, Count, Hex32, Name, Strict
from station.sealing.signing import Signer
from station.sealing.suite import (
    KEY_BYTES,
    NONCE_BYTES,
    check_commitment,
    commit,
    context,
    gcm_open,
    gcm_seal,
    length_prefixed,
    sha256,
)

KIND = "saksi-package/1"
LABEL = "content"
CHUNK_BYTES = 64 * 1024


class PackagedForm(Strict, frozen=True, kw_only=True):
    """One form: its size in clear bytes, its chunks, and what it is committed to."""

    form: Name
    commit: Hex32
    content_sha256: Hex32
    size: Count
    chunks: Count
    chunks_sha256: Hex32


class PackageBody(Body, frozen=True, kw_only=True):
    """The header of a package; `key_file` and `standards` are SHA-256 of those files."""

    assessment: Hex32
    battery: Name
    version: str
    languages: tuple[str, ...]
    forms: tuple[PackagedForm, ...]
    key_file: Hex32
    standards: dict[str, Hex32]
    policy: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePlan:
    """What the header says beside the forms."""

    battery: str
    version: str
    languages: Sequence[str]
    key_file: str
    standards: Mapping[str, str]
    policy: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContent:
    """A form's canonical content JSON and its media files, in the content's order."""

    form: str
    content: bytes = field(repr=False)
    media: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPackage:
    """A package just made, and the secret content key of each form."""

    data: bytes = field(repr=False)
    content_keys: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A verified package, still closed; holds views of the buffer it was read from."""

    sha256: str
    body: PackageBody
    chunks: Mapping[str, tuple[memoryview, ...]] = field(repr=False)

    def form(self, form: str) -> PackagedForm:
        """Return what the header says of a form.

        Raises:
            TicketUnknownError: The package has no such form.
        """
        for one in self.body.forms:
            if one.form == form:
                return one
        raise TicketUnknownError(f"the package has no form {form}")


def build_package(
    plan: PackagePlan,
    forms: Iterable[FormContent],
    *,
    assessment: Assessment,
    coordinator: Signer,
    entropy: Entropy,
) -> BuiltPackage:
    """Return the package of these forms, each under a content key of its own."""
    keys: dict[str, bytes] = {}
    headers: list[PackagedForm] = []
    chunks: list[bytes] = []
    for form in forms:
        key = keys[form.form] = entropy.token(KEY_BYTES)
        archive = length_prefixed(form.content, *form.media)
        bound = (assessment.sha256, plan.battery, plan.version, form.form)
        made = list(_seal_chunks(key, archive, bound, entropy))
        headers.append(_header(form, key, len(archive), made))
        chunks += made
    body = PackageBody(
        assessment=assessment.sha256,
        battery=plan.battery,
        version=plan.version,
        languages=tuple(plan.languages),
        forms=tuple(headers),
        key_file=plan.key_file,
        standards=dict(plan.standards),
        policy=dict(plan.policy),
    )
    data = signedfile.write(KIND, body, {"coordinator": coordinator}, chunks)
    return BuiltPackage(data=data, content_keys=keys)


def verify_package(data: Buffer, assessment: Assessment) -> Package:
    """Return a package that the coordinator of this assessment signed, every byte checked.

    Raises:
        PackageForeignError: It was made for another assessment.
        IntegrityError: Anything else that is wrong with it.
    """
    envelope = signedfile.unfold(data, KIND)
    body = frames.decode(envelope.body, PackageBody, "package header")
    if body.assessment != assessment.sha256:
        raise PackageForeignError("the package belongs to another assessment")
    envelope.require(("coordinator",), assessment.keys)
    return Package(sha256=envelope.sha256, body=body, chunks=_deal(body.forms, envelope.rest))


def open_form(package: Package, form: str, content_key: bytes) -> FormContent:
    """Return the questions of one form.

    Raises:
        CommitmentWrongError: Not the content key the header committed to.
        SealBrokenError: A chunk is altered.
    """
    header = package.form(form)
    check_commitment(header.commit, LABEL, content_key)
    body = package.body
    bound = (body.assessment, body.battery, body.version, form)
    archive = b"".join(_open_chunks(content_key, package.chunks[form], bound))
    content, *media = _unpack(archive, form)
    if sha256(content) != header.content_sha256:
        raise SealBrokenError(f"the content of form {form} is not the one committed to")
    return FormContent(form=form, content=content, media=tuple(media))


def _header(form: FormContent, key: bytes, size: int, chunks: Sequence[bytes]) -> PackagedForm:
    return PackagedForm(
        form=form.form,
        commit=commit(LABEL, key),
        content_sha256=sha256(form.content),
        size=size,
        chunks=len(chunks),
        chunks_sha256=_chunks_sha256(chunks),
    )


def _chunks_sha256(chunks: Iterable[Buffer]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(len(memoryview(chunk)).to_bytes(4, "big"))
        digest.update(chunk)
    return digest.hexdigest()


def _deal(
    forms: Sequence[PackagedForm], rest: Sequence[memoryview]
) -> dict[str, tuple[memoryview, ...]]:
    """Give each form its chunks, all checked against the signed header."""
    dealt: dict[str, tuple[memoryview, ...]] = {}
    at = 0
    for form in forms:
        dealt[form.form] = chunks = tuple(rest[at : at + form.chunks])
        at += form.chunks
        if len(chunks) < form.chunks:
            raise FrameTruncatedError(f"the package lacks chunks of form {form.form}")
        if _chunks_sha256(chunks) != form.chunks_sha256:
            raise SealBrokenError(f"the sealed content of form {form.form} is altered")
    if at < len(rest):
        raise TrailingBytesError("the package holds chunks that belong to no form")
    if len(dealt) < len(forms):
        raise BodyMalformedError("a form stands twice in the package")
    return dealt


def _seal_chunks(
    key: bytes, archive: bytes, bound: tuple[str, str, str, str], entropy: Entropy
) -> Iterator[bytes]:
    starts = range(0, len(archive), CHUNK_BYTES)
    for index, start in enumerate(starts):
        nonce = entropy.token(NONCE_BYTES)
        part = archive[start : start + CHUNK_BYTES]
        associated = _associated(bound, index, last=index == len(starts) - 1)
        yield nonce + gcm_seal(key, nonce, part, associated)


def _open_chunks(
    key: bytes, chunks: Sequence[memoryview], bound: tuple[str, str, str, str]
) -> Iterator[bytes]:
    for index, chunk in enumerate(chunks):
        associated = _associated(bound, index, last=index == len(chunks) - 1)
        yield gcm_open(key, bytes(chunk[:NONCE_BYTES]), chunk[NONCE_BYTES:], associated)


def _associated(bound: tuple[str, str, str, str], index: int, *, last: bool) -> bytes:
    assessment, battery, version, form = bound
    return b"saksi-chunk/1\n" + context(
        assessment=assessment,
        battery=battery,
        version=version,
        form=form,
        index=index,
        last=int(last),
    )


def _unpack(archive: bytes, form: str) -> list[bytes]:
    """Return the parts of an archive: content first, then media."""
    view = memoryview(archive)
    parts: list[bytes] = []
    at = 0
    while at < len(view):
        start = at + 4
        at = start + int.from_bytes(view[at:start], "big")
        parts.append(bytes(view[start:at]))
    if not parts or at != len(view):
        raise SealBrokenError(f"the archive of form {form} is cut off")
    return parts
