"""schema.org in the pages: JSON-LD that a processor reads, and that says what the page says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exported import Exported, awkward, objects
from pyld import jsonld
from vocabulary import Vocabulary

import standards
from hostile.poisoned import Poisoned
from long_lists import CLAIM
from sorotan.core.vocabulary import PROPERTIES
from support import Built, Project

OPEN = {"kind": "forecast", "verdict": "open", "more": "", "book": "pelita-notes"}
"""A claim that can turn out to be true."""


def data_of(built: Built, page: str) -> list[dict[str, Any]]:
    return [json.loads(script.text) for script in built.page(page).xpath("//head/script[@type='application/ld+json']")]


def graph_of(built: Built, page: str) -> list[dict[str, Any]]:
    """What is said in a page; nothing in one that only leads to another."""
    return [node for data in data_of(built, page) for node in data["@graph"]]


def nodes(exported: Exported, page: str, type_: str) -> list[dict[str, Any]]:
    return [node for node in graph_of(exported.built, page) if node["@type"] == type_]


def addresses(value: Any, key: str = "") -> Iterator[str]:
    """Every address in a document."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from addresses(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from addresses(item, key)
    elif key in ("@id", "id", "source", "url", "contentUrl", "mainEntityOfPage", "inDefinedTermSet", "sameAs"):
        yield value


def texts(value: Any) -> Iterator[str]:
    """Every value in expanded JSON-LD that is text."""
    if isinstance(value, dict):
        if isinstance(value.get("@value"), str):
            yield value["@value"]
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def test_every_page_is_described(site: Exported) -> None:
    """But the front pages say so themselves, every page has its place in the site; every address is absolute."""
    for page in site.built.pages:
        graph = graph_of(site.built, page)
        assert all(address.startswith(("https://", "http://")) for address in addresses(graph)), page
        trail = [node for node in graph if node["@type"] == "BreadcrumbList"]
        if page in ("", "en/"):
            assert trail == [] and graph[0]["@type"] == "WebSite"
        else:
            items = trail[0]["itemListElement"]
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))
            assert items[-1]["item"]["@id"] == site.url + page
            assert all(item["name"] and site.built.has(item["item"]["@id"].removeprefix(site.url)) for item in items)


@standards.needs(standards.SCHEMA_VOCABULARY)
def test_the_vocabulary_is_that_of_schema_org(site: Exported, odd: Exported, hostile: Poisoned) -> None:
    """Every type and property is one of its own, where it belongs, and with a value that it may have."""
    vocabulary = Vocabulary()
    mistakes = {
        f"{page}: {mistake}"
        for built in (site.built, odd.built, hostile.built)
        for page in built.pages
        for node in graph_of(built, page)
        for mistake in vocabulary.mistakes(node)
    }
    assert mistakes == set()


@standards.needs(standards.SCHEMA_CONTEXT)
@pytest.mark.parametrize(
    "page",
    ["", "claims/", "en/data/", "en/glossary/", "timeline/", "entities/deepseek-r1/", "en/articles/us-open-model-gap/"],
)
def test_a_processor_reads_it(site: Exported, page: str) -> None:
    """With schema.org's context no address is mere text, and every statement is about something that has one."""
    [data] = data_of(site.built, page)
    expanded = jsonld.expand(data, {"documentLoader": standards.load}, on_property_dropped=pytest.fail)
    assert [value for value in texts(expanded) if value.startswith(("http://", "https://"))] == []
    triples = jsonld.to_rdf(expanded)["@default"]
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
        text, latest = source["isBasedOn"], None
        for step in reversed(record.chain):
            if latest:
                text = text["translationOfWork" if latest.step == "translation" else "isBasedOn"]
            outlet = site.corpus.entities[step.outlet].name.id if step.outlet else step.publisher
            assert text.get("publisher", {}).get("name") == outlet
            latest = step
        assert not text.keys() & {"isBasedOn", "translationOfWork"}
        assert text["@type"] == "NewsArticle"
        assert text.get("headline") == record.chain[0].title
        named = {mention["entity"] for mention in site.json("mentions.json") if mention["article"] == article}
        assert {node["@id"].split("/")[-2] for node in source["mentions"]} <= named
        assert source["mentions"] and source["citation"]


