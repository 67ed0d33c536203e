"""schema.org in the pages: JSON-LD that a processor reads, and that says what the page says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from exported import Exported
from pyld import jsonld


def data_of(exported: Exported, page: str) -> dict[str, Any]:
    [script] = exported.built.page(page).xpath("//head/script[@type='application/ld+json']")
    return json.loads(script.text)


def nodes(exported: Exported, page: str, type_: str) -> list[dict[str, Any]]:
    return [node for node in data_of(exported, page)["@graph"] if node["@type"] == type_]


def context(url: str, options: dict[str, Any]) -> dict[str, Any]:
    """Stands for schema.org's context, which every term of it is a term of the vocabulary in."""
    assert url == "https://schema.org"
    vocabulary = {"@context": {"@vocab": "http://schema.org/"}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": vocabulary}


def addresses(value: Any, key: str = "") -> Iterator[str]:
    """Every address in a document."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from addresses(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from addresses(item, key)
    elif key in ("@id", "url", "item", "contentUrl", "mainEntityOfPage", "inDefinedTermSet", "sameAs"):
        yield value


def test_every_page_is_described(site: Exported) -> None:
    """But the front pages say so themselves, every page has its place in the site; every address is absolute."""
    for page in site.built.pages:
        graph = data_of(site, page)["@graph"]
        assert all(address.startswith(("https://", "http://")) for address in addresses(graph)), page
        trail = [node for node in graph if node["@type"] == "BreadcrumbList"]
        if page in ("", "en/"):
            assert trail == [] and graph[0]["@type"] == "WebSite"
        else:
            items = trail[0]["itemListElement"]
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))
            assert items[-1]["item"] == site.url + page
            assert all(item["name"] and site.built.has(item["item"].removeprefix(site.url)) for item in items)


@pytest.mark.parametrize("page", ["", "claims/", "en/data/", "entities/deepseek-r1/", "en/articles/us-open-model-gap/"])
def test_a_processor_reads_it(site: Exported, page: str) -> None:
    """Every triple is about something with an absolute address or a node without one."""
    triples = jsonld.to_rdf(data_of(site, page), {"documentLoader": context})["@default"]
    assert len(triples) > 4
    for triple in triples:
        assert triple["predicate"]["value"].startswith(("http://schema.org/", "http://www.w3.org/"))
        assert triple["subject"]["value"].startswith(("https://", "http://", "_:"))


def test_articles(site: Exported) -> None:
    """The editions name each other, the text that they retell, and whom they mention."""
    for article, record in site.corpus.articles.items():
        [source] = nodes(site, f"articles/{article}/", "Article")
        [translation] = nodes(site, f"en/articles/{article}/", "Article")
        assert (source["inLanguage"], translation["inLanguage"]) == ("id", "en")
        assert [other["@id"] for other in source["workTranslation"]] == [translation["@id"]]
        assert translation["translationOfWork"]["@id"] == source["@id"]
        assert source["@id"] == f"{site.url}articles/{article}/"
        assert source["headline"] != translation["headline"]
        first, steps = source["isBasedOn"], 1
        while inner := first.get("isBasedOn") or first.get("translationOfWork"):
            first, steps = inner, steps + 1
        assert steps == len(record.chain)
        assert first["@type"] == "NewsArticle"
        assert first.get("headline") == record.chain[0].title
        named = {mention["entity"] for mention in site.json("mentions.json") if mention["article"] == article}
        assert {node["@id"].split("/")[-2] for node in source["mentions"]} <= named
        assert source["mentions"] and source["citation"]


def test_entities(site: Exported) -> None:
    types = Counter()
    for id, entity in site.corpus.entities.items():
        for language, prefix in (("id", ""), ("en", "en/")):
            node = data_of(site, f"{prefix}entities/{id}/")["@graph"][0]
            types[entity.kind, node["@type"]] += 1
            assert node["@id"] == f"{site.url}entities/{id}/"
            assert node["name"] == entity.name[language]
            assert node["description"] == entity.description[language]
            assert set(entity.sameAs) <= set(node.get("sameAs", []))
    assert set(types) == {
        ("person", "Person"),
        ("organization", "Organization"),
        ("model", "SoftwareApplication"),
        ("product", "SoftwareApplication"),
        ("concept", "DefinedTerm"),
        ("policy", "Legislation"),
        ("event", "Event"),
        ("place", "Place"),
        ("work", "CreativeWork"),
    }


def test_facts(site: Exported) -> None:
    node = data_of(site, "en/entities/deepseek-r1/")["@graph"][0]
    assert node["creator"]["@id"] == f"{site.url}entities/deepseek/"
    assert node["creator"]["url"] == f"{site.url}en/entities/deepseek/"
    assert node["datePublished"] == "2025-01-20"
    assert node["license"] == {"@type": "CreativeWork", "name": "MIT"}


def test_only_what_is_certain(odd: Exported) -> None:
    """A date that is inferred, or about, is left out: there is no way to say so."""
    model = data_of(odd, "entities/pelita/")["@graph"][0]
    assert "datePublished" not in model
    assert model["creator"]["name"] == "Laboratorium Nusa"
    assert "foundingDate" not in data_of(odd, "entities/nusa/")["@graph"][0]


def test_claims(site: Exported) -> None:
    """A review of each claim that can be true or false."""
    reviews, claims = nodes(site, "en/claims/", "ClaimReview"), nodes(site, "en/claims/", "Claim")
    judged = {id for id, c in site.corpus.claims.items() if c.assessment.verdict not in ("opinion", "definition")}
    assert {review["url"].partition("#claim-")[2] for review in reviews} == judged
    assert {claim["@id"].partition("#claim-")[2] for claim in claims} == set(site.corpus.claims) - judged
    for review in reviews:
        claim = site.corpus.claims[review["url"].partition("#claim-")[2]]
        assert review["claimReviewed"] == review["itemReviewed"]["text"] == claim.text.en
        assert review["reviewRating"]["alternateName"]
        assert review["itemReviewed"]["appearance"]["@id"] == f"{site.url}en/articles/{claim.article}/"


def test_data_set(site: Exported) -> None:
    for page in ("data/", "en/data/"):
        [data] = nodes(site, page, "Dataset")
        assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert {item["contentUrl"].removeprefix(site.url) for item in data["distribution"]} == site.names


def test_text_cannot_leave_the_script(odd: Exported) -> None:
    """What would end a script or open a comment is read back as it was written."""
    name = odd.corpus.entities["awkward"].name.id
    assert "</script><!--\u2028" in name
    assert data_of(odd, "entities/awkward/")["@graph"][0]["name"] == name
    raw = odd.built.html("entities/awkward/").partition("application/ld+json")[2].partition("</script>")[0]
    assert not set("<&\u2028") & set(raw[2:])
