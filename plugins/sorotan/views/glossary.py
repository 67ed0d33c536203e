"""The glossary: the concepts of the corpus as terms in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sorotan.views.alphabet import initial, sort_key
from sorotan.views.entityindex import EntityIndex
from sorotan.views.scope import Link, Scope

_ARTICLES: Final = 12
"""Articles that are named as users of a term; its own page has all."""
_SHORT: Final = 30
"""Terms that are found without letters."""


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
    """The articles that use it most, at its first use, and how often."""
    more: Link | None
    """How many other articles use it, and where all are."""


@dataclass(frozen=True)
class GlossaryView:
    """All terms by name."""

    terms: Sequence[TermView]
    letters: Sequence[Link]
    """Initial letters, each with the first of its terms; empty where there are few terms."""
    total: str


def glossary_view(scope: Scope, index: EntityIndex) -> GlossaryView:
    """The concepts among the entities."""
    concepts = [id for id, entity in scope.corpus.entities.items() if entity.kind == "concept"]
    terms = [_term(id, scope, index) for id in concepts]
    terms.sort(key=lambda term: sort_key(term.link.text))
    by_letter = groupby(terms, lambda term: initial(term.link.text))
    letters = [Link(letter, f"#term-{next(group).id}") for letter, group in by_letter]
    total = scope.words.plural("%(num)s term", "%(num)s terms", len(terms))
    return GlossaryView(terms, letters if len(terms) > _SHORT else [], total)


def _term(id: str, scope: Scope, index: EntityIndex) -> TermView:
    entity, link = scope.corpus.entities[id], scope.entity_link(id)
    other = "en" if scope.language == "id" else "id"
    mentions = index.mentions.get(id, [])
    counts = Counter(mention.article for mention in mentions)
    first = {mention.article: mention for mention in reversed(mentions)}
    named = {article for article, _ in counts.most_common(_ARTICLES)}
    more = len(counts) - len(named)
    number, plural = scope.words.number, scope.words.plural
    return TermView(
        id=id,
        link=link,
        other_name=entity.name[other] if entity.name[other] != entity.name[scope.language] else "",
        other_language=other,
        definition=entity.description[scope.language],
        lag_notice=scope.lag_notice(f"entities/{id}"),
        used_in=[
            (Link(scope.outlet(article), scope.links.block(f"{article}#{first[article].block}")), number(count))
            for article, count in counts.items()
            if article in named
        ],
        more=Link(plural("and %(num)s more article", "and %(num)s more articles", more), f"{link.url}#mentions")
        if more
        else None,
    )
