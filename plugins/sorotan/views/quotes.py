"""Quotations: who said it, where it stands, and what language it was first said in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from sorotan.core.records import Quotation
from sorotan.views import labels
from sorotan.views.article import is_back_translated
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class QuotationView:
    """One quotation."""

    id: str
    words: str
    """As they stand in the text; empty for reported speech."""
    other_words: str
    """As they stand in the other language."""
    other_language: str
    reported: str
    speaker: Link
    kind_label: str
    place: Link
    said_in: str
    rendering: str
    """Said when the words on this page are a back-translation."""
    original: Sequence[Link]
    note: str
    lag_notice: str
    """Said when its translation may be out of date."""


@dataclass(frozen=True)
class QuotesView:
    """All quotations by article."""

    articles: Sequence[tuple[Link, str, Sequence[QuotationView]]]
    total: str


def quotes_view(scope: Scope) -> QuotesView:
    """All quotations in the order of articles and data."""
    quotes = scope.corpus.quotes
    articles = []
    for article in scope.corpus.articles:
        views = [_quotation(id, q, scope) for id, q in quotes.items() if q.article == article]
        if views:
            link = Link(scope.title(article), scope.links.article(article), scope.outlet(article))
            articles.append((link, f"in-{article}", views))
    return QuotesView(articles, scope.words.plural("%(num)s quotation", "%(num)s quotations", len(quotes)))


def _quotation(id: str, quotation: Quotation, scope: Scope) -> QuotationView:
    words, language = scope.words, scope.language
    other = "en" if language == "id" else "id"
    here, there = quotation.target[language], quotation.target[other]
    return QuotationView(
        id=id,
        words=here.exact if here else "",
        other_words=there.exact if there else "",
        other_language=other,
        reported=quotation.text[language] if quotation.text else "",
        speaker=scope.entity_link(quotation.speaker) if quotation.speaker else Link(words("the article itself"), ""),
        kind_label=words(labels.QUOTATION_KINDS[quotation.kind]),
        place=Link(
            scope.place(quotation.article, quotation.target.block),
            scope.links.passage(quotation.article, quotation.target, f"quote-{id}"),
            scope.title(quotation.article),
        ),
        said_in=_language_name(quotation.said_in, scope),
        rendering=words(labels.RENDERINGS["back-translation"]) if is_back_translated(quotation, scope) else "",
        original=[scope.evidence(reference) for reference in quotation.original],
        note=quotation.note[language] if quotation.note else "",
        lag_notice=scope.lag_notice(f"quotes/{id}"),
    )


def _language_name(tag: str, scope: Scope) -> str:
    """The name of a language; `und` is ISO 639's “undetermined”."""
    if tag == "und":
        return scope.words("unknown")
    try:
        return Locale.parse(tag, sep="-").get_language_name(scope.language) or tag
    except (UnknownLocaleError, ValueError):
        return tag
