"""The front page and the list of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sorotan.core import dates
from sorotan.views.claims import verdict_counts
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
    """In order of publication."""
    figures: Sequence[tuple[str, str, str]]
    """Number, what it counts, and where that is."""
    verdicts: Sequence[VerdictPart]
    """All claims by what was found of them."""


def home_view(scope: Scope) -> HomeView:
    """The articles and the extent of the corpus."""
    corpus, words = scope.corpus, scope.words
    order = sorted(corpus.articles, key=lambda id: (dates.parse(corpus.articles[id].published).sort_key, id))
    figures = [
        (len(corpus.articles), words("articles retold"), ""),
        (len(corpus.notes), words("notes"), scope.links.page("notes.md")),
        (len(corpus.entities), words("people, labs, models and ideas"), scope.links.page("entities/index.md")),
        (len(corpus.claims), words("claims assessed"), scope.links.page("claims.md")),
        (len(corpus.timeline), words("dated events"), scope.links.page("timeline.md")),
        (len(corpus.references), words("references"), scope.links.page("references.md")),
    ]
    return HomeView(
        [_card(id, scope) for id in order],
        [(words.number(count), label, url) for count, label, url in figures if count],
        list(_verdicts(scope)),
    )


def _verdicts(scope: Scope) -> Iterator[VerdictPart]:
    claims = scope.links.page("claims.md")
    total, before = len(scope.corpus.claims), 0
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
