"""Notes as W3C Web Annotations, and as a file that Hypothesis imports, anchored in a published text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from sorotan.core import dates
from sorotan.core.languages import Language
from sorotan.core.prose import AnchoredNote, ArticleText
from sorotan.core.recordlinks import Link, with_addresses
from sorotan.core.records import Annotation
from sorotan.export.jsontext import compact, document
from sorotan.export.publication import Publication
from sorotan.export.stream import TextStream
from sorotan.views import labels
from sorotan.views.data import FOLDER
from sorotan.views.scope import Link as PageLink
from sorotan.views.scope import Scope

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_HTML_FRAGMENT: Final = "http://tools.ietf.org/rfc/rfc3236"
_SURROUNDINGS: Final = 32
"""Characters of `prefix` and `suffix`, as many as Hypothesis writes."""


@dataclass(frozen=True)
class _Place:
    """Where a note is anchored in the stream."""

    start: int
    end: int
    block: str
    is_whole_block: bool


def annotation_files(article: str, language: Language, publication: Publication) -> Iterator[tuple[str, str]]:
    """Path and text of the files with the annotations of an article, and with the text that they are anchored in."""
    scope = publication.scopes[language]
    text = scope.prose.get(article, language)
    assert text is not None
    stream = publication.stream(text)
    base = f"{FOLDER}/annotations/{article}.{language}"
    yield f"{base}.txt", stream.text
    described = [(note, _description(note, text, scope)) for note in text.notes]
    for ending, in_utf16 in ((".jsonld", False), (".utf16.jsonld", True)):
        address = scope.links.page(base + ending)
        stream_address = scope.links.page(f"{base}.txt")
        yield base + ending, document(_collection(described, text, stream, address, stream_address, in_utf16))
    yield f"{base}.hypothesis.json", document(_hypothesis(text, stream, scope, publication))


def _collection(
    described: Sequence[tuple[AnchoredNote, dict[str, Any]]],
    text: ArticleText,
    stream: TextStream,
    address: str,
    stream_address: str,
    in_utf16: bool,
) -> dict[str, Any]:
    notes = [
        {**annotation, "target": _target(note, annotation["target"], stream, in_utf16)}
        for note, annotation in described
    ]
    unit = "UTF-16 code units" if in_utf16 else "Unicode code points"
    return {
        "@context": _CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": text.title,
        "dcterms:description": f"Positions count {unit} of the text stream, from 0.",
        "schema:isBasedOn": {
            "id": stream_address,
            "type": "Text",
            "format": "text/plain",
            "language": text.language,
            "schema:sha256": stream.sha256,
        },
        "total": len(notes),
        "first": {
            "id": f"{address}#page-1",
            "type": "AnnotationPage",
            "partOf": address,
            "startIndex": 0,
            "items": notes,
        },
        "last": f"{address}#page-1",
    }


def _target(anchored: AnchoredNote, page: str, stream: TextStream, in_utf16: bool) -> Any:
    """The place of a note on its page; the whole page where it has none."""
    place = _place(anchored, stream)
    if place is None:
        return page
    selectors = _selectors(place, stream, in_utf16)
    if place.is_whole_block:
        selectors.append({"type": "FragmentSelector", "conformsTo": _HTML_FRAGMENT, "value": place.block})
    return {"type": "SpecificResource", "source": page, "selector": selectors}


def _description(anchored: AnchoredNote, text: ArticleText, scope: Scope) -> dict[str, Any]:
    """A note whose target is its page as a whole: what is the same however positions are counted."""
    note = anchored.note
    body = {
        "type": "TextualBody",
        "value": body_markdown(note.body[scope.language], scope),
        "format": "text/markdown",
        "language": scope.language,
        "purpose": _motivation(note),
    }
    tags = [_tag(scope.entity_link(id)) for id in note.entities]
    return compact(
        {
            "id": scope.links.note(note.id),
            "type": "Annotation",
            "motivation": _motivation(note),
            "creator": {"name": note.creator},
            "created": _moment(note.created),
            "modified": _moment(note.modified),
            "body": [body, *tags],
            "target": scope.links.article(text.article),
            "dcterms:references": [{"id": url} for link in scope.evidences(note.cites) if (url := link.url)],
        }
    )


def _tag(entity: PageLink) -> dict[str, str]:
    """An entity as a tag: its page, or its name where it has none."""
    if entity.url:
        return {"type": "SpecificResource", "source": entity.url, "purpose": "tagging"}
    return {"type": "TextualBody", "value": entity.text, "purpose": "tagging"}


def _hypothesis(text: ArticleText, stream: TextStream, scope: Scope, publication: Publication) -> dict[str, Any]:
    """What Hypothesis' client exports and imports (`annotations-exporter.tsx`)."""
    return {
        "export_date": f"{publication.corpus.dated}T00:00:00.000Z",
        "export_userid": _account(publication.name, publication),
        "client_version": "mkdocs-sorotan",
        "annotations": [_hypothesis_annotation(note, text, stream, scope, publication) for note in text.notes],
    }


