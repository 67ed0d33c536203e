"""The closed lists of the data: kinds, motivations, stages and properties.

Names are those of the standards where there is one: the Web Annotation vocabulary for motivations, schema.org for
properties, CSL for kinds of reference.
"""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["person", "organization", "model", "product", "concept", "policy", "event", "place", "work"]
"""What an entity is."""

Motivation = Literal[
    "commenting", "describing", "identifying", "linking", "questioning", "assessing", "editing", "highlighting"
]
"""Why a note was made (https://www.w3.org/TR/annotation-vocab/#motivation)."""

Stage = Literal[
    "announced",
    "preview",
    "launch",
    "api",
    "open-weights",
    "updated",
    "retired",
    "policy",
    "research",
    "event",
    "article",
]
"""What kind of step an event is. `launch` is a product opened to the public; `article` the publication of a source."""

Certainty = Literal["confirmed", "inferred", "unverified", "disputed"]
"""How sure the editors are. Anything but `confirmed` is said on the site."""

Openness = Literal["open-source", "open-weights", "open-publication", "api", "closed", "withdrawn"]
"""What of a model or work is open to others."""

Agreement = Literal["consistent", "vague", "contradicts", "undated"]
"""How what an article says of a date compares with the date as known."""

Relation = Literal["named", "implied", "context"]
"""What an event has to do with the articles: they name it, describe it, or neither."""

ReferenceType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
"""Kind of a reference: all that CSL 1.0.2 has (https://docs.citationstyles.org/, “Item Types”)."""

Quality = Literal["primary", "reporting", "copy", "aggregator"]
"""How near a reference is to what it says, the nearest first."""

ClaimKind = Literal["fact", "opinion", "forecast"]
"""What kind of statement a claim is."""

ClaimVerdict = Literal[
    "supported",
    "partly-supported",
    "disputed",
    "contradicted",
    "outdated",
    "open",
    "unverified",
    "opinion",
    "definition",
]
"""What the editors found of a claim."""

UNWEIGHED: Final[frozenset[ClaimVerdict]] = frozenset({"opinion", "definition"})
"""Verdicts on claims that cannot be true or false."""

ValueType = Literal["text", "date", "url", "openness", "entity"]
"""What the value of a property is."""

PROPERTIES: Final[dict[str, ValueType]] = {
    "jobTitle": "text",
    "worksFor": "entity",
    "founder": "entity",
    "foundingDate": "date",
    "parentOrganization": "entity",
    "developer": "entity",
    "publisher": "entity",
    "issuer": "entity",
    "organizer": "entity",
    "location": "entity",
    "countryOfOrigin": "entity",
    "releaseDate": "date",
    "startDate": "date",
    "endDate": "date",
    "legislationDate": "date",
    "legislationIdentifier": "text",
    "openness": "openness",
    "license": "text",
    "numberOfParameters": "text",
    "modality": "text",
    "codeRepository": "url",
    "isBasedOn": "entity",
    "isPartOf": "entity",
    "leads": "entity",
    "owns": "entity",
    "hosts": "entity",
    "funds": "entity",
    "uses": "entity",
    "tops": "entity",
    "pursues": "entity",
    "promotes": "entity",
    "proposes": "entity",
    "supports": "entity",
    "opposes": "entity",
    "criticises": "entity",
    "warnsOf": "entity",
    "regulates": "entity",
    "compliesWith": "entity",
    "competesWith": "entity",
    "caused": "entity",
    "influenced": "entity",
    "spokeAt": "entity",
    "spokeTo": "entity",
}
"""Every property of a fact and the type of its value, in the order in which pages show them."""
