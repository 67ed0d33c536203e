"""The front page and the list of articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sorotan.core import dates
from sorotan.views import labels
from sorotan.views.entity import kinds_in, named_by_kind
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class ArticleCard:
    """An article in a list."""

    link: Link
    outlet: str
    origin: str
    """Where its story first appeared, when `outlet` says something else."""
    published: str
    iso: str
    notes: str
    entities: str


@dataclass(frozen=True)
class HomeView:
    """The front page: what there is, in figures and links."""

    articles: Sequence[ArticleCard]
    """In order of publication."""
    figures: Sequence[tuple[str, str, str]]
    """Number, what it counts, and where that is."""


def home_view(scope: Scope) -> HomeView:
    """The articles and the extent of the corpus."""
    corpus, words = scope.corpus, scope.words
    order = sorted(corpus.articles, key=lambda id: (dates.parse(corpus.articles[id].published).sort_key, id))
    plural, page = words.plural, scope.links.page
    figures = [
        (articles := len(corpus.articles), plural("article retold", "articles retold", articles), ""),
        (notes := len(corpus.notes), plural("note", "notes", notes), page("notes.md")),
        (len(corpus.entities), _entities(scope), page("entities/index.md")),
        (events := len(corpus.timeline), plural("dated event", "dated events", events), page("timeline.md")),
        (cited := len(corpus.references), plural("reference", "references", cited), page("references.md")),
    ]
    return HomeView(
        [_card(id, scope) for id in order],
        [(words.number(count), label, url) for count, label, url in figures if count],
    )


def _entities(scope: Scope) -> str:
    entities = list(scope.corpus.entities.values())
    if len(entities) == 1:
        return scope.words(labels.KINDS[entities[0].kind]).lower()
    return named_by_kind(kinds_in(entities), scope.words).lower() if entities else ""


def _card(id: str, scope: Scope) -> ArticleCard:
    article = scope.corpus.articles[id]
    text = scope.prose.get(id, scope.language)
    named = {found.entity for block in text.mentions.values() for found in block} if text else set()
    notes = len(text.notes) if text else 0
    published = dates.parse(article.published)
    return ArticleCard(
        Link(scope.title(id), scope.links.article(id)),
        scope.outlet(id),
        scope.origin(id),
        published.worded(scope.language),
        published.iso,
        scope.words.plural("%(num)s note", "%(num)s notes", notes),
        scope.words.plural("%(num)s name", "%(num)s names", len(named)),
    )
