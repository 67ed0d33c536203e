"""The front page and the list of articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sorotan.core import dates
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
    figures = [
        (len(corpus.articles), words("articles retold"), ""),
        (len(corpus.notes), words("notes"), scope.links.page("notes.md")),
        (len(corpus.entities), words("people, labs, models and ideas"), scope.links.page("entities/index.md")),
        (len(corpus.timeline), words("dated events"), scope.links.page("timeline.md")),
        (len(corpus.references), words("references"), scope.links.page("references.md")),
    ]
    return HomeView(
        [_card(id, scope) for id in order],
        [(words.number(count), label, url) for count, label, url in figures if count],
    )


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
