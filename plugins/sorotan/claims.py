"""The plugin `sorotan/claims`: claims with their assessments, disagreements, and quotations."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.plugins import BasePlugin

from sorotan.core.corpus import Corpus
from sorotan.pages import GeneratedPage, GeneratedPages, list_pages
from sorotan.site import Site
from sorotan.views.claims import claim_marks, claims_view, disagreements_view
from sorotan.views.labels import N_
from sorotan.views.quotes import quotation_marks, quotes_view


class ClaimsPlugin(GeneratedPages, BasePlugin):
    """Makes `claims.md`, `disagreements.md` and `quotes.md`, each where there is something to show."""

    def pages(self, site: Site) -> Iterator[GeneratedPage]:
        """The three pages, and more of each where there are many entries."""
        corpus = site.corpus
        if corpus.claims:
            yield from _claims(corpus)
        if corpus.disagreements:
            yield from _disagreements(corpus)
        if corpus.quotes:
            yield from _quotations(corpus)


def _claims(corpus: Corpus) -> Iterator[GeneratedPage]:
    return list_pages(
        corpus.lists["claims.md"],
        title=lambda words: words(N_("Claims and what is known of them")),
        description=lambda words: words(
            N_("What the articles state or forecast, who says it, and how well it holds up.")
        ),
        template="claims.html",
        view=claims_view,
        source=next(iter(corpus.claims.values())).read_from,
        marks={id: claim_marks(claim) for id, claim in corpus.claims.items()},
    )


def _disagreements(corpus: Corpus) -> Iterator[GeneratedPage]:
    return list_pages(
        corpus.lists["disagreements.md"],
        title=lambda words: words(N_("Where the articles disagree")),
        description=lambda words: words(N_("The questions the articles answer differently, and what is known.")),
        template="disagreements.html",
        view=disagreements_view,
        source=next(iter(corpus.disagreements.values())).read_from,
        marks={id: {} for id in corpus.disagreements},
    )


def _quotations(corpus: Corpus) -> Iterator[GeneratedPage]:
    return list_pages(
        corpus.lists["quotes.md"],
        title=lambda words: words(N_("Quotations")),
        description=lambda words: words(N_("Who is quoted, in what language it was said, and where to read it.")),
        template="quotes.html",
        view=quotes_view,
        source=next(iter(corpus.quotes.values())).read_from,
        marks={id: quotation_marks(quotation) for id, quotation in corpus.quotes.items()},
    )
