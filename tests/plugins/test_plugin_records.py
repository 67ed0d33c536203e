"""Pages made from records: entities, timeline, references."""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from random import Random
from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement

from support import Built, Project, block, text_of

ENTITIES = ["nusa", "pelita", "sari-dewi"]
LANGUAGES = [("", "id"), ("en/", "en")]


def targets(built: Built, page: str, element: HtmlElement | None = None) -> list[str]:
    """Where the links of a page, or of a part of it, lead."""
    part = built.page(page) if element is None else element
    return [urljoin(f"/{page}", link) for link in part.xpath(".//a/@href")]


@pytest.mark.parametrize("id", ENTITIES)
@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_every_entity_has_a_page(stock: Built, id: str, prefix: str, language: str) -> None:
    page = stock.page(f"{prefix}entities/{id}/")
    assert page.get("lang") == language
    names = {
        "nusa": ("Laboratorium Nusa", "Nusa Laboratory"),
        "pelita": ("Pelita",) * 2,
        "sari-dewi": ("Sari Dewi",) * 2,
    }
    assert [text_of(heading) for heading in page.xpath("//h1")] == [names[id][language == "en"]]
    assert stock.dead_links(f"{prefix}entities/{id}/") == []


def test_entity_page_says_what_it_is(stock: Built) -> None:
    assert "Model bahasa terbuka dari Laboratorium Nusa." in text_of(stock.page("entities/pelita/"))
    assert "An open language model from Nusa Laboratory." in text_of(stock.page("en/entities/pelita/"))
    nusa = stock.page("en/entities/nusa/")
    assert {"https://nusa.example/", "https://www.wikidata.org/entity/Q1"} <= set(nusa.xpath("//a/@href"))
    assert [text_of(link) for link in nusa.xpath("//a[contains(@href, 'wikidata')]")] == ["Wikidata"]


def fact(page: HtmlElement, words: str) -> HtmlElement:
    [value] = [value for value in page.xpath("//dl//dd") if text_of(value).startswith(words)]
    return value


def test_facts_have_links_to_their_evidence(stock: Built) -> None:
    page = "en/entities/pelita/"
    developer = fact(stock.page(page), "Nusa Laboratory")
    assert {"/en/entities/nusa/", "/en/articles/lab-baru/#p2", "/en/references/#ref-pelita-notes"} <= set(
        targets(stock, page, developer)
    )
    released = fact(stock.page(page), "January 2025")
    assert "the day is not known" in text_of(released)
    assert "inferred" in text_of(released)
    assert "/en/references/#ref-pelita-notes" in targets(stock, page, released)
    assert "permissive licence" in text_of(stock.page(page))
    assert "https://code.example/pelita" in targets(stock, page)


def test_every_fact_has_evidence(stock: Built) -> None:
    for id in ENTITIES:
        page = f"en/entities/{id}/"
        values = stock.page(page).xpath("//dl//dd")
        assert values
        for value in values:
            links = targets(stock, page, value)
            assert [link for link in links if "#ref-" in link or re.search(r"#p\d", link)], text_of(value)


def test_relations_are_shown_at_both_ends(stock: Built) -> None:
    nusa = stock.page("en/entities/nusa/")
    assert fact(nusa, "Pelita") is not None
    person = fact(nusa, "Sari Dewi")
    assert "researcher" in text_of(person)
    assert "2025" in text_of(person)
    assert "about 2023" in text_of(nusa)


@pytest.mark.parametrize(("prefix", "sentences"), [
    ("", ["Laboratorium Nusa merilis Pelita", "Laboratorium Nusa merilis model Pelita pada Januari 2025.",
          "Pelita dapat diunduh siapa saja, kata Sari Dewi.", "Sebagian ahli meragukan Pelita."]),
    ("en/", ["Nusa Laboratory releases Pelita", "Nusa Laboratory released the model Pelita in January 2025.",
             "Anyone may download Pelita, says Sari Dewi.", "Some experts doubt Pelita."]),
])  # fmt: skip
def test_every_mention_in_its_sentence_leads_to_its_block(stock: Built, prefix: str, sentences: list[str]) -> None:
    page = f"{prefix}entities/pelita/"
    blocks = ["p1", "p2", "p2", "p5"]
    links = [
        (text_of(link), urljoin(f"/{page}", link.get("href")))
        for link in stock.page(page).xpath("//a[contains(@href, 'articles/lab-baru/#p')]")
        if text_of(link) in sentences
    ]
    assert links == [(s, f"/{prefix}articles/lab-baru/#{b}") for s, b in zip(sentences, blocks, strict=True)]


def test_entity_page_leads_to_events_and_notes(stock: Built) -> None:
    links = targets(stock, "en/entities/pelita/")
    assert "/en/timeline/#event-pelita-open" in links
    assert {"/en/articles/lab-baru/#note-licence", "/en/articles/lab-baru/#note-which-day"} <= set(links)
    assert "/en/articles/lab-baru/#note-doubts" not in links


def test_events_of_an_entity_are_in_the_order_of_time(project: Project) -> None:
    project.edit("data/timeline.yml", '"2023~"', '"2026~"')
    entries = said(project.build(strict=True), "en/entities/nusa/", "events")
    assert [link.partition("#event-")[2] for _, link in entries] == ["pelita-open", "nusa-founded"]


def labels_of(page: HtmlElement, section: str) -> list[str]:
    """What the properties in a part of the page are called, in their order."""
    return [text_of(label) for label in page.xpath("//section[h2[@id=$id]]//dt", id=section)]


