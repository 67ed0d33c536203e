"""The records that editors write in YAML. JSON Schemas and error messages come from these classes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from sorotan.core import dates
from sorotan.core.problems import Location
from sorotan.core.vocabulary import (
    PROPERTIES,
    UNWEIGHED,
    Agreement,
    Certainty,
    ClaimKind,
    ClaimVerdict,
    Kind,
    Motivation,
    Openness,
    Quality,
    ReferenceType,
    Relation,
    Stage,
    ValueType,
)
from sorotan.core.yamlfile import Document, Path_

ID_PATTERN: Final = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
RESERVED_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names of devices in Windows: no file or folder can have them there, with whatever ending."""
RESERVED_IDS: Final = frozenset({"index", "kinds"}) | RESERVED_DEVICES
"""Ids that would collide with pages of the site or with device names of Windows."""
ADDRESS_PATTERN: Final = r"^(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.md(?:#[a-z0-9-]+)?$"
"""A page of the site in the source language, or a place in one."""
_EVIDENCE_PATTERN: Final = r"^[a-z0-9-]+(?:#[a-z0-9-]+)?$"
_LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
MAX_TEXT: Final = 20_000
"""Characters of one text: ten pages. Whatever is done with a text may then take a while, but not for ever."""
MAX_ID: Final = 80
"""Characters of an id, of which names of files are made."""
MAX_NAME: Final = 500
"""Characters of a name or title. It is looked for everywhere, drawn, and shown where there is little room."""
MAX_PARAGRAPHS: Final = 10_000
"""Of a source text: each that is not retold is a problem."""
_FILE_PATTERN: Final = r"^[^/\\]*[^/\\.][^/\\]*$"
"""A name without folders, and not that of a folder (`.`, `..`)."""
_URL_PATTERN: Final = r"^(?:https?://[^\s/$.?#][^\s\"<>]*|mailto:[^\s\"<>]+)$"
_MAX_URL: Final = 2_000


def is_id(value: str) -> bool:
    """Whether `value` may be the id of a record: a short word of a to z, 0 to 9 and hyphens."""
    return len(value) <= MAX_ID and value not in RESERVED_IDS and re.fullmatch(ID_PATTERN, value) is not None


def is_address(value: str) -> bool:
    """Whether `value` is the address of a page of the site or of a place in one, without names that Windows refuses."""
    names = re.split(r"[/.#]", value.lower())
    return re.fullmatch(ADDRESS_PATTERN, value) is not None and not RESERVED_DEVICES & set(names)


