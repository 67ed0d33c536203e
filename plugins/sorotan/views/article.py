"""The page of an article around its blocks: what it is, where the text comes from, and what is left out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sorotan.core.prose import ArticleText
from sorotan.core.records import Article
from sorotan.views import labels
from sorotan.views.cite import Citation, citation
from sorotan.views.data import article_files
from sorotan.views.note import NoteEntry, kinds_of, note_entry
from sorotan.views.scope import Link, Scope, first_outlet


@dataclass(frozen=True)
class IntroView:
    """What is said about the page below its headline."""

    standfirst: str
    """What the article tells, in a sentence; empty when its front matter has no description."""
    about: str
    """What kind of text it is, in a sentence."""
    parallel: str
    """Address of the page that shows it in all languages side by side; empty when there is one language only."""
    note_counts: Sequence[tuple[str, str, str]]
    """Motivation, its label, and how many notes have it."""


@dataclass(frozen=True)
class OmittedView:
    """A paragraph of the source that is left out, said at its place."""

    number: str
    reason: str
    headline: str
    """Said when the paragraph before it is the headline of the page, which nobody would count; else empty."""


@dataclass(frozen=True)
class StepView:
    """One step of the way from the first report to the text that was retold."""

    label: str
    outlet: Link
    title: str
    authors: str
    date: str
    certainty: str
    references: Sequence[Link]
    note: str


@dataclass(frozen=True)
class ArticleView:
    """What stands around the text of an article."""

    title: str
    """Headline of the page; empty when a block of the article is its headline, which the introduction follows."""
    intro: IntroView
    outlet: str
    """What the article is called in a few words."""
    origin: str
    """Where its story first appeared, when `outlet` says something else."""
    published: str
    headline: str
    headline_language: str
    chain: Sequence[StepView]
    rights: str
    note: str
    omitted: Sequence[tuple[str, str]]
    omitted_first: Sequence[OmittedView]
    """Paragraphs before the first that is retold, to be said at their place."""
    notes: Sequence[NoteEntry]
    """All notes of the page, in reading order."""
    files: Sequence[Link]
    """The notes as files, by their formats; none where nothing is exported."""
    has_source: bool
    """Whether the source text stands beside the edition."""
    lag_notice: str
    """Said when its translation may be out of date."""
    cite: Citation | None


def headline_block(text: ArticleText) -> str:
    """The block that is the headline; empty where there is none."""
    return next((block for block, tag in text.tags.items() if tag == "h1"), "")


def omitted_paragraphs(text: ArticleText, scope: Scope) -> dict[str, list[OmittedView]]:
    """The paragraphs that are left out, by the block that they would follow; by "" those before the first."""
    headline = headline_block(text)
    found: dict[str, list[OmittedView]] = {}
    blocks = [block for block in text.texts if _number(block)]
    for item in scope.corpus.articles[text.article].omitted:
        earlier = (block for block in blocks if _number(block) < _number(item.block))
        before = max(earlier, key=_number, default="")
        told = ""
        if before and before == headline and before not in found:
            told = scope.words("¶%(number)s is the headline.") % {"number": _number(before)}
        view = OmittedView(str(_number(item.block)), item.reason[scope.language], told)
        found.setdefault(before, []).append(view)
    return found


def _number(block: str) -> int:
    """Which paragraph of the source a block retells; 0 where its id says nothing of it."""
    number = block.removeprefix("p")
    return int(number) if number.isdecimal() else 0


def introduction(text: ArticleText, scope: Scope, standfirst: str) -> IntroView:
    """What is said below the headline, which may be a block of the text."""
    return IntroView(
        standfirst=standfirst,
        about=_about(
            scope.corpus.articles[text.article], first_outlet(scope.corpus, text.article, scope.language), scope
        ),
        parallel=scope.links.parallel(text.article),
        note_counts=kinds_of(text.notes, scope),
    )


def article_view(text: ArticleText, scope: Scope, has_source: bool, standfirst: str) -> ArticleView:
    """What stands around the text of an article.

    Args:
        text: The article with everything attached to it.
        scope: The page.
        has_source: Whether the source text stands beside the edition.
        standfirst: The description of the page, as text; may be empty.
    """
    article = scope.corpus.articles[text.article]
    return ArticleView(
        title="" if headline_block(text) else text.title,
        intro=introduction(text, scope, standfirst),
        outlet=scope.outlet(text.article),
        origin=scope.origin(text.article),
        published=scope.date(article.published),
        headline=article.headline or "",
        headline_language=article.source.language,
        chain=[_step(article, index, scope) for index in range(len(article.chain))],
        rights=article.rights[scope.language],
        note=article.note[scope.language] if article.note else "",
        omitted=[(o.block, o.reason[scope.language]) for o in article.omitted],
        omitted_first=omitted_paragraphs(text, scope).get("", ()),
        notes=[note_entry(note, text, scope) for note in text.notes],
        files=article_files(text.article, scope),
        has_source=has_source,
        lag_notice=scope.lag_notice(f"articles/{text.article}"),
        cite=citation(
            text.title, text.article, (note.note.modified or note.note.created for note in text.notes), scope
        ),
    )


def _about(article: Article, origin: str, scope: Scope) -> str:
    """What is retold here, as surely as its chain of steps is known."""
    language = article.source.language
    is_first = all(step.step in ("original", "republication") for step in article.chain)
    if article.chain[0].certainty != "confirmed":
        sentence = scope.words(
            "This page retells, paragraph by paragraph and in our own words, a text in %(language)s that probably goes"
            " back to a report by %(outlet)s. The notes are ours."
        )
    elif is_first and all(step.language in (None, language) for step in article.chain):
        sentence = scope.words(
            "This page retells, paragraph by paragraph and in our own words, a story that first appeared in %(outlet)s."
            " The notes are ours."
        )
    elif all(step.step in ("original", "translation", "republication") for step in article.chain):
        sentence = scope.words(
            "This page retells, paragraph by paragraph and in our own words, a version in %(language)s of a story that"
            " first appeared in %(outlet)s. The notes are ours."
        )
    else:
        sentence = scope.words(
            "This page retells, paragraph by paragraph and in our own words, a text in %(language)s that goes back, by"
            " way of a rewrite, to a story in %(outlet)s. The notes are ours."
        )
    return sentence % {"outlet": origin, "language": scope.words.name_of(language)}


def _step(article: Article, index: int, scope: Scope) -> StepView:
    step = article.chain[index]
    outlet = scope.entity_link(step.outlet) if step.outlet else Link(step.publisher or "", "")
    return StepView(
        label=scope.words(labels.STEPS[step.step]),
        outlet=outlet if outlet.text else Link(scope.words("unknown"), ""),
        title=step.title or "",
        authors=scope.words.listing(list(step.author)) if step.author else "",
        date=scope.date(step.date),
        certainty=scope.certainty(step.certainty),
        references=scope.evidences(step.references),
        note=step.note[scope.language] if step.note else "",
    )
