"""Web Annotations (W3C, in JSON-LD) and exports of Hypothesis, as notes that have no place in our articles yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sorotan.core import dates
from sorotan.core.imports import markup
from sorotan.core.imports.jsonfile import field, listed, string
from sorotan.core.phrases import N_, Phrase, phrase, plural
from sorotan.core.records import Quote, as_id
from sorotan.core.vocabulary import Motivation

_MOTIVATIONS: Final[Mapping[str, Motivation]] = {
    "assessing": "assessing",
    "bookmarking": "highlighting",
    "classifying": "identifying",
    "commenting": "commenting",
    "describing": "describing",
    "editing": "editing",
    "highlighting": "highlighting",
    "identifying": "identifying",
    "linking": "linking",
    "moderating": "assessing",
    "questioning": "questioning",
    "replying": "commenting",
    "reviewing": "assessing",
    "tagging": "identifying",
}
"""Every motivation of the Web Annotation vocabulary, and the nearest of ours."""
_VOCABULARY: Final = "http://www.w3.org/ns/oa#"
_SETS: Final = frozenset({"Choice", "Composite", "Independents", "List"})
"""Bodies that hold others."""
_DEEPEST: Final = 8
"""Selectors that refine one another beyond this are nobody's."""

_NO_WORDS: Final = Phrase(N_("it does not quote the words it is about, so that nobody can tell where it belongs."))
_WHOLE_PAGE: Final = Phrase(N_("it is about a whole page; a note is about words or a paragraph."))


@dataclass(frozen=True)
class IncomingNote:
    """A note as another program wrote it."""

    name: str | Phrase
    """Its address or id there; its number in the file when it has none."""
    id: str
    """The id that follows from that; empty when none does."""
    source: str
    """Address of the page that it is about."""
    quote: Quote
    """The words that it is about, with their surroundings there."""
    block: str
    """The fragment of the page that it names; empty for none."""
    bodies: Mapping[str, str]
    """What it says, in Markdown, by language tag; the tag is empty where no language is named."""
    motivation: Motivation
    tags: Sequence[str]
    """Addresses and words."""
    references: Sequence[str]
    """Addresses of what it rests on."""
    creator: str
    created: str
    """A day in ISO 8601; empty when it is not known, as `modified`."""
    modified: str


@dataclass(frozen=True)
class Refusal:
    """Something that is not taken over, and why."""

    name: str | Phrase
    reason: Phrase
    """In a sentence."""


class _NotUsable(Exception):
    """Why an annotation cannot become a note."""

    def __init__(self, said: Phrase) -> None:
        """`said` is a sentence."""
        super().__init__(said)
        self.said = said


def notes_in(document: Any) -> Iterator[IncomingNote | Refusal]:
    """Every note of a document: an annotation, a page or collection of them, a list, or an export of Hypothesis."""
    for number, annotation in enumerate(_annotations(document), 1):
        name = string(field(annotation, "id", "@id")) or phrase(N_("annotation {number}"), number=number)
        try:
            if field(annotation, "uri") is not None:
                note = _from_hypothesis(annotation)
            else:
                note = _from_annotation(annotation)
            yield replace(note, name=note.name or name)
        except _NotUsable as error:
            yield Refusal(name, error.said)


def _annotations(document: Any) -> Iterator[Any]:
    while document is not None:
        page = document
        document = None
        if isinstance(page, list):
            yield from page
        elif isinstance(exported := field(page, "annotations", "rows"), list):  # Hypothesis, and its API
            yield from exported
        elif "Annotation" in _types(page):
            yield page
        elif isinstance(field(page, "first"), dict):  # a collection with its first page
            document = page["first"]
        else:
            yield from listed(field(page, "items"))
            document = field(page, "next")


def _types(value: Any) -> list[str]:
    return [_plain(type_) for type_ in listed(field(value, "type", "@type"))]


def _plain(term: Any) -> str:
    """A term of the vocabulary without its prefix."""
    return string(term).removeprefix(_VOCABULARY).removeprefix("oa:")


# W3C


def _from_annotation(annotation: Any) -> IncomingNote:
    if "Annotation" not in _types(annotation):
        raise _NotUsable(Phrase(N_("it is no annotation.")))
    targets = listed(field(annotation, "target"))
    if len(targets) != 1:
        said = plural("it has %(num)s target; a note has one.", "it has %(num)s targets; a note has one.", len(targets))
        raise _NotUsable(said)
    [target] = targets
    name = string(field(annotation, "id", "@id"))
    parts = [*_parts(listed(field(annotation, "body"))), *map(_text_body, listed(field(annotation, "bodyValue")))]
    quote, block = _place(listed(field(target, "selector")))
    return IncomingNote(
        name=name,
        id=_id(name),
        source=_address(field(target, "source")) or _address(target),
        quote=quote,
        block=block,
        bodies=_bodies(parts),
        motivation=_motivation(field(annotation, "motivation", "oa:motivatedBy")),
        tags=[tag for part in parts if _purpose(part) == "tagging" if (tag := _tag(part))],
        references=[address for item in listed(field(annotation, "dcterms:references")) if (address := _address(item))],
        creator=_creator(field(annotation, "creator")),
        created=_day(field(annotation, "created")),
        modified=_day(field(annotation, "modified")),
    )


