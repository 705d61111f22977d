"""A voice that says nothing and remembers everything. For tests."""

from collections.abc import Callable


class FakeVoice:
    """Remembers what it was told to say; `end` lets it come to an end."""

    def __init__(self, languages: tuple[str, ...] = ("id", "en")) -> None:
        self.languages = languages
        self.said: list[tuple[str, str]] = []
        self.stops = 0
        self._ends: list[Callable[[], None]] = []

    def speaks(self, language: str) -> bool:
        return language in self.languages

    def say(self, words: str, language: str, ended: Callable[[], None]) -> None:
        self.said.append((words, language))
        self._ends.append(ended)

    def stop(self) -> None:
        self.stops += 1

    def end(self, place: int = -1) -> None:
        self._ends[place]()
