"""Checks across records: every id that one record names must be that of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from sorotan.core.corpus import UNWRITTEN, Corpus
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.mentions import MentionFinder
from sorotan.core.phrases import N_, Phrase
from sorotan.core.problems import Location, Problems, nearest
from sorotan.core.recordlinks import OUTSIDE, TABLES, links
from sorotan.core.records import Annotation, Localized, Named, Record, Written
from sorotan.core.references import references
from sorotan.core.vocabulary import UNWEIGHED
from sorotan.core.yamlfile import Path_

_NOUNS: Final = {
    "entity": N_("entity"),
    "ref": N_("reference"),
    "note": N_("note"),
    "event": N_("event"),
    "claim": N_("claim"),
}
_SHOWN_BY: Final = {
    "entity": "sorotan/entities",
    "ref": "sorotan/references",
    "event": "sorotan/timeline",
    "claim": "sorotan/claims",
}
"""The plugin that makes the page on which a record is shown."""
_EVIDENCE: Final = Phrase(N_("“evidence” (the id of a reference, or a block as article#p1)"))
_CODES: Final = {"entities": "SRT021", "references": "SRT022", "articles": "SRT023", "claims": "SRT029"}
_CHECKED: Final = (*_CODES, "evidence", "block")
"""What is looked up. Which blocks an article has is known when its page is read."""


def check(corpus: Corpus, problems: Problems) -> None:
    """Report references from one record to another that lead nowhere, names claimed twice, and opinions weighed."""
    checker = _Checker(corpus, problems)
    is_there = cache(checker.is_there)  # the same few records are named by thousands
    for _, record in corpus.records():
        for path, kind, id in references(record, _CHECKED):
            if not is_there(kind, id):
                checker.missing(kind, id, record, path)
        for language, text in _bodies(record):
            checker.links(text, record, "body", language)
    for article in corpus.articles:
        checker.unique_notes(article)
    for article, file in corpus.annotations.items():
        first = next(iter((*file.annotations, *file.mentions, *file.ignore)), None)
        if first is not None and not is_there("articles", article):
            problems.add("SRT046", Location(first.locate().file), nearest(article, corpus.articles), article=article)
    _check_shared_names(corpus, problems)
    _check_verdicts(corpus, problems)


def report_dead_link(corpus: Corpus, problems: Problems, where: Location, scheme: str, target: str) -> None:
    """Report a link that leads to no record, or to a record that is on no page.

    Args:
        corpus: The records.
        problems: Where to report.
        where: Where the link is written.
        scheme: What it begins with, as written: `entity`, or `Entity`.
        target: The id, or for `block` the article and the block, as article#p1.
    """
    kind = scheme.lower()
    if scheme != kind:
        problems.add("SRT017", where, f"{kind}:{target}", link=f"{scheme}:{target}")
    elif corpus.knows(table := TABLES[kind], id := target.partition("#")[0]):
        # Else its article has no page, or the record a mistake of its own, which is told.
        if kind in _SHOWN_BY and (table, id) not in corpus.rejected:
            problems.add("SRT043", where, kind=Phrase(_NOUNS[kind]), id=target, plugin=_SHOWN_BY[kind])
    elif kind == "block":
        article = target.partition("#")[0]
        problems.add("SRT023", where, nearest(article, corpus.articles), id=article)
    else:
        suggestion = nearest(target, getattr(corpus, TABLES[kind]))
        problems.add("SRT025", where, suggestion, kind=Phrase(_NOUNS[kind]), id=target)


def block_addresses(corpus: Corpus) -> Iterator[tuple[str, Record | Written, Path_]]:
    """Every block that a record names, as article#p1, with the record and the path of the field that names it."""
    for article, record in corpus.records():
        for path, kind, id in references(record, ("own block", "block", "evidence")):
            if kind == "own block":
                yield f"{article}#{id}", record, path
            elif "#" in id:
                yield id, record, path
        for language, text in _bodies(record):
            for link in links(text):
                if link.scheme == "block":
                    yield link.target, record, ("body", language)