def _parts(bodies: Sequence[Any]) -> Iterator[Any]:
    """The bodies, and in the place of each set of bodies those in it."""
    for body in bodies:
        yield from listed(field(body, "items")) if _SETS & set(_types(body)) else [body]


def _text_body(value: Any) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain"}


def _purpose(body: Any) -> str:
    return _plain(next(iter(listed(field(body, "purpose"))), ""))


def _tag(body: Any) -> str:
    return string(field(body, "value")) or _address(field(body, "source")) or _address(body)


def _bodies(parts: Sequence[Any]) -> dict[str, str]:
    """The texts by language; several in one language are paragraphs of one."""
    texts: dict[str, list[str]] = {}
    for part in parts:
        part = _text_body(part) if isinstance(part, str) and "://" not in part else part
        text = string(field(part, "value"))
        if text and _purpose(part) != "tagging":
            language = string(next(iter(listed(field(part, "language"))), ""))
            texts.setdefault(language, []).append(_markdown(text, string(field(part, "format"))))
    bodies = {language: text for language, found in texts.items() if (text := "\n\n".join(filter(None, found)))}
    if not bodies:
        raise _NotUsable(Phrase(N_("it says nothing: it has no body with text.")))
    return bodies


def _markdown(text: str, format: str) -> str:
    """A text in Markdown; one of which nobody says what it is, is plain text."""
    if format.startswith("text/markdown"):
        return text
    return markup.from_html(text) if format.startswith(("text/html", "application/xhtml")) else markup.from_plain(text)


def _place(selectors: Sequence[Any]) -> tuple[Quote, str]:
    """The words that selectors quote, and the fragment that they name."""
    found: list[dict[str, Any]] = []
    level = list(selectors)
    for _ in range(_DEEPEST):
        here = [selector for selector in level if isinstance(selector, dict)]
        found += here
        level = [inner for selector in here for inner in listed(selector.get("refinedBy"))]
    quotes = [selector for selector in found if "TextQuoteSelector" in _types(selector)]
    if not quotes:
        raise _NotUsable(_NO_WORDS if found else _WHOLE_PAGE)
    exact, prefix, suffix = (" ".join(string(quotes[0].get(name)).split()) for name in ("exact", "prefix", "suffix"))
    if not exact:
        raise _NotUsable(Phrase(N_("the words it quotes are empty.")))
    fragments = [s.get("value") for s in found if "FragmentSelector" in _types(s)]
    return Quote(exact=exact, prefix=prefix, suffix=suffix), string(next(iter(fragments), ""))


def _motivation(value: Any) -> Motivation:
    terms = map(_plain, listed(value))
    return next((_MOTIVATIONS[term] for term in terms if term in _MOTIVATIONS), "commenting")


def _creator(value: Any) -> str:
    agent = next(iter(listed(value)), None)
    return string(field(agent, "name", "nickname")) or _last_part(_address(agent))


# Hypothesis


def _from_hypothesis(annotation: Any) -> IncomingNote:
    if listed(field(annotation, "references")):
        raise _NotUsable(Phrase(N_("it is a reply to another one.")))
    text = string(field(annotation, "text"))
    if not text:
        raise _NotUsable(Phrase(N_("it says nothing: it has no text.")))
    target = next(iter(listed(field(annotation, "target"))), None)
    quote, block = _place(listed(field(target, "selector")))
    address = string(field(field(annotation, "links"), "html"))
    name = address if "#note-" in address else string(field(annotation, "id"))
    user = string(field(annotation, "user")).removeprefix("acct:").partition("@")[0]
    created, updated = _day(field(annotation, "created")), _day(field(annotation, "updated"))
    return IncomingNote(
        name=name,
        id=_id(name),
        source=string(field(annotation, "uri")),
        quote=quote,
        block=block,
        bodies={"": text},
        motivation="commenting",
        tags=[tag for item in listed(field(annotation, "tags")) if (tag := string(item))],
        references=[],
        creator=string(field(field(annotation, "user_info"), "display_name")) or user,
        created=created,
        modified=updated if updated != created else "",
    )


# Both


def _address(value: Any) -> str:
    return string(value) or string(field(value, "id", "@id"))


def _id(name: str) -> str:
    """The id of a note that was ours; otherwise one made from the last part of its address."""
    before, ours, id = name.rpartition("#note-")
    return as_id(id if ours else _last_part(name))


def _last_part(address: str) -> str:
    return address.rstrip("/#").replace("#", "/").replace(":", "/").rpartition("/")[2]


def _day(moment: Any) -> str:
    """The day of an xsd:dateTime; empty when it is none."""
    day = string(moment)[: len("2025-01-20")]
    try:
        return day if dates.parse(day).iso == day else ""
    except ValueError:
        return ""
