"""The list of references: what carries the statements of the site, and how near it is to what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sorotan.core.corpus import Corpus
from sorotan.core.recordlinks import links
from sorotan.core.records import Quotation, Reference
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


def references_view(scope: Scope) -> ReferencesView:
    """All references by quality and title."""
    cited = _cited_at(scope)
    groups = []
    for quality in _ORDER:
        views = [
            _reference(id, reference, cited.get(id, []), scope)
            for id, reference in scope.corpus.references.items()
            if reference.quality == quality
        ]
        views.sort(key=lambda view: view.title.casefold())
        if views:
            groups.append((quality, scope.words(labels.QUALITIES[quality]), views))
    total = scope.words.plural("%(num)s reference", "%(num)s references", len(scope.corpus.references))
    return ReferencesView(groups, total)


def anchors(corpus: Corpus) -> frozenset[str]:
    """The fragments that the page of references has."""
    return frozenset(f"ref-{id}" for id in corpus.references)


def _reference(id: str, reference: Reference, cited_at: Sequence[Link], scope: Scope) -> ReferenceView:
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
        access=scope.words(labels.ACCESS[reference.access]),
        note=reference.note[scope.language] if reference.note else "",
        lag_notice=scope.lag_notice(f"references/{id}"),
        cited_at=cited_at,
    )


def _place(quotation: Quotation, scope: Scope) -> str:
    return f"{scope.outlet(quotation.article)}: {scope.words(labels.QUOTATION_KINDS[quotation.kind])}"


def _cited_at(scope: Scope) -> dict[str, list[Link]]:
    """Where each reference is cited: entities, events, notes and articles, each once."""
    cited: dict[str, dict[Link, None]] = {}

    def cite(items: Sequence[str], link: Link) -> None:
        for item in items:
            cited.setdefault(item, {})[link] = None

    corpus, language = scope.corpus, scope.language
    for id, article in corpus.articles.items():
        link = Link(scope.title(id), scope.links.article(id))
        for step in article.chain:
            cite(step.references, link)
    for article_id, note in corpus.notes.values():
        label = f"{scope.outlet(article_id)}: {scope.words(labels.MOTIVATIONS[note.motivation])}"
        linked = [link.target for link in links(note.body[language]) if link.scheme == "ref"]
        cite([*note.cites, *linked], Link(label, scope.links.note(note.id)))
    for id, quotation in corpus.quotes.items():
        cite(
            quotation.original,
            Link(_place(quotation, scope), scope.links.passage(quotation.article, quotation.target, f"quote-{id}")),
        )
    for id, claim in corpus.claims.items():
        cite(claim.assessment.evidence, Link(claim.text[language], scope.links.claim(id)))
    for id, disagreement in corpus.disagreements.items():
        cite(disagreement.evidence, Link(disagreement.title[language], scope.links.page(f"disagreements.md#{id}")))
    for id, entity in corpus.entities.items():
        for fact in entity.facts:
            cite(fact.evidence, scope.entity_link(id))
    for id, event in corpus.timeline.items():
        cite(event.evidence, Link(event.title[language], scope.links.event(id)))
    return {id: list(links) for id, links in cited.items()}
