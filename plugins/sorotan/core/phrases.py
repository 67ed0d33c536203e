"""Messages that can be told in any language: English format strings, with the values of their named fields apart.

The translations are in the interface catalogs; a function such as `gettext` gives them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol


class Translate(Protocol):
    """From English messages to the same in another language."""

    def __call__(self, text: str, /) -> str:
        """The message in that language."""

    def plural(self, singular: str, plural: str, count: int, /) -> str:
        """The form of a message that fits `count`, with `%(num)s` filled in."""


class _English:
    """No other language."""

    def __call__(self, text: str, /) -> str:
        return text

    def plural(self, singular: str, plural: str, count: int, /) -> str:
        return (singular if count == 1 else plural) % {"num": f"{count:,}"}


ENGLISH: Final[Translate] = _English()


def N_(text: str) -> str:
    """Mark `text` for extraction into the interface catalogs."""
    return text


@dataclass(frozen=True)
class Phrase:
    """A message, or a part of one, that can be told in any language."""

    text: str
    """An English format string with named fields."""
    details: tuple[tuple[str, str | Phrase], ...] = ()
    """The values of the fields, by name."""
    plural: str = ""
    """The text for any count but one; empty where nothing is counted. In both, `%(num)s` is the count."""
    count: int = 1

    def told(self, translate: Translate) -> str:
        """The phrase in another language."""
        details = {name: part.told(translate) if isinstance(part, Phrase) else part for name, part in self.details}
        text = translate.plural(self.text, self.plural, self.count) if self.plural else translate(self.text)
        return text.format(**details)


def phrase(text: str, **details: object) -> Phrase:
    """A phrase with its fields filled in. Text that comes from editors is made fit to be shown."""
    return Phrase(text, _fields(details))


def plural(singular: str, plural: str, count: int, **details: object) -> Phrase:
    """A phrase that counts something, with its fields filled in; `%(num)s` is the count."""
    return Phrase(singular, _fields(details), plural, count)


def number(value: int) -> Phrase:
    """A number, with the separators of the language."""
    return Phrase("%(num)s", plural="%(num)s", count=value)


def joined(parts: Sequence[str | Phrase], separator: str = ", ") -> Phrase:
    """The parts one after the other, however many there are."""
    fields = {f"part{index}": part for index, part in enumerate(parts)}
    return phrase(separator.join(f"{{{name}}}" for name in fields), **fields)


def suggesting(said: Phrase, suggestion: str) -> Phrase:
    """A message with what was probably meant; as it is where that is not known."""
    if not suggestion:
        return said
    return Phrase(N_("{message} Did you mean “{suggestion}”?"), (("message", said), ("suggestion", suggestion)))


def any_of(options: Sequence[str]) -> Phrase:
    """The options as running text: “a, b or c”."""
    *others, last = options
    return phrase(N_("{others} or {last}") if others else "{last}", others=", ".join(others), last=last)


def _fields(details: Mapping[str, object]) -> tuple[tuple[str, str | Phrase], ...]:
    return tuple((name, detail(value)) for name, value in details.items())


def detail(value: object) -> str | Phrase:
    """A value as a message may hold it: on one line, and not too long to read."""
    return value if isinstance(value, Phrase) else _printable(str(value))


def _printable(text: str) -> str:
    """The text on one line, without control characters, cut where it is too long to read."""
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= 200 else f"{text[:197]}…"
