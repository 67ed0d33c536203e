"""schema.org data in the head of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sorotan.core import dates
from sorotan.core.languages import Language
from sorotan.core.records import ChainLink, Claim, Entity, Fact
from sorotan.core.vocabulary import PROPERTIES, UNWEIGHED, Kind, ReferenceType
from sorotan.export.jsontext import compact, in_html
from sorotan.export.publication import Publication
from sorotan.views import labels
from sorotan.views.data import listed_sets
from sorotan.views.glossary import GLOSSARY
from sorotan.views.scope import Scope

Node = dict[str, Any]

_TYPES: Final[dict[Kind, str]] = {
    "person": "Person",
    "organization": "Organization",
    "model": "SoftwareApplication",
    "product": "SoftwareApplication",
    "concept": "DefinedTerm",
    "policy": "Legislation",
    "event": "Event",
    "place": "Place",
    "work": "CreativeWork",
}

_WORK: Final = {
    "developer": "creator",
    "publisher": "publisher",
    "releaseDate": "datePublished",
    "countryOfOrigin": "countryOfOrigin",
    "license": "license",
    "isBasedOn": "isBasedOn",
    "isPartOf": "isPartOf",
}
_PROPERTIES: Final[dict[Kind, Mapping[str, str]]] = {
    "person": {"jobTitle": "jobTitle", "worksFor": "worksFor"},
    "organization": {
        "founder": "founder",
        "foundingDate": "foundingDate",
        "parentOrganization": "parentOrganization",
        "location": "location",
    },
    "model": _WORK,
    "product": _WORK,
    "concept": {},
    "policy": {
        "issuer": "legislationPassedBy",
        "legislationDate": "legislationDate",
        "legislationIdentifier": "legislationIdentifier",
        "countryOfOrigin": "countryOfOrigin",
    },
    "event": {"startDate": "startDate", "endDate": "endDate", "organizer": "organizer", "location": "location"},
    "place": {},
    "work": _WORK,
}
"""schema.org's name of a property where the type has it."""

_AGENTS: Final[frozenset[Kind]] = frozenset({"person", "organization"})
_CREATIVE_WORKS: Final[frozenset[Kind]] = frozenset({"model", "product", "policy", "work"})
_VALUES: Final[dict[str, frozenset[Kind]]] = {
    **dict.fromkeys(("creator", "founder", "legislationPassedBy", "organizer", "publisher"), _AGENTS),
    **dict.fromkeys(("parentOrganization", "worksFor"), frozenset[Kind]({"organization"})),
    **dict.fromkeys(("isBasedOn", "isPartOf"), _CREATIVE_WORKS),
    **dict.fromkeys(("countryOfOrigin", "location"), frozenset[Kind]({"place"})),
}
"""Kinds of entities that schema.org takes as the value of a property."""

_FIRST_ONLY: Final = frozenset({"datePublished", "foundingDate", "startDate", "legislationDate"})
"""Properties of which schema.org means one value; the earliest is given."""

_REFERENCE_TYPES: Final[dict[ReferenceType, str]] = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "legislation": "Legislation",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "software": "SoftwareApplication",
    "webpage": "WebPage",
}


_CLAIMS: Final = "claims.md"
"""The first page of the list of claims."""
_MOST: Final = 250
"""Claims, or terms. More of them would make the head of a page a large part of all that it is."""


@dataclass(frozen=True)
class PageInfo:
    """What a page says of itself."""

    uri: str
    """Path in the source language: `entities/x.md`."""
    url: str
    """Absolute address."""
    title: str
    description: str
    language: Language
    article: str
    """Id of the article that it shows; empty for any other page."""
    trail: Sequence[tuple[str, str]]
    """Title and address of the pages above it and of itself, the front page first."""
    is_front: bool
    """Whether it is the front page."""


def page_data(page: PageInfo, publication: Publication, size: Callable[[str], int]) -> str:
    """JSON-LD for the head of a page, escaped for HTML; empty when there is nothing to say.

    Args:
        page: The page.
        publication: What it is made from.
        size: How many octets a file has, by its path.
    """
    nodes = [*_subject(page, publication, size), *_breadcrumbs(page)]
    return in_html({"@context": "https://schema.org", "@graph": nodes}) if nodes else ""


def _subject(page: PageInfo, publication: Publication, size: Callable[[str], int]) -> Iterator[Node]:
    """What the page is about."""
    entity = page.uri.removeprefix("entities/").removesuffix(".md")
    if page.article:
        yield _article(page, publication)
    elif page.uri.startswith("entities/") and entity in publication.corpus.entities:
        yield _entity(entity, page, publication)
    elif page.uri == _CLAIMS or page.uri.startswith("claims/"):
        yield from _claims(page, publication)
    elif page.uri == "data.md":
        yield _dataset(page, publication, size)
    elif page.uri == GLOSSARY:
        yield _glossary(page, publication)
    elif page.is_front:
        yield _website(page, publication)


def _breadcrumbs(page: PageInfo) -> Iterator[Node]:
    if len(page.trail) > 1:
        items = [
            {"@type": "ListItem", "position": position, "name": title, "item": {"@type": "WebPage", "@id": url}}
            for position, (title, url) in enumerate(page.trail, 1)
        ]
        yield {"@type": "BreadcrumbList", "itemListElement": items}


