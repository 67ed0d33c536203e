"""Checks across records: every id that one record names must be that of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sorotan.core.corpus import UNWRITTEN, Corpus
from sorotan.core.languages import LANGUAGES
from sorotan.core.mentions import MentionFinder
from sorotan.core.phrases import N_, Phrase
from sorotan.core.problems import Location, Problems, nearest
from sorotan.core.recordlinks import OUTSIDE, TABLES, links
from sorotan.core.records import Event, Fact, Localized, Record, Target
from sorotan.core.vocabulary import PROPERTIES

_NOUNS: Final = {
    "entity": N_("entity"),
    "ref": N_("reference"),
    "note": N_("note"),
    "event": N_("event"),
    "claim": N_("claim"),
}
_EVIDENCE: Final = Phrase(N_("“evidence” (the id of a reference, or a block as article#p1)"))
_CODES: Final = {"entities": "SRT021", "references": "SRT022", "articles": "SRT023", "claims": "SRT029"}


def check(corpus: Corpus, problems: Problems) -> None:
    """Report every reference from one record to another that leads nowhere, and names claimed twice."""
    checker = _Checker(corpus, problems)
    for entity in corpus.entities.values():
        for index, fact in enumerate(entity.facts):
            checker.fact(entity, index, fact)
        for language in LANGUAGES:
            for index, alias in enumerate(entity.aliases[language]):
                checker.ids("articles", alias.articles, entity, "aliases", index)
    for event in corpus.timeline.values():
        checker.event(event)
    for id, article in corpus.articles.items():
        for index, step in enumerate(article.chain):
            checker.ids("references", step.references, article, "chain", index, "references")
            checker.ids("entities", filter(None, [step.outlet]), article, "chain", index, "outlet")
        checker.unique_notes(id)
    for quotation in corpus.quotes.values():
        checker.ids("articles", [quotation.article], quotation, "article")
        checker.ids("entities", filter(None, [quotation.speaker]), quotation, "speaker")
        checker.ids("references", quotation.original, quotation, "original")
    for claim in corpus.claims.values():
        checker.ids("articles", [claim.article], claim, "article")
        checker.ids("entities", filter(None, [claim.claimant]), claim, "claimant")
        checker.ids("claims", claim.supports, claim, "supports")
        checker.ids("claims", claim.contradicts, claim, "contradicts")
        checker.evidence(claim.assessment.evidence, claim, "assessment", "evidence")
    for disagreement in corpus.disagreements.values():
        for index, position in enumerate(disagreement.positions):
            checker.ids("claims", position.claims, disagreement, "positions", index, "claims")
        checker.evidence(disagreement.evidence, disagreement, "evidence")
    for article, file in corpus.annotations.items():
        first = next(iter((*file.annotations, *file.mentions, *file.ignore)), None)
        if first is not None:
            checker.ids("articles", [article], first)
        for note in file.annotations:
            checker.ids("entities", note.entities, note, "entities")
            checker.evidence(note.cites, note, "cites")
            checker.links(note.body, note, "body")
        for correction in file.mentions:
            checker.ids("entities", [correction.entity], correction, "entity")
    _check_shared_names(corpus, problems)


def report_dead_link(corpus: Corpus, problems: Problems, where: Location, scheme: str, target: str) -> None:
    """Report a link that leads to no record.

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
    elif kind == "block":
        article = target.partition("#")[0]
        problems.add("SRT023", where, nearest(article, corpus.articles), id=article)
    else:
        suggestion = nearest(target, getattr(corpus, TABLES[kind]))
        problems.add("SRT025", where, suggestion, kind=Phrase(_NOUNS[kind]), id=target)