def test_properties_have_one_order_on_all_pages(project: Project) -> None:
    """However an editor writes them down: what somebody is comes first, what else there is to see last."""
    address = "    - {property: codeRepository, value: https://code.example/pelita, evidence: [pelita-notes]}\n"
    project.edit("data/entities/model.yml", address, "")
    project.edit("data/entities/model.yml", "  facts:\n", f"  facts:\n{address}")
    built = project.build(strict=True)
    order = ["Developer", "Released", "Openness", "Licence", "Repository"]
    assert labels_of(built.page("en/entities/pelita/"), "facts") == order
    assert labels_of(built.page("en/entities/nusa/"), "relations") == ["People", "Developed"]


def test_names_of_an_entity_are_told_once(project: Project) -> None:
    """Also where its name in the other language is an alias, or its own name is one."""
    project.edit("data/entities/organization.yml", "[Nusa]", "[Nusa, Nusa Laboratory]")
    built = project.build()
    for page, other, recognised in (
        ("entities/nusa/", ["Nusa Laboratory"], "Nusa, Nusa Laboratory"),
        ("en/entities/nusa/", ["Laboratorium Nusa"], "Nusa"),
        ("en/entities/sari-dewi/", [], "Dewi"),
    ):
        tree = built.page(page)
        assert [text_of(name) for name in tree.find_class("srt-entitypage__other")] == other
        [names] = tree.xpath("//p[strong[contains(., 'ecognised') or contains(., 'ikenali')]]")
        assert text_of(names).partition(":")[2].strip() == recognised


def test_a_sentence_is_shown_once_in_each_of_its_blocks(project: Project) -> None:
    """Though it names an entity twice."""
    page = "docs/articles/lab-baru.md"
    project.edit(page, "Sebagian ahli meragukan Pelita.", "Pelita tetap Pelita.")
    project.edit(page, "Lisensinya sangat longgar.", "Lisensinya sangat longgar. Pelita tetap Pelita.")
    sentences = [text_of(link) for link in project.build().page("entities/pelita/").find_class("srt-sentence")]
    assert sentences.count("Pelita tetap Pelita.") == 2


def said(built: Built, page: str, part: str) -> list[tuple[str, str]]:
    """The words of each entry of a part of the page, and where its link leads."""
    found = built.page(page).xpath(f"//section[h2[@id='{part}']]//li")
    return [(text_of(entry), *targets(built, page, entry)) for entry in found]


def test_entity_page_says_what_it_claims_and_is_quoted_with(stock: Built) -> None:
    """Each with what readers have to know of it: the verdict, and whether the words were translated twice."""
    claim, quotation = "claims/#claim-pelita-is-free", "quotes/#quotation-dewi-everyone"
    assert said(stock, "en/entities/sari-dewi/", "claims") == [
        ("supported Anyone may download Pelita freely. Koran Nusa", f"/en/{claim}")
    ]
    assert stock.page("en/entities/sari-dewi/").find_class("srt-verdict--supported")
    assert said(stock, "en/entities/sari-dewi/", "quotations") == [
        ("back-translation “belongs to everyone” Koran Nusa", f"/en/{quotation}")
    ]
    assert said(stock, "entities/sari-dewi/", "claims") == [
        ("didukung bukti Siapa saja boleh mengunduh Pelita. Koran Nusa", f"/{claim}")
    ]
    assert said(stock, "entities/sari-dewi/", "quotations") == [
        ("kutipan “milik semua orang” Koran Nusa", f"/{quotation}")
    ]
    assert not {"claims", "quotations"} & set(sections_of(stock.page("en/entities/pelita/")))


def test_claims_and_quotations_of_an_article_that_is_left_out_are_left_out_too(project: Project) -> None:
    """A mistake in the data is told, and ends no build."""
    project.edit("data/articles.yml", "lab-baru:", "lab-lama:")
    built = project.build()
    assert built.abort == "" and not built.tracebacks
    assert not {"claims", "quotations"} & set(sections_of(built.page("en/entities/sari-dewi/")))
    assert not built.page("en/quotes/").xpath("//li[@class='srt-quote']")


def with_mentions(project: Project, articles: int) -> None:
    """Give the project more articles that name the entity `pelita` once in each of two sentences."""
    entry = project.read("data/articles.yml")
    project.write("data/articles.yml", entry + "".join(entry.replace("lab-baru", f"lab-{n}") for n in range(articles)))
    for number in range(articles):
        text = f"---\ntitle: Kabar {number}\n---\n\nPelita menang {number} kali. Lalu Pelita kalah.\n{{: #p1 }}\n"
        project.write(f"docs/articles/lab-{number}.md", text)


def sections_of(page: HtmlElement) -> list[str]:
    """The parts of a page of an entity, in their order."""
    return page.xpath("//article/section/h2/@id")


def test_what_is_named_in_many_articles_has_the_rest_of_them_folded(project: Project) -> None:
    """Everything is there, and what else there is to know stands before it."""
    project.without_originals()
    with_mentions(project, 1030)
    built = project.build()
    for address, more, unfold in (
        ("en/entities/pelita/", "2,064 mentions", "Mentions in 1,011 more articles"),
        ("entities/pelita/", "2.064 penyebutan", "Penyebutan dalam 1.011 artikel lagi"),
    ):
        page = built.page(address)
        assert sections_of(page)[-2:] == ["neighbours", "mentions"]
        [folded] = page.xpath("//section[h2[@id='mentions']]/details")
        assert text_of(folded.xpath("./summary")[0]) == unfold
        assert len(page.xpath("//section[h2[@id='mentions']]/h3")) == 20
        assert len(folded.xpath("./h3")) == 1011
        assert len(page.xpath("//a[@class='srt-sentence']")) == 2064
        jumps = page.xpath("//article/header//nav//a")
        assert [jump.get("href") for jump in jumps] == [f"#{id}" for id in sections_of(page)]
        headings = [text_of(heading) for heading in page.xpath("//article/section/h2")]
        assert [text_of(jump) for jump in jumps] == [*headings[:-1], more]
        assert built.dead_links(address) == []


