"""The blocks of an article: what stands in, beside and behind the text of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from sorotan.core.mentions import Found
from sorotan.core.prose import AnchoredNote, AnchoredRecord, ArticleText
from sorotan.core.records import Quotation
from sorotan.markdown.annotate import BlockMarkup
from sorotan.markdown.textstream import Span
from sorotan.views import labels
from sorotan.views.article import headline_block, introduction, omitted_paragraphs
from sorotan.views.note import note_citation, note_view
from sorotan.views.quotes import is_back_translated, retold_language
from sorotan.views.scope import Link, Scope

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
    omitted = omitted_paragraphs(text, scope)
    headline = headline_block(text)
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
        whole = tuple(_reference(note, scope) for note in notes if not note.is_attached)
        end = len(text.texts[block])
        if whole and end:
            spans.append(Span(end - 1, end, "span", following=whole))
        intro = render("intro.html", intro=introduction(text, scope, around.standfirst)) if block == headline else ""
        markups[block] = BlockMarkup(
            spans,
            () if end else whole,
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
