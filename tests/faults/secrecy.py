"""Looking for secrets in files as a thief would: raw, inflated, in base64, in UTF-16.

The campaign, `python -m tests.faults.secrecy`, tries to inflate at every single offset of every
file of a whole assessment; in the suite large files are inflated only where a header stands.
"""

import base64
import re
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from station.exam.form import Form

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
GZIP, GZIP_NAME = b"\x1f\x8b\x08", 112
HEADERS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|" + re.escape(GZIP))
WINDOW_BYTES, LEAST_BYTES = 4_096, 16
NEEDLE_CHARACTERS = 20
PLAIN = re.compile(rf"[A-Za-z][A-Za-z0-9 ,.]{{{NEEDLE_CHARACTERS - 1}}}")
SMALL_BYTES = 64 * 1024


class Search:
    """A search for texts in bytes, whatever they hide behind."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Prepare every form in which a text could stand."""
        self._forms = {text: tuple(_forms(text)) for text in texts}

    def found_in(self, data: bytes, *, everywhere: bool) -> set[str]:
        """Return the texts that can be read in `data`.

        Args:
            data: A file.
            everywhere: Whether to inflate at every offset, not only where a header stands.
        """
        decoded = b"\n".join(_decoded(data))
        layers = (data, decoded, b"\n".join(_inflated(data, everywhere=everywhere)))
        whole = b"\n".join((*layers, *_inflated(decoded, everywhere=False)))
        return {text for text, forms in self._forms.items() if any(form in whole for form in forms)}


def item_texts(form: Form, count: int = 60) -> list[str]:
    """Return distinctive pieces of stems, options and stimuli in every language, evenly spread."""
    words: list[Mapping[str, str]] = [one.text for one in form.stimuli]
    for item in form.items:
        words += [item.stem, *(option.text for option in item.options)]
    pieces = {
        language: list(dict.fromkeys(_pieces(one.get(language, "") for one in words)))
        for language in form.languages
    }
    share = count // len(pieces)
    return [one for found in pieces.values() for one in _spread(found, share)]


def answer_texts(form: Form) -> list[str]:
    """Return what would stand beside an answer: the names of content facts, and every item."""
    names = ("answer_given", "item_seen", "item_left", "flag_set", "option_struck", "comfort_set")
    return [*names, *(f'"item":"{item.id}"' for item in form.items)]


def files_below(root: Path) -> list[Path]:
    """Return every file below `root`, hidden ones and SQLite's side files included."""
    return sorted(path for path in root.rglob("*") if path.is_file())


def readable_below(root: Path, search: Search, *, everywhere: bool = False) -> dict[str, set[str]]:
    """Return the texts that can be read below `root`, by file.

    Args:
        root: A folder.
        search: For what.
        everywhere: Inflate at every offset of large files, too.
    """
    found = {
        path.relative_to(root).as_posix(): search.found_in(
            path.read_bytes(), everywhere=everywhere or path.stat().st_size <= SMALL_BYTES
        )
        for path in files_below(root)
    }
    return {name: texts for name, texts in found.items() if texts}


def _forms(text: str) -> Iterator[bytes]:
    """Yield a text in every encoding, in clear and in hex."""
    for encoding in ENCODINGS:
        yield text.encode(encoding)
        yield text.encode(encoding).hex().encode()


def _decoded(data: bytes) -> Iterator[bytes]:
    """Yield what stretches of base64 stand for, wherever their first group begins."""
    for match in BASE64.finditer(data):
        coded = match.group().translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):
            part = coded[start:]
            whole = part[:-1] if len(part) % 4 == 1 else part
            yield base64.b64decode(whole + b"=" * (-len(whole) % 4))


def _inflated(data: bytes, *, everywhere: bool) -> Iterator[bytes]:
    """Yield what inflates: a zlib or gzip stream is a bare one behind its header."""
    view = memoryview(data)
    if everywhere:
        starts: Iterable[int] = range(len(data))
    else:
        starts = (at for match in HEADERS.finditer(data) for at in _behind(match))
    for at in starts:
        try:
            plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(
                view[at : at + WINDOW_BYTES], WINDOW_BYTES
            )
        except zlib.error:
            continue
        if len(plain) >= LEAST_BYTES:
            yield plain


def _behind(header: re.Match[bytes]) -> Sequence[int]:
    """Return where the bare stream may begin; gzip's header may carry a name."""
    after = header.end()
    return range(after, after + GZIP_NAME) if header.group().startswith(GZIP) else (after,)


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from PLAIN.findall(text)


def _spread(found: Sequence[str], count: int) -> list[str]:
    step = max(1, len(found) // count)
    return list(found[::step][:count])


def main() -> int:
    """Search a whole assessment, at every offset."""
    from tests.whole import make_whole  # noqa: PLC0415 -- it pulls in nearly everything

    with tempfile.TemporaryDirectory() as folder:
        whole = make_whole(Path(folder) / "d")
        form = whole.compiled.forms["A"]
        search = Search([*item_texts(form), *answer_texts(form)])
        for place in ("stations", "stick"):
            found = readable_below(whole.root / place, search, everywhere=True)
            sys.stdout.write(f"{place}: {found or 'nothing can be read'}\n")
            if found:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