def test_what_has_many_notes_and_events_has_the_rest_of_them_folded(project: Project) -> None:
    """Twenty of each are seen, and what is named together with it is not far."""
    project.without_originals()
    note = "  - {{id: more-{n}, motivation: commenting, target: {{block: p2}}, body: Isi {n}., entities: [pelita],"
    note += ' creator: A, created: "2025-03-01"}}\n'
    notes = project.read("data/annotations/lab-baru.yml")
    project.write("data/annotations/lab-baru.yml", notes + "".join(note.format(n=n) for n in range(25)))
    event = "more-{n}: {{title: Acara {n}, stage: event, date: 2025-03-{n:02}, entities: [pelita], summary: Isi.,"
    event += " evidence: [pelita-notes]}}\n"
    timeline = project.read("data/timeline.yml")
    project.write("data/timeline.yml", timeline + "".join(event.format(n=n) for n in range(1, 21)))
    built = project.build(strict=True)
    for prefix, words in (
        ("", ["1 peristiwa sebelumnya", "7 catatan lagi"]),
        ("en/", ["1 earlier event", "7 more notes"]),
    ):
        page = built.page(f"{prefix}entities/pelita/")
        folded = page.xpath("//section[h2[@id='events' or @id='notes']]/details")
        assert [text_of(details.xpath("./summary")[0]) for details in folded] == words
        assert [len(details.xpath(".//li")) for details in folded] == [1, 7]
        for part in ("events", "notes"):
            assert len(page.xpath("//section[h2[@id=$part]]/*/li", part=part)) == 20


def test_what_has_many_events_shows_the_latest(project: Project) -> None:
    """They stand in the order of time, those before them folded above, and the oldest are in the tables."""
    project.without_originals()
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    event = "more-{n}: {{title: Acara {n}, stage: event, date: 20{n}, entities: [pelita], summary: Isi.,"
    event += " evidence: [pelita-notes]}}\n"
    timeline = project.read("data/timeline.yml")
    project.write("data/timeline.yml", timeline + "".join(event.format(n=n) for n in range(30, 90)))
    built = project.build(strict=True)
    [part] = built.page("en/entities/pelita/").xpath("//section[h2[@id='events']]")
    names = [text_of(link) for link in part.xpath(".//li/a")]
    assert names == [f"Acara {n}" for n in range(40, 90)]
    [folded] = part.xpath("./details")
    assert [text_of(link) for link in folded.xpath(".//li/a")] == names[:30]
    said_first = [text_of(child) for child in folded.xpath("./summary | ./p")]
    assert said_first == ["41 earlier events", "11 more are in the tables"]


def test_what_is_named_in_very_many_articles_has_the_rest_in_the_tables(project: Project) -> None:
    """The page names those that name it most. What is left out is counted, and the tables have all."""
    project.without_originals()
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    with_mentions(project, 70)
    project.edit("docs/articles/lab-69.md", "Lalu Pelita kalah.", "Lalu Pelita kalah. Pelita bangkit.")
    built = project.build()
    for prefix, unfold, rest in (
        ("", "Penyebutan dalam 51 artikel lagi", "21 lagi ada di tabel data"),
        ("en/", "Mentions in 51 more articles", "21 more are in the tables"),
    ):
        address = f"{prefix}entities/pelita/"
        page = built.page(address)
        [folded] = page.xpath("//section[h2[@id='mentions']]/details")
        assert text_of(folded.xpath("./summary")[0]) == unfold
        assert len(page.xpath("//section[h2[@id='mentions']]/h3")) == 20
        named = targets(built, address, page.xpath("//section[h2[@id='mentions']]")[0])
        articles = dict.fromkeys(link.partition("#")[0] for link in named if "/articles/" in link)
        assert len(articles) == 50
        assert f"/{prefix}articles/lab-69/" in articles
        [link] = folded.xpath("./p/a")
        assert (text_of(link), targets(built, address, folded.xpath("./p")[0])) == (rest, [f"/{prefix}data/#tables"])
        assert built.dead_links(address) == []
    rows = csv.DictReader(built.path("data/mentions.csv").read_text("utf-8").splitlines())
    assert len({row["article"] for row in rows if row["entity"] == "pelita" and row["language"] == "en"}) == 71


def test_what_very_many_pages_state_is_in_the_tables_too(project: Project) -> None:
    """And so are events, notes, claims and quotations beyond the fiftieth."""
    project.without_originals()
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    model = "buatan-{n}: {{kind: model, name: Buatan {n}, description: Model., facts: [{{property: developer, "
    model += "value: nusa, evidence: [pelita-notes]}}]}}\n"
    project.write("data/entities/buatan.yml", "".join(model.format(n=n) for n in range(60)))
    event = "more-{n}: {{title: Acara {n}, stage: event, date: '2025-03', entities: [nusa], summary: Isi.,"
    event += " evidence: [pelita-notes]}}\n"
    timeline = project.read("data/timeline.yml")
    project.write("data/timeline.yml", timeline + "".join(event.format(n=n) for n in range(60)))
    built = project.build(strict=True)
    address = "en/entities/nusa/"
    page = built.page(address)
    stated = page.xpath("//section[h2[@id='relations']]//div[dt='Developed']/dd")
    assert len(stated) == 51
    assert len(page.xpath("//section[h2[@id='events']]//li")) == 50
    for rest in (stated[-1], page.xpath("//section[h2[@id='events']]/details/p")[0]):
        assert re.fullmatch(r"1\d more are in the tables", text_of(rest))
        assert targets(built, address, rest) == ["/en/data/#tables"]
    rows = list(csv.DictReader(built.path("data/relations.csv").read_text("utf-8").splitlines()))
    told = int(text_of(stated[-1]).split()[0])
    assert [(row["property"], row["object"]) for row in rows].count(("developer", "nusa")) == 50 + told
    assert built.dead_links(address) == []


