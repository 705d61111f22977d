"""What a thief reads on a station's disk, on a stick, in the register: nothing."""

import base64
import gzip
import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from station.entropy import SystemEntropy
from station.sealing.codes import CodeKind, from_code
from station.sealing.errors import SealBrokenError, StartCodesWrongError, StationNotEnrolledError
from station.sealing.identity import new_identity
from station.sealing.package import open_form, verify_package
from station.sealing.release import content_key, open_roster
from station.usecases.home import Home, load_post
from station.usecases.sit import Seated, Station
from tests.fakes import FakeClock
from tests.faults.secrecy import Search, answer_texts, files_below, item_texts, readable_below
from tests.whole import MORNING, Whole
from tests.worlds import now

FORM, SEAT, NUMBER = "A", "A-001", "NJ-0001"
HIDDEN: dict[str, Callable[[bytes], bytes]] = {
    "as it is": bytes,
    "in UTF-16": lambda text: text.decode().encode("utf-16-le"),
    "in UTF-16, the other way": lambda text: text.decode().encode("utf-16-be"),
    "in hex": lambda text: text.hex().encode(),
    "in base64": base64.b64encode,
    "in base64, out of step": lambda text: b"QQ" + base64.b64encode(b"ab" + text),
    "in base64 for addresses": base64.urlsafe_b64encode,
    "in zlib": zlib.compress,
    "in gzip": gzip.compress,
    "in bare deflate": lambda text: zlib.compress(text, wbits=-15),
    "in UTF-16 in zlib": lambda text: zlib.compress(text.decode().encode("utf-16-le")),
    "in zlib in base64": lambda text: base64.b64encode(zlib.compress(text)),
}


@pytest.fixture(scope="module")
def items(whole: Whole) -> Search:
    """Return a search for what nobody may read before the release."""
    return Search(item_texts(whole.compiled.forms[FORM]))


@pytest.fixture(scope="module")
def answers(whole: Whole) -> Search:
    """Return a search for what nobody may read before two custodians open it."""
    return Search(answer_texts(whole.compiled.forms[FORM]))


@pytest.mark.parametrize("how", sorted(HIDDEN))
def test_the_search_finds_a_text_however_it_is_hidden(how: str) -> None:
    noise = np.random.default_rng(7)
    secret = "Anda analis di dinas pendidikan"
    data = noise.bytes(3_001) + HIDDEN[how](b"x: " + secret.encode()) + noise.bytes(3_000)

    assert Search([secret, "nowhere"]).found_in(data, everywhere=True) == {secret}


def test_the_search_looks_for_both_languages_and_every_part_of_an_item(whole: Whole) -> None:
    form = whole.compiled.forms[FORM]
    words = [one.text for one in form.stimuli] + [one.stem for one in form.items]
    words += [option.text for item in form.items for option in item.options]
    texts = item_texts(form)

    assert len(set(texts)) >= 55
    for language in form.languages:
        whole_text = "\n".join(one.get(language, "") for one in words)
        assert sum(text in whole_text for text in texts) >= 25


def home_before(whole: Whole, root: Path) -> Home:
    """Return a station's home as it stands the night before."""
    shutil.copytree(whole.root / "stations" / SEAT, root)
    for folder in ("sittings", "outbox"):
        shutil.rmtree(root / folder)
        (root / folder).mkdir()
    return Home(root)


def station_of(home: Home) -> Station:
    """Return the station of a home in the morning session."""
    clock = FakeClock()
    post = load_post(home)
    return Station(
        post=post,
        session=post.session_now(clock.now().wall),
        clock=clock,
        entropy=SystemEntropy(),
        run=now,
    )


def test_nothing_of_an_item_can_be_read_before_the_release(whole: Whole, tmp_path: Path) -> None:
    items = Search(item_texts(whole.compiled.forms[FORM], count=1_000))
    home = home_before(whole, tmp_path / "home")
    station = station_of(home)
    station.sign_in(NUMBER, whole.tickets[NUMBER].code)
    for path in whole.root.glob("*.key"):
        shutil.copy(path, tmp_path)

    assert {path.suffix for path in files_below(tmp_path)} >= {".package", ".session", ".key"}
    assert readable_below(tmp_path, items) == {}