def test_all_that_is_said_of_an_edition(odd: Exported) -> None:
    """What it is, which text it retells and by whom that is, what it cites and whom it mentions."""
    [article] = nodes(odd, "en/articles/lab-baru/", "Article")
    [source] = nodes(odd, "articles/lab-baru/", "Article")
    report = {
        "@type": "NewsArticle",
        "headline": "Nusa opens Pelita",
        "author": [{"@type": "Person", "name": "Budi Hartono"}, {"@type": "Person", "name": "Rina Kartika"}],
        "publisher": {"@type": "Organization", "name": "Koran Nusa"},
        "datePublished": "2025-02-03",
        "inLanguage": "en",
    }
    assert article == {
        "@type": "Article",
        "@id": f"{odd.url}en/articles/lab-baru/",
        "url": f"{odd.url}en/articles/lab-baru/",
        "headline": "Nusa Laboratory releases Pelita",
        "description": "A short story about an open model.",
        "inLanguage": "en",
        "isPartOf": {"@type": "WebSite", "@id": odd.url, "name": "Pelita"},
        "translationOfWork": {"@type": "Article", "@id": f"{odd.url}articles/lab-baru/", "inLanguage": "id"},
        "isBasedOn": {
            "@type": "CreativeWork",
            "inLanguage": "id",
            "translationOfWork": report,
            "copyrightNotice": "The text belongs to its publisher.",
        },
        "citation": [
            {
                "@type": "NewsArticle",
                "@id": f"{odd.url}references/#ref-koran-pelita",
                "name": "Nusa opens Pelita",
                "url": "https://koran.example/pelita",
                "datePublished": "2025-02-03",
            },
            {
                "@type": "WebPage",
                "@id": f"{odd.url}references/#ref-pelita-notes",
                "name": "Release notes of Pelita",
                "url": "https://nusa.example/pelita",
                "datePublished": "2025-01",
            },
        ],
        "mentions": [
            named(odd, "Organization", "nusa", "Nusa Laboratory"),
            named(odd, "SoftwareApplication", "pelita", "Pelita"),
            named(odd, "Person", "sari-dewi", "Sari Dewi"),
        ],
    }
    assert source["workTranslation"] == [{"@type": "Article", "@id": article["@id"], "inLanguage": "en"}]
    assert source["isBasedOn"]["copyrightNotice"] == "Hak atas naskah ada pada penerbitnya."
    assert source.keys() ^ article.keys() == {"workTranslation", "translationOfWork"}


def named(exported: Exported, type_: str, id: str, name: str) -> dict[str, Any]:
    """An entity as English pages name it."""
    page = f"entities/{id}/"
    return {"@type": type_, "@id": exported.url + page, "name": name, "url": f"{exported.url}en/{page}"}


def test_all_that_is_said_of_an_entity(odd: Exported) -> None:
    assert graph_of(odd.built, "en/entities/nusa/")[0] == {
        **named(odd, "Organization", "nusa", "Nusa Laboratory"),
        "description": "A small research laboratory.",
        "alternateName": ["Laboratorium Nusa", "Nusa"],
        "mainEntityOfPage": f"{odd.url}en/entities/nusa/",
        "sameAs": ["https://www.wikidata.org/entity/Q1", "https://nusa.example/"],
        "founder": named(odd, "Person", "sari-dewi", "Sari Dewi"),
    }


def test_all_that_is_said_of_a_claim(odd: Exported) -> None:
    """Who says it and where, who judged it when and how, and by what."""
    review, opinion, _ = graph_of(odd.built, "en/claims/")
    appearance = {"@type": "Article", "@id": f"{odd.url}en/articles/lab-baru/"}
    assert review == {
        "@type": "ClaimReview",
        "url": f"{odd.url}en/claims/#claim-pelita-is-free",
        "claimReviewed": "Anyone may download Pelita freely.",
        "itemReviewed": {
            "@type": "Claim",
            "@id": f"{odd.url}claims/#claim-pelita-is-free",
            "text": "Anyone may download Pelita freely.",
            "author": named(odd, "Person", "sari-dewi", "Sari Dewi"),
            "appearance": appearance,
        },
        "reviewRating": {"@type": "Rating", "alternateName": "supported"},
        "reviewBody": "Its release notes say the same.",
        "datePublished": "2025-03-01",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "Pelita", "url": odd.url},
        "citation": [
            {
                "@type": "CreativeWork",
                "@id": f"{odd.url}references/#ref-pelita-notes",
                "name": "Nusa Laboratory 2025",
            },
        ],
    }
    assert opinion == {
        "@type": "Claim",
        "@id": f"{odd.url}claims/#claim-pelita-is-doubted",
        "text": "Some experts have doubts.",
        "appearance": appearance,
    }


