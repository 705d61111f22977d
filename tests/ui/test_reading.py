"""Reading aloud: what is said of an item, when it stops, and who is granted it."""

from collections.abc import Callable
from enum import Enum
from types import SimpleNamespace
from typing import Any, ClassVar, NoReturn

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale, QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from station.exam.access import reads_aloud
from station.exam.form import ItemId
from station.ui.look import Look
from station.ui.participant.item.faces import Question
from station.ui.participant.item.keys import Command
from station.ui.participant.item.reading import Reader, question_words
from station.ui.voice import find_voice
from tests.papers import item
from tests.ui.pages import Window
from tests.ui.voices import FakeVoice

Key = Qt.Key


class Speech(QObject):
    """Qt's speech class as far as the adapter knows it."""

    class State(Enum):
        Ready = 0
        Speaking = 1
        Error = 3

    stateChanged = Signal(object)  # noqa: N815 -- Qt's name
    made: ClassVar[list["Speech"]] = []
    engines: ClassVar[list[str]] = []
    broken = False

    def __init__(self, engine: str, parent: QObject) -> None:
        super().__init__(parent)
        self.log = [engine]
        self.made.append(self)

    @classmethod
    def module(cls, *, engines: list[str], broken: bool = False) -> Callable[[str], Any]:
        """Return what loads a module with this class in it."""
        one = type("One", (cls,), {"engines": engines, "broken": broken})
        return lambda _name: SimpleNamespace(QTextToSpeech=one)

    @classmethod
    def availableEngines(cls) -> list[str]:  # noqa: N802
        return cls.engines

    def availableLocales(self) -> list[QLocale]:  # noqa: N802
        return [QLocale("id_ID"), QLocale("en_GB")]

    def state(self) -> "Speech.State":
        return self.State.Error if self.broken else self.State.Ready

    def setLocale(self, locale: QLocale) -> None:  # noqa: N802
        self.log.append(locale.name())

    def say(self, words: str) -> None:
        self.log.append(words)

    def stop(self) -> None:
        self.log.append("stopped")

    def turn(self, state: "Speech.State") -> None:
        """Change the state, as Qt tells it."""
        self.stateChanged.emit(state)


@pytest.fixture
def speaker() -> FakeVoice:
    return FakeVoice()


@pytest.fixture
def window(look: Look, qtbot: QtBot, speaker: FakeVoice) -> Window:
    made = Window(look)
    qtbot.addWidget(made.page)
    made.page.tools.give_voice(speaker)
    made.settle()
    return made


def heard(window: Window, speaker: FakeVoice, name: str) -> list[str]:
    """Return the lines that are read of an item."""
    window.go(name)
    window.key(Key.Key_F7)
    return speaker.said[-1][0].splitlines()


# --- who --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "accommodations, granted",
    [
        ({}, False),
        ({"read_aloud": True}, True),
        ({"read_aloud": False}, False),
        ({"read_aloud": "yes"}, False),
        ({"read_aloud": 1}, False),
        ({"time_factor_permille": 1300}, False),
        ({"time_factor_permille": 1300, "read_aloud": True}, True),
    ],
)
def test_only_a_plain_true_in_the_roster_grants_it(
    accommodations: dict[str, object], granted: object
) -> None:
    assert reads_aloud(accommodations) is granted


def test_without_it_there_is_no_button_and_the_key_means_nothing(look: Look, qtbot: QtBot) -> None:
    window = Window(look)
    qtbot.addWidget(window.page)
    window.key(Key.Key_F7)

    assert not window.page.footer.listen.isVisible()
    assert Command.LISTEN not in window.page.tools.offered


def test_a_machine_without_the_speech_module_or_an_engine_has_no_voice() -> None:
    def missing(name: str) -> NoReturn:
        raise ImportError(name)

    assert find_voice(QObject(), load=missing) is None
    assert find_voice(QObject(), load=Speech.module(engines=["mock"])) is None
    assert find_voice(QObject(), load=Speech.module(engines=["sapi"], broken=True)) is None


def test_the_machine_speaks_its_languages_and_tells_when_it_has_ended() -> None:
    room = QObject()
    found = find_voice(room, load=Speech.module(engines=["mock", "sapi"]))
    assert found is not None
    ends: list[str] = []
    found.say("satu", "id", lambda: ends.append("satu"))
    speech = Speech.made[-1]
    speech.turn(Speech.State.Ready)
    found.say("dua", "en", lambda: ends.append("dua"))
    found.stop()
    speech.turn(Speech.State.Ready)

    assert [found.speaks(one) for one in ("id", "en", "de")] == [True, True, False]
    assert speech.log == ["sapi", "id_ID", "satu", "en_US", "dua", "stopped"]
    assert ends == ["satu"]


# --- what -------------------------------------------------------------------------------------


def test_the_item_is_read_in_its_order_in_the_language_of_the_screen(
    window: Window, speaker: FakeVoice
) -> None:
    lines = heard(window, speaker, "S-1")
    window.look.change(language="en")
    english = heard(window, speaker, "S-1")

    assert lines == [
        "Soal 1",
        "soal S-1",
        "Pilih satu jawaban.",
        *(f"Pilihan {letter}. pilihan {letter}" for letter in "ABCDE"),
    ]
    assert english[:4] == ["Item 1", "item S-1", "Choose one answer.", "Option A. option A"]
    assert [language for _, language in speaker.said] == ["id", "en"]


