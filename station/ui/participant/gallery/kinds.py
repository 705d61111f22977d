"""Items of the kinds and looks that the battery leaves out, compiled like any authoring folder."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from station.bank.compile import compile_folder
from station.bank.tables import Folder, ItemRow, RuleRow, Tables
from station.exam.form import Form, ItemId
from station.ui.participant.gallery.faces import MINUTE_MS, NAME, NOW, NUMBER, SEAT
from station.ui.participant.gallery.frame import Frame, Studio, nothing
from station.ui.participant.gallery.items import item_page
from station.ui.participant.item.page import ItemPage
from station.ui.participant.item.presenter import Habits, ItemPresenter
from station.ui.participant.rehearsal import practice_desk
from station.ui.participant.stories import short_name
from station.ui.pictures import Pictures
from station.ui.states import Time

SECTION = "numerical"
NAMES = ("numeric", "text", "match", "inline", "order", "hotspot", "formula")
PLAN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 240" width="480" height="240">'
    b'<g fill="none" stroke="#1B2733" stroke-width="3">'
    b'<rect x="4" y="4" width="472" height="232"/><path d="M160 4 V150 M320 4 V90 M320 150 V236"/>'
    b'<rect x="30" y="170" width="100" height="36"/><rect x="350" y="40" width="90" height="36"/>'
    b'<circle cx="240" cy="190" r="18"/></g></svg>'
)
Words = dict[str, str]


def both(indonesian: str, english: str) -> Words:
    """Return a text in both languages."""
    return {"id": indonesian, "en": english}


def _options(*texts: Words) -> dict[str, Words]:
    return dict(zip("ABCDE", texts, strict=False))


def _row(name: str, kind: str, stem: Words, *options: Words, **more: Any) -> ItemRow:
    return ItemRow(
        code=name, section=SECTION, kind=kind, stem=stem, options=_options(*options), **more
    )


ROWS: tuple[ItemRow, ...] = (
    _row(
        "numeric",
        "numeric",
        both(
            "Seorang petugas melayani 18 warga dalam 45 menit. Berapa warga dilayaninya dalam dua "
            "jam dengan laju yang sama?",
            "A clerk serves 18 people in 45 minutes. How many people does the clerk serve in two "
            "hours at the same rate?",
        ),
    ),
    _row(
        "text",
        "text",
        both(
            "Tulis satu kata yang berarti sama dengan _tembusan_.",
            "Write one word that means the same as _carbon copy_.",
        ),
    ),
    _row(
        "match",
        "match",
        both("Berkas mana disimpan berapa lama?", "How long is each file kept?"),
        both("Surat tugas", "Assignment letter"),
        both("Daftar hadir", "Attendance list"),
        both("Buku tamu", "Visitors' book"),
    ),
    _row(
        "inline",
        "inline",
        both(
            "Surat dikirim pada hari [[day]], lalu dibalas dalam [[span]] hari kerja.",
            "The letter is sent on [[day]], then answered within [[span]] working days.",
        ),
    ),
    _row(
        "order",
        "order",
        both("Urutkan langkah menangani aduan.", "Put the steps of handling a complaint in order."),
        both("Menerima aduan dan memberi nomor", "Receive the complaint and number it"),
        both("Memeriksa kelengkapan berkas", "Check that the file is complete"),
        both("Meneruskan ke unit yang berwenang", "Pass it on to the unit in charge"),
        both("Memberi tahu pengadu hasilnya", "Tell the person the result"),
    ),
    _row(
        "hotspot",
        "hotspot",
        both("Tunjukkan meja informasi pada denah.", "Point at the information desk on the plan."),
        image="plan.svg",
        alt=both("Denah ruang layanan", "Plan of the service hall"),
    ),
    _row(
        "formula",
        "single",
        both(
            r"Waktu tunggu rata-rata adalah $\frac{1}{n}\sum_{i=1}^{n} t_i$. Berapa menit nilainya "
            r"bila $n = 4$ dan $\sum_{i=1}^{n} t_i = 4 \times \sqrt{6{,}25}$?",
            r"The mean waiting time is $\frac{1}{n}\sum_{i=1}^{n} t_i$. How many minutes is it "
            r"when $n = 4$ and $\sum_{i=1}^{n} t_i = 4 \times \sqrt{6.25}$?",
        ),
        both(r"$\frac{5}{2}$ menit", r"$\frac{5}{2}$ minutes"),
        both(r"$\frac{25}{4}$ menit", r"$\frac{25}{4}$ minutes"),
        both(r"$2{,}5^2$ menit", r"$2.5^2$ minutes"),
        both("10 menit", "10 minutes"),
    ),
)
RULES = (
    RuleRow(code="numeric", rule="unit", value=both("warga", "people")),
    RuleRow(code="text", rule="max_length", value=both("24", "24")),
    RuleRow(
        code="match",
        rule="columns",
        value=both("P = 1 tahun | Q = 5 tahun", "P = 1 year | Q = 5 years"),
    ),
    RuleRow(
        code="inline",
        rule="blank:day",
        value=both("A = Senin | B = Rabu", "A = Monday | B = Wednesday"),
    ),
    RuleRow(
        code="inline", rule="blank:span", value=both("A = tiga | B = lima", "A = three | B = five")
    ),
    RuleRow(code="hotspot", rule="area", value=both("480x240", "480x240")),
)
ANSWERS: Mapping[str, Any] = {
    "numeric": "48",
    "text": "salinan",
    "match": [("A", "P"), ("B", "Q")],
    "inline": [("day", "A")],
    "order": ["B", "A", "C", "D"],
    "hotspot": (240, 190),
    "formula": "A",
}


@cache
def _compiled() -> tuple[Form, dict[str, bytes]]:
    """Return the form of these items, and its pictures."""
    words = both("Penalaran Numerik", "Numerical Reasoning")
    section = {"code": SECTION, "title": words, "instruction": words, "minutes": 15, "strike": True}
    plan = {
        "id": "kinds",
        "version": "1",
        "languages": ["id", "en"],
        "title": words,
        "label": words,
        "form": [{"id": "A"}],
        "section": [section],
    }
    folder = Folder(
        path=Path(),
        plan=plan,
        tables=Tables(items=ROWS, rules=RULES),
        media={"plan.svg": PLAN},
    )
    made = compile_folder(folder)
    form = made.forms["A"]
    return form, dict(zip([one.name for one in form.media], made.media["A"], strict=True))


def show_kind(studio: Studio, name: str) -> Callable[[Frame], None]:
    """Return what shows one of these items, answered."""

    def make(frame: Frame) -> None:
        form, media = _compiled()
        desk = practice_desk(form, studio.clock, nothing)
        page = ItemPage(studio.look, Pictures(media))
        presenter = ItemPresenter(desk=desk, view=page, at_end=nothing, habits=Habits())
        seat = studio.look.say("header.seat", seat=SEAT, number=NUMBER)
        page.header.name(short_name(NAME), seat)
        page.attend(presenter)
        desk.answer(ItemId(name), ANSWERS[name])
        desk.saved_at = NOW
        desk.see(ItemId(name))
        presenter.refresh()
        page.show_time(Time(left_ms=12 * MINUTE_MS))
        frame.add(page)

    return make


def show_figural(studio: Studio, frame: Frame) -> None:
    """Show an item whose options are pictures."""
    frame.add(item_page(studio, lambda item: item.section == "figural"))


def show_case(studio: Studio, frame: Frame) -> None:
    """Show a case with a table, and its question."""
    frame.add(item_page(studio, lambda item: item.section == "problem"))


def show_notice(studio: Studio, frame: Frame) -> None:
    """Show an item when five minutes are left."""
    page = item_page(studio, lambda item: item.section == "digital")
    page.show_time(Time(left_ms=5 * MINUTE_MS - 2_000, notice=5))
    frame.add(page)
