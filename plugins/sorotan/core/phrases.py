"""Messages that can be told in any language: English format strings, with the values of their named fields apart.

The translations are in the interface catalogs; a function such as `gettext` gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Translate = Callable[[str], str]
"""From an English message to the same in another language."""


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

    def told(self, translate: Translate) -> str:
        """The phrase in another language."""
        details = {name: part.told(translate) if isinstance(part, Phrase) else part for name, part in self.details}
        return translate(self.text).format(**details)


def phrase(text: str, **details: object) -> Phrase:
    """A phrase with its fields filled in. Text that comes from editors is made fit to be shown."""
    return Phrase(text, tuple((name, detail(value)) for name, value in details.items()))


def any_of(options: Sequence[str]) -> Phrase:
    """The options as running text: “a, b or c”."""
    *others, last = options
    return phrase(N_("{others} or {last}") if others else "{last}", others=", ".join(others), last=last)


def detail(value: object) -> str | Phrase:
    """A value as a message may hold it: on one line, and not too long to read."""
    return value if isinstance(value, Phrase) else _printable(str(value))


def _printable(text: str) -> str:
    """The text on one line, without control characters, cut where it is too long to read."""
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= 200 else f"{text[:197]}…"