def as_id(text: str) -> str:
    """The id that was probably meant by a text that is none; empty when nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    id = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_ID].strip("-")
    return id if is_id(id) else ""


def _check_id(value: str) -> str:
    if not is_id(value):
        raise PydanticCustomError("sorotan_id", "not a valid id")
    return value


def _check_url(value: str) -> str:
    try:
        urlsplit(value)  # refuses what looks like an IPv6 address and is none
    except ValueError:
        is_sound = False
    else:
        is_sound = len(value) <= _MAX_URL and re.fullmatch(_URL_PATTERN, value) is not None
    if not is_sound:
        raise PydanticCustomError("sorotan_url", "not an address that may be linked")
    return value


def _check_date(value: Any) -> str:
    text = str(value)
    try:
        dates.parse(text)
    except ValueError:
        raise PydanticCustomError("sorotan_date", "not a date") from None
    return text


Id = Annotated[
    str,
    AfterValidator(_check_id),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "maxLength": MAX_ID, "examples": ["deepseek-r1"]}),
]
"""Id of a record: a short word of a to z, 0 to 9 and hyphens."""

Url = Annotated[
    str,
    AfterValidator(_check_url),
    WithJsonSchema({"type": "string", "pattern": _URL_PATTERN, "examples": ["https://example.org/"]}),
]
"""An address that may be linked: http, https or mailto."""

EdtfDate = Annotated[
    str,
    BeforeValidator(_check_date),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2025-01-20", "2025-01", "2025-11-14~", "2024?"]}),
]
"""A date in EDTF, levels 0 and 1 (ISO 8601-2:2019)."""

Named = Literal["entities", "articles", "references", "claims", "evidence", "block", "own block"]
"""What the value of a field names: a record of a table of the corpus, a reference or a block (`evidence`), a block as
`article#p7`, or a block by its id in the article that the record is about."""


@dataclass(frozen=True)
class RefersTo:
    """Says of the type of a field what its values name. `core/references.py` goes by it."""

    kind: Named


EntityId = Annotated[Id, RefersTo("entities")]

ArticleId = Annotated[Id, RefersTo("articles")]

ReferenceId = Annotated[Id, RefersTo("references")]

ClaimId = Annotated[Id, RefersTo("claims")]

BlockId = Annotated[Id, RefersTo("own block")]
"""A block of the article that the record is about."""

Evidence = Annotated[
    str,
    Field(pattern=_EVIDENCE_PATTERN, examples=["deepseek-r1-release", "us-open-model-gap#p7"]),
    RefersTo("evidence"),
]
"""Where a statement comes from: the id of a reference, or a block as `article#p7`."""

BlockAddress = Annotated[
    str, Field(pattern=r"^[a-z0-9-]+#[a-z0-9-]+$", examples=["us-open-model-gap#p7"]), RefersTo("block")
]
"""A block of an article, as `article#p7`."""

Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]

ShortText = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]

LanguageTag = Annotated[str, Field(pattern=_LANGUAGE_PATTERN, examples=["id", "en", "zh-Hans"])]
"""A language by its BCP 47 tag."""


class Record(BaseModel):
    """Base of everything an editor writes. Knows where in its file it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    __slots__ = ("_origin",)  # where private attributes of pydantic would take a dictionary in every record

    def __repr__(self) -> str:
        """The record as JSON: digests are made of it by the thousand, and pydantic's own is slow."""
        return f"{type(self).__name__}({self.model_dump_json()})"

    def place_at(self, document: Document, path: Path_) -> None:
        """Remember that this record was read from `path` of `document`."""
        object.__setattr__(self, "_origin", (document, path))

    @property
    def origin(self) -> tuple[Document | None, Path_]:
        """The file that the record was read from, and where in it the record stands."""
        return getattr(self, "_origin", (None, ()))

    @property
    def read_from(self) -> str:
        """The file that the record was read from, relative to mkdocs.yml."""
        document, _ = self.origin
        return document.file if document else ""

    def locate(self, *path: str | int) -> Location:
        """Where the record, or the value at `path` inside it, stands."""
        document, own = self.origin
        return document.locate((*own, *path)) if document else Location("")

    def locate_key(self) -> Location:
        """Where the id of the record stands, in a file that maps ids to records."""
        document, own = self.origin
        return document.locate(own, key=True) if document else Location("")

    @classmethod
    def in_full(cls, value: Any) -> Any:
        """What stands in the place of a record, without its short form where it has one."""
        return value


@dataclass(frozen=True)
class Written:
    """A record as an editor wrote it, whether it can be used or not."""

    record: type[Record]
    data: Any = field(repr=False)
    document: Document
    path: Path_
    """Where it stands in the document."""
    article: str = ""
    """The article that it is about, if it is about one."""
    wrong: frozenset[Path_] = frozenset()
    """Paths of values in it that were told to be wrong."""

    def locate(self, *steps: str | int, key: bool = False) -> Location:
        """Where the record, or the value at `steps` inside it, stands; with `key`, the key that leads to the value."""
        return self.document.locate((*self.path, *steps), key)


_OF_TEXT: Final = ("type", "minLength", "maxLength")
_TEXTS: Final = ["DeepSeek-R1", {"id": "bobot terbuka", "en": "open weights"}]


