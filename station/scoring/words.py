"""The sentences of a report: templates in both languages, filled with values.

They lie in `words.toml` among the standards, not in code: a report's bytes depend on them, so
they carry a version and a hash like every other file that the result rests on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from station.exam.form import Text
from station.scoring.errors import StandardsInvalidError
from station.scoring.format import LANGUAGES

Value = int | str | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Templates by dotted key."""

    templates: Mapping[str, Text]

    def say(self, key: str, **values: Value) -> Text:
        """Return the sentence `key` with `values` filled in; a text value by its language.

        Raises:
            StandardsInvalidError: words.toml has no such sentence, or it wants another value.
        """
        try:
            return {
                language: self.templates[key][language].format_map(_spoken(values, language))
                for language in LANGUAGES
            }
        except KeyError as error:
            raise StandardsInvalidError(f"words.toml: {key} lacks {error}") from error

    def count(self, key: str, number: int, **values: Value) -> Text:
        """Return `key.none`, `key.one` or `key.many`, with the number in words as `{number}`."""
        form = {0: "none", 1: "one"}.get(number, "many")
        return self.say(f"{key}.{form}", number=self.number(number), **values)

    def number(self, number: int) -> Text:
        """Return a small number in words, a larger one in figures."""
        key = f"number.n{number}"
        return self.templates.get(key) or dict.fromkeys(LANGUAGES, str(number))


def join(*texts: Text) -> Text:
    """Return sentences one after the other; empty ones are left out."""
    return {
        language: " ".join(text[language] for text in texts if text.get(language))
        for language in LANGUAGES
    }


def sentence(text: Text) -> Text:
    """Return `text` with its first letter large."""
    return {language: words[:1].upper() + words[1:] for language, words in text.items()}


def read_words(tree: Mapping[str, Any]) -> Words:
    """Return the templates of a decoded words.toml.

    Raises:
        StandardsInvalidError: A sentence lacks a language or its languages want other values.
    """
    templates: dict[str, Text] = {}
    _gather(tree, "", templates)
    for key, text in templates.items():
        _check(key, text)
    return Words(templates=templates)


def _gather(tree: Mapping[str, Any], prefix: str, into: dict[str, Text]) -> None:
    for name, value in tree.items():
        if not isinstance(value, Mapping):
            raise StandardsInvalidError(f"words.toml: {prefix}{name} is no sentence")
        if set(value) == set(LANGUAGES) and all(isinstance(one, str) for one in value.values()):
            into[f"{prefix}{name}"] = dict(value)
        else:
            _gather(value, f"{prefix}{name}.", into)


def _check(key: str, text: Text) -> None:
    if any(_fields(words) != _fields(text["id"]) for words in text.values()):
        raise StandardsInvalidError(f"words.toml: the languages of {key} want different values")


def _fields(words: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(words) if name is not None}
    except ValueError as error:
        raise StandardsInvalidError(f"words.toml: {words!r}: {error}") from error


def _spoken(values: Mapping[str, Value], language: str) -> dict[str, str]:
    return {
        name: value[language] if isinstance(value, Mapping) else str(value)
        for name, value in values.items()
    }
