"""The data page: every file that can be downloaded, and how records are addressed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sorotan.core.corpus import Corpus
from sorotan.core.languages import LANGUAGES, OWN_NAMES, Language
from sorotan.core.lists import ListPage
from sorotan.views.feeds import ATOM, JSON_FEED
from sorotan.views.labels import N_
from sorotan.views.scope import Link, Scope

FOLDER: Final = "data"
"""Where the files are, below the root of the site."""

TABLES: Final = {
    "articles": (N_("Articles"), N_("The articles and where the text that each retells comes from.")),
    "steps": (N_("Provenance"), N_("Each step from the first report to the text that was retold.")),
    "blocks": (N_("Paragraphs"), N_("The text of the editions, with the place of each paragraph in the text file.")),
    "notes": (N_("Notes"), N_("The notes on the articles, with the words that each is about.")),
    "entities": (N_("Names and terms"), N_("People, organisations, models and everything else that has a page.")),
    "facts": (N_("Facts"), N_("What is stated of an entity, with the evidence.")),
    "relations": (N_("Relations"), N_("How entities are tied to each other, with the evidence.")),
    "mentions": (N_("Mentions"), N_("Every place in the articles where an entity is named.")),
    "events": (N_("Timeline"), N_("Events in order of date, with any doubts about them.")),
    "said": (N_("What the articles say of events"), N_("Dates as the articles give them, held against those known.")),
    "claims": (N_("Claims"), N_("What the articles state or forecast, who says it, and how well it holds up.")),
    "disagreements": (N_("Disagreements"), N_("The questions the articles answer differently, and what is known.")),
    "positions": (N_("Positions"), N_("The sides of each disagreement, with the claims that take them.")),
    "quotations": (N_("Quotations"), N_("Who is quoted, in what language it was said, and where to read it.")),
    "references": (N_("References"), N_("What the statements of this site rest on, by kind of source.")),
}
"""Title and description of each table by the name of its files."""

PACKAGE: Final = f"{FOLDER}/datapackage.json"
"""The description of all tables."""

_LISTED: Final = 50
"""Articles of a site, up to which the page lists the files of each."""

_FORMATS: Final = {
    "datapackage.json": ("Data Package", "application/json"),
    ".csl.json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
    ".hypothesis.json": ("Hypothesis", "application/json"),
    ".utf16.jsonld": ("Web Annotation (UTF-16)", "application/ld+json"),
    ".jsonld": ("Web Annotation", "application/ld+json"),
    ".json": ("JSON", "application/json"),
    ".csv": ("CSV", "text/csv"),
    ".bib": ("BibTeX", "application/x-bibtex"),
    ".graphml": ("GraphML", "application/graphml+xml"),
    ".ics": ("iCalendar", "text/calendar"),
    ".txt": (N_("Text"), "text/plain"),
}
"""Name and media type of a format by the end of the file name; the longest end comes first."""


_FEEDS: Final = (
    ("Atom", ATOM, "application/atom+xml"),
    ("JSON Feed", JSON_FEED, "application/feed+json"),
)


_LEFT_OUT: Final = (
    (
        ("Web Annotation",),
        N_(
            "Nothing; but the two languages of a note are two annotations, and a note whose words changed stands at its"
            " paragraph."
        ),
    ),
    (
        ("Hypothesis",),
        N_("What a note rests on. The kind of a note, and the names that it is about, are tags."),
    ),
    (
        ("CSL-JSON",),
        N_(
            "How near a reference is to what it supports, who can read it, its archived copy and our remarks have no"
            " fields of their own. They stand under “custom”, which most programs ignore."
        ),
    ),
    (
        ("BibTeX",),
        N_(
            "What CSL-JSON leaves out, and the day of a date. Doubtful dates and spans become a remark. Everything but"
            " articles and reports is “misc”."
        ),
    ),
    (
        ("GraphML",),
        N_("Facts about a name that are not relations; the dates, roles and evidence of relations."),
    ),
    (
        ("iCalendar",),
        N_(
            "The evidence, the names that an event is about, and what the articles say of it. A month or a year is a"
            " span of days; doubts are stated in the description, and the event is “tentative”."
        ),
    ),
    (
        ("Atom", "JSON Feed"),
        N_("All but the latest hundred entries; what a note rests on; the time of day, because records have days."),
    ),
    (
        (N_("JSON-LD in pages"),),
        N_("What is inferred or disputed, approximate dates, and relations that have ended."),
    ),
)
"""Formats, and what of the records each has no place for. The tables have all of it."""


@dataclass(frozen=True)
class Download:
    """One file."""

    path: str
    """Below the root of the site."""
    format: str
    """Name of the format, in English."""
    media_type: str
    language: Language | None
    """The language of its text; None when it is in all of them."""


@dataclass(frozen=True)
class DataSet:
    """Files that hold the same records."""

    id: str
    title: str
    """In English; of the annotations of an article, the id of the article."""
    description: str
    """In English."""
    files: tuple[Download, ...]
    article: bool = False
    """Whether these are the annotations of one article."""


@dataclass(frozen=True)
class DownloadView:
    """One file to download."""

    label: str
    url: str
    media_type: str
    size: str = ""
    """In words; empty for feeds, which are no downloads."""


@dataclass(frozen=True)
class DataSetView:
    """Files that hold the same records, and what is in them."""

    id: str
    title: str
    description: str
    files: Sequence[tuple[str, str, Sequence[DownloadView]]]
    """Tag and own name of a language, and the files in it; tag and name are empty for files in all languages."""


@dataclass(frozen=True)
class PatternView:
    """How the addresses of one kind of file are formed, of which each article has its own."""

    label: str
    pattern: str
    """With the varying parts in braces."""
    example: DownloadView


@dataclass(frozen=True)
class AddressView:
    """How the addresses of one kind of record are formed."""

    label: str
    pattern: str
    """With the varying part in braces."""
    example: Link


@dataclass(frozen=True)
class DataView:
    """The data page."""

    license: Link
    """Empty when none is given."""
    is_bilingual: bool
    """Whether the site is in more than one language."""
    package: DownloadView
    tables: Sequence[DataSetView]
    others: Sequence[DataSetView]
    """The same records in the formats of their fields."""
    annotations: Sequence[DataSetView]
    """The files of each article; none where there are too many articles."""
    patterns: Sequence[PatternView]
    """How the addresses of these files are formed; none where they are listed."""
    feeds: Sequence[DownloadView]
    """What is new, in the language of the page; none where the site has no feeds."""
    left_out: Sequence[tuple[str, str]]
    """What the formats that there are have no place for, by their names."""
    addresses: Sequence[AddressView]


def data_sets(corpus: Corpus, languages: Sequence[Language]) -> Iterator[DataSet]:
    """Everything that can be downloaded, in the order of the page."""
    yield _set("package", N_("All tables"), N_("A description of every column of every table."), ["datapackage.json"])
    for name, (title, description) in TABLES.items():
        yield _set(name, title, description, [f"{name}.csv", f"{name}.json"])
    yield _set(
        "bibliography",
        N_("Bibliography"),
        N_("The references for reference managers and word processors."),
        ["references.csl.json", "references.bib"],
    )
    yield _set(
        "network",
        N_("Network"),
        N_("Entities, the relations stated between them, and how many paragraphs name both."),
        ["network.graphml"],
    )
    if corpus.timeline:  # there is no calendar without events
        yield _set(
            "calendar",
            N_("Calendar"),
            N_("The timeline for calendar programs, with doubtful dates explained."),
            [f"timeline.{language}.ics" for language in languages],
        )
    for article in corpus.articles:
        files = [path.removeprefix(f"{FOLDER}/") for lang in languages for path in annotation_paths(article, lang)]
        yield _set(f"annotations-{article}", article, "", files, article=True)


def listed_sets(corpus: Corpus, languages: Sequence[Language]) -> Iterator[DataSet]:
    """What the page lists: all of it, but for the files of articles where there are very many of these."""
    has_few = len(corpus.articles) <= _LISTED
    return (made for made in data_sets(corpus, languages) if has_few or not made.article)


def article_files(article: str, scope: Scope) -> list[Link]:
    """The files of an article in the language of the page, by their formats; none where nothing is exported."""
    files = map(_download, (path.removeprefix(f"{FOLDER}/") for path in annotation_paths(article, scope.language)))
    return [Link(scope.words(file.format), url) for file in files if (url := scope.links.page(file.path))]


def annotation_paths(article: str, language: str) -> list[str]:
    """The files of the annotations of an article in a language, below the root of the site."""
    kinds = ("jsonld", "utf16.jsonld", "hypothesis.json", "txt")
    return [f"{FOLDER}/annotations/{article}.{language}.{kind}" for kind in kinds]


def data_view(scope: Scope, license: Link, size: Callable[[str], int]) -> DataView:
    """Every file there is, by what it holds.

    Args:
        scope: What the page is made from.
        license: That of the data.
        size: How many octets a file has, by its path.
    """
    sets = {made.id: _set_view(made, scope, size) for made in listed_sets(scope.corpus, LANGUAGES)}
    feeds = [DownloadView(label, url, type_) for label, path, type_ in _FEEDS if (url := scope.links.page(path))]
    annotations = [view for id, view in sets.items() if id.startswith("annotations-") and view.files]
    patterns = list(_patterns(scope, size)) if len(scope.corpus.articles) > _LISTED else []
    are_annotated = annotations or patterns
    absent = {*({"Atom"} if not feeds else ()), *({"Web Annotation", "Hypothesis"} if not are_annotated else ())}
    absent |= {"iCalendar"} if "calendar" not in sets else set()
    return DataView(
        license=license,
        is_bilingual=len(scope.editions()) > 1,
        package=sets["package"].files[0][2][0],
        tables=[sets[name] for name in TABLES],
        others=[sets[name] for name in ("bibliography", "network", "calendar") if name in sets],
        annotations=annotations,
        patterns=patterns,
        feeds=feeds,
        left_out=[(", ".join(map(scope.words, n)), scope.words(text)) for n, text in _LEFT_OUT if n[0] not in absent],
        addresses=list(_addresses(scope)),
    )


def _set(id: str, title: str, description: str, names: Sequence[str], article: bool = False) -> DataSet:
    return DataSet(id, title, description, tuple(_download(name) for name in names), article)


def _download(name: str) -> Download:
    end, (label, media_type) = next((end, known) for end, known in _FORMATS.items() if name.endswith(end))
    tag = name.removesuffix(end).rpartition(".")[2]
    return Download(f"{FOLDER}/{name}", label, media_type, tag if tag in LANGUAGES else None)


def _set_view(made: DataSet, scope: Scope, size: Callable[[str], int]) -> DataSetView:
    by_language: dict[str, list[DownloadView]] = {}
    for file in made.files:
        if url := scope.links.page(file.path):  # a language that the site has not got has no files
            words = scope.words.size(size(file.path))
            view = DownloadView(scope.words(file.format), url, file.media_type, words)
            by_language.setdefault(file.language or "", []).append(view)
    title = scope.title(made.title) if made.article else scope.words(made.title)
    files = [(tag, OWN_NAMES.get(tag, ""), views) for tag, views in by_language.items()]
    return DataSetView(made.id, title, scope.words(made.description), files)


def _patterns(scope: Scope, size: Callable[[str], int]) -> Iterator[PatternView]:
    """One row for each kind of file that an article has, with that of the first article as an example."""
    made = (annotation_paths(article, scope.language) for article in scope.corpus.articles)
    first = next((paths for paths in made if scope.links.page(paths[0])), [])
    for pattern, path in zip(annotation_paths("{id}", "{language}"), first, strict=False):
        name = path.removeprefix(f"{FOLDER}/")
        file = _download(name)
        words = scope.words.size(size(path))
        example = DownloadView(name.rpartition("/")[2], scope.links.page(path), file.media_type, words)
        yield PatternView(scope.words(file.format), pattern, example)


def _addresses(scope: Scope) -> Iterator[AddressView]:
    """One row for each kind of record that there is, with its first record as an example."""
    corpus, links = scope.corpus, scope.links
    text = next((text for text in scope.prose.without_records() if text.language == scope.language), None)
    article, block = (text.article, next(iter(text.texts), "")) if text else ("", "")
    note, (noted, _) = next(iter(corpus.notes.items()), ("", ("", None)))
    entity, disagreement = (next(iter(table), "") for table in (corpus.entities, corpus.disagreements))
    claim, quotation, reference, event = (
        _first(table, corpus.lists[first][0])
        for table, first in (
            (corpus.claims, "claims.md"),
            (corpus.quotes, "quotes.md"),
            (corpus.references, "references.md"),
            (corpus.timeline, "timeline.md"),
        )
    )
    for label, url, id, folder in (
        (N_("Article"), links.article(article), article, ""),
        (N_("Paragraph"), links.block(f"{article}#{block}"), block, article),
        (N_("Note"), links.note(note) if text else "", note, noted),
        (N_("Name or term"), links.entity(entity), entity, ""),
        (N_("Event"), links.event(event), event, ""),
        (N_("Claim"), links.claim(claim), claim, ""),
        (N_("Disagreement"), links.disagreement(disagreement), disagreement, ""),
        (N_("Quotation"), links.quotation(quotation), quotation, ""),
        (N_("Reference"), links.reference(reference), reference, ""),
    ):
        if url and id:
            # The page is at the root of its language, and so are the addresses when the way up is left out.
            start, _, end = url.lstrip("./").rpartition(id)
            start = start.replace(folder, "{article}") if folder else start
            yield AddressView(scope.words(label), f"{start}{{id}}{end}", Link(id, url))


def _first(table: Iterable[str], page: ListPage) -> str:
    """The first record of a table that stands on the first page of its list, which has the address of all; empty where
    there is none."""
    ids = set(page.ids)
    return next((id for id in table if id in ids), "")