def test_a_short_page_of_an_entity_needs_no_contents(stock: Built) -> None:
    page = stock.page("en/entities/pelita/")
    assert page.xpath("//header//a[@href='#mentions']")
    assert not page.xpath("//article/header//nav") and not page.xpath("//section[h2[@id='mentions']]/details")
    assert sections_of(page)[-2:] == ["neighbours", "mentions"]


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_indexes(stock: Built, prefix: str, language: str) -> None:
    """The index has everything, that of a kind its kind, in the order of the names of the language."""
    everything = targets(stock, f"{prefix}entities/")
    assert {f"/{prefix}entities/{id}/" for id in ENTITIES} <= set(everything)
    order = [link.split("/")[-2] for link in everything if link.split("/")[-2] in ENTITIES]
    expected = ["nusa", "pelita", "sari-dewi"]
    assert list(dict.fromkeys(order)) == expected
    for kind, id in (("organization", "nusa"), ("model", "pelita"), ("person", "sari-dewi")):
        assert f"/{prefix}entities/kinds/{kind}/" in everything
        listed = targets(stock, f"{prefix}entities/kinds/{kind}/")
        assert {i for i in ENTITIES if f"/{prefix}entities/{i}/" in listed} == {id}
        assert stock.page(f"{prefix}entities/kinds/{kind}/").get("lang") == language
    assert not stock.has(f"{prefix}entities/kinds/place/")


def test_entity_that_no_article_names(project: Project) -> None:
    project.without_originals()
    project.write(
        "data/entities/place.yml",
        "pulau:\n  kind: place\n  name: Pulau Sunyi\n  description: {id: Sebuah pulau., en: An island.}\n",
    )
    built = project.build(strict=True)
    assert built.warnings == []
    assert "An island." in text_of(built.page("en/entities/pulau/"))
    assert built.dead_links("en/entities/pulau/") == []


def test_names_that_begin_with_no_letter_stand_together(project: Project) -> None:
    """Signs sort before the letters, pictures behind them; both are under one heading."""
    for number, name in enumerate(("3 Sahabat", "🚀 Roket", "Éclair", "_garis")):
        entity = f"n{number}:\n  kind: place\n  name: {name}\n  description: {{id: Nama., en: A name.}}\n"
        project.write(f"data/entities/n{number}.yml", entity)
    page = project.build().page("en/entities/")
    sections = page.xpath("//section[h2[starts-with(@id, 'letter-')]]")
    assert [text_of(section.xpath("h2")[0]) for section in sections] == ["0–9", "E", "N", "P", "S"]
    assert [text_of(link) for link in sections[0].xpath(".//a")] == ["3 Sahabat", "_garis", "🚀 Roket"]


def test_an_address_for_mail_is_shown_without_its_scheme(project: Project) -> None:
    addresses = "mailto:nusa@nusa.example, https://www.nusa.example/x, "
    project.edit("data/entities/organization.yml", "sameAs: [", f"sameAs: [{addresses}")
    built = project.build()
    assert built.tracebacks == []
    links = {text_of(a): a.get("href") for a in built.page("en/entities/nusa/").xpath("//article//a")}
    assert links["nusa@nusa.example"] == "mailto:nusa@nusa.example"
    assert links["nusa.example"] == "https://www.nusa.example/x"


EVENTS = ["nusa-founded", "pelita-open", "lab-baru-published"]


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_timeline_lists_events_in_order(stock: Built, prefix: str, language: str) -> None:
    page = stock.page(f"{prefix}timeline/")
    ids = [id.removeprefix("event-") for id in page.xpath("//li/@id") if id.startswith("event-")]
    assert ids == EVENTS
    assert stock.dead_links(f"{prefix}timeline/") == []


@pytest.mark.parametrize(("prefix", "dates"), [
    ("", ["sekitar 2023", "Januari 2025", "3 Februari 2025"]),
    ("en/", ["about 2023", "January 2025", "3 February 2025"]),
])  # fmt: skip
def test_dates_are_worded(stock: Built, prefix: str, dates: list[str]) -> None:
    page = stock.page(f"{prefix}timeline/")
    for id, date in zip(EVENTS, dates, strict=True):
        assert date in text_of(block(page, f"event-{id}"))
    assert page.xpath("//time/@datetime") == ["2025-01", "2025-02-03"], "a date in doubt has no machine-readable value"


def test_event_shows_what_is_known_of_it(stock: Built) -> None:
    page = "en/timeline/"
    event = block(stock.page(page), "event-pelita-open")
    for part in (
        "Weights of Pelita opened",
        "Nusa Laboratory opened the weights",
        "permissive licence",
        "7B",
        "text",
        "The article says January 2025.",
    ):
        assert part in text_of(event)
    assert {
        "/en/entities/pelita/",
        "/en/entities/nusa/",
        "/en/references/#ref-pelita-notes",
        "/en/articles/lab-baru/#p2",
    } <= set(targets(stock, page, event))
    assert "The year is only an estimate." in text_of(block(stock.page(page), "event-nusa-founded"))
    published = block(stock.page(page), "event-lab-baru-published")
    assert "/en/articles/lab-baru/" in targets(stock, page, published)


