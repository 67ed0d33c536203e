"""The page of an article: its blocks with notes, names and quotations, and where the text comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sorotan.core.mentions import Found
from sorotan.core.prose import AnchoredNote, AnchoredRecord, ArticleText
from sorotan.core.records import Article, Quotation
from sorotan.markdown.annotate import BlockMarkup
from sorotan.markdown.textstream import Span
from sorotan.views import labels
from sorotan.views.cite import Citation, citation
from sorotan.views.note import NoteEntry, kinds_of, note_citation, note_entry, note_view
from sorotan.views.scope import Link, Scope, first_outlet


@dataclass(frozen=True)
class SourceView:
    """The paragraph of the source that a block retells."""

    block: str
    language: str
    runs: Sequence[Link]
    """Its text in parts; the first mention of each entity is a link."""
    label: str


@dataclass(frozen=True)
class PlaceView:
    """Where a block is: a link to share it by, and to the same block in the other languages."""

    block: str
    counterparts: Sequence[Link]
    """By the names of the languages; `kind` is the tag."""


@dataclass(frozen=True)
class IntroView:
    """What is said about the page below its headline."""

    about: str
    """What kind of text it is, in a sentence."""
    parallel: str
    """Address of the page that shows it in all languages side by side; empty when there is one language only."""
    note_counts: Sequence[tuple[str, str, int]]
    """Motivation, its label, and how many notes have it."""


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
    notes: Sequence[NoteEntry]
    """All notes of the page, in reading order."""
    has_source: bool
    """Whether the source text stands beside the edition."""
    lag_notice: str
    """Said when its translation may be out of date."""
    cite: Citation | None


def block_markups(
    text: ArticleText,
    scope: Scope,
    entity_address: Callable[[str], str],
    render: Callable[..., str],
    source: Mapping[str, str],
    names: Callable[[str], Sequence[Found]],
) -> dict[str, BlockMarkup]:
    """What goes into, beside and behind every block of an article.

    Args:
        text: The article with everything attached to it.
        scope: The page.
        entity_address: Link to an entity as Markdown sees it.
        render: HTML of a template with its values.
        source: The source paragraphs by block; empty when there is no copy of the source.
        names: The names in a source paragraph.
    """
    markups = {}
    headline = _headline(text)
    for block in text.texts:
        notes = text.notes_at(block)
        beside = "".join(_rendered(note, text, scope, render) for note in notes)
        if block in source:
            language = scope.corpus.articles[text.article].source.language
            runs = _linked_runs(source[block], names(source[block]), scope)
            paragraph = SourceView(block, language, runs, scope.words("Source text"))
            beside = render("source.html", source=paragraph) + beside
        passages = [p for p in text.passages if p.anchor.block == block and p.anchor.is_published]
        spans = [
            *(_passage_span(passage, scope) for passage in passages),
            *(_note_span(note, scope) for note in notes if note.is_attached),
            *_mention_spans(text, block, entity_address),
        ]
        whole = [note for note in notes if not note.is_attached]
        end = len(text.texts[block])
        if whole and end:
            spans.append(Span(end - 1, end, "span", following=tuple(_reference(note, scope) for note in whole)))
        markups[block] = BlockMarkup(
            spans,
            "" if block == headline else render("place.html", place=_place(text.article, block, scope)),
            beside,
            render("intro.html", intro=_intro(text, scope)) if block == headline else "",
        )
    return markups


def _rendered(anchored: AnchoredNote, text: ArticleText, scope: Scope, render: Callable[..., str]) -> str:
    return render(
        "note.html",
        note=note_view(anchored, scope),
        counterparts=scope.counterparts(lambda other: other.links.note(anchored.note.id)),
        cite=note_citation(anchored.note, text, scope),
    )


def _place(article: str, block: str, scope: Scope) -> PlaceView:
    return PlaceView(block, scope.counterparts(lambda other: other.links.block(f"{article}#{block}")))


def _headline(text: ArticleText) -> str:
    """The block that is the headline; empty where there is none."""
    return next((block for block, tag in text.tags.items() if tag == "h1"), "")


def _intro(text: ArticleText, scope: Scope) -> IntroView:
    return IntroView(
        about=_about(
            scope.corpus.articles[text.article], first_outlet(scope.corpus, text.article, scope.language), scope
        ),
        parallel=scope.links.parallel(text.article),
        note_counts=kinds_of(text.notes, scope),
    )


def article_view(text: ArticleText, scope: Scope, has_source: bool) -> ArticleView:
    """What stands around the text of an article."""
    article = scope.corpus.articles[text.article]
    return ArticleView(
        title="" if _headline(text) else text.title,
        intro=_intro(text, scope),
        outlet=scope.outlet(text.article),
        origin=scope.origin(text.article),
        published=scope.date(article.published),
        headline=article.headline or "",
        headline_language=article.source.language,
        chain=[_step(article, index, scope) for index in range(len(article.chain))],
        rights=article.rights[scope.language],
        note=article.note[scope.language] if article.note else "",
        omitted=[(o.block, o.reason[scope.language]) for o in article.omitted],
        notes=[note_entry(note, text, scope) for note in text.notes],
        has_source=has_source,
        lag_notice=scope.lag_notice(f"articles/{text.article}"),
        cite=citation(
            text.title, text.article, (note.note.modified or note.note.created for note in text.notes), scope
        ),
    )


def _about(article: Article, origin: str, scope: Scope) -> str:
    """What is retold here, as surely as its chain of steps is known."""
    language = article.source.language
    if all(step.step in ("original", "republication") and step.language in (None, language) for step in article.chain):
        sentence = scope.words(
            "This page retells, paragraph by paragraph and in our own words, a story that first appeared in %(outlet)s."
            " The notes are ours."
        )
    elif all(step.step in ("original", "translation", "republication") for step in article.chain):
        sentence = scope.words(
            "This page retells, paragraph by paragraph and in our own words, a version in %(language)s of a story that"
            " first appeared in %(outlet)s. The notes are ours."
        )
    elif article.chain[0].certainty == "confirmed":
        sentence = scope.words(
            "This page retells, paragraph by paragraph and in our own words, a text in %(language)s that goes back, by"
            " way of a rewrite, to a story in %(outlet)s. The notes are ours."
        )
    else:
        sentence = scope.words(
            "This page retells, paragraph by paragraph and in our own words, a text in %(language)s that probably goes"
            " back to a story in %(outlet)s. The notes are ours."
        )
    return sentence % {"outlet": origin, "language": scope.words.name_of(language)}


def _reference(anchored: AnchoredNote, scope: Scope) -> Element:
    """The number in the text that leads to the note."""
    motivation = scope.words(labels.MOTIVATIONS[anchored.note.motivation])
    label = scope.words("%(motivation)s, note %(number)s") % {"motivation": motivation, "number": anchored.number}
    link = Element(
        "a",
        {
            "class": f"srt-noteref srt-noteref--{anchored.note.motivation}",
            "id": f"ref-{anchored.note.id}",
            "href": f"#note-{anchored.note.id}",
            "role": "doc-noteref",
            "aria-label": label,
        },
    )
    link.text = str(anchored.number)
    return link


def _note_span(anchored: AnchoredNote, scope: Scope) -> Span:
    note = anchored.note
    return Span(
        anchored.anchor.start,
        anchored.anchor.end,
        "mark",
        {"class": f"srt-mark srt-mark--{note.motivation}", "data-note": note.id},
        {"id": f"passage-{note.id}", "aria-details": f"note-{note.id}"},
        (_reference(anchored, scope),),
    )


def _passage_span(passage: AnchoredRecord, scope: Scope) -> Span:
    """The words of a quotation or claim, for other pages to lead to."""
    record = passage.record
    kind, _, _ = passage.id.partition("-")
    following: tuple[Element, ...] = ()
    if isinstance(record, Quotation) and is_back_translated(record, scope):
        retold = scope.words.name_of(retold_language(record, scope))
        title = scope.words("Back-translated from %(language)s") % {"language": retold}
        marker = Element("abbr", {"class": "srt-back", "title": title})
        marker.text = scope.words("tr.")
        following = (marker,)
    return Span(
        passage.anchor.start,
        passage.anchor.end,
        "span",
        {"class": f"srt-passage srt-passage--{kind}"},
        {"id": passage.id},
        following,
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


def _mention_spans(text: ArticleText, block: str, address: Callable[[str], str]) -> list[Span]:
    """Links to entities, each at its first mention in the block."""
    spans, linked = [], set()
    for found in text.mentions.get(block, ()):
        href = address(found.entity)
        if found.entity not in linked and href:
            linked.add(found.entity)
            spans.append(Span(found.start, found.end, "a", {"class": "srt-entity", "href": href}))
    return spans


def _linked_runs(text: str, names: Sequence[Found], scope: Scope) -> list[Link]:
    """`text` in parts, with a link at the first mention of each entity."""
    runs, at, linked = [], 0, set()
    for found in names:
        if found.entity not in linked:
            linked.add(found.entity)
            link = scope.links.entity(found.entity)
            runs += [Link(text[at : found.start], ""), Link(text[found.start : found.end], link)]
            at = found.end
    return [*runs, Link(text[at:], "")]


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
