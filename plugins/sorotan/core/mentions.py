"""Finding the names of entities in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick

from sorotan.core.languages import Language
from sorotan.core.records import Entity
from sorotan.core.text import fold, goes_on

_SUFFIXES: Final[dict[Language, re.Pattern[str]]] = {
    # Enclitics are written together with the word they follow: DeepSeeknya, modelnya.
    "id": re.compile(r"-?(?:nya|lah|kah|pun|ku|mu)(?![^\W_])"),
    "en": re.compile(r"(?:s|es)(?![^\W_])"),
}
"""What may follow a name inside the same word."""

_VERSION: Final = re.compile(r"-(?=[^\W_]*\d)")
"""A hyphen that goes on to another name: DeepSeek-V4 is not DeepSeek."""
_APOSTROPHE: Final = re.compile(r"'(?!(?:s|d|ll|re|ve|nya|lah|kah|pun|ku|mu)(?![^\W_]))[^\W_]")
"""An apostrophe within a longer word: Xi'an is not Xi."""
_LONGER: Final = (re.compile(r"[A-Z][\w.]*-$"), re.compile(r"-[A-Z]"))
"""What stands before and behind a name with a number where both make another one: Open-R1 and R1-Zero are not R1."""
_LONGEST: Final = 40
"""Characters before a name among which its first word is looked for."""


@dataclass(frozen=True, order=True)
class Found:
    """A name found in a text."""

    start: int
    """Offset of the first character, in code points."""
    end: int
    entity: str
    """Id of the entity."""


@dataclass(frozen=True)
class Name:
    """A name of an entity."""

    text: str
    """As `core.text.fold` makes it."""
    entity: str
    articles: tuple[str, ...]
    """Where it is looked for; empty for everywhere."""

    @property
    def any_case(self) -> bool:
        """Whether the name is found however it is capitalised: it is written in lower case throughout."""
        return self.text == self.text.lower()


def names_of(entities: Mapping[str, Entity], language: Language) -> list[Name]:
    """All names of all entities in one language."""
    return [
        Name(fold(text), id, tuple(articles))
        for id, entity in entities.items()
        for text, articles in [
            (entity.name[language], ()),
            *((alias.text, alias.articles) for alias in entity.aliases[language]),
        ]
    ]


class MentionFinder:
    """All names of all entities in one language, found in one pass over a text."""

    def __init__(self, entities: Mapping[str, Entity], language: Language) -> None:
        self._language = language
        self._names: dict[str, list[Name]] = {}
        for name in names_of(entities, language):
            self._names.setdefault(_lower(name.text), []).append(name)
        self._patterns = list(self._names)
        self._automaton = AhoCorasick(self._patterns)

    def find(self, text: str, article: str) -> list[Found]:
        """Names in `text`, a block of `article`, in order; where names overlap, the one that begins first, then the
        longest.
        """
        folded = fold(text)
        candidates = [
            (start, -end, name)
            for pattern, start, end in self._automaton.find_matches_as_indexes(_lower(folded), overlapping=True)
            for name in self._names[self._patterns[pattern]]
            if (name.any_case or folded[start:end] == name.text)
            and (not name.articles or article in name.articles)
            and _stands_alone(folded, start, end, self._language)
        ]
        candidates.sort(key=lambda c: (c[0], c[1], not c[2].articles, c[2].any_case, c[2].entity))
        found, last = [], 0
        for start, negative_end, name in candidates:
            if start >= last:
                last = -negative_end
                found.append(Found(start, last, name.entity))
        return found

    def ambiguous(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Names that more than one entity claims in the same article, with those entities."""
        for names in self._names.values():
            for name in names:
                rivals = {
                    other.entity
                    for other in names
                    if other.text == name.text
                    and (not name.articles or not other.articles or set(name.articles) & set(other.articles))
                }
                if len(rivals) > 1 and name.entity == min(rivals):
                    yield name.text, tuple(sorted(rivals))


def places(words: str, text: str, language: Language) -> list[tuple[int, int]]:
    """Where words stand in `text` by themselves, as a name would, with nothing but what may follow one."""
    folded = fold(text)
    found = [match.span() for match in re.finditer(re.escape(fold(words)), folded)]
    return [(start, end) for start, end in found if _stands_alone(folded, start, end, language)]


def _stands_alone(text: str, start: int, end: int, language: Language) -> bool:
    if goes_on(text, start) or (text[start - 1 : start] == "'" and text[max(0, start - 2)].isalnum()):
        return False
    if text[end - 1].isalnum() and (_VERSION.match(text, end) or _APOSTROPHE.match(text, end)):
        return False
    if any(map(str.isdigit, text[start:end])):
        before, behind = _LONGER
        if before.search(text[max(0, start - _LONGEST) : start]) or behind.match(text, end):
            return False
    return not goes_on(text, end) or _SUFFIXES[language].match(text, end) is not None


def _lower(text: str) -> str:
    """`text` in lower case, of the same length: letters that would become longer (İ) stay."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