def test_doubt_about_an_event_is_said_and_marked(project: Project) -> None:
    """Whether it is in the date itself or in how sure it is; what else there is to say of the event is said as well."""
    more = "pelita-open:\n  certainty: disputed\n  note: {id: Catatan., en: A remark.}\n"
    project.edit("data/timeline.yml", "pelita-open:\n", more)
    page = project.build(strict=True).page("en/timeline/")
    assert page.xpath("//li[contains(@class, 'srt-event--doubtful')]/@id") == [
        "event-nusa-founded",
        "event-pelita-open",
    ]
    for words in ("disputed", "A remark."):
        assert [event for event in EVENTS if words in text_of(block(page, f"event-{event}"))] == ["pelita-open"]


def test_events_are_marked_with_the_articles_that_speak_of_them(stock: Built) -> None:
    page = stock.page("timeline/")
    assert [block(page, f"event-{id}").get("data-articles") for id in EVENTS] == ["", "lab-baru", "lab-baru"]
    assert page.xpath("//li[.//*[contains(@class, 'srt-event__details')]]/@id") == ["event-pelita-open"]


@pytest.mark.parametrize(
    ("event", "more", "relation"),
    [
        pytest.param("nusa-founded", "", "not in the articles", id="in none"),
        pytest.param("nusa-founded", "relation: implied", "described in an article", id="in one, by another name"),
        pytest.param(
            "nusa-founded", "said: [{block: lab-baru#p2, agreement: undated, text: x}]", "", id="what one says"
        ),
        pytest.param("lab-baru-published", "", "", id="an article itself"),
        pytest.param("pelita-open", "", "named in an article", id="in one, by name"),
    ],
)
def test_an_event_says_what_it_has_to_do_with_the_articles(
    project: Project, event: str, more: str, relation: str
) -> None:
    """But for what shows it already."""
    project.edit("data/timeline.yml", f"{event}:\n", f"{event}:\n  {more}\n")
    foot = block(project.build(strict=True).page("en/timeline/"), f"event-{event}").find_class("srt-event__foot")[0]
    assert [text_of(words) for words in foot.find_class("srt-muted")] == ([relation] if relation else [])


def test_evidence_in_an_article_shows_that_an_event_is_in_it(project: Project) -> None:
    project.edit("data/timeline.yml", "[koran-pelita]\n  doubt", "[koran-pelita, lab-baru#p2]\n  doubt")
    assert "not in the articles" not in text_of(block(project.build().page("en/timeline/"), "event-nusa-founded"))


def pictured(page: HtmlElement) -> set[str]:
    [picture] = page.xpath("//*[local-name()='svg'][.//*[contains(@href, '#event-')]]")
    return {link.get("href").removeprefix("#event-") for link in picture.xpath(".//*[@href]")}


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_picture_has_the_events_of_the_list(stock: Built, prefix: str, language: str) -> None:
    page = stock.page(f"{prefix}timeline/")
    assert pictured(page) == set(EVENTS)
    [picture] = page.xpath("//*[local-name()='svg'][.//*[contains(@href, '#event-')]]")
    # Either it has a name, or it is not there for those who read the list.
    assert picture.get("aria-label") or picture.get("aria-labelledby") or picture.get("aria-hidden") == "true"
    titles = {" ".join(title.text_content().split()) for title in picture.xpath(".//*[local-name()='title']")}
    assert [title for title in titles if ("January 2025" if language == "en" else "Januari 2025") in title]


def test_picture_calls_an_event_by_its_label_or_what_it_is_about(project: Project) -> None:
    project.edit("data/timeline.yml", "pelita-open:\n", "pelita-open:\n  label: {id: Pelita 1, en: First Pelita}\n")
    built = project.build()
    for address, names in (
        ("timeline/", {"pelita-open": "Pelita 1", "nusa-founded": "Laboratorium Nusa"}),
        ("en/timeline/", {"pelita-open": "First Pelita", "nusa-founded": "Nusa Laboratory"}),
    ):
        for id, name in names.items():
            [mark] = built.page(address).xpath("//*[local-name()='svg']//*[@href=$href]", href=f"#event-{id}")
            assert [text_of(text) for text in mark.xpath("*[local-name()='text']")] == [name]


def test_an_event_at_the_end_of_the_axis_is_named_before_it(project: Project) -> None:
    late = "late: {title: Late, label: Something late, stage: policy, date: '2026-12-20', summary: Something., evidence: [pelita-notes]}\n"  # noqa: E501
    project.write("data/timeline.yml", project.read("data/timeline.yml") + "\n" + late)
    for address in ("timeline/", "en/timeline/"):
        page = project.build().page(address)
        [mark] = page.xpath("//*[local-name()='svg']//*[@href='#event-late']")
        [label], [dot] = (mark.xpath(f"*[local-name()='{name}']") for name in ("text", "circle"))
        assert (label.get("text-anchor"), label.get("class")) == ("end", "srt-level-0")
        assert label.get("x") == dot.get("cx")


@pytest.mark.parametrize(
    ("year", "others", "is_left_out"),
    [
        pytest.param(2021, 3, True, id="four years before all others"),
        pytest.param(2022, 3, False, id="three years before them"),
        pytest.param(2008, 2, False, id="no small part of them"),
    ],
)
def test_picture_leaves_out_the_few_that_came_long_before(
    project: Project, year: int, others: int, is_left_out: bool
) -> None:
    project.without_originals()
    project.edit("data/timeline.yml", '"2023~"', f'"{year}~"')
    later = "later: {title: Later, stage: policy, date: '2025-03', summary: Something., evidence: [pelita-notes]}\n"
    if others == 3:
        project.write("data/timeline.yml", project.read("data/timeline.yml") + "\n" + later)
    page = project.build(strict=True).page("en/timeline/")
    assert block(page, "event-nusa-founded") is not None
    assert ("nusa-founded" not in pictured(page)) == is_left_out
    assert ("1 earlier event appears in the list only." in text_of(page)) == is_left_out
    [picture] = page.find_class("srt-picture__time")
    first = 2025 if is_left_out else year
    assert picture.get("data-begins") == f"{first}-01-01"
    assert [text_of(name) for name in picture.xpath("*[local-name()='text']")] == [*map(str, range(first, 2026))]