class Localized(Record):
    """A text in both languages. A plain string is the same in both."""

    id: Text = Field(description="The text in Indonesian.")
    en: Text = Field(description="The text in English.")

    @model_validator(mode="before")
    @classmethod
    def in_full(cls, value: Any) -> Any:
        """A text for each language."""
        return {"id": value, "en": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        schema = handler(core_schema)
        text = {key: value for key, value in schema["properties"]["id"].items() if key in _OF_TEXT}
        return {"anyOf": [text, schema], "description": cls.__doc__, "examples": _TEXTS}

    def __getitem__(self, language: str) -> str:
        return self.id if language == "id" else self.en


class Title(Localized):
    """A name or a few words in both languages. A plain string is the same in both."""

    id: ShortText = Field(description="The text in Indonesian.")
    en: ShortText = Field(description="The text in English.")


def _number_as_text(value: Any) -> Any:
    """A whole number as it is written; 4.10 would become 4.1."""
    return str(value) if type(value) is int else value


class Alias(Record):
    """Another name under which an entity is found in the prose."""

    text: ShortText = Field(description="The words. All lower case: found in any case; otherwise exactly as written.")
    articles: tuple[ArticleId, ...] = Field((), description="Only in these articles; everywhere when left out.")

    @model_validator(mode="before")
    @classmethod
    def in_full(cls, value: Any) -> Any:
        """The words as a field."""
        return {"text": _number_as_text(value)} if isinstance(value, str | int | float) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        text = {"type": ["string", "integer"], "minLength": 1, "maxLength": MAX_NAME}
        return {"anyOf": [text, handler(core_schema)]}


class Aliases(Record):
    """Other names of an entity by language. A plain list serves both languages."""

    id: tuple[Alias, ...] = Field((), description="In the Indonesian text.")
    en: tuple[Alias, ...] = Field((), description="In the English text.")

    @model_validator(mode="before")
    @classmethod
    def in_full(cls, value: Any) -> Any:
        """A list for each language."""
        return {"id": value, "en": value} if isinstance(value, list | tuple) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        schema = handler(core_schema)
        return {"anyOf": [schema["properties"]["id"], schema], "description": cls.__doc__}

    def __getitem__(self, language: str) -> tuple[Alias, ...]:
        return self.id if language == "id" else self.en


class Fact(Record):
    """One statement about an entity and where it comes from."""

    property: str = Field(
        description="What is stated, by schema.org's name where it has one.",
        json_schema_extra={"enum": list(PROPERTIES)},
    )
    value: Annotated[Localized, BeforeValidator(_number_as_text, json_schema_input_type=Localized | int)] = Field(
        description="Text, EDTF date, address, openness or entity id, as the property demands."
    )
    role: Localized | None = Field(None, description="In what role, for `worksFor` and the like.")
    date: EdtfDate | None = Field(None, description="When it held.")
    certainty: Certainty = Field(
        "confirmed", description="How sure it is. Anything but `confirmed` is said on the site."
    )
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="References or blocks that carry the statement.")
    note: Localized | None = Field(None, description="What else is to be said of it.")

    # Not of the whole fact, which is looked at only where nothing else is wrong with it.
    @field_validator("property")
    @classmethod
    def _check_property(cls, property: str) -> str:
        if property not in PROPERTIES:
            raise PydanticCustomError("sorotan_property", "not a known property")
        return property

    @field_validator("value")
    @classmethod
    def _check_value(cls, value: Localized, fact: ValidationInfo) -> Localized:
        property = fact.data.get("property", "")
        kind = PROPERTIES.get(property, "text")
        is_one = kind != "entity" or value.id == value.en
        if not (is_one and _is_of_type(kind, value.id) and _is_of_type(kind, value.en)):
            details = {"property": property, "type": kind, "value": value.id}
            raise PydanticCustomError("sorotan_value", "not of the type of the property", details)
        return value

    def linked_entity(self) -> str:
        """The id of the entity that is its value; empty where the property demands another kind of value."""
        return self.value.id if PROPERTIES[self.property] == "entity" else ""


def _is_of_type(kind: ValueType, value: str) -> bool:
    """Whether the value of a property is of the type that the property demands."""
    try:
        if kind == "date":
            _check_date(value)
        elif kind == "url":
            _check_url(value)
        elif kind == "entity":
            _check_id(value)
    except PydanticCustomError:
        return False
    return kind != "openness" or value in get_args(Openness)


class Entity(Record):
    """A person, organization, model or anything else that has a page of its own."""

    kind: Kind = Field(description="What it is. Concepts are the entries of the glossary.")
    name: Title = Field(description="Its usual name, under which it is found in the prose.")
    aliases: Aliases = Field(Aliases(), description="Other names under which it is found in the prose.")
    description: Localized = Field(description="What it is, in one or two sentences.")
    url: Url | None = Field(None, description="Its own site.")
    sameAs: tuple[Url, ...] = Field((), description="The same entity in other catalogues, only where confirmed.")
    facts: tuple[Fact, ...] = Field((), description="What is known of it, each statement with its evidence.")

    def linked_entities(self) -> Iterator[tuple[int, Fact]]:
        """The facts whose value is an entity, with their index."""
        return ((index, fact) for index, fact in enumerate(self.facts) if fact.linked_entity())


