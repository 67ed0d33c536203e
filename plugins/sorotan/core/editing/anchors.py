"""The words that notes, quotations and claims are about: where they stand now, and writing them anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sorotan.core.corpus import Corpus
from sorotan.core.editing.files import EditError
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.phrases import N_, phrase
from sorotan.core.prose import Prose, Texts
from sorotan.core.records import Annotation, Claim, Quotation, Quote
from sorotan.core.selectors import Anchor, occurrences, resolve
from sorotan.core.yamlfile import Path_

Place = tuple[str, int, int]
"""A block, and where in its text a passage begins and ends."""


@dataclass(frozen=True)
class Anchored:
    """A record that is about words of an article, with the verdict on them in every language."""

    id: str
    """The id of a note; `quote-x` and `claim-y` for quotations and claims, as in addresses of the site."""
    article: str
    record: Annotation | Quotation | Claim
    anchors: Mapping[Language, Anchor]
    """A whole block counts as found where it stands, without an extent."""


def anchored(corpus: Corpus, prose: Prose) -> Iterator[Anchored]:
    """Every note, quotation and claim, in the order of the files."""
    for article in corpus.articles:
        file = corpus.annotations.get(article)
        records = {note.id: note for note in file.annotations} if file else {}
        for id, record in {**records, **corpus.of_article(article)}.items():
            anchors = {
                language: anchor_of(record, language, text.texts)
                for language in LANGUAGES
                if (text := prose.get(article, language))
            }
            yield Anchored(id, article, record, anchors)


def anchor_of(record: Annotation | Quotation | Claim, language: Language, texts: Texts) -> Anchor:
    """Where the words of a record stand, or its block if it names no words."""
    quote, block = record.target[language], record.target.block
    if quote is None:
        return Anchor("exact" if block in texts else "orphan", block or "")
    return resolve(quote, texts, block)


def places_of(words: str, texts: Texts, block: str | None) -> list[Place]:
    """Every place of the page, or of one block, in which the words stand."""
    return [
        (id, start, start + len(words))
        for id, text in texts.items()
        if block in (None, id)
        for start in occurrences(words, text)
    ]


def quote_at(place: Place, texts: Texts, block: str | None, old: Quote | None = None) -> Quote:
    """The words at a place, with as many of their surroundings as it takes to find them there and nowhere else.

    Args:
        place: Where the words stand.
        texts: The texts of the page.
        block: The block that the record names, if any.
        old: The quotation so far. Its surroundings are kept where they fit, and never left out: the fields are there.
    """
    id, start, end = place
    text = texts[id]
    for prefix, suffix in _surroundings(text, start, end, old):
        quote = Quote(exact=text[start:end], prefix=prefix, suffix=suffix)
        if resolve(quote, texts, block) == Anchor("exact", id, start, end):
            return quote
    said = N_("“{words}” cannot be told from the same words elsewhere; choose more or other words.")
    raise EditError(phrase(said, words=text[start:end]))


def _surroundings(text: str, start: int, end: int, old: Quote | None) -> Iterator[tuple[str, str]]:
    """Words before and behind, ever more of them."""
    if old is not None:
        yield old.prefix, old.suffix
    least_before, least_behind = (1 if old and old.prefix else 0), (1 if old and old.suffix else 0)
    for count in range(len(text.split()) + 1):
        before, behind = max(count, least_before), max(count, least_behind)
        yield _words_before(text[:start], before), _words_behind(text[end:], least_behind)
        yield _words_before(text[:start], least_before), _words_behind(text[end:], behind)
        yield _words_before(text[:start], before), _words_behind(text[end:], behind)


def _words_before(text: str, count: int) -> str:
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    return text[starts[-count:][0] :].strip() if count and starts else ""


def _words_behind(text: str, count: int) -> str:
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return text[: ends[:count][-1]].strip() if count and ends else ""


def new_values(language: Language, old: Quote, new: Quote) -> dict[Path_, str]:
    """What changes in the record, by field, when its words in one language become others."""
    names = ("exact", "prefix", "suffix")
    return {
        ("target", language, name): getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)
    }