def test_a_span_that_would_hardly_be_seen_is_a_dot(project: Project) -> None:
    project.edit("data/timeline.yml", '"2023~"', '"2024-05-03/2024-05-06"')
    page = project.build().page("en/timeline/")
    shapes = []
    for id in ("nusa-founded", "pelita-open"):
        [mark] = page.xpath("//*[local-name()='svg']//*[@href=$href]", href=f"#event-{id}")
        shapes += [shape.tag.rpartition("}")[2] for shape in mark if shape.tag.rpartition("}")[2] in ("circle", "rect")]
    assert shapes == ["circle", "rect"]


def test_a_picture_of_centuries_names_some_years_and_the_others_from_near_by(project: Project) -> None:
    more = [
        f"y{year}: {{title: T, stage: policy, date: '{year}', summary: S., evidence: [pelita-notes]}}\n"
        for year in range(1861, 2025, 3)
    ]
    project.write("data/timeline.yml", project.read("data/timeline.yml") + "".join(more))
    [picture] = project.build().page("timeline/").xpath("//*[local-name()='svg'][@data-begins]")
    assert int(picture.get("width")) <= 16_000
    named, near = (
        [(float(text.get("x").rstrip("%")), text_of(text)) for text in picture.xpath(f"{path}[local-name()='text']")]
        for path in ("*", "*[starts-with(@class, 'srt-level-')]/*")
    )
    places = [at * int(picture.get("width")) / 100 for at, _ in named]
    assert all(second - first > 60 for first, second in pairwise(places))
    assert [year for _, year in named] == [str(year) for year in range(1870, 2026, 10)]
    assert [year for _, year in near] == [str(year) for year in range(1861, 2026) if year % 10]


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_references_lead_to_where_they_are_cited(stock: Built, prefix: str, language: str) -> None:
    page = f"{prefix}references/"
    assert stock.dead_links(page) == []
    notes = set(targets(stock, page, block(stock.page(page), "ref-pelita-notes")))
    assert {
        "https://nusa.example/pelita",
        "https://archive.example/pelita",
        f"/{prefix}entities/pelita/",
        f"/{prefix}timeline/#event-pelita-open",
        f"/{prefix}articles/lab-baru/#note-licence",
        f"/{prefix}articles/lab-baru/#note-which-day",
    } <= notes
    newspaper = set(targets(stock, page, block(stock.page(page), "ref-koran-pelita")))
    assert {
        f"/{prefix}articles/lab-baru/",
        f"/{prefix}entities/nusa/",
        f"/{prefix}timeline/#event-nusa-founded",
    } <= newspaper
    assert targets(stock, page, block(stock.page(page), "ref-unused-blog")) == ["https://blog.example/post"]


def test_reference_entries(stock: Built) -> None:
    words = text_of(block(stock.page("en/references/"), "ref-pelita-notes"))
    for part in ("Sari Dewi and Tim Nusa", "Release notes of Pelita", "Nusa Laboratory", "January 2025"):
        assert part in words
    assert "Not opened." in text_of(block(stock.page("en/references/"), "ref-koran-pelita"))
    assert "Tidak dibuka." in text_of(block(stock.page("references/"), "ref-koran-pelita"))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param("", "", "Sari Dewi and Tim Nusa. Release notes of Pelita. Nusa Laboratory. ", id="none"),
        pytest.param("Tim Nusa", "Nusa Inc.", "Sari Dewi and Nusa Inc. Release notes of Pelita. ", id="an author"),
        pytest.param("of Pelita", "of Pelita?", " Release notes of Pelita? Nusa Laboratory. ", id="a question"),
        pytest.param("of Pelita", "of Pelita…", " Release notes of Pelita… Nusa Laboratory. ", id="an ellipsis"),
        pytest.param("Nusa Laboratory", "Yahoo!", " of Pelita. Yahoo! January 2025. ", id="a publisher"),
    ],
)
def test_a_part_of_a_reference_that_has_an_end_gets_no_other(project: Project, old: str, new: str, shown: str) -> None:
    project.edit("data/references.yml", old, new)
    entry = block(project.build().page("en/references/"), "ref-pelita-notes")
    assert shown in text_of(entry.xpath(".//p[@class='srt-reference__text']")[0])


def test_evidence_without_the_name_of_an_author_is_called_by_its_title(project: Project) -> None:
    project.edit("data/references.yml", "  publisher: Nusa Laboratory\n", "")
    project.edit("data/references.yml", "[{family: Dewi, given: Sari}, {literal: Tim Nusa}]", "[{}]")
    links = project.build().page("en/entities/pelita/").xpath("//a[contains(@href, '#ref-pelita-notes')]")
    assert {text_of(link) for link in links} == {"Release notes of Pelita 2025"}


