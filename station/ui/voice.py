"""The machine's own voice, where Qt's speech module and a voice are installed.

The module is no dependency: it is looked for when somebody is granted to have items read aloud,
and never at start. Without it there is no voice, and no button.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from PySide6.QtCore import QLocale, QObject

NOT_A_VOICE = {"mock", "none"}
"""Engines that say nothing; they are for tests."""


def find_voice(
    parent: QObject, *, load: Callable[[str], Any] = import_module
) -> "MachineVoice | None":
    """Return the machine's voice, or None where there is none.

    Args:
        parent: Lives at least as long as the voice.
        load: Loads a module by its name, or raises ImportError.
    """
    try:
        speech = load("PySide6.QtTextToSpeech").QTextToSpeech
    except ImportError:
        return None
    engines = [one for one in speech.availableEngines() if one not in NOT_A_VOICE]
    if not engines:
        return None
    machine = speech(engines[0], parent)
    return None if machine.state() == speech.State.Error else MachineVoice(machine)


class MachineVoice:
    """Qt's speech as a `station.ui.participant.item.reading.Voice`."""

    def __init__(self, machine: Any) -> None:
        self._machine = machine
        self._ended: Callable[[], None] | None = None
        machine.stateChanged.connect(self._turned)

    def speaks(self, language: str) -> bool:
        """Return whether one of the engine's voices is of this language."""
        wanted = QLocale(language).language()
        return any(one.language() == wanted for one in self._machine.availableLocales())

    def say(self, words: str, language: str, ended: Callable[[], None]) -> None:
        """Begin to say `words`."""
        self._machine.setLocale(QLocale(language))
        self._ended = ended
        self._machine.say(words)

    def stop(self) -> None:
        """Break off."""
        self._ended = None
        self._machine.stop()

    def _turned(self, state: object) -> None:
        kinds = type(self._machine).State
        if state in {kinds.Ready, kinds.Error}:
            ended, self._ended = self._ended, None
            if ended is not None:
                ended()