def test_entities(site: Exported) -> None:
    types = Counter()
    for id, entity in site.corpus.entities.items():
        for language, prefix in (("id", ""), ("en", "en/")):
            node = graph_of(site.built, f"{prefix}entities/{id}/")[0]
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


@pytest.mark.parametrize(
    ("page", "type_"),
    [
        ("claims/", "Claim"),
        ("claims/", "Person"),
        ("data/", "Dataset"),
        ("glossary/", "DefinedTerm"),
        ("articles/us-open-model-gap/", "BlogPosting"),
        ("articles/us-open-model-gap/", "Place"),
    ],
)
def test_a_record_has_one_address(site: Exported, page: str, type_: str) -> None:
    """What is no edition in a language is one thing, whichever page speaks of it."""
    source, translation = (
        {node["@id"] for node in objects(graph_of(site.built, prefix + page)) if node.get("@type") == type_}
        for prefix in ("", "en/")
    )
    assert source == translation != set()
    assert all(address.startswith(site.url) and "/en/" not in address for address in source)


def test_glossary(site: Exported) -> None:
    """The set that its terms name."""
    terms = {id for id, entity in site.corpus.entities.items() if entity.kind == "concept"}
    for page, language in (("glossary/", "id"), ("en/glossary/", "en")):
        [glossary] = nodes(site, page, "DefinedTermSet")
        assert (glossary["@id"], glossary["url"]) == (f"{site.url}glossary/", site.url + page)
        named = {term["@id"].split("/")[-2]: term["name"] for term in glossary["hasDefinedTerm"]}
        assert named == {id: site.corpus.entities[id].name[language] for id in terms}
    [term] = nodes(site, "en/entities/open-weight/", "DefinedTerm")
    assert term["inDefinedTermSet"] == f"{site.url}glossary/"


def test_the_front_page_is_described_in_its_language(site: Exported) -> None:
    for page in ("", "en/"):
        [node] = nodes(site, page, "WebSite")
        [description] = site.built.page(page).xpath("//meta[@name='description']/@content")
        assert node["description"] == description


def test_facts(site: Exported) -> None:
    node = graph_of(site.built, "en/entities/deepseek-r1/")[0]
    assert node["creator"]["@id"] == f"{site.url}entities/deepseek/"
    assert node["creator"]["url"] == f"{site.url}en/entities/deepseek/"
    assert node["datePublished"] == "2025-01-20"
    assert node["license"] == {"@type": "CreativeWork", "name": "MIT"}


@standards.needs(standards.SCHEMA_VOCABULARY)
def test_nothing_is_left_out_that_schema_org_has_a_word_for(site: Exported) -> None:
    """Every fact that is certain and still holds, where a property is called the same there and takes such a value."""
    vocabulary, types = Vocabulary(), {}
    for id in site.corpus.entities:
        types[id] = graph_of(site.built, f"entities/{id}/")[0]["@type"]
    found, missing = Counter(), set()
    for id, entity in site.corpus.entities.items():
        node = graph_of(site.built, f"entities/{id}/")[0]
        for fact in entity.facts:
            kind = {"entity": types.get(fact.value.id), "date": "Date"}.get(PROPERTIES[fact.property], "Text")
            values = {kind, "Country"} if kind == "Place" else {kind}
            is_known = any(vocabulary.takes(types[id], fact.property, value) for value in values)
            if is_known and fact.certainty == "confirmed" and not fact.date:
                found[entity.kind, fact.property] += 1
                missing |= {(id, fact.property)} - {(id, name) for name in node}
    assert missing == set()
    assert len(found) > 15


def test_only_what_is_certain(odd: Exported) -> None:
    """A date that is inferred, or about, is left out: there is no way to say so."""
    model = graph_of(odd.built, "entities/pelita/")[0]
    assert "datePublished" not in model
    assert model["creator"]["name"] == "Laboratorium Nusa"
    assert "foundingDate" not in graph_of(odd.built, "entities/nusa/")[0]


def test_only_what_schema_org_has_room_for(odd: Exported) -> None:
    """A model founds nothing, and a country is a country."""
    laboratory = graph_of(odd.built, "entities/nusa/")[0]
    assert laboratory["founder"]["name"] == "Sari Dewi"
    model = graph_of(odd.built, "entities/pelita/")[0]
    assert model["countryOfOrigin"]["@type"] == "Country"