class Quote(Record):
    """Words of the prose, with some of their surroundings where they occur more than once (W3C TextQuoteSelector)."""

    exact: Text = Field(description="The words as they stand in the text.")
    prefix: str = Field("", max_length=MAX_TEXT, description="Words right before, where `exact` occurs more than once.")
    suffix: str = Field("", max_length=MAX_TEXT, description="Words right after, where `exact` occurs more than once.")


class Target(Record):
    """What a note is about: a whole block, or words in both languages."""

    block: BlockId | None = Field(None, description="The block, by its id on the page.")
    id: Quote | None = Field(None, description="The words in the Indonesian text.")
    en: Quote | None = Field(None, description="The words in the English text.")

    @model_validator(mode="after")
    def _check_complete(self) -> Target:
        if self.block is None and self.id is None and self.en is None:
            raise PydanticCustomError("sorotan_target", "give a block, or the quoted words in every language")
        for language, other in (("id", "en"), ("en", "id")):
            if self[language] is None and self[other] is not None:
                raise PydanticCustomError("sorotan_language", "missing", {"language": language})
        return self

    def __getitem__(self, language: str) -> Quote | None:
        return self.id if language == "id" else self.en


class Annotation(Record):
    """A note on an article (W3C Web Annotation), one record for both languages."""

    id: Id = Field(description="Unique in the site; the note is at `<article page>#note-<id>`.")
    motivation: Motivation = Field(description="What the note does, such as giving context or correcting the source.")
    target: Target = Field(description="What it is about: a block, or words in both languages.")
    body: Localized = Field(
        description="Markdown. Links may name records: `entity:`, `block:`, `ref:`, `note:`, `event:`, `claim:`."
    )
    entities: tuple[EntityId, ...] = Field((), description="Entities that it is about, by id.")
    cites: tuple[Evidence, ...] = Field((), description="References or blocks that carry the note.")
    creator: Text = Field(description="Who wrote it.")
    created: EdtfDate = Field(description="When it was written.")
    modified: EdtfDate | None = Field(None, description="When it was last changed in substance.")


class BlockWords(Record):
    """Words of one block; those under `ignore` name no entity, whatever the aliases say."""

    block: BlockId = Field(description="The block in which the words stand.")
    text: Localized = Field(description="The words, as they stand in the text of each language.")


class MentionCorrection(BlockWords):
    """Words of one block that name an entity, whatever the aliases say."""

    entity: EntityId = Field(description="The entity they name.")


class AnnotationFile(Record):
    """`annotations/<article>.yml`: the notes on one article, and corrections to the mentions found in it."""

    annotations: tuple[Annotation, ...] = Field((), description="The notes.")
    mentions: tuple[MentionCorrection, ...] = Field(
        (), description="Words that name an entity without being a name or alias of it."
    )
    ignore: tuple[BlockWords, ...] = Field((), description="Words that look like the name of an entity, and are none.")


class SourceText(Record):
    """The text that an edition retells. It belongs to its publisher and is not part of the site."""

    file: Text = Field(description="File name below the corpus plugin's `originals_dir`.", pattern=_FILE_PATTERN)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file, in hexadecimal digits.")
    paragraphs: int = Field(gt=0, le=MAX_PARAGRAPHS, description="Number of its lines that are not empty.")
    language: LanguageTag = Field("id", description="BCP 47 tag of the language it is written in.")


class ChainLink(Record):
    """One step on the way of a story to the text that was retold."""

    step: Literal["original", "rewrite", "translation", "intermediary", "republication"] = Field(
        description="What was done in this step."
    )
    outlet: EntityId | None = Field(None, description="The outlet, where it is an entity.")
    publisher: Text | None = Field(None, description="The outlet by name, where it is no entity.")
    title: Text | None = Field(None, description="The headline in this step.")
    author: tuple[Text, ...] = Field((), description="Who is named as author.")
    date: EdtfDate | None = Field(None, description="When it appeared.")
    language: LanguageTag | None = Field(None, description="BCP 47 tag of the language it was written in.")
    certainty: Certainty = Field("confirmed", description="How sure this step is.")
    references: tuple[ReferenceId, ...] = Field((), description="References that show it, by id.")
    note: Localized | None = Field(None, description="What else is to be said of it.")


