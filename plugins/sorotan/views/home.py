"""The front page and the index of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sorotan.core import dates
from sorotan.core.corpus import Corpus
from sorotan.views import labels
from sorotan.views.claims import verdict_counts
from sorotan.views.entity import kinds_in, named_by_kind
from sorotan.views.scope import Link, Scope

_LATEST: Final = 12
"""Articles on the front page, if there are more."""


@dataclass(frozen=True)
class ArticleCard:
    """An article in a list."""

    id: str
    link: Link
    outlet: str
    origin: str
    """Where its story first appeared, when `outlet` says something else."""
    published: str
    iso: str
    standfirst: str
    """What it is about, in a sentence."""
    checked: Sequence[str]
    """How many corrections and checks it has, in words."""


@dataclass(frozen=True)
class VerdictPart:
    """The claims with one verdict, as a part of a bar."""

    verdict: str
    label: str
    number: str
    url: str
    """Where they are."""
    x: float
    """Where the part begins, in per cent of the bar."""
    width: float


@dataclass(frozen=True)
class HomeView:
    """The front page: what there is, in figures and links."""

    articles: Sequence[ArticleCard]
    """In order of publication; if they are too many, the latest of them, beginning with the last."""
    index: Link | None
    """Where all are, if they are too many."""
    figures: Sequence[tuple[str, str, str]]
    """Number, what it counts, and where that is."""
    verdicts: Sequence[VerdictPart]
    """All claims by what was found of them."""


@dataclass(frozen=True)
class ArticlesView:
    """The index of articles."""

    years: Sequence[tuple[int, Sequence[ArticleCard]]]
    """Articles by the year of their publication, beginning with the last."""
    total: str


def has_index(corpus: Corpus) -> bool:
    """Whether there are more articles than the front page and a navigation can show."""
    return len(corpus.articles) > _LATEST


def in_order(corpus: Corpus) -> list[str]:
    """All articles in order of publication."""
    return sorted(corpus.articles, key=lambda id: (dates.parse(corpus.articles[id].published).sort_key, id))


def articles_view(scope: Scope) -> ArticlesView:
    """All articles, the latest first."""
    corpus = scope.corpus
    years = groupby(reversed(in_order(corpus)), lambda id: dates.parse(corpus.articles[id].published).earliest.year)
    return ArticlesView([(year, [_card(id, scope) for id in ids]) for year, ids in years], _all(scope))


def _all(scope: Scope) -> str:
    return scope.words("All %(total)s articles") % {"total": scope.words.number(len(scope.corpus.articles))}


def home_view(scope: Scope) -> HomeView:
    """The articles and the extent of the corpus."""
    corpus, words = scope.corpus, scope.words
    order, all_articles = in_order(corpus), scope.links.articles() if has_index(corpus) else ""
    plural, page = words.plural, scope.links.page
    figures = [
        (articles := len(corpus.articles), plural("article retold", "articles retold", articles), all_articles),
        (notes := len(corpus.notes), plural("note", "notes", notes), page("notes.md")),
        (len(corpus.entities), _entities(scope), page("entities/index.md")),
        (
            claims := corpus.lists["claims.md"][0].total,
            plural("claim assessed", "claims assessed", claims),
            page("claims.md"),
        ),
        (events := len(corpus.timeline), plural("dated event", "dated events", events), page("timeline.md")),
        (cited := len(corpus.references), plural("reference", "references", cited), page("references.md")),
    ]
    return HomeView(
        [_card(id, scope) for id in (order[::-1][:_LATEST] if all_articles else order)],
        Link(_all(scope), all_articles) if all_articles else None,
        [(words.number(count), label, url) for count, label, url in figures if count],
        list(_verdicts(scope)),
    )


def _entities(scope: Scope) -> str:
    entities = list(scope.corpus.entities.values())
    if len(entities) == 1:
        return scope.words(labels.KINDS[entities[0].kind]).lower()
    return named_by_kind(kinds_in(entities), scope.words).lower() if entities else ""


def _verdicts(scope: Scope) -> Iterator[VerdictPart]:
    claims = scope.links.page("claims.md")
    total, before = scope.corpus.lists["claims.md"][0].total, 0
    for verdict, label, count in verdict_counts(scope):
        url = claims and f"{claims}?verdict={verdict}"
        x, width = round(before / total * 100, 2), round(count / total * 100, 2)
        yield VerdictPart(verdict, label, scope.words.number(count), url, x, width)
        before += count


def _card(id: str, scope: Scope) -> ArticleCard:
    article = scope.corpus.articles[id]
    text = scope.prose.get(id, scope.language)
    kinds = Counter(note.note.motivation for note in text.notes) if text else Counter()
    published = dates.parse(article.published)
    return ArticleCard(
        id,
        Link(scope.title(id), scope.links.article(id)),
        scope.outlet(id),
        scope.origin(id),
        published.worded(scope.language),
        published.iso,
        scope.prose.standfirst(id, scope.language),
        [
            words
            for count, words in (
                (kinds["editing"], scope.words.plural("%(num)s correction", "%(num)s corrections", kinds["editing"])),
                (kinds["assessing"], scope.words.plural("%(num)s check", "%(num)s checks", kinds["assessing"])),
            )
            if count
        ],
    )
