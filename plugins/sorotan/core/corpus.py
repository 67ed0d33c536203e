"""Everything the editors wrote, loaded once and frozen, and the kinds of files it is written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final, get_args

from pydantic import TypeAdapter

from sorotan.core import dates
from sorotan.core.ledger import Ledger, Table
from sorotan.core.lists import ENTRIES, ListPage, by_time, divided
from sorotan.core.phrases import N_
from sorotan.core.records import (
    ADDRESS_PATTERN,
    ID_PATTERN,
    MAX_ID,
    Annotation,
    AnnotationFile,
    Article,
    Claim,
    Disagreement,
    Entity,
    Event,
    Quotation,
    Record,
    Redirect,
    Reference,
    Written,
)
from sorotan.core.vocabulary import Quality


@dataclass(frozen=True)
class FileKind:
    """One kind of data file: where it is and what is in it."""

    name: str
    """Field of the corpus that holds the records, and name of the JSON Schema."""
    pattern: str
    """Glob below the data folder."""
    record: type[Record]
    title: str
    """What the file holds, in English."""
    more: str = ""
    """Glob of further such files: what has thousands of records is divided, by article or by year for example."""
    by_address: bool = False
    """Whether the keys are addresses of the site rather than ids."""

    @property
    def patterns(self) -> Sequence[str]:
        """Globs of all files of this kind."""
        return (self.pattern, self.more) if self.more else (self.pattern,)


KEYED_FILES: Final = (
    FileKind("articles", "articles.yml", Article, N_("Provenance of the articles, by article id")),
    FileKind("entities", "entities/*.yml", Entity, N_("Entities by id")),
    FileKind("timeline", "timeline.yml", Event, N_("Events of the timeline by id"), "timeline/*.yml"),
    FileKind("references", "references.yml", Reference, N_("References by id"), "references/*.yml"),
    FileKind("quotes", "quotes.yml", Quotation, N_("Quotations by id"), "quotes/*.yml"),
    FileKind("claims", "claims.yml", Claim, N_("Claims by id"), "claims/*.yml"),
    FileKind("disagreements", "disagreements.yml", Disagreement, N_("Disagreements between articles by id")),
    FileKind("redirects", "redirects.yml", Redirect, N_("New addresses by old address"), by_address=True),
)
"""Files that map ids to records."""

ANNOTATION_FILES: Final = FileKind("annotations", "annotations/*.yml", AnnotationFile, N_("Notes on one article"))
"""Files that hold lists of records, named by the article."""

SCHEMAS: Final = "schemas"
"""The folder of the JSON Schemas, in the data folder."""

_FILES_FROM: Final = "1970-01-01"
_FILES_TO: Final = "2105-12-31"
"""Days that the head of a gzip file can hold: whole years of 32 bits of seconds."""

UNWRITTEN: Final = "TODO"
"""Stands for a text that an editor is still to write."""


@dataclass(frozen=True)
class Corpus:
    """The records of a site by id. Nothing in it changes after loading."""

    articles: Mapping[str, Article] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    timeline: Mapping[str, Event] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    quotes: Mapping[str, Quotation] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    disagreements: Mapping[str, Disagreement] = field(default_factory=dict)
    annotations: Mapping[str, AnnotationFile] = field(default_factory=dict)
    """Annotation files by article."""
    redirects: Mapping[str, Redirect] = field(default_factory=dict)
    """New addresses by old address."""
    rejected: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of records that have problems of their own: what refers to them is not a problem as well."""
    refused: tuple[Written, ...] = ()
    """These records as they are written, and those whose id another one has or that have none."""
    ledger: Ledger = field(default_factory=Ledger, repr=False, compare=False)
    """Notes which records are looked at, for whoever keeps what is made from them."""

    def __post_init__(self) -> None:
        for kind in (*KEYED_FILES, ANNOTATION_FILES):
            object.__setattr__(self, kind.name, self.ledger.table(kind.name, getattr(self, kind.name)))
        # Tables too, which the ledger has to know from the start.
        _ = self.notes, self._by_article, self._gone, self._whole, self.lists, self._later

    def knows(self, kind: str, id: str) -> bool:
        """Whether a record of this kind (a field of the corpus) has the id, valid or not."""
        return id in getattr(self, kind) or (kind, id) in self.rejected

    def records(self) -> Iterator[tuple[str, Record | Written]]:
        """Every record with the article that it is about, if it is about one; those too that cannot be used."""
        for kind in KEYED_FILES:
            for record in getattr(self, kind.name).values():
                yield getattr(record, "article", None) or "", record
        for article, file in self.annotations.items():
            for record in (*file.annotations, *file.mentions, *file.ignore):
                yield article, record
        for written in self.refused:
            yield written.article, written

    @cached_property
    def notes(self) -> Table[tuple[str, Annotation]]:
        """Every note by its id, with its article."""
        with self.ledger.aside():
            files = self.annotations.items()
        notes = {note.id: (article, note) for article, file in files for note in file.annotations}
        return self.ledger.table("notes", notes)

    @property
    def dated(self) -> str:
        """The last day on which the data says that something was written or assessed, as `YYYY-MM-DD`.

        Whatever asks when a file was made gets this day: the time of the build would make every build different. It is
        one that files can have, even where the data holds another, such as a year whose digits are mixed up.
        """
        return self._whole["dated"]

    @cached_property
    def _whole(self) -> Mapping[str, str]:
        """What is known of the corpus as a whole."""
        with self.ledger.aside():
            written = [
                *(day for _, note in self.notes.values() for day in (note.created, note.modified) if day),
                *(day for event in self.timeline.values() for day in (event.created, event.modified) if day),
                *(claim.assessment.date for claim in self.claims.values()),
                *(disagreement.date for disagreement in self.disagreements.values()),
            ]
        last = max((dates.parse(date).earliest.isoformat() for date in written), default="")
        return self.ledger.table("corpus", {"dated": min(max(last, _FILES_FROM), _FILES_TO)})

    def of_article(self, article: str) -> Mapping[str, Quotation | Claim]:
        """The quotations and claims that stand in an article, by kind and id: `quote-x`, `claim-y`."""
        return self._by_article.get(article, {})

    def gone_from(self, page: str) -> Mapping[str, str]:
        """Where redirects lead from places on a page: addresses by fragment."""
        return self._gone.get(page, {})

    @cached_property
    def _gone(self) -> Mapping[str, dict[str, str]]:
        by_page: dict[str, dict[str, str]] = {}
        with self.ledger.aside():
            for old, redirect in self.redirects.items():
                page, _, fragment = old.partition("#")
                if fragment:
                    by_page.setdefault(page, {})[fragment] = redirect.to
        return self.ledger.table("gone", by_page)

    @cached_property
    def _by_article(self) -> Mapping[str, dict[str, Quotation | Claim]]:
        by_article: dict[str, dict[str, Quotation | Claim]] = {}
        with self.ledger.aside():
            for prefix, records in (("quote", self.quotes), ("claim", self.claims)):
                for id, record in records.items():
                    by_article.setdefault(record.article, {})[f"{prefix}-{id}"] = record
        return self.ledger.table("passages", by_article)

    @cached_property
    def lists(self) -> Table[Sequence[ListPage]]:
        """The pages of each list that is divided when it is long, by the path of the first. What is about an article is
        in no list if the article is left out for its mistakes."""
        with self.ledger.aside():
            notes = {id: [note.id for note in file.annotations] for id, file in self.annotations.items()}
            lists = {
                "notes.md": {id: notes[id] for id in self.articles if notes.get(id)},
                "claims.md": self._in_articles(self.claims),
                "disagreements.md": {id: [id] for id in self.disagreements},
                "quotes.md": self._in_articles(self.quotes),
                "references.md": {id: [id] for id in sorted(self.references, key=self._rank)},
                "timeline.md": by_time(self._in_order()),
            }
        return self.ledger.table("lists", {first: divided(first, groups) for first, groups in lists.items()})

    def where(self, address: str) -> str:
        """The address at which an entry of a list stands, such as `claims/2.md#claim-x` for `claims.md#claim-x`.

        Args:
            address: Any address of the site.
        """
        page = self._later.get(address) if address.partition("#")[0] in ENTRIES else None
        return f"{page}#{address.partition('#')[2]}" if page else address

    @cached_property
    def _later(self) -> Mapping[str, str]:
        """The pages of entries that are not on the first page of their list, by address."""
        with self.ledger.aside():
            further = [page for first, pages in self.lists.items() if first in ENTRIES for page in pages[1:]]
        later = {f"{page.first}#{ENTRIES[page.first]}{id}": page.uri for page in further for id in page.ids}
        return self.ledger.table("later", later)

    def _in_articles(self, records: Mapping[str, Claim] | Mapping[str, Quotation]) -> dict[str, list[str]]:
        """Ids of records by article, in the order of the site."""
        found: dict[str, list[str]] = {article: [] for article in self.articles}
        for id, record in records.items():
            if record.article in found:
                found[record.article].append(id)
        return found

    def _in_order(self) -> dict[str, date]:
        """When each event begins, in the order of time."""
        parsed = {id: dates.parse(event.date) for id, event in self.timeline.items()}
        return {id: parsed[id].earliest for id in sorted(parsed, key=lambda id: (parsed[id].sort_key, id))}

    def _rank(self, reference: str) -> tuple[int, str]:
        record = self.references[reference]
        return get_args(Quality).index(record.quality), record.title.casefold()


def json_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and JSON Schema (draft 2020-12) of every kind of data file."""
    for kind in (*KEYED_FILES, ANNOTATION_FILES):
        if kind is ANNOTATION_FILES:
            schema = kind.record.model_json_schema(by_alias=True)
        else:
            schema = TypeAdapter(dict[str, kind.record]).json_schema(by_alias=True)  # type: ignore[name-defined]
            key = {"pattern": ID_PATTERN, "maxLength": MAX_ID}
            schema["propertyNames"] = {"pattern": ADDRESS_PATTERN} if kind.by_address else key
        yield (
            f"{kind.name}.schema.json",
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": kind.title},
        )
