"""The list of references: what carries the statements of the site, and how near it is to what it says."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from sorotan.core.corpus import Corpus
from sorotan.core.recordlinks import links
from sorotan.core.records import Quotation, Record, Reference
from sorotan.core.references import references
from sorotan.core.vocabulary import Quality
from sorotan.views import labels
from sorotan.views.scope import Link, Scope

_ORDER: tuple[Quality, ...] = ("primary", "reporting", "copy", "aggregator")


@dataclass(frozen=True)
class ReferenceView:
    """One reference."""

    id: str
    authors: str
    title: str
    url: str
    archive: str
    language: str
    container: str
    publisher: str
    issued: str
    access: str
    """How it was reached; empty where that is said of all references together."""
    note: str
    lag_notice: str
    """Said when its translation may be out of date."""
    cited_at: Sequence[Link]
    """Pages whose statements rest on it."""


@dataclass(frozen=True)
class ReferencesView:
    """The page of references, the best kind first."""

    groups: Sequence[tuple[str, str, Sequence[ReferenceView]]]
    """Token, label and references of each quality."""
    total: str
    access: str
    """How all of them were reached, or that each says it of itself."""


def references_view(scope: Scope) -> ReferencesView:
    """All references by quality and title."""
    cited = _cited_at(scope)
    ways = {reference.access for reference in scope.corpus.references.values()}
    groups = []
    for quality in _ORDER:
        views = [
            _reference(id, reference, cited.get(id, []), scope, says_access=len(ways) > 1)
            for id, reference in scope.corpus.references.items()
            if reference.quality == quality
        ]
        views.sort(key=lambda view: view.title.casefold())
        if views:
            groups.append((quality, scope.words(labels.QUALITIES[quality]), views))
    total = scope.words.plural("%(num)s reference", "%(num)s references", len(scope.corpus.references))
    return ReferencesView(groups, total, _access(ways, len(scope.corpus.references), scope))


def anchors(corpus: Corpus) -> frozenset[str]:
    """The fragments that the page of references has."""
    return frozenset(f"ref-{id}" for id in corpus.references)


def _access(ways: Set[str], count: int, scope: Scope) -> str:
    """How `count` references were reached, in one sentence where all were reached in the same way."""
    if ways == {"found"}:
        return scope.words.plural(
            "The %(num)s reference here was not opened directly; it was found by search or in a stored copy.",
            "None of these %(num)s references was opened directly; all were found by search or in stored copies.",
            count,
        )
    if ways == {"opened"}:
        return scope.words.plural(
            "The %(num)s reference here was opened.", "All of these %(num)s references were opened.", count
        )
    return scope.words("Each entry says whether it was opened, or only found by search or in a stored copy.")


def _reference(
    id: str, reference: Reference, cited_at: Sequence[Link], scope: Scope, says_access: bool
) -> ReferenceView:
    return ReferenceView(
        id=id,
        authors=scope.words.listing([str(name) for name in reference.author]) if reference.author else "",
        title=reference.title,
        url=reference.url or "",
        archive=reference.archive or "",
        language=reference.language or "",
        container=reference.container_title or "",
        publisher=reference.publisher or "",
        issued=scope.date(reference.issued),
        access=scope.words(labels.ACCESS[reference.access]) if says_access else "",
        note=reference.note[scope.language] if reference.note else "",
        lag_notice=scope.lag_notice(f"references/{id}"),
        cited_at=cited_at,
    )


def _place(quotation: Quotation, scope: Scope) -> str:
    return f"{scope.outlet(quotation.article)}: {scope.words(labels.QUOTATION_KINDS[quotation.kind])}"


def _cited_at(scope: Scope) -> dict[str, list[Link]]:
    """Where each reference is cited: entities, events, notes and articles, each once."""
    cited: dict[str, dict[Link, None]] = {}

    def cite(record: Record, link: Link, linked: Sequence[str] = ()) -> None:
        named = (id for _, _, id in references(record, ("references", "evidence")))
        for id in (*named, *linked):
            cited.setdefault(id, {})[link] = None

    corpus, language = scope.corpus, scope.language
    for id, article in corpus.articles.items():
        cite(article, Link(scope.title(id), scope.links.article(id)))
    for article_id, note in corpus.notes.values():
        label = f"{scope.outlet(article_id)}: {scope.words(labels.MOTIVATIONS[note.motivation])}"
        linked = [link.target for link in links(note.body[language]) if link.scheme == "ref"]
        cite(note, Link(label, scope.links.note(note.id)), linked)
    for id, quotation in corpus.quotes.items():
        passage = scope.links.passage(quotation.article, quotation.target, f"quote-{id}")
        cite(quotation, Link(_place(quotation, scope), passage))
    for id, claim in corpus.claims.items():
        cite(claim, Link(claim.text[language], scope.links.claim(id)))
    for id, disagreement in corpus.disagreements.items():
        cite(disagreement, Link(disagreement.title[language], scope.links.page(f"disagreements.md#{id}")))
    for id, entity in corpus.entities.items():
        cite(entity, scope.entity_link(id))
    for id, event in corpus.timeline.items():
        cite(event, Link(event.title[language], scope.links.event(id)))
    return {id: list(links) for id, links in cited.items()}