def test_how_references_were_reached_is_said_once_where_it_holds_for_all(stock: Built, project: Project) -> None:
    """In one sentence where it is the same for all; else each entry says it."""
    each = {"references/": "ditemukan lewat pencarian, tidak dibuka", "en/references/": "found by search, not opened"}
    for page, words in each.items():
        assert text_of(stock.page(page)).count(words) == 2
    assert "Each entry says whether it was opened" in text_of(stock.page("en/references/"))
    project.without_originals()
    project.edit("data/references.yml", "  access: opened\n", "")
    built = project.build(strict=True)
    words = text_of(built.page("en/references/"))
    assert "None of these 3 references was opened directly; all were found by search or in stored copies." in words
    assert "Each entry says" not in words
    assert "found by search, not opened" not in words
    words = text_of(built.page("references/"))
    assert (
        "Tidak satu pun dari 3 rujukan ini dibuka langsung; semuanya ditemukan lewat pencarian atau salinan tersimpan."
        in words
    )
    assert "tidak dibuka" not in words.replace("Tidak dibuka.", "")


@pytest.mark.parametrize(("path", "old", "new"), [
    ("data/annotations/lab-baru.yml", "ref:pelita-notes", "ref:unused-blog"),
    ("data/quotes.yml", "[koran-pelita]", "[unused-blog]"),
])  # fmt: skip
def test_reference_of_a_note_or_quotation_counts_as_cited(project: Project, path: str, old: str, new: str) -> None:
    """A link in the body of a note and the source of a quotation rest on a reference like a fact does."""
    project.without_originals()
    project.edit(path, old, new)
    built = project.build(strict=True)
    links = targets(built, "en/references/", block(built.page("en/references/"), "ref-unused-blog"))
    assert [link for link in links if "/articles/lab-baru/" in link], "said not to be cited"


def cited_at(built: Built, page: str, reference: str) -> list[str]:
    """What an entry says of where it is cited, line by line."""
    return [text_of(line) for line in block(built.page(page), f"ref-{reference}").xpath(".//details//li")]


@pytest.mark.parametrize(
    ("page", "cited", "lines"),
    [
        (
            "references/",
            ["Dirujuk 6 kali", "Dirujuk 5 kali"],
            [
                "Koran Nusa: catatan 1 · catatan 2 · Siapa saja boleh mengunduh Pelita.",
                "Titik beda: Apakah Pelita bagus?",
                "Nama dan istilah: Pelita",
                "Linimasa: Bobot Pelita dibuka",
                "Koran Nusa: asal-usul · “milik semua orang”",
                "Nama dan istilah: Laboratorium Nusa",
                "Linimasa: Laboratorium Nusa didirikan · Koran Nusa memberitakan Pelita",
            ],
        ),
        (
            "en/references/",
            ["Cited 6 times", "Cited 5 times"],
            [
                "Koran Nusa: note 1 · note 2 · Anyone may download Pelita freely.",
                "Disagreements: Is Pelita good?",
                "Names and terms: Pelita",
                "Timeline: Weights of Pelita opened",
                "Koran Nusa: provenance · “belongs to everyone”",
                "Names and terms: Nusa Laboratory",
                "Timeline: Nusa Laboratory founded · Koran Nusa reports on Pelita",
            ],
        ),
    ],
)
def test_where_a_reference_is_cited_is_told_by_article(
    stock: Built, page: str, cited: list[str], lines: list[str]
) -> None:
    entries = ["pelita-notes", "koran-pelita"]
    summaries = [block(stock.page(page), f"ref-{id}").xpath(".//summary")[0] for id in entries]
    assert [text_of(summary) for summary in summaries] == cited
    seen = [line for id in entries for line in cited_at(stock, page, id)]
    assert seen == lines


def with_another_article(project: Project, notes: int) -> None:
    """Give the project a second article of the same outlet, with as many notes that cite its reference."""
    for path in ("docs/articles/{}.md", "translations/en/LC_MESSAGES/articles/{}.po"):
        project.write(path.format("lab-lain"), project.read(path.format("lab-baru")).replace("lab-baru", "lab-lain"))
    articles = project.read("data/articles.yml")
    project.write("data/articles.yml", articles + articles.replace("lab-baru:", "lab-lain:"))
    note = (
        "  - {{id: lain-{}, motivation: commenting, target: {{block: p2}}, body: {{id: Isi., en: Body.}},"
        " cites: [pelita-notes], creator: redaksi, created: 2025-03-01}}\n"
    )
    lines = "".join(note.format(number) for number in range(notes))
    project.write("data/annotations/lab-lain.yml", "annotations:\n" + lines)


@pytest.mark.parametrize("page", ["references/", "en/references/", "data/", "en/data/"])
def test_links_that_sound_alike_lead_to_the_same_place(whole: Project, page: str) -> None:
    """As those hear them who go from link to link, also where two articles are of the same outlet."""
    whole.without_originals()
    with_another_article(whole, 3)
    whole.edit("docs/articles/lab-lain.md", "title: ", "title: Lain, ")
    built = whole.build()
    heard: dict[str, set[str]] = {}
    for link in built.page(page).xpath("//*[@id='srt-content']//section//a"):
        heard.setdefault(link.get("aria-label") or text_of(link), set()).add(urljoin(f"/{page}", link.get("href")))
    assert {words: places for words, places in heard.items() if len(places) > 1} == {}
    assert built.dead_links(page) == []


