"""Formulae as a compiled bank has them, for the tests of the screens."""

from station.bank.compile import compile_folder
from station.bank.tables import Folder
from station.exam.form import Form
from tests.unit.bank.test_bank import folder, item


def form_of(whole: Folder) -> tuple[Form, dict[str, bytes]]:
    """Return the content of the only form of a folder, and its media by name."""
    made = compile_folder(whole)
    form = made.forms["A"]
    names = [media.name for media in form.media]
    return form, dict(zip(names, made.media["A"], strict=True))


def compiled(text: str) -> tuple[str, dict[str, bytes]]:
    """Return an authored text as the content has it, and the media it needs."""
    form, media = form_of(folder(item("X-1", stem={"id": text, "en": "x"})))
    return form.items[0].stem["id"], media
