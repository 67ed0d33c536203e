"""The plugin `sorotan/claims`: claims with their assessments, disagreements, and quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs.plugins import BasePlugin

from sorotan.core.records import Claim, Disagreement, Quotation
from sorotan.pages import GeneratedPage, GeneratedPages
from sorotan.site import Site
from sorotan.views.claims import claims_view, disagreements_view
from sorotan.views.labels import N_
from sorotan.views.quotes import quotes_view


class ClaimsPlugin(GeneratedPages, BasePlugin):
    """Makes `claims.md`, `disagreements.md` and `quotes.md`, each where there is something to show."""

    def pages(self, site: Site) -> Iterator[GeneratedPage]:
        """The three pages."""
        corpus = site.corpus
        if corpus.claims:
            yield _claims(corpus.claims)
        if corpus.disagreements:
            yield _disagreements(corpus.disagreements)
        if corpus.quotes:
            yield _quotations(corpus.quotes)


def _claims(claims: Mapping[str, Claim]) -> GeneratedPage:
    return GeneratedPage(
        uri="claims.md",
        title=lambda words: words(N_("Claims and what is known of them")),
        description=lambda words: words(
            N_("What the articles state or forecast, who says it, and how well it holds up.")
        ),
        template="claims.html",
        view=claims_view,
        source=next(iter(claims.values())).read_from,
        anchors=frozenset(f"claim-{id}" for id in claims),
    )


def _disagreements(disagreements: Mapping[str, Disagreement]) -> GeneratedPage:
    return GeneratedPage(
        uri="disagreements.md",
        title=lambda words: words(N_("Where the articles disagree")),
        description=lambda words: words(N_("The questions the articles answer differently, and what is known.")),
        template="disagreements.html",
        view=disagreements_view,
        source=next(iter(disagreements.values())).read_from,
        anchors=frozenset(disagreements),
    )


def _quotations(quotes: Mapping[str, Quotation]) -> GeneratedPage:
    return GeneratedPage(
        uri="quotes.md",
        title=lambda words: words(N_("Quotations")),
        description=lambda words: words(N_("Who is quoted, in what language it was said, and where to read it.")),
        template="quotes.html",
        view=quotes_view,
        source=next(iter(quotes.values())).read_from,
        anchors=frozenset(f"quotation-{id}" for id in quotes),
    )