def test_nothing_can_be_read_while_somebody_sits_nor_afterwards(
    whole: Whole, items: Search, answers: Search, tmp_path: Path
) -> None:
    home = home_before(whole, tmp_path / "home")
    seated = sit(whole, station_of(home))
    names = {path.name for path in files_below(home.root)}

    assert {"journal.db", "journal.db-wal", "resume.wrap"} <= names
    assert readable_below(home.root, items) == readable_below(home.root, answers) == {}
    hand_in(seated)
    assert "resume.wrap" not in {path.name for path in files_below(home.root)}
    assert readable_below(home.root, items) == readable_below(home.root, answers) == {}


def sit(whole: Whole, station: Station) -> Seated:
    """Let somebody see and answer forty items of the first section."""
    who = station.sign_in(NUMBER, whole.tickets[NUMBER].code)
    issued = whole.sessions[MORNING]
    station.release(issued.start_a, issued.start_b, who.form)
    seated = station.start(who, station.open_material(who.form))
    desk = seated.desk
    desk.open_section()
    section = desk.ahead.section
    for item in [one for one in seated.material.paper.items.values() if one.section == section][
        :40
    ]:
        desk.see(item.id)
        desk.flag(item.id, on=True)
        if item.options:
            desk.answer(item.id, item.options[0].code)
    return seated


def hand_in(seated: Seated) -> None:
    """Leave every section and hand in."""
    while seated.desk.ahead.next_section() is not None:
        seated.desk.close_section()
        seated.desk.open_section()
    seated.desk.submit()
    seated.leave()


def test_no_answer_item_or_person_can_be_read_on_a_stick_or_in_the_register(
    whole: Whole, items: Search, answers: Search, tmp_path: Path
) -> None:
    shutil.copytree(whole.root / "stick", tmp_path / "stick")
    for pattern in ("*.register", "*.seal", "*.session", "*.key", "checkpoint.txt"):
        for path in whole.root.glob(pattern):
            shutil.copy(path, tmp_path)
    rows = whole.rows.values()
    people = Search([one for row in rows for one in (row.name, row.nip)])

    assert {path.suffix for path in files_below(tmp_path)} >= {".bundle", ".register", ".seal"}
    for search in (items, answers, people):
        assert readable_below(tmp_path, search) == {}


def test_two_of_the_three_shares_open_nothing(whole: Whole) -> None:
    session = whole.session(MORNING)
    package = verify_package(whole.battery.package, whole.assessment)
    issued, wrong = whole.sessions[MORNING], SystemEntropy().token(32)
    shares = {
        "s1": open_roster(session, whole.identities[SEAT]).s1,
        "share_a": share(whole, issued.start_a, CodeKind.START_A),
        "share_b": share(whole, issued.start_b, CodeKind.START_B),
    }
    for missing in shares:
        others = [one for name, one in shares.items() if name != missing]
        for guess in (wrong, bytes(32), b"", *others):
            with pytest.raises(StartCodesWrongError):
                content_key(session, package, FORM, **{**shares, missing: guess})

    key = content_key(session, package, FORM, **shares)
    assert open_form(package, FORM, key).content


def share(whole: Whole, code: str, kind: CodeKind) -> bytes:
    """Return the share that grows from a start code."""
    grown = from_code(code, assessment_id=whole.assessment.id, kind=kind, subject=MORNING)
    return grown.share


def test_a_station_that_is_not_enrolled_opens_no_roster(whole: Whole) -> None:
    with pytest.raises(StationNotEnrolledError):
        open_roster(whole.session(MORNING), new_identity(SystemEntropy()))

    mine, theirs = new_identity(SystemEntropy()), whole.identities[SEAT]
    impostor = replace(mine, station=theirs.station)
    with pytest.raises(SealBrokenError):
        open_roster(whole.session(MORNING), impostor)
