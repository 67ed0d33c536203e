"""The glossary: the concepts of the corpus as terms in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sorotan.core.languages import Language
from sorotan.core.lists import ListPage
from sorotan.core.records import Entity
from sorotan.views.alphabet import in_order, letters, pages_of
from sorotan.views.entityindex import EntityIndex
from sorotan.views.labels import N_
from sorotan.views.pager import Pager, pager, shown_of
from sorotan.views.scope import Link, Scope

GLOSSARY: Final = "glossary.md"
"""Path of its first page."""
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
    """A page of the glossary."""

    terms: Sequence[TermView]
    """By name."""
    letters: Sequence[Link]
    """Initial letters, each with the first of its terms; empty where there are few terms."""
    total: str
    pager: Pager | None


def glossary_pages(concepts: Mapping[str, Entity], language: Language) -> list[ListPage]:
    """The pages of the glossary in a language, in the order of the names there.

    Args:
        concepts: The concepts among the entities.
        language: The language.
    """
    return pages_of(GLOSSARY, in_order({id: entity.name[language] for id, entity in concepts.items()}))


def glossary_view(scope: Scope, index: EntityIndex, page: ListPage) -> GlossaryView:
    """The terms of a page of the glossary.

    Args:
        scope: The page that is made.
        index: The corpus by entity.
        page: The same as a page of the list, as far as it is the same in all languages: its number.
    """
    named = dict(index.by_name["concept"])
    pages = pages_of(page.first, named)
    here = pages[page.number - 1]
    whole = scope.words.plural("%(num)s term", "%(num)s terms", here.total)
    one, many = N_("Page %(page)s: “%(first)s”"), N_("Page %(page)s: “%(first)s” to “%(last)s”")
    return GlossaryView(
        terms=[_term(id, scope, index) for id in here.ids],
        letters=list(letters(pages, here, named, lambda id: f"term-{id}", scope)) if here.total > _SHORT else [],
        total=shown_of(scope, here, whole, N_("Page %(page)s of %(pages)s: %(shown)s of %(total)s terms")),
        pager=pager(scope, pages, here, lambda id: scope.entity_link(id).text, one, many),
    )


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