def test_a_reference_that_is_cited_everywhere_names_articles_and_counts(whole: Project) -> None:
    """Thousands of links would be of no use to anybody. What is left out is counted, and said to be in the tables."""
    whole.without_originals()
    with_another_article(whole, 1200)
    event = "{title: Event %d, stage: api, date: 2024, entities: [pelita], summary: S., evidence: [pelita-notes]}"
    events = [f"e{i}: {event % i}\n" for i in range(80)]
    whole.write("data/timeline.yml", whole.read("data/timeline.yml") + "\n" + "".join(events))
    built = whole.build()
    entry = block(built.page("en/references/"), "ref-pelita-notes")
    assert text_of(entry.xpath(".//summary")[0]) == "Cited 1,286 times"
    assert text_of(block(built.page("references/"), "ref-pelita-notes").xpath(".//summary")[0]) == "Dirujuk 1.286 kali"
    links = targets(built, "en/references/", entry)
    assert len(links) < 60
    assert {"/en/articles/lab-baru/", "/en/articles/lab-lain/", "/en/data/#tables"} <= set(links)
    lines = [text_of(line) for line in entry.xpath(".//details//li")]
    assert [line.rpartition(": ")[2] for line in lines[:2]] == ["3 places", "1,200 places"]
    assert lines[-1].startswith("Timeline: ") and lines[-1].endswith(" · and 31 more")
    assert "The tables name all places." in text_of(entry)


@pytest.mark.parametrize("page", ["entities/nusa/", "timeline/", "references/"])
def test_generated_pages_can_be_linked_from_prose(project: Project, page: str) -> None:
    """Links to them and to their fragments are validated like any others."""
    project.without_originals()
    project.write(
        "docs/index.md",
        "# Cerita tentang Pelita\n\n[a](entities/nusa.md) [b](timeline.md#event-pelita-open)"
        " [c](references.md#ref-unused-blog) [d](timeline.md#event-tidak-ada) [e](articles/lab-baru.md#note-licence)\n",
    )
    built = project.build()
    dead = [warning for warning in built.warnings if re.search("SRT09[0-5]", warning)]
    assert [re.search("“(.*?)”", warning)[1] for warning in dead] == ["timeline.md#event-tidak-ada"]
    links = targets(built, "", built.page(""))
    assert [link for link in links if link.startswith(f"/{page}")]


def marks_of(page: HtmlElement) -> list[tuple[float, float, float]]:
    """Where the marks of the picture begin and end, in pixels, and how high they stand."""
    width = float(page.xpath("string(//*[contains(@class, 'srt-picture__time')]/@width)"))
    found = []
    for mark in page.xpath("//*[contains(@class, 'srt-picture__time')]//*[self::circle or self::rect[@rx]]"):
        x = float((mark.get("cx") or mark.get("x")).removesuffix("%")) / 100 * width
        length = float((mark.get("width") or "0%").removesuffix("%")) / 100 * width
        found.append((x, x + length, float(mark.get("cy") or mark.get("y"))))
    return found


def test_a_picture_of_many_events_is_wide_rather_than_high(project: Project) -> None:
    """None stands on another, and no lane needs more than a few rows."""
    project.without_originals()
    random = Random(4)
    events = [
        f"e{i}:\n  title: Event {i}\n  stage: {random.choice(['api', 'policy', 'event'])}\n"
        f"  date: 20{random.randrange(22, 27)}-{random.randrange(1, 13):02}"
        f"{random.choice(['', f'-{random.randrange(1, 29):02}'])}\n"
        "  entities: [pelita]\n  summary: Something.\n  evidence: [pelita-notes]\n"
        for i in range(600)
    ]
    project.write("data/timeline.yml", project.read("data/timeline.yml") + "\n" + "".join(events))
    built = project.build(strict=True)
    pages = [built.page(f"en/timeline/{number}") for number in ("", "2/", "3/")]
    assert not built.has("en/timeline/4/")
    assert sum(len(marks_of(page)) for page in pages) >= 600
    for page in pages:
        rows: dict[float, list[tuple[float, float]]] = {}
        for start, end, y in marks_of(page):
            rows.setdefault(y, []).append((start, end))
        for row in rows.values():
            row.sort()
            assert all(next[0] - this[1] >= 11.9 for this, next in pairwise(row))
        assert float(page.xpath("string(//*[contains(@class, 'srt-picture__time')]/@height)")) < 900


def test_a_picture_is_no_wider_than_helps(project: Project) -> None:
    """Events of which nothing but the year is known lie above each other at any width."""
    project.without_originals()
    events = "".join(
        f"e{i}: {{title: Event {i}, stage: policy, date: '2024', summary: Something., evidence: [pelita-notes]}}\n"
        for i in range(15)
    )
    project.write("data/timeline.yml", project.read("data/timeline.yml") + "\n" + events)
    [picture] = project.build(strict=True).page("en/timeline/").find_class("srt-picture__time")
    assert int(picture.get("width")) < 1000


@pytest.mark.parametrize(
    ("when", "look"),
    [
        ("2024-05-03", "day"),
        ("2024-05", "span"),
        ("2024-05/2024-07", "lasting"),
        ("2024-05~/..", "lasting about"),
        ("../2024-05?", "lasting doubtful"),
        ("2024-05-03~", "day about"),
        ("2024-05?", "span doubtful"),
        ("2024-05%", "span about doubtful"),
    ],
)
def test_precision_and_doubt_are_drawn_and_explained(project: Project, when: str, look: str) -> None:
    project.without_originals()
    project.edit("data/timeline.yml", '"2023~"', f'"{when}"')
    page = project.build().page("en/timeline/")
    [mark] = page.xpath("//a[@href='#event-nusa-founded'][ancestor::*[contains(@class, 'srt-picture__time')]]")
    looks = [name.removeprefix("srt-look-") for name in mark.get("class").split() if name.startswith("srt-look-")]
    assert looks == look.split()
    drawn, explained = (
        {name for classes in page.xpath(f"//*[{where}]/@class") for name in classes.split() if "srt-look-" in name}
        for where in ("self::a", "ancestor::*[contains(@class, 'srt-picture__looks')]")
    )
    assert explained == drawn | {"srt-look-article"}
