"""The site of this repository, built once: what a reader finds in it, and the data as content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import yaml
from babel.messages.pofile import read_po
from click.testing import CliRunner
from lxml import etree
from markdown import Markdown

from sorotan.cli import main
from sorotan.core import checks, loading
from sorotan.core.corpus import Corpus
from sorotan.core.problems import Problems
from sorotan.core.text import fold
from support import REPOSITORY, Built, block, ids_of, text_of

LANGUAGES = [("", "id"), ("en/", "en")]
CONFIG = yaml.load((REPOSITORY / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
BASE = CONFIG["site_url"]

MAX_WORDS = 35
"""In a sentence of our prose."""
MAX_QUOTED = 8
"""Words of a direct quotation."""


@pytest.fixture(scope="session")
def data() -> Corpus:
    """The records of the site."""
    return loading.load(REPOSITORY / "data", "data", Problems())


# The site


def test_no_warning(site: Built) -> None:
    assert site.problems == []
    assert site.abort == ""


def test_every_page_is_in_both_languages(site: Built) -> None:
    source = {page for page in site.pages if not page.startswith("en/")}
    assert {page.removeprefix("en/") for page in site.pages if page.startswith("en/")} == source
    assert len(source) > 100


def test_html_language(site: Built) -> None:
    wrong = [page for page in site.pages if site.page(page).get("lang") != ("en" if page.startswith("en/") else "id")]
    assert wrong == []


@pytest.mark.parametrize(
    ("page", "tab"),
    [
        ("entities/deepseek-r1/", "Nama dan istilah"),
        ("en/entities/deepseek-r1/", "Names and terms"),
        ("en/entities/kinds/model/", "Names and terms"),
        ("articles/us-open-model-gap/parallel/", "Artikel"),
        ("en/articles/us-open-model-gap/parallel/", "Articles"),
    ],
)
def test_the_navigation_shows_where_a_page_belongs_that_is_not_in_it(site: Built, page: str, tab: str) -> None:
    current = site.page(page).xpath("//nav[@class='srt-tabs']//*[@aria-current]")
    assert [(text_of(element), element.get("aria-current")) for element in current][0] == (tab, "true")
    assert [element.get("aria-current") for element in current] == ["true", "true"]


def test_every_link_leads_somewhere(site: Built) -> None:
    dead = {page: links for page in [*site.pages, "404.html"] if (links := site.dead_links(page))}
    assert dead == {}


def test_no_link_is_empty(site: Built) -> None:
    empty = [page for page in site.pages if site.page(page).xpath("//main//a[not(@href) or @href='']")]
    assert empty == []


def test_sitemap(site: Built) -> None:
    """It names every page, with pages that exist as alternates."""
    root = etree.fromstring((site.site / "sitemap.xml").read_bytes())
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    assert set(root.xpath("//s:loc/text()", namespaces=names)) == {BASE + page for page in site.pages}
    alternates = set(root.xpath("//x:link/@href", namespaces=names))
    assert alternates == {BASE + page for page in site.pages}


def test_ids_are_unique(site: Built) -> None:
    ids = {page: ids_of(site.page(page)) for page in site.pages}
    assert {page: set(found) for page, found in ids.items() if len(set(found)) < len(found)} == {}


def test_nothing_is_asked_of_other_hosts(site: Built) -> None:
    """A page needs no other server: not for scripts, styles, fonts or pictures."""
    asked = {
        address
        for page in [*site.pages, "404.html"]
        for address in site.page(page).xpath(
            "//script/@src | //img/@src | //img/@srcset | //iframe/@src | //source/@src | //video/@src | //audio/@src"
            " | //link[not(@rel='canonical' or @rel='alternate' or @rel='prev' or @rel='next' or @rel='license')]/@href"
        )
        if urlsplit(address).netloc
    }
    assert asked == set()
    for style in site.site.rglob("*.css"):
        assert re.findall(r"url\(\s*['\"]?(?:https?:)?//[^)]*|@import[^;]*//[^;]*", style.read_text("utf-8")) == []


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_every_entity_has_its_page(site: Built, data: Corpus, prefix: str, language: str) -> None:
    for id, entity in data.entities.items():
        page = site.page(f"{prefix}entities/{id}/")
        words = text_of(page)
        assert " ".join(entity.name[language].split()) in words, id
        assert " ".join(entity.description[language].split()) in words, id


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_note_is_on_its_page(site: Built, data: Corpus, prefix: str) -> None:
    for id, (article, _) in data.notes.items():
        page = site.page(f"{prefix}articles/{article}/")
        assert block(page, f"note-{id}").get("role") == "note", id
        assert page.xpath("//a[@href=$href and @role='doc-noteref']", href=f"#note-{id}"), id


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_note_on_words_is_attached_to_them(site: Built, data: Corpus, prefix: str) -> None:
    for id, (article, note) in data.notes.items():
        quote = note.target["en" if prefix else "id"]
        marks = site.page(f"{prefix}articles/{article}/").xpath("//mark[@aria-details=$id]", id=f"note-{id}")
        assert bool(marks) == (quote is not None), id


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_every_record_has_its_place(site: Built, data: Corpus, prefix: str, language: str) -> None:
    for page, fragment, records in (
        ("timeline/", "event-{}", data.timeline),
        ("references/", "ref-{}", data.references),
        ("claims/", "claim-{}", data.claims),
        ("disagreements/", "{}", data.disagreements),
        ("quotes/", "quotation-{}", data.quotes),
    ):
        pages = (address for address in site.pages if re.fullmatch(rf"{prefix}{page}(\d+/)?", address))
        ids = {id for address in pages for id in ids_of(site.page(address))}
        assert {fragment.format(id) for id in records} - ids == set()
    for id, event in data.timeline.items():
        assert " ".join(event.title[language].split()) in text_of(block(site.page(f"{prefix}timeline/"), f"event-{id}"))


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_front_page_leads_to_every_article(site: Built, data: Corpus, prefix: str) -> None:
    links = site.page(prefix).xpath("//main//a/@href")
    for article in data.articles:
        assert f"articles/{article}/" in {link.partition("#")[0] for link in links}


# The data as content


def test_data_has_no_problem() -> None:
    problems = Problems()
    checks.check(loading.load(REPOSITORY / "data", "data", problems), problems)
    assert [str(problem) for problem in problems] == []


def texts_of(data: Corpus) -> Iterator[tuple[str, object]]:
    """Where it is and the text, of everything that editors write about the articles in both languages."""
    for id, entity in data.entities.items():
        yield f"entity {id}: description", entity.description
        for index, fact in enumerate(entity.facts):
            yield from ((f"entity {id}: fact {index}", text) for text in (fact.note, fact.role) if text)
    for id, event in data.timeline.items():
        yield f"event {id}: title", event.title
        yield f"event {id}: summary", event.summary
        yield from ((f"event {id}: doubt or note", text) for text in (event.doubt, event.note) if text)
        yield from ((f"event {id}: said", said.text) for said in event.said)
    for id, (_, note) in data.notes.items():
        yield f"note {id}", note.body
    for id, claim in data.claims.items():
        yield f"claim {id}", claim.text
        yield f"claim {id}: assessment", claim.assessment.text
    for id, disagreement in data.disagreements.items():
        yield from ((f"disagreement {id}", t) for t in (disagreement.title, disagreement.question, disagreement.known))
        yield from ((f"disagreement {id}: position", position.text) for position in disagreement.positions)
    for id, article in data.articles.items():
        yield from ((f"article {id}", text) for text in (article.rights, article.note) if text)
        yield from ((f"article {id}: chain", step.note) for step in article.chain if step.note)
        yield from ((f"article {id}: omitted", omitted.reason) for omitted in article.omitted)
    for id, quotation in data.quotes.items():
        yield from ((f"quotation {id}", text) for text in (quotation.note, quotation.text) if text)
    for id, reference in data.references.items():
        if reference.note:
            yield f"reference {id}", reference.note


def test_texts_are_in_both_languages(data: Corpus) -> None:
    """What takes a sentence to say is not the same in two languages."""
    same = [place for place, text in texts_of(data) if text["id"] == text["en"] and len(text["id"].split()) > 3]
    assert same == []


def test_everything_has_evidence(data: Corpus, site: Built) -> None:
    """A fact and an event name it; a note names a reference or a block, or asks."""
    assert [id for id, event in data.timeline.items() if not event.evidence] == []
    assert [id for id, entity in data.entities.items() if not all(fact.evidence for fact in entity.facts)] == []
    bare = [
        id
        for id, (_, note) in data.notes.items()
        if not note.cites and not re.search(r"\]\((?:block|ref|event|entity|claim|note):", note.body.id)
    ]
    assert bare == []
    named = {fact.value.id for entity in data.entities.values() for fact in entity.facts}
    named |= {id for e in data.timeline.values() for id in (*e.entities, e.developer, e.country)}
    named |= {id for _, note in data.notes.values() for id in note.entities}
    unfounded = [
        id
        for id, entity in data.entities.items()
        if not entity.facts
        and id not in named
        and not site.page(f"entities/{id}/").xpath("//main//a[contains(@href, 'articles/')]")
    ]
    assert unfounded == [], "no fact, event, note or mention: nothing says why it is here"


def plain(markdown: str) -> str:
    """Markdown without links, code and emphasis."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"[*_`]", "", text)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9ÄÖÜÉ])", text)


def long_sentences(text: str) -> list[str]:
    return [sentence for sentence in sentences(plain(text)) if len(sentence.split()) > MAX_WORDS]


def test_sentences_of_the_data_are_short(data: Corpus) -> None:
    found = {
        f"{place} ({language})": long
        for place, text in texts_of(data)
        for language in ("id", "en")
        if (long := long_sentences(text[language]))
    }
    assert found == {}


def prose_blocks() -> Iterator[tuple[str, str, str]]:
    """Page, language and text of every block of the docs; English from the catalogs."""
    docs = REPOSITORY / CONFIG.get("docs_dir", "docs")
    for path in sorted(docs.rglob("*.md")):
        uri = path.relative_to(docs).as_posix()
        text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.S)
        tree = etree.HTML(f"<div>{Markdown(extensions=['attr_list', 'tables']).convert(text)}</div>")
        for element in tree.iter("p", "li", "h1", "h2", "h3", "td", "th", "dd", "dt"):
            if not element.xpath("./p | ./ul | ./ol"):
                yield uri, "id", " ".join(element.xpath("string()").split())
    for path in sorted((REPOSITORY / "translations" / "en" / "LC_MESSAGES").rglob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and message.string and "@" not in (message.context or ""):
                    page = (message.context or "").partition("#")[0]
                    html = Markdown().convert(str(message.string))
                    yield f"{page}.md", "en", " ".join(etree.HTML(f"<div>{html}</div>").xpath("string()").split())


def test_sentences_of_the_prose_are_short() -> None:
    found = {f"{page} ({language})": long for page, language, text in prose_blocks() if (long := long_sentences(text))}
    assert found == {}


CHINA_ALLOWED = {
    "disagreement name-of-the-country": "asks whether to write Tiongkok or China",
    "reference china-daily-llama3-v-copy": "names the newspaper China Daily",
    "entity techcrunch-konwinski-story: name": "the title of a story, in English",
    "entity wired-open-source-story: name": "the title of a story, in English",
    "entity fortune-midha-story: name": "the title of a story, in English",
    "entity nyt-china-gap-story: name": "the title of a story, in English",
}
"""Places in which Indonesian prose says “China” with good reason, and the reason."""


def without_quotations_and_titles(text: str, data: Corpus) -> str:
    """What is left of a text without quotations, emphasised titles, linked titles of references and names."""
    text = re.sub(r"\[[^\]]*\]\(ref:[^)]*\)", "", text)
    text = re.sub(r"“[^”]*”|‘[^’]*’|\*[^*]*\*|\([^)]*China[^)]*\)", "", text)
    names = {
        name for e in data.entities.values() for name in (e.name.id, e.name.en) if "China" in name and name != "China"
    }
    titles = {r.title for r in data.references.values() if "China" in r.title}
    containers = {
        r.container_title for r in data.references.values() if r.container_title and "China" in r.container_title
    }
    for name in sorted(names | titles | containers, key=len, reverse=True):
        text = text.replace(name, "")
    return text


def test_indonesian_prose_says_tiongkok(data: Corpus) -> None:
    texts = [(place, text["id"]) for place, text in texts_of(data)]
    texts += [(page, text) for page, language, text in prose_blocks() if language == "id"]
    texts += [(f"entity {id}: name", entity.name.id) for id, entity in data.entities.items()]
    found = {
        place
        for place, text in texts
        if re.search(r"\bChina\b", text if place.endswith(": name") else without_quotations_and_titles(text, data))
    }
    assert found == set(CHINA_ALLOWED)


@pytest.mark.parametrize("language", ["id", "en"])
def test_quotations_of_the_articles_are_listed_and_short(data: Corpus, language: str) -> None:
    """Whatever stands in curly double quotes is a record, in its block, and a fragment."""
    unlisted, long = [], []
    for page, block_language, text in prose_blocks():
        if block_language != language or not page.startswith("articles/"):
            continue
        article = page.removeprefix("articles/").removesuffix(".md")
        listed = {q.target[language].exact for q in data.quotes.values() if q.article == article and q.target[language]}
        for quoted in re.findall(r"“([^”]*)”", text):
            words = quoted.strip(" .,;:?!")
            if words not in {exact.strip(" .,;:?!") for exact in listed}:
                unlisted.append(f"{article}: {quoted}")
            if len(quoted.split()) > MAX_QUOTED:
                long.append(f"{article}: {quoted}")
    assert unlisted == []
    assert long == []


def test_every_listed_quotation_is_in_its_article(data: Corpus) -> None:
    texts: dict[tuple[str, str], str] = {}
    for page, language, text in prose_blocks():
        texts[page, language] = f"{texts.get((page, language), '')}\n{text}"
    missing = [
        f"{id} ({language})"
        for id, quotation in data.quotes.items()
        for language in ("id", "en")
        if (quote := quotation.target[language])
        and fold(quote.exact) not in fold(texts[f"articles/{quotation.article}.md", language])
    ]
    assert missing == []


def test_catalogs_are_complete() -> None:
    """Every block, title and entry of the navigation is translated, and no translation is in doubt."""
    result = CliRunner().invoke(main, ["-f", str(REPOSITORY / "mkdocs.yml"), "translate", "status"])
    assert result.exit_code == 0, result.output
    rows = re.findall(r"(?m)^\s+(\d+)\s+(\d+)\s+(\d+)\s+(\S+)$", result.output)
    assert len(rows) >= 7
    assert [
        f"{page}: {fuzzy} fuzzy, {missing} missing"
        for _, fuzzy, missing, page in rows
        if (fuzzy, missing) != ("0", "0")
    ] == []


def test_catalogs_keep_markup_of_the_source() -> None:
    """A translation links to what its source links to."""
    different = []
    for path in sorted((REPOSITORY / "translations" / "en" / "LC_MESSAGES").rglob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and message.string:
                    links = [sorted(re.findall(r"\]\(([^)]*)\)", text)) for text in (message.id, message.string)]
                    if links[0] != links[1]:
                        different.append(f"{message.context}: {links}")
    assert different == []


def test_json_schemas_are_up_to_date() -> None:
    result = CliRunner().invoke(main, ["-f", str(REPOSITORY / "mkdocs.yml"), "schemas", "--check"])
    assert result.exit_code == 0, result.output
