"""The page of an article: its blocks with notes, names and quotations, and where the text comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from sorotan.core.mentions import Found
from sorotan.core.prose import AnchoredNote, AnchoredRecord, ArticleText
from sorotan.core.records import Article, Quotation
from sorotan.markdown.annotate import BlockMarkup
from sorotan.markdown.textstream import Span
from sorotan.views import labels
from sorotan.views.cite import Citation, citation
from sorotan.views.data import article_files
from sorotan.views.note import NoteEntry, kinds_of, note_citation, note_entry, note_view
from sorotan.views.scope import Link, Scope, first_outlet

_CLOSING: Final = re.compile(r"[.,;:?!…]?[”»\"]")
"""The quotation mark behind quoted words, with the full stop or the like that may stand before it."""
_EVERYWHERE: Final = frozenset({"place", "concept"})
"""Kinds of entities that whole articles are about: a link in each paragraph would tell nobody anything."""


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


@dataclass(frozen=True)
class Surroundings:
    """What the blocks of an article depend on, besides the text and the records."""

    address: Callable[[str], str]
    """From the path of a page, perhaps with a fragment, to a link to it as Markdown has it; empty without the page."""
    render: Callable[..., str]
    """HTML of a template with its values."""
    kinds: Mapping[str, str]
    """The kind of each entity."""
    standfirst: str = ""
    """The description of the page, as text."""
    back_translations: str = ""
    """Path and fragment of the section that says what a back-translation is; empty where there is none."""
    source: Mapping[str, str] = field(default_factory=dict)
    """The source paragraphs by block; empty when there is no copy of the source."""
    names: Callable[[str], Sequence[Found]] = lambda paragraph: ()
    """The names in a source paragraph."""


def block_markups(text: ArticleText, scope: Scope, around: Surroundings) -> dict[str, BlockMarkup]:
    """What goes into, beside and behind every block of an article.

    Args:
        text: The article with everything attached to it.
        scope: The page.
        around: What else they depend on.
    """
    markups = {}
    render, source = around.render, around.source
    linking, source_linking = _Linking(around.kinds), _Linking(around.kinds)
    omitted = _omitted(text, scope)
    headline = _headline(text)
    for block in text.texts:
        notes = text.notes_at(block)
        beside = "".join(_rendered(note, text, scope, render) for note in notes)
        if block in source:
            language = scope.corpus.articles[text.article].source.language
            runs = _linked_runs(source[block], source_linking.choose(around.names(source[block])), scope)
            paragraph = SourceView(block, language, runs, scope.words("Source text"))
            beside = render("source.html", source=paragraph) + beside
        passages = [p for p in text.passages if p.anchor.block == block and p.anchor.is_published]
        spans = [
            *(span for passage in passages for span in _passage_spans(passage, text.texts[block], scope, around)),
            *(_note_span(note, scope) for note in notes if note.is_attached),
            *_mention_spans(linking.choose(text.mentions.get(block, ())), around.address),
        ]
        whole = [note for note in notes if not note.is_attached]
        end = len(text.texts[block])
        if whole and end:
            spans.append(Span(end - 1, end, "span", following=tuple(_reference(note, scope) for note in whole)))
        intro = render("intro.html", intro=_intro(text, scope, around.standfirst)) if block == headline else ""
        markups[block] = BlockMarkup(
            spans,
            "" if block == headline else render("place.html", place=_place(text.article, block, scope)),
            beside,
            intro + "".join(render("omitted.html", omitted=item) for item in omitted.get(block, ())),
        )
    return markups


def _rendered(anchored: AnchoredNote, text: ArticleText, scope: Scope, render: Callable[..., str]) -> str:
    return render(
        "note.html",
        note=note_view(anchored, scope),
        counterparts=scope.counterparts(lambda other: other.links.note(anchored.note.id)),
        cite=note_citation(anchored, text, scope),
    )


def _place(article: str, block: str, scope: Scope) -> PlaceView:
    return PlaceView(block, scope.counterparts(lambda other: other.links.block(f"{article}#{block}")))


def _headline(text: ArticleText) -> str:
    """The block that is the headline; empty where there is none."""
    return next((block for block, tag in text.tags.items() if tag == "h1"), "")


def _omitted(text: ArticleText, scope: Scope) -> dict[str, list[OmittedView]]:
    """The paragraphs that are left out, by the block that they would follow; by "" those before the first."""
    headline = _headline(text)
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


def _intro(text: ArticleText, scope: Scope, standfirst: str) -> IntroView:
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
        title="" if _headline(text) else text.title,
        intro=_intro(text, scope, standfirst),
        outlet=scope.outlet(text.article),
        origin=scope.origin(text.article),
        published=scope.date(article.published),
        headline=article.headline or "",
        headline_language=article.source.language,
        chain=[_step(article, index, scope) for index in range(len(article.chain))],
        rights=article.rights[scope.language],
        note=article.note[scope.language] if article.note else "",
        omitted=[(o.block, o.reason[scope.language]) for o in article.omitted],
        omitted_first=_omitted(text, scope).get("", ()),
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


def _passage_spans(passage: AnchoredRecord, words: str, scope: Scope, around: Surroundings) -> Iterator[Span]:
    """The words of a quotation or claim in a block, for other pages to lead to."""
    record, end = passage.record, passage.anchor.end
    kind, _, _ = passage.id.partition("-")
    marker: tuple[Element, ...] = ()
    if isinstance(record, Quotation) and is_back_translated(record, scope):
        marker = (_back_translation(record, scope, around),)
        # Within the quotation mark it would read as the end of the last word.
        if closing := _CLOSING.match(words, end):
            yield Span(end, closing.end(), "span", following=marker)
            marker = ()
    yield Span(
        passage.anchor.start,
        end,
        "span",
        {"class": f"srt-passage srt-passage--{kind}"},
        {"id": passage.id},
        marker,
    )


def _back_translation(quotation: Quotation, scope: Scope, around: Surroundings) -> Element:
    """What says that quoted words are a back-translation; a link, where there is something to read about that."""
    retold = scope.words.name_of(retold_language(quotation, scope))
    meaning = scope.words("Back-translated from %(language)s") % {"language": retold}
    marker = Element("abbr", {"class": "srt-back", "title": meaning})
    if path := around.back_translations:
        # MkDocs tells the editor of a page that is not there.
        marker = Element("a", {"class": "srt-back", "href": around.address(path) or path, "aria-label": meaning})
    marker.text = scope.words("tr")
    return marker


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


class _Linking:
    """Which mentions are links: the first of an entity in each block, or in the whole text if it is named everywhere.

    Args:
        kinds: The kind of each entity.
    """

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._kinds = kinds
        self._linked: set[str] = set()
        """Entities that need no further link in this text."""

    def choose(self, mentions: Iterable[Found]) -> Iterator[Found]:
        """Those of the mentions in the next block that are links."""
        here: set[str] = set()
        for found in mentions:
            id = found.entity
            if id not in here and id not in self._linked:
                (self._linked if self._kinds.get(id) in _EVERYWHERE else here).add(id)
                yield found


def _mention_spans(mentions: Iterable[Found], address: Callable[[str], str]) -> Iterator[Span]:
    """Links to entities at mentions of them."""
    for found in mentions:
        if href := address(f"entities/{found.entity}.md"):
            yield Span(found.start, found.end, "a", {"class": "srt-entity", "href": href})


def _linked_runs(text: str, mentions: Iterable[Found], scope: Scope) -> list[Link]:
    """`text` in parts, with links at mentions of entities."""
    runs, at = [], 0
    for found in mentions:
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