def _bodies(record: Record | Written) -> Iterator[tuple[Language, str]]:
    """The body of a note in each language; nothing of any other record."""
    if isinstance(record, Annotation):
        yield from ((language, record.body[language]) for language in LANGUAGES)
    elif isinstance(record, Written) and record.record is Annotation:
        body = Localized.in_full(record.data.get("body") if isinstance(record.data, dict) else None)
        texts = ((language, body.get(language)) for language in LANGUAGES) if isinstance(body, dict) else ()
        yield from ((language, text) for language, text in texts if isinstance(text, str))


class _Checker:
    """Looks up what records name."""

    def __init__(self, corpus: Corpus, problems: Problems) -> None:
        self._corpus = corpus
        self._problems = problems
        self._notes: dict[str, Record] = {}

    def is_there(self, kind: Named, id: str) -> bool:
        """Whether there is what a field names; of a block, whether there is its article."""
        article, hash, _ = id.partition("#")
        if hash:
            return self._corpus.knows("articles", article)
        return self._corpus.knows("references" if kind == "evidence" else kind, id)

    def missing(self, kind: Named, id: str, record: Record | Written, path: Path_ = ()) -> None:
        """Report what a field names and is not there."""
        article, hash, _ = id.partition("#")
        if hash:
            self._problems.add("SRT023", record.locate(*path), nearest(article, self._corpus.articles), id=article)
        elif kind != "evidence":
            # Ids of a list are told where the list begins.
            place = record.locate(*(path[:-1] if path and isinstance(path[-1], int) else path))
            known: Mapping[str, Any] = getattr(self._corpus, kind)
            self._problems.add(_CODES[kind], place, nearest(id, known), id=id)
        elif id == UNWRITTEN.lower():
            self._problems.add("SRT080", record.locate(*path), field=_EVIDENCE)
        else:
            suggestion = nearest(id, self._corpus.references)
            self._problems.add("SRT026", record.locate(*path), suggestion, value=id)

    def links(self, text: str, record: Record | Written, *path: str | int) -> None:
        """Report links in a text of a record, at `path` in it, that lead nowhere."""
        for link in links(text):
            scheme, target = link.scheme, link.target
            if scheme and not self._leads_somewhere(scheme, target):
                report_dead_link(self._corpus, self._problems, record.locate(*path), scheme, target)
            elif not scheme and link.address.partition(":")[0].lower() not in OUTSIDE:
                self._problems.add("SRT017", record.locate(*path), link=link.address)

    def _leads_somewhere(self, scheme: str, target: str) -> bool:
        id = target.partition("#")[0] if scheme == "block" else target
        return scheme in TABLES and self._corpus.knows(TABLES[scheme], id)

    def unique_notes(self, article: str) -> None:
        """Report notes on an article whose ids notes before them have, on whatever article."""
        file = self._corpus.annotations.get(article)
        for note in file.annotations if file else ():
            if note.id in self._notes:
                other = self._notes[note.id].locate("id")
                self._problems.add("SRT020", note.locate("id"), id=note.id, other=other)
            self._notes.setdefault(note.id, note)


def _check_shared_names(corpus: Corpus, problems: Problems) -> None:
    for language in LANGUAGES:
        for name, rivals in MentionFinder(corpus.entities, language).ambiguous():
            place = corpus.entities[rivals[0]].locate("aliases")
            problems.add("SRT028", place, name=name, rivals=", ".join(rivals))


def _check_verdicts(corpus: Corpus, problems: Problems) -> None:
    for claim in corpus.claims.values():
        verdict = claim.assessment.verdict
        if (verdict not in UNWEIGHED) if claim.kind == "opinion" else (verdict == "opinion"):
            problems.add("SRT018", claim.locate("assessment", "verdict"), kind=claim.kind, verdict=verdict)