def _website(page: PageInfo, publication: Publication) -> Node:
    return compact(
        {
            "@type": "WebSite",
            "@id": publication.url,
            "url": publication.url,
            "name": publication.name,
            "description": page.description or publication.description,
            "inLanguage": list(publication.scopes),
        }
    )


# Articles


def _article(page: PageInfo, publication: Publication) -> Node:
    scope = publication.scopes[page.language]
    others = [
        {"@type": "Article", "@id": url, "inLanguage": language}
        for language, other in publication.scopes.items()
        if language != page.language and (url := other.links.article(page.article))
    ]
    is_source = page.language == publication.source.language
    return compact(
        {
            "@type": "Article",
            "@id": page.url,
            "url": page.url,
            "headline": page.title,
            "description": page.description,
            "inLanguage": page.language,
            "isPartOf": {"@type": "WebSite", "@id": publication.url, "name": publication.name},
            "workTranslation": others if is_source else [],
            "translationOfWork": others[0] if others and not is_source else None,
            "isBasedOn": _source(page.article, scope),
            "citation": [_reference(id, publication) for id in _cited_in(page.article, scope)],
            "mentions": [_named(id, scope, publication) for id in _mentioned_in(page.article, scope)],
        }
    )


def _source(article: str, scope: Scope) -> Node | None:
    """The text that was retold, and behind it, step by step, the first report."""
    record = scope.corpus.articles[article]
    node: Node | None = None
    for step in record.chain:
        before, node = node, _step(step, scope)
        if before:
            node["translationOfWork" if step.step == "translation" else "isBasedOn"] = before
    return node and {**node, "copyrightNotice": record.rights[scope.language]}


def _step(step: ChainLink, scope: Scope) -> Node:
    outlet = scope.entity_link(step.outlet).text if step.outlet else step.publisher
    return compact(
        {
            "@type": "NewsArticle" if step.step == "original" else "CreativeWork",
            "headline": step.title,
            "author": [{"@type": "Person", "name": name} for name in step.author],
            "publisher": {"@type": "Organization", "name": outlet} if outlet else None,
            "datePublished": _date(step.date),
            "inLanguage": step.language,
        }
    )


def _cited_in(article: str, scope: Scope) -> Iterable[str]:
    """References that the provenance and the notes of an article name, each once."""
    file = scope.corpus.annotations.get(article)
    cited = [id for step in scope.corpus.articles[article].chain for id in step.references]
    cited += [id for note in (file.annotations if file else ()) for id in note.cites]
    return (id for id in dict.fromkeys(cited) if id in scope.corpus.references)


def _mentioned_in(article: str, scope: Scope) -> Iterable[str]:
    """Entities that the text names, in the order of their first mention."""
    text = scope.prose.get(article, scope.language)
    names = (found.entity for block in text.mentions.values() for found in block) if text else ()
    return (id for id in dict.fromkeys(names) if id in scope.corpus.entities)


def _reference(id: str, publication: Publication) -> Node:
    reference = publication.corpus.references[id]
    return compact(
        {
            "@type": _REFERENCE_TYPES.get(reference.type, "CreativeWork"),
            "@id": publication.source.links.lasting("references", id),
            "name": reference.title,
            "url": reference.url,
            "datePublished": _date(reference.issued),
        }
    )


# Entities


def _entity(id: str, page: PageInfo, publication: Publication) -> Node:
    entity, scope = publication.corpus.entities[id], publication.scopes[page.language]
    other = entity.name.en if page.language == "id" else entity.name.id
    names = [other, *(alias.text for alias in entity.aliases[page.language] if not alias.articles)]
    glossary = publication.source.links.page(GLOSSARY) if entity.kind == "concept" else ""
    return compact(
        {
            **_named(id, scope, publication),
            "description": entity.description[page.language],
            "alternateName": [name for name in dict.fromkeys(names) if name != entity.name[page.language]],
            "mainEntityOfPage": page.url,
            "sameAs": list(dict.fromkeys([*entity.sameAs, *filter(None, [entity.url])])),
            "inDefinedTermSet": glossary,
            **_facts(entity, scope, publication),
        }
    )


def _glossary(page: PageInfo, publication: Publication) -> Node:
    """The set of the terms. It names them where they are not very many; the page of each names the set."""
    scope = publication.scopes[page.language]
    terms = [id for id, entity in scope.corpus.entities.items() if entity.kind == "concept"]
    return compact(
        {
            "@type": "DefinedTermSet",
            "@id": publication.source.links.page(GLOSSARY),
            "url": page.url,
            "name": page.title,
            "description": page.description,
            "inLanguage": page.language,
            "hasDefinedTerm": [_named(id, scope, publication) for id in terms] if len(terms) <= _MOST else [],
        }
    )


def _named(id: str, scope: Scope, publication: Publication) -> Node:
    """An entity by its name, and by its address if it has a page."""
    entity = scope.corpus.entities[id]
    return compact(
        {
            "@type": _TYPES[entity.kind],
            "@id": publication.entity(id),
            "name": entity.name[scope.language],
            "url": scope.links.entity(id) if scope.language != publication.source.language else "",
        }
    )