def test_markup_is_left_out_and_formulae_are_read_by_their_words(look: Look) -> None:
    stem = "Berapa **tepatnya** ![akar 2 per 3](f.svg 120)?\n\n- _satu_\n- dua"
    subject = replace(item("X-1", "all", options=()), stem={"id": stem})
    question = Question(item=subject, number=7, of=9, options=())
    words = question_words(question, "Soal 7", "", look.say, look.pick)

    assert words.splitlines() == ["Soal 7", "Berapa tepatnya akar 2 per 3?", "satu", "dua"]


def test_pictures_are_read_by_their_words(window: Window, speaker: FakeVoice) -> None:
    assert "Gambar. denah" in heard(window, speaker, "P-1")
    assert "Pilihan A. gambar A" in heard(window, speaker, "Z-1")


def test_statements_rows_columns_gaps_and_units_have_names(
    window: Window, speaker: FakeVoice
) -> None:
    assert "Pilihan 1. pilihan 1" in heard(window, speaker, "L-1")
    grid = heard(window, speaker, "G-1")
    assert "Baris 3. pilihan C" in grid
    assert "Kolom 2. pilihan Y" in grid
    assert "Rumpang 3. Pilihan: pilihan A; pilihan B; pilihan C" in heard(window, speaker, "I-1")
    assert "Satuan: orang" in heard(window, speaker, "N-1")


def test_nothing_is_said_of_what_was_chosen_or_struck(window: Window, speaker: FakeVoice) -> None:
    before = heard(window, speaker, "S-1")
    window.key(Key.Key_F7, Key.Key_B, Key.Key_Down, Key.Key_Up, Key.Key_X, Key.Key_R, Key.Key_F7)

    assert window.answer("S-1") == "B"
    assert speaker.said[-1][0].splitlines() == before


def test_a_case_is_read_when_the_keyboard_is_in_it_or_nothing_else_is_seen(
    window: Window, speaker: FakeVoice
) -> None:
    question = heard(window, speaker, "C-1")
    window.key(Key.Key_F7, Key.Key_F6, Key.Key_F7)
    case = speaker.said[-1][0].splitlines()
    window.look.change(zoom_percent=200)
    window.settle()
    window.page.body.turn_to("case")
    window.key(Key.Key_F7)

    assert question[0] == "Soal 14"
    assert case[:3] == [
        "Kasus 1 · untuk soal 14–15",
        "Antrean",
        "Sejak awal bulan antrean melewati jam makan siang.",
    ]
    assert "1, 62" in case
    assert speaker.said[-1][0].splitlines() == case


# --- until when -------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [[Key.Key_F7], [Key.Key_Right], [Key.Key_G]])
def test_it_stops_at_the_same_key_at_the_next_item_and_under_the_navigator(
    window: Window, speaker: FakeVoice, keys: list[Key]
) -> None:
    window.key(Key.Key_F7, *keys)

    assert speaker.stops == 1
    assert len(speaker.said) == 1


def test_it_stops_when_the_page_goes_and_when_the_language_changes(
    window: Window, speaker: FakeVoice
) -> None:
    window.key(Key.Key_F7)
    window.look.change(language="en")
    window.key(Key.Key_F7)
    window.page.hide()

    assert speaker.stops == 2


def test_an_answer_does_not_stop_it(window: Window, speaker: FakeVoice) -> None:
    window.key(Key.Key_F7, Key.Key_B, Key.Key_R)

    assert speaker.stops == 0


def test_the_button_says_what_it_does_next(window: Window, speaker: FakeVoice) -> None:
    button = window.page.footer.listen
    said = [button.text()]
    window.click(button)
    said.append(button.text())
    speaker.end()
    said.append(button.text())

    assert said == ["Dengarkan", "Hentikan", "Dengarkan"]


def test_an_end_that_comes_late_does_not_end_what_is_read_now() -> None:
    speaker = FakeVoice()
    told: list[bool] = []
    reader = Reader(speaker, told.append)
    reader.read("satu", "id")
    reader.read("dua", "id")
    speaker.end(0)
    late = reader.reads
    speaker.end(1)

    assert (late, reader.reads) == (True, False)
    assert told == [True, False, True, False]


def test_a_language_without_a_voice_is_said_not_guessed(look: Look, qtbot: QtBot) -> None:
    window, speaker = Window(look), FakeVoice(("en",))
    qtbot.addWidget(window.page)
    window.page.tools.give_voice(speaker)
    window.key(Key.Key_F7)

    assert speaker.said == []
    assert window.page.told.isVisible()
    assert "F8" in window.page.told.words.text()


def test_in_the_compact_page_the_menu_reads_and_the_bar_stops(
    window: Window, speaker: FakeVoice
) -> None:
    window.look.change(zoom_percent=200)
    window.settle()
    before = window.page.footer.listen.isVisible()
    window.click(window.page.footer.menu)
    window.key(Key.Key_Return)
    window.click(window.page.footer.listen)

    assert not before
    assert [words.splitlines()[0] for words, _ in speaker.said] == ["Soal 1"]
    assert speaker.stops == 1
    assert window.place.desk.ahead.item == ItemId("S-1")
