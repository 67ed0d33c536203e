"""The glossary: the concepts of the corpus as terms in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sorotan.views.entity import sort_key
from sorotan.views.entityindex import EntityIndex
from sorotan.views.scope import Link, Scope

_MOST: Final = 12
"""Articles that use a term and are named at once; more are folded."""


@dataclass(frozen=True)
class TermView:
    """One term."""

    id: str
    link: Link
    other_name: str
    """The term in the other language."""
    other_language: str
    definition: str
    lag_notice: str
    """Said when its translation may be out of date."""
    used_in: Sequence[tuple[Link, str]]
    """The articles that use it, at its first use, and how often."""
    used_total: str
    """How many articles these are, if they are to be folded."""


@dataclass(frozen=True)
class GlossaryView:
    """All terms by name."""

    terms: Sequence[TermView]
    total: str


def glossary_view(scope: Scope, index: EntityIndex) -> GlossaryView:
    """The concepts among the entities."""
    concepts = [id for id, entity in scope.corpus.entities.items() if entity.kind == "concept"]
    terms = [_term(id, scope, index) for id in concepts]
    terms.sort(key=lambda term: sort_key(term.link.text))
    return GlossaryView(terms, scope.words.plural("%(num)s term", "%(num)s terms", len(terms)))


def _term(id: str, scope: Scope, index: EntityIndex) -> TermView:
    entity = scope.corpus.entities[id]
    other = "en" if scope.language == "id" else "id"
    mentions = index.mentions.get(id, [])
    counts = Counter(mention.article for mention in mentions)
    first = {mention.article: mention for mention in reversed(mentions)}
    number = scope.words.number
    total = scope.words.plural("Used in %(num)s article", "Used in %(num)s articles", len(counts))
    return TermView(
        id=id,
        link=scope.entity_link(id),
        other_name=entity.name[other] if entity.name[other] != entity.name[scope.language] else "",
        other_language=other,
        definition=entity.description[scope.language],
        lag_notice=scope.lag_notice(f"entities/{id}"),
        used_in=[
            (Link(scope.outlet(article), scope.links.block(f"{article}#{first[article].block}")), number(count))
            for article, count in counts.items()
        ],
        used_total=total if len(counts) > _MOST else "",
    )