def _facts(entity: Entity, scope: Scope, publication: Publication) -> Node:
    """What is stated of an entity, is certain, and still holds: there is no room for more here."""
    known = _PROPERTIES[entity.kind]
    values: dict[str, list[Any]] = {}
    for fact in entity.facts:
        if fact.property not in known or fact.certainty != "confirmed" or _has_ended(fact):
            continue
        name = known[fact.property]
        if value := _value(fact, name, scope, publication):
            values.setdefault(name, []).append(value)
    for name in _FIRST_ONLY & values.keys():
        values[name] = [min(values[name])]
    return {name: found[0] if len(found) == 1 else found for name, found in sorted(values.items())}


def _has_ended(fact: Fact) -> bool:
    when = dates.parse(fact.date) if fact.date else None
    return when is not None and when.is_interval and when.end is not None


def _value(fact: Fact, name: str, scope: Scope, publication: Publication) -> Any:
    """The value of a fact, which schema.org calls `name`; None where it has no room for it."""
    kind = PROPERTIES[fact.property]
    if kind == "entity":
        value = scope.corpus.entities.get(fact.value.id)
        if value is None or value.kind not in _VALUES[name]:
            return None
        node = _named(fact.value.id, scope, publication)
        return {**node, "@type": "Country"} if name == "countryOfOrigin" else node
    if kind == "date":
        return _date(fact.value.id)
    if fact.property == "license":
        return {"@type": "CreativeWork", "name": fact.value[scope.language]}
    return fact.value[scope.language]


# Claims


def _claims(page: PageInfo, publication: Publication) -> Iterator[Node]:
    """The claims of the page with their reviews; none of very many, which are in the tables."""
    scope = publication.scopes[page.language]
    here = next((each for each in scope.corpus.lists[_CLAIMS] if each.uri == page.uri), None)
    if here is None or here.total > _MOST:
        return
    for id in here.ids:
        claim = scope.corpus.claims[id]
        node = _claim(id, claim, scope, publication)
        if claim.assessment.verdict in UNWEIGHED:  # there is a claim, but no review of it
            yield node
        else:
            yield _review(id, claim, node, scope, publication)


def _claim(id: str, claim: Claim, scope: Scope, publication: Publication) -> Node:
    claimant = claim.claimant if claim.claimant in scope.corpus.entities else None
    article = scope.links.article(claim.article)
    return compact(
        {
            "@type": "Claim",
            "@id": publication.source.links.lasting("claims", id),
            "text": claim.text[scope.language],
            "author": _named(claimant, scope, publication) if claimant else None,
            "appearance": {"@type": "Article", "@id": article} if article else None,
        }
    )


def _review(id: str, claim: Claim, node: Node, scope: Scope, publication: Publication) -> Node:
    assessment = claim.assessment
    return compact(
        {
            "@type": "ClaimReview",
            "url": scope.links.claim(id),
            "claimReviewed": claim.text[scope.language],
            "itemReviewed": node,
            "reviewRating": {
                "@type": "Rating",
                "alternateName": scope.words(labels.CLAIM_VERDICTS[assessment.verdict]),
            },
            "reviewBody": assessment.text[scope.language],
            "datePublished": _date(assessment.date),
            "inLanguage": scope.language,
            "author": {"@type": "Organization", "name": publication.name, "url": publication.url},
            "citation": [_evidence(item, scope, publication) for item in assessment.evidence],
        }
    )


def _evidence(item: str, scope: Scope, publication: Publication) -> Node:
    """A reference, or a block of an article, by its address and name."""
    link = scope.evidence(item)
    is_reference = item in scope.corpus.references
    url = publication.source.links.lasting("references", item) if is_reference else link.url
    return compact({"@type": "CreativeWork", "@id": url, "name": link.text})


# Data


def _dataset(page: PageInfo, publication: Publication, size: Callable[[str], int]) -> Node:
    scope = publication.scopes[page.language]
    downloads = [
        compact(
            {
                "@type": "DataDownload",
                "name": scope.title(made.title) if made.article else scope.words(made.title),
                "contentUrl": url,
                "contentSize": scope.words.size(size(file.path)),
                "encodingFormat": file.media_type,
                "inLanguage": file.language,
            }
        )
        for made in listed_sets(scope.corpus, list(publication.scopes))
        for file in made.files
        if (url := scope.links.page(file.path))
    ]
    return compact(
        {
            "@type": "Dataset",
            "@id": publication.source.links.page("data.md"),
            "url": page.url,
            "name": f"{publication.name}: {page.title}",
            "description": page.description,
            "inLanguage": list(publication.scopes),
            "license": publication.license_url,
            "creator": {"@type": "Organization", "name": publication.name, "url": publication.url},
            "isAccessibleForFree": True,
            "distribution": downloads,
        }
    )


def _date(edtf: str | None) -> str:
    """A date that is certain, in ISO 8601; empty for any other."""
    return dates.parse(edtf).iso if edtf else ""