def test_only_what_still_holds(odd: Exported) -> None:
    """A post that ended is left out; one that began stays, and so does what was so in a year."""
    person = graph_of(odd.built, "entities/sari-dewi/")[0]
    assert person["worksFor"]["name"] == "Laboratorium Nusa"
    assert person["jobTitle"] == "peneliti"


def test_the_first_of_several_dates(odd: Exported) -> None:
    """What was published in steps was published with the first of them."""
    assert graph_of(odd.built, "entities/lampu/")[0]["datePublished"] == "2024-12"


def test_names_that_hold_in_one_article_are_no_names_elsewhere(odd: Exported) -> None:
    laboratory = graph_of(odd.built, "entities/nusa/")[0]
    assert laboratory["alternateName"] == ["Nusa Laboratory", "Nusa"]


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


def test_claims_of_a_list_that_is_divided(project: Project) -> None:
    """Each stands in the head of its own page, in both languages."""
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    entry = project.read("data/articles.yml")
    project.write("data/articles.yml", entry + entry.replace("lab-baru", "kabar"))
    project.write("docs/articles/kabar.md", "# Kabar {: #p1 }\n")
    for article, count in (("lab-baru", 180), ("kabar", 60)):
        claims = "".join(CLAIM.format(article=article, n=n, **OPEN) for n in range(count))
        project.write(f"data/claims/{article}.yml", claims)
    built = project.build()
    pages = [graph_of(built, page) for page in ("en/claims/", "en/claims/2/")]
    ids = [[node["url"] for node in nodes if node["@type"] == "ClaimReview"] for nodes in pages]
    assert [len(urls) for urls in ids] == [181, 60]
    assert ids[1][0] == "https://pelita.example/en/claims/2/#claim-kabar-0"


def test_data_set(site: Exported) -> None:
    for page in ("data/", "en/data/"):
        [data] = nodes(site, page, "Dataset")
        assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert {item["contentUrl"].removeprefix(site.url) for item in data["distribution"]} == site.names


def test_all_that_is_said_of_the_data(odd: Exported) -> None:
    [data] = nodes(odd, "en/data/", "Dataset")
    [file] = [item for item in data.pop("distribution") if item["contentUrl"].endswith("lab-baru.en.utf16.jsonld")]
    assert data == {
        "@type": "Dataset",
        "@id": f"{odd.url}data/",
        "url": f"{odd.url}en/data/",
        "name": "Pelita: Data",
        "description": "Everything this site knows, as files for other programs, and how its records are addressed.",
        "inLanguage": ["id", "en"],
        "creator": {"@type": "Organization", "name": "Pelita", "url": odd.url},
        "isAccessibleForFree": True,
    }
    octets = (odd.folder / "annotations/lab-baru.en.utf16.jsonld").stat().st_size
    assert file == {
        "@type": "DataDownload",
        "name": "Nusa Laboratory releases Pelita",
        "contentUrl": f"{odd.url}data/annotations/lab-baru.en.utf16.jsonld",
        "contentSize": f"{octets / 1000:.1f}\N{NO-BREAK SPACE}kB",
        "encodingFormat": "application/ld+json",
        "inLanguage": "en",
    }


def test_text_cannot_leave_the_script(odd: Exported) -> None:
    """What would end a script or open a comment is read back as it was written."""
    name = odd.corpus.entities["awkward"].name.id
    assert "</script><!--\u2028" in name
    assert graph_of(odd.built, "entities/awkward/")[0]["name"] == name
    raw = odd.built.html("entities/awkward/").partition("application/ld+json")[2].partition("</script>")[0]
    assert not set("<&\u2028") & set(raw[2:])


def test_what_has_no_page_has_no_address(tmp_path: Path) -> None:
    """An empty one would be that of the page: all that is named would be one and the same thing."""
    project = awkward(tmp_path / "project")
    for plugin in ("entities", "timeline", "claims", "references"):
        project.edit("mkdocs.yml", f"  - sorotan/{plugin}\n", "")
    built = project.build()
    described = [graph_of(built, page) for page in built.pages]
    annotated = [json.loads(path.read_text("utf-8")) for path in built.site.glob("data/annotations/*.en.jsonld")]
    assert any("mentions" in node for graph in described for node in graph) and annotated
    assert all(addresses(described)) and all(addresses(annotated))