def block_addresses(corpus: Corpus) -> Iterator[tuple[str, Record, tuple[str | int, ...]]]:
    """Every block that a record names, with the record and the path of the field that names it."""
    for entity in corpus.entities.values():
        for index, fact in enumerate(entity.facts):
            yield from _blocks_in(fact.evidence, entity, "facts", index, "evidence")
    for event in corpus.timeline.values():
        yield from _blocks_in(event.evidence, event, "evidence")
        for index, said in enumerate(event.said):
            yield said.block, event, ("said", index, "block")
    for claim in corpus.claims.values():
        yield from _target_block(claim.article, claim.target, claim)
        yield from _blocks_in(claim.assessment.evidence, claim, "assessment", "evidence")
    for quotation in corpus.quotes.values():
        yield from _target_block(quotation.article, quotation.target, quotation)
    for disagreement in corpus.disagreements.values():
        yield from _blocks_in(disagreement.evidence, disagreement, "evidence")
    for article, file in corpus.annotations.items():
        for note in file.annotations:
            yield from _target_block(article, note.target, note)
            yield from _blocks_in(note.cites, note, "cites")
            for language in LANGUAGES:
                for link in links(note.body[language]):
                    if link.scheme == "block":
                        yield link.target, note, ("body", language)
        for correction in (*file.mentions, *file.ignore):
            yield f"{article}#{correction.block}", correction, ("block",)


def _blocks_in(
    evidence: Iterable[str], record: Record, *path: str | int
) -> Iterator[tuple[str, Record, tuple[str | int, ...]]]:
    for index, item in enumerate(evidence):
        if "#" in item:
            yield item, record, (*path, index)


def _target_block(article: str, target: Target, record: Record) -> Iterator[tuple[str, Record, tuple[str | int, ...]]]:
    if target.block is not None:
        yield f"{article}#{target.block}", record, ("target", "block")


class _Checker:
    def __init__(self, corpus: Corpus, problems: Problems) -> None:
        self._corpus = corpus
        self._problems = problems
        self._notes: dict[str, Record] = {}

    def ids(self, table: str, ids: Iterable[str], record: Record, *path: str | int) -> None:
        for id in ids:
            if not self._corpus.knows(table, id):
                known: Mapping[str, Any] = getattr(self._corpus, table)
                self._problems.add(_CODES[table], record.locate(*path), nearest(id, known), id=id)

    def evidence(self, items: Iterable[str], record: Record, *path: str | int) -> None:
        for index, item in enumerate(items):
            article, hash, _ = item.partition("#")
            if hash:
                self.ids("articles", [article], record, *path, index)
            elif self._corpus.knows("references", item):
                continue
            elif item == UNWRITTEN.lower():
                self._problems.add("SRT080", record.locate(*path, index), field=_EVIDENCE)
            else:
                suggestion = nearest(item, self._corpus.references)
                self._problems.add("SRT026", record.locate(*path, index), suggestion, value=item)

    def fact(self, entity: Record, index: int, fact: Fact) -> None:
        place = ("facts", index)
        self.evidence(fact.evidence, entity, *place, "evidence")
        if PROPERTIES[fact.property] == "entity":
            self.ids("entities", [fact.value.id], entity, *place, "value")

    def event(self, event: Event) -> None:
        self.ids("entities", event.entities, event, "entities")
        self.ids("entities", filter(None, [event.developer]), event, "developer")
        self.ids("entities", filter(None, [event.country]), event, "country")
        self.ids("articles", filter(None, [event.article]), event, "article")
        self.evidence(event.evidence, event, "evidence")
        for index, said in enumerate(event.said):
            self.evidence([said.block], event, "said", index, "block")

    def links(self, text: Localized, record: Record, *path: str | int) -> None:
        for language in LANGUAGES:
            for link in links(text[language]):
                scheme, target = link.scheme, link.target
                if scheme and not self._leads_somewhere(scheme, target):
                    report_dead_link(self._corpus, self._problems, record.locate(*path, language), scheme, target)
                elif not scheme and link.address.partition(":")[0].lower() not in OUTSIDE:
                    self._problems.add("SRT017", record.locate(*path, language), link=link.address)

    def _leads_somewhere(self, scheme: str, target: str) -> bool:
        id = target.partition("#")[0] if scheme == "block" else target
        return scheme in TABLES and self._corpus.knows(TABLES[scheme], id)

    def unique_notes(self, article: str) -> None:
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
