"""Quotations: who said it, where it stands, and what language it was first said in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sorotan.core.lists import ListPage
from sorotan.core.records import Quotation
from sorotan.views import filters, labels
from sorotan.views.filters import Filter
from sorotan.views.labels import N_
from sorotan.views.pager import Pager, pager, shown_of
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
    marks: Mapping[str, str]
    """What filters look at, by their names."""


@dataclass(frozen=True)
class QuotesView:
    """The quotations of a page of the list by article."""

    articles: Sequence[tuple[Link, str, Sequence[QuotationView]]]
    filters: Sequence[Filter]
    total: str
    pager: Pager | None
    back_translated: str
    """What is marked as a back-translation, in a sentence; empty where nothing is, in no language."""


def quotes_view(scope: Scope, page: ListPage) -> QuotesView:
    """The quotations of a page in the order of articles and data, with what the whole list can be filtered by."""
    quotes = scope.corpus.quotes
    by_article = {article: [_quotation(id, quotes[id], scope) for id in ids] for article, ids in page.groups.items()}
    listed = [quotes[id] for each in scope.corpus.lists[page.first] for id in each.ids]
    one = N_("Page %(page)s: quotations in “%(first)s”")
    many = N_("Page %(page)s: quotations in articles “%(first)s” to “%(last)s”")
    return QuotesView(
        scope.by_article(by_article),
        filters.on_page(_filters(listed, scope), [quotation_marks(quotes[id]) for id in page.ids]),
        _total(page, scope),
        pager(scope, scope.corpus.lists[page.first], page, scope.title, one, many),
        _back_translated(listed, scope),
    )


def quotation_marks(quotation: Quotation) -> dict[str, str]:
    """What a quotation can be filtered by: tokens and ids; who says it is empty where it is the article itself."""
    return {
        "speaker": quotation.speaker or "",
        "article": quotation.article,
        "type": quotation.kind,
        "language": quotation.said_in,
    }


def _total(page: ListPage, scope: Scope) -> str:
    whole = scope.words.plural("%(num)s quotation", "%(num)s quotations", page.total)
    return shown_of(scope, page, whole, N_("Page %(page)s of %(pages)s: %(shown)s of %(total)s quotations"))


def in_words(quotation: Quotation, scope: Scope) -> str:
    """The words that are quoted, as they stand on pages of this language, or else what was said in ours."""
    words = quotation.target[scope.language]
    if words:
        return f"“{words.exact}”"
    kind = scope.words(labels.QUOTATION_KINDS[quotation.kind])
    return quotation.text[scope.language] if quotation.text else kind


def rendering(quotation: Quotation, scope: Scope) -> str:
    """Says that the quoted words, as they stand on pages of this language, are a back-translation, where they are."""
    if quotation.target[scope.language] is None or not is_back_translated(quotation, scope):
        return ""
    return scope.words(labels.RENDERINGS["back-translation"])


def _filters(quotes: Sequence[Quotation], scope: Scope) -> list[Filter]:
    """What quotations can be filtered by."""
    words = scope.words
    speakers = {quotation.speaker for quotation in quotes if quotation.speaker}
    kinds = {quotation.kind for quotation in quotes}
    languages = {tag: words.name_of(tag) for tag in {quotation.said_in for quotation in quotes}}
    return filters.useful(
        Filter("speaker", words("Who says it"), filters.entities(speakers, scope)),
        Filter("article", words("Article"), filters.articles({quotation.article for quotation in quotes}, scope)),
        Filter("type", words("Kind"), filters.tokens(kinds, labels.QUOTATION_KINDS, scope)),
        Filter("language", words("Original language"), sorted(languages.items(), key=lambda named: named[1])),
    )


def _back_translated(quotes: Sequence[Quotation], scope: Scope) -> str:
    words = scope.words
    found = [
        (quotation.said_in, retold_language(quotation, scope), edition.language)
        for quotation in quotes
        if quotation.target.id is not None and quotation.said_in != "und"
        for edition in scope.editions()
        if is_back_translated(quotation, edition)
    ]
    if not found:
        return ""
    columns = zip(*found, strict=True)
    said, retold, shown = (words.listing([words.name_of(tag) for tag in dict.fromkeys(tags)]) for tags in columns)
    return words(
        "Words that were first said in %(said)s and reached us in %(retold)s are marked as a back-translation on"
        " %(shown)s pages, with the place where the first wording can be read, if we know one."
    ) % {"said": said, "retold": retold, "shown": shown}


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
            scope.place(quotation.article, scope.block_of(quotation.article, quotation.target, f"quote-{id}")),
            scope.passage(quotation.article, quotation.target, f"quote-{id}"),
        ),
        said_in=words.name_of(quotation.said_in),
        rendering=rendering(quotation, scope),
        original=[scope.evidence(reference) for reference in quotation.original],
        note=quotation.note[language] if quotation.note else "",
        lag_notice=scope.lag_notice(f"quotes/{id}"),
        marks=quotation_marks(quotation),
    )


def is_back_translated(quotation: Quotation, scope: Scope) -> bool:
    """Whether the words on this page were made from words in another language that had been translated themselves.

    An edition that is written in the language in which the words were said has them from there.
    """
    retold = retold_language(quotation, scope)
    written_in = next((edition.language for edition in scope.editions()), scope.language)
    is_translated = quotation.said_in not in (retold, written_in) and scope.language != retold
    return is_translated and quotation.rendering == "back-translation"


def retold_language(quotation: Quotation, scope: Scope) -> str:
    """The language of the text in which the words of a quotation were found."""
    return scope.corpus.articles[quotation.article].source.language