class OmittedBlock(Record):
    """A paragraph of the source that the edition does not retell, and why. The page needs no block with its id."""

    block: Id = Field(description="The block that would retell the paragraph, such as p2.")
    reason: Localized = Field(description="Why there is nothing to retell.")


class Article(Record):
    """Where an article comes from (W3C PROV in plain words)."""

    headline: Text | None = Field(None, description="The headline as it stands in the source text.")
    label: Title | None = Field(
        None, description="What pages call it in a few words, where the first outlet cannot stand for it."
    )
    source: SourceText = Field(description="The text that was retold.")
    published: EdtfDate = Field(description="When the original story appeared.")
    chain: tuple[ChainLink, ...] = Field(min_length=1, description="Oldest first.")
    rights: Localized = Field(description="To whom the source text belongs.")
    omitted: tuple[OmittedBlock, ...] = Field((), description="Paragraphs that are not retold.")
    note: Localized | None = Field(None, description="What else is to be said of where it comes from.")


class Said(Record):
    """What an article says of an event."""

    block: BlockAddress = Field(description="Where it says so.")
    date: EdtfDate | None = Field(None, description="The date as the article gives it.")
    agreement: Agreement = Field(description="How that compares with the date as known.")
    text: Localized = Field(description="What it says, in our words.")


class Event(Record):
    """A dated event of the timeline."""

    title: Title = Field(description="What happened, in a few words.")
    label: Title | None = Field(
        None, description="What the picture of the timeline calls it; the name of the main entity if empty."
    )
    stage: Stage = Field(description="What kind of step it is.")
    date: EdtfDate = Field(description="When it happened, as precisely as is known.")
    certainty: Certainty = Field("confirmed", description="How sure the date is.")
    entities: tuple[EntityId, ...] = Field((), description="What it is about, the main entity first.")
    article: ArticleId | None = Field(None, description="For the stage `article`: the article that appeared.")
    developer: EntityId | None = Field(
        None, description="Who made what was released, by id; filters of the timeline use it."
    )
    country: EntityId | None = Field(
        None, description="The country of the developer, by id; filters of the timeline use it."
    )
    openness: Openness | None = Field(None, description="What of it is open to others.")
    license: Localized | None = Field(None, description="The licence by name.")
    parameters: Localized | None = Field(None, description="How large the model is.")
    modality: Localized | None = Field(None, description="What it takes and gives: text, pictures, video.")
    summary: Localized = Field(description="What happened, in one or two sentences.")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="References or blocks that carry the date.")
    said: tuple[Said, ...] = Field((), description="What articles say of the date.")
    relation: Relation = Field(
        "context",
        description="Whether an article names it, describes it, or neither. The last is said on the page, unless"
        " `said` or `evidence` names a block of an article.",
    )
    doubt: Localized | None = Field(None, description="What is not certain.")
    note: Localized | None = Field(None, description="What else is to be said of it.")
    created: EdtfDate | None = Field(None, description="When the entry was written; feeds put it in order by this.")
    modified: EdtfDate | None = Field(None, description="When the entry was last changed in substance.")


