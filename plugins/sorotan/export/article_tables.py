"""Tables of the articles: where they come from, their text, and what is attached to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import get_args

from sorotan.core.languages import LANGUAGES
from sorotan.core.prose import AnchoredNote
from sorotan.core.records import Annotation, Article, Quotation, Reference, Target
from sorotan.core.vocabulary import Certainty, Motivation, Quality, ReferenceType
from sorotan.export.annotations import body_markdown
from sorotan.export.publication import Publication
from sorotan.export.table import Field, Row, Table, page_fields, pages, pair, pair_fields, sorted_rows

QUOTE_DESCRIPTION = "The words it is about, as they stand in the text"


def article_tables(publication: Publication) -> Iterator[Table]:
    """Articles, steps, blocks, notes, quotations and references."""
    yield _articles(publication)
    yield _steps(publication)
    yield _blocks(publication)
    yield _notes(publication)
    yield _quotations(publication)
    yield _references(publication)


def quote_pair(target: Target) -> Row:
    """The words that a record names, in both languages."""
    return {f"quote_{tag}": quote.exact if (quote := target[tag]) else None for tag in LANGUAGES}


def _articles(publication: Publication) -> Table:
    def row(id: str, article: Article) -> Row:
        titles = {f"title_{tag}": scope.title(id) for tag, scope in publication.scopes.items()}
        return {
            **titles,
            "outlet": article.chain[0].outlet,
            "outlet_name": publication.source.outlet(id),
            "published": article.published,
            "headline": article.headline,
            "source_language": article.source.language,
            "source_paragraphs": article.source.paragraphs,
            "source_sha256": article.source.sha256,
            "omitted": [omitted.block for omitted in article.omitted],
            **pair("rights", article.rights),
            **pair("note", article.note),
            **pages(publication, lambda scope: scope.links.article(id)),
        }

    fields = [
        Field("id", "id", "Id of the article."),
        *(f for f in pair_fields("title", "Headline of our edition") if f.name[-2:] in publication.scopes),
        Field("outlet", "id", "Entity of the outlet in which the story first appeared.", refers_to="entities"),
        Field("outlet_name", "text", "Name of that outlet."),
        Field("published", "edtf", "When the original story appeared."),
        Field("headline", "text", "Headline of the text that was retold."),
        Field("source_language", "id", "Language of that text (BCP 47)."),
        Field("source_paragraphs", "integer", "Number of its lines that are not empty."),
        Field("source_sha256", "id", "SHA-256 of its file; the text itself is not published."),
        Field("omitted", "list", "Paragraphs that the edition does not retell."),
        *pair_fields("rights", "Who holds the rights"),
        *pair_fields("note", "What is not certain about its origin"),
        *page_fields(publication),
    ]
    return Table("articles", ["id"], fields, partial(sorted_rows, publication.corpus.articles, row))


def _steps(publication: Publication) -> Table:
    def rows() -> list[Row]:
        return [
            {
                "article": id,
                "number": number,
                "step": step.step,
                "outlet": step.outlet,
                "publisher": step.publisher,
                "title": step.title,
                "author": step.author,
                "date": step.date,
                "language": step.language,
                "certainty": step.certainty,
                "references": step.references,
                **pair("note", step.note),
            }
            for id, article in sorted(publication.corpus.articles.items())
            for number, step in enumerate(article.chain, 1)
        ]

    steps = ("original", "rewrite", "translation", "intermediary", "republication")
    fields = [
        Field("article", "id", "The article.", refers_to="articles"),
        Field("number", "integer", "Position in the chain, the oldest step is 1."),
        Field("step", "id", "What was done.", values=steps),
        Field("outlet", "id", "Entity of the outlet.", refers_to="entities"),
        Field("publisher", "text", "The outlet by name, where it is no entity."),
        Field("title", "text", "Title there."),
        Field("author", "list", "Authors."),
        Field("date", "edtf", "When."),
        Field("language", "id", "Language there (BCP 47)."),
        Field("certainty", "id", "How sure this is.", values=get_args(Certainty)),
        Field("references", "list", "References that show it."),
        *pair_fields("note", "What is not certain"),
    ]
    return Table("steps", ["article", "number"], fields, rows)


def _blocks(publication: Publication) -> Table:
    def rows() -> Iterator[Row]:
        for text in publication.texts_without_records:
            stream, links = publication.stream(text), publication.scopes[text.language].links
            for number, (block, words) in enumerate(text.texts.items(), 1):
                start, end = stream.span(block, 0, len(words))
                place = {"article": text.article, "language": text.language, "number": number, "block": block}
                page = links.block(f"{text.article}#{block}")
                content = stream.text[start:end]
                yield {**place, "element": text.tags[block], "start": start, "end": end, "text": content, "page": page}

    fields = [
        Field("article", "id", "The article.", refers_to="articles"),
        Field("language", "id", "Language of the text.", values=LANGUAGES),
        Field("number", "integer", "Position on the page, from 1."),
        Field("block", "id", "Id on the page; `p7` retells paragraph 7 of the source."),
        Field("element", "id", "HTML element."),
        Field("start", "integer", "First character in the published text of the article, in code points from 0."),
        Field("end", "integer", "End in that text."),
        Field("text", "text", "The words."),
        Field("page", "url", "Where it is on the site."),
    ]
    return Table("blocks", ["article", "language", "number"], fields, rows)


def _notes(publication: Publication) -> Table:
    def rows() -> list[Row]:
        anchored = {(note.note.id, text.language): note for text in publication.texts for note in text.notes}
        return sorted_rows(publication.corpus.notes, partial(row, anchored))

    def row(anchored: Mapping[tuple[str, str], AnchoredNote], id: str, placed: tuple[str, Annotation]) -> Row:
        article, note = placed
        found = {tag: anchored.get((id, tag)) for tag in publication.scopes}
        blocks = (place.anchor.block for place in found.values() if place and place.anchor.is_published)
        return {
            "article": article,
            "block": note.target.block or next(blocks, None),
            "motivation": note.motivation,
            **quote_pair(note.target),
            **{f"anchor_{tag}": place.anchor.verdict if place else None for tag, place in found.items()},
            **{f"body_{tag}": body_markdown(note.body[tag], scope) for tag, scope in publication.scopes.items()},
            "entities": note.entities,
            "cites": note.cites,
            "creator": note.creator,
            "created": note.created,
            "modified": note.modified,
            **pages(publication, lambda scope: scope.links.note(id)),
        }

    verdicts = ("exact", "moved", "changed", "ambiguous", "orphan")
    anchor_fields = [
        Field(f"anchor_{tag}", "id", "How its words were found in this language.", values=verdicts)
        for tag in publication.scopes
    ]
    fields = [
        Field("id", "id", "Id of the note."),
        Field("article", "id", "The article.", refers_to="articles"),
        Field("block", "id", "The block that it is about, or in which its words stand."),
        Field("motivation", "id", "Why it was made (Web Annotation Vocabulary).", values=get_args(Motivation)),
        *pair_fields("quote", QUOTE_DESCRIPTION),
        *anchor_fields,
        *(f for f in pair_fields("body", "The note, in Markdown") if f.name[-2:] in publication.scopes),
        Field("entities", "list", "Entities it is about."),
        Field("cites", "list", "References, or blocks of articles, that carry it."),
        Field("creator", "text", "Who wrote it."),
        Field("created", "edtf", "When it was written."),
        Field("modified", "edtf", "When it was last changed."),
        *page_fields(publication),
    ]
    return Table("notes", ["id"], fields, rows)


def _quotations(publication: Publication) -> Table:
    def row(id: str, quotation: Quotation) -> Row:
        return {
            "kind": quotation.kind,
            "article": quotation.article,
            "block": publication.source.block_of(quotation.article, quotation.target, f"quote-{id}") or None,
            "speaker": quotation.speaker,
            **quote_pair(quotation.target),
            **pair("reported", quotation.text),
            "said_in": quotation.said_in,
            "rendering": quotation.rendering,
            "original": quotation.original,
            **pair("note", quotation.note),
            **pages(publication, lambda scope: scope.links.quotation(id)),
        }

    fields = [
        Field("id", "id", "Id of the quotation."),
        Field("kind", "id", "What is quoted.", values=("fragment", "term", "title", "reported")),
        Field("article", "id", "The article.", refers_to="articles"),
        Field("block", "id", "The block it stands in."),
        Field("speaker", "id", "Who said it; the article itself when empty.", refers_to="entities"),
        *pair_fields("quote", "The quoted words as they stand in the text"),
        *pair_fields("reported", "What was said, in our words, for reported speech"),
        Field("said_in", "id", "Language it was first said in (BCP 47)."),
        Field(
            "rendering",
            "id",
            "Whether the words in the other language are the first wording or made from the text.",
            values=("original", "back-translation"),
        ),
        Field("original", "list", "References where the first wording can be read."),
        *pair_fields("note", "Note"),
        *page_fields(publication),
    ]
    return Table("quotations", ["id"], fields, partial(sorted_rows, publication.corpus.quotes, row))


def _references(publication: Publication) -> Table:
    def row(id: str, reference: Reference) -> Row:
        return {
            "type": reference.type,
            "title": reference.title,
            "author": [str(name) for name in reference.author],
            "container_title": reference.container_title,
            "publisher": reference.publisher,
            "issued": reference.issued,
            "url": reference.url,
            "archive": reference.archive,
            "language": reference.language,
            "quality": reference.quality,
            "access": reference.access,
            **pair("note", reference.note),
            **pages(publication, lambda scope: scope.links.reference(id)),
        }

    fields = [
        Field("id", "id", "Id of the reference."),
        Field("type", "id", "Kind of publication (CSL).", values=get_args(ReferenceType)),
        Field("title", "text", "Title."),
        Field("author", "list", "Authors."),
        Field("container_title", "text", "Newspaper, journal or site that it appeared in."),
        Field("publisher", "text", "Publisher."),
        Field("issued", "edtf", "When it appeared."),
        Field("url", "url", "Address."),
        Field("archive", "url", "Address of an archived copy."),
        Field("language", "id", "Language (BCP 47)."),
        Field("quality", "id", "How near it is to what it says.", values=get_args(Quality)),
        Field("access", "id", "Whether it was opened, or only found through search.", values=("opened", "found")),
        *pair_fields("note", "Note"),
        *page_fields(publication),
    ]
    return Table("references", ["id"], fields, partial(sorted_rows, publication.corpus.references, row))
