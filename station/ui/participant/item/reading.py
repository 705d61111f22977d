"""An item in words to be heard, and who says them. No Qt.

Promises: what is read is what stands on the screen, in the language of the screen, in its
order, without markup: the stem, pictures by their words, every option by its letter. Refuses to
tell more than that: nothing is said of what was chosen, struck out or would be right.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

from station.exam.form import Kind, Option, Picture, Text
from station.ui import markup
from station.ui.participant.item.faces import Case, Question

Say = Callable[..., str]
Pick = Callable[[Text], str]
NUMBERED = {Kind.LIKERT}


class Voice(Protocol):
    """Speaks, one thing at a time; exists where the machine has a voice."""

    def speaks(self, language: str) -> bool:
        """Return whether there is a voice for `language` (BCP 47)."""
        ...

    def say(self, words: str, language: str, ended: Callable[[], None]) -> None:
        """Begin to say `words`; `ended` is called once, when they were said or broke off."""
        ...

    def stop(self) -> None:
        """Break off."""
        ...


class Reader:
    """Reads aloud on one voice, and knows whether it is reading.

    Args:
        voice: Who speaks.
        changed: Called with whether it reads now.
    """

    def __init__(self, voice: Voice, changed: Callable[[bool], None]) -> None:
        self.reads = False
        self._voice, self._changed, self._turn = voice, changed, 0

    def read(self, words: str, language: str) -> bool:
        """Begin to read; return whether there is a voice for the language."""
        self.stop()
        if not self._voice.speaks(language):
            return False
        self._turn += 1
        turn = self._turn
        self._set(reads=True)
        self._voice.say(words, language, lambda: self._ended(turn))
        return True

    def stop(self) -> None:
        """Break off what is being read."""
        if self.reads:
            self._turn += 1
            self._set(reads=False)
            self._voice.stop()

    def _ended(self, turn: int) -> None:
        if turn == self._turn:  # an end that comes late belongs to what was read before
            self._set(reads=False)

    def _set(self, *, reads: bool) -> None:
        if reads is not self.reads:
            self.reads = reads
            self._changed(reads)


def question_words(question: Question, title: str, hint: str, say: Say, pick: Pick) -> str:
    """Return what is read of an item, a line a paragraph.

    Args:
        question: The item as it stands on the screen.
        title: What it is called, `Item 12`.
        hint: How it is answered, in the words of the screen; may be empty.
        say: Gives words of the program by their key.
        pick: Gives content in the language of the screen.
    """
    item = question.item
    lines = [title, markup.plain(pick(item.stem)), hint]
    lines += _picture(item.picture, say, pick)
    lines += _options(question, say, pick)
    lines += [
        say("listen.column", n=n, words=markup.plain(pick(one.text)))
        for n, one in enumerate(item.columns, 1)
    ]
    for n, blank in enumerate(item.blanks, 1):
        words = "; ".join(markup.plain(pick(one.text)) for one in blank.options)
        lines.append(say("listen.gap", n=n, words=words))
    if item.unit is not None:
        lines.append(say("listen.unit", words=markup.plain(pick(item.unit))))
    return "\n".join(line for line in lines if line)


def case_words(case: Case, title: str, say: Say, pick: Pick) -> str:
    """Return what is read of a case; `title` says which it is and for which items."""
    stimulus = case.stimulus
    lines = [title, markup.plain(pick(stimulus.title))]
    lines += [*_picture(stimulus.picture, say, pick), markup.plain(pick(stimulus.text))]
    return "\n".join(line for line in lines if line)


def _options(question: Question, say: Say, pick: Pick) -> Iterator[str]:
    kind = question.item.kind
    for n, option in enumerate(question.options, 1):
        words = markup.plain(pick(option.text))
        if kind is Kind.MATCH:
            yield say("listen.row", n=n, words=words)
        else:
            yield say("listen.option", letter=_letter(kind, n, option), words=words)


def _letter(kind: Kind, place: int, option: Option) -> str:
    """Return the name under which an option stands on the screen."""
    return str(option.code) if kind in NUMBERED else chr(ord("A") + place - 1)


def _picture(picture: Picture | None, say: Say, pick: Pick) -> Iterator[str]:
    if picture is not None:
        yield say("listen.picture", words=pick(picture.alt))