class Redirect(Record):
    """Where the readers of an address that is gone are led to."""

    to: str = Field(
        pattern=ADDRESS_PATTERN,
        description="The new address, such as `entities/deepseek-r1.md`.",
        examples=["entities/deepseek-r1.md"],
    )

    @model_validator(mode="before")
    @classmethod
    def in_full(cls, value: Any) -> Any:
        """The address as a field."""
        return {"to": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        return {"anyOf": [{"type": "string", "pattern": ADDRESS_PATTERN}, handler(core_schema)]}


class Name(Record):
    """A name of a person (`family`, `given`) or of anything else (`literal`), as in CSL."""

    family: Text | None = Field(None, description="Family name of a person.")
    given: Text | None = Field(None, description="Given name of a person.")
    literal: Text | None = Field(None, description="Name of an organization, or of a person as a whole.")

    def __str__(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


class Reference(Record):
    """A source of evidence, in the vocabulary of CSL (Citation Style Language 1.0.2)."""

    model_config = ConfigDict(populate_by_name=True)

    type: ReferenceType = Field(description="What it is, as CSL has it.")
    title: Text = Field(description="Its title, as written there.")
    author: tuple[Name, ...] = Field((), description="Who wrote it.")
    container_title: Text | None = Field(
        None, alias="container-title", description="The paper, journal or site it is part of."
    )
    publisher: Text | None = Field(None, description="Who published it.")
    issued: EdtfDate | None = Field(None, description="When it appeared.")
    url: Url | None = Field(None, alias="URL", description="Where it can be read.")
    archive: Url | None = Field(None, description="Address of an archived copy.")
    language: LanguageTag | None = Field(None, description="BCP 47 tag of the language it is written in.")
    quality: Quality = Field(description="How near it is to what it says.")
    access: Literal["opened", "found"] = Field("found", description="Opened, or only found through search.")
    note: Localized | None = Field(None, description="What readers should know of it.")


class Quotation(Record):
    """Words of the prose that somebody else said or wrote, or what they are reported to have said."""

    speaker: EntityId | None = Field(None, description="Who said it, by the id of the entity.")
    kind: Literal["fragment", "term", "title", "reported"] = Field(
        "fragment", description="Words of a sentence, a term, a title, or what somebody is reported to have said."
    )
    article: ArticleId = Field(description="The article in which it stands.")
    target: Target = Field(description="Where it stands.")
    text: Localized | None = Field(None, description="For reported speech: what was said, in our words.")
    said_in: LanguageTag = Field(description="BCP 47 tag of the language they were first said in.")
    rendering: Literal["original", "back-translation"] = Field(
        "back-translation",
        description="Whether the words in the other language are the first wording or made from the text we retell.",
    )
    original: tuple[ReferenceId, ...] = Field((), description="References where the first wording can be read.")
    note: Localized | None = Field(None, description="What else is to be said of it.")


class Assessment(Record):
    """What the editors found of a claim."""

    verdict: ClaimVerdict = Field(description="What was found of it.")
    text: Localized = Field(description="What speaks for and against it, and how sure that is.")
    evidence: tuple[Evidence, ...] = Field(
        (), description="References or blocks that carry the verdict; opinions and open questions need none."
    )
    date: EdtfDate = Field(description="When it was assessed.")

    @model_validator(mode="after")
    def _check_evidence(self) -> Assessment:
        if not self.evidence and self.verdict not in ("open", "unverified", *UNWEIGHED):
            raise PydanticCustomError("sorotan_evidence", "this verdict needs evidence; name a reference or a block")
        return self


class Claim(Record):
    """A statement that an article makes or reports (schema.org Claim and ClaimReview)."""

    kind: ClaimKind = Field(description="What kind of statement it is.")
    article: ArticleId = Field(description="The article in which it stands.")
    target: Target = Field(description="Where it stands.")
    claimant: EntityId | None = Field(None, description="Who claims it; the article itself when left out.")
    text: Localized = Field(description="What is claimed, in one sentence of ours.")
    supports: tuple[ClaimId, ...] = Field((), description="Claims of other articles that it agrees with.")
    contradicts: tuple[ClaimId, ...] = Field((), description="Claims of other articles that it disagrees with.")
    assessment: Assessment = Field(description="What the editors found of it.")


class Position(Record):
    """One side of a disagreement."""

    text: Localized = Field(description="What this side says.")
    claims: tuple[ClaimId, ...] = Field(min_length=1, description="The claims that take this side.")


class Disagreement(Record):
    """A question on which the articles differ."""

    title: Title = Field(description="The disagreement, in a few words.")
    question: Localized = Field(description="The question that the articles answer differently.")
    positions: tuple[Position, ...] = Field(min_length=2, description="The sides, with the claims that take them.")
    known: Localized = Field(description="What is known now, and how sure.")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="References or blocks that carry what is known.")
    date: EdtfDate = Field(description="When this was last considered.")