def _hypothesis_annotation(
    anchored: AnchoredNote, text: ArticleText, stream: TextStream, scope: Scope, publication: Publication
) -> dict[str, Any]:
    """A note in the form of Hypothesis' API, which wants a date in any case."""
    note, page, place = anchored.note, scope.links.article(text.article), _place(anchored, stream)
    fallback = f"{publication.corpus.dated}T00:00:00Z"
    user = _account(note.creator, publication)
    motivation = scope.words(labels.MOTIVATIONS[note.motivation])
    return {
        "id": f"{note.id}.{scope.language}",
        "created": _moment(note.created) or fallback,
        "updated": _moment(note.modified or note.created) or fallback,
        "user": user,
        "user_info": {"display_name": note.creator},
        "uri": page,
        "text": body_markdown(note.body[scope.language], scope),
        "tags": [motivation, *(scope.entity_link(id).text for id in note.entities)],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"], "admin": [user], "update": [user], "delete": [user]},
        "target": [compact({"source": page, "selector": _selectors(place, stream, in_utf16=True) if place else []})],
        "document": {"title": [text.title]},
        "references": [],
        "hidden": False,
        "flagged": False,
        "links": {"html": scope.links.note(note.id)},
    }


def body_markdown(body: str, scope: Scope) -> str:
    """Markdown of a record as other programs can show it: links to records become addresses."""

    def address(link: Link) -> str | None:
        return (scope.links.resolve(link.scheme, link.target) or None) if link.scheme else link.address

    return with_addresses(body, address)


def _place(anchored: AnchoredNote, stream: TextStream) -> _Place | None:
    """Words for a note that is attached to them, else the whole block that its editor named; None where there is none.

    A page shows such a note all the same, at the block that seems nearest.
    """
    anchor = anchored.anchor
    if anchored.is_attached:
        return _Place(*stream.span(anchor.block, anchor.start, anchor.end), anchor.block, False)
    block = anchored.note.target.block
    if block not in stream.blocks:
        return None
    return _Place(*stream.span(block, 0, len(stream.blocks[block])), block, True)


def _selectors(place: _Place, stream: TextStream, in_utf16: bool) -> list[dict[str, Any]]:
    """The words with their surroundings, and their position; clients ask for both."""
    count = stream.utf16 if in_utf16 else int
    text = stream.text
    before = max(0, place.start - _SURROUNDINGS)
    after = min(len(text), place.end + _SURROUNDINGS)
    # An accent is not parted from its letter.
    while before < place.start and unicodedata.combining(text[before]):
        before += 1
    while after < len(text) and unicodedata.combining(text[after]):
        after += 1
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[place.start : place.end],
            "prefix": text[before : place.start],
            "suffix": text[place.end : after],
        },
        {"type": "TextPositionSelector", "start": count(place.start), "end": count(place.end)},
    ]


def _motivation(note: Annotation) -> str:
    """The term of the context; of `assessing`, which older copies of the context leave out, the name in full."""
    return "oa:assessing" if note.motivation == "assessing" else note.motivation


def _moment(edtf: str | None) -> str:
    """The beginning of a day as xsd:dateTime with its zone; empty where the day is not known."""
    iso = dates.parse(edtf).iso if edtf else ""
    return f"{iso}T00:00:00Z" if len(iso) == len("2025-01-20") else ""


def _account(name: str, publication: Publication) -> str:
    """A user as Hypothesis names them."""
    user = re.sub(r"[^A-Za-z0-9._]+", "_", name).strip("_").lower() or "editor"
    return f"acct:{user}@{urlsplit(publication.url).hostname or 'localhost'}"
