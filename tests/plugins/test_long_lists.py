"""Lists of claims, disagreements, quotations, references, events and names that are divided into pages."""

from __future__ import annotations

import csv
import json
import re
from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement

from long_lists import grow
from support import Built, Project, block, text_of

LANGUAGES = ("", "en/")
LISTS = {
    "claims/": ("srt-claim", "claim-kabar-3-7", [242, 120]),
    "quotes/": ("srt-quote", "quotation-kabar-3-7", [241, 120]),
    "references/": ("srt-reference", "ref-zebra", [200, 54]),
    "timeline/": ("srt-event", "event-kejadian-11", [209, 104]),
}
"""What an entry is, one that stands on the second page, and how many there are on each."""


def links_to(tree: HtmlElement, page: str, fragment: str) -> set[str]:
    """The addresses by which a page leads to a place with this fragment."""
    found = tree.xpath("//*[@id='srt-content']//a[substring-after(@href, '#')=$fragment]/@href", fragment=fragment)
    return {urljoin(f"/{page}", link) for link in found}


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("path", LISTS)
def test_a_long_list_is_divided(long: Built, prefix: str, path: str) -> None:
    """Every entry stands on one page, and each page leads to all of them."""
    entries, late, counts = LISTS[path]
    pages = {number: f"{prefix}{path}{'' if number == 1 else f'{number}/'}" for number in (1, 2)}
    assert not long.has(f"{prefix}{path}3/")
    ids: list[str] = []
    for number, page in pages.items():
        tree = long.page(page)
        found = [entry.get("id") for entry in tree.find_class(entries)]
        assert len(found) == counts[number - 1]
        ids += found
        words = ("Halaman", "dari") if prefix == "" else ("Page", "of")
        total = f"{words[0]} {number} {words[1]} 2: {counts[number - 1]} {words[1]} {sum(counts)}"
        assert total in " ".join(text_of(part) for part in tree.find_class("srt-muted"))
        [nav] = tree.find_class("srt-pages")
        links = nav.xpath(".//ul[contains(@class, 'srt-letters')]//a")
        assert [urljoin(f"/{page}", link.get("href")) for link in links] == [f"/{each}" for each in pages.values()]
        assert [text_of(link) for link in links if link.get("aria-current") == "page"] == [str(number)]
        assert long.dead_links(page) == []
    assert len(set(ids)) == len(ids) == sum(counts)
    assert block(long.page(pages[2]), late) is not None
    title = text_of(long.page(pages[2]).xpath("//h1")[0])
    assert title.endswith("(halaman 2)" if prefix == "" else "(page 2)")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_articles_are_not_divided(long: Built, prefix: str) -> None:
    for path in ("claims/", "quotes/"):
        headings = "//section[ol or ul]/h2/@id"
        sections = [long.page(f"{prefix}{page}").xpath(headings) for page in (path, f"{path}2/")]
        assert sections == [["in-lab-baru", "in-kabar-1", "in-kabar-2"], ["in-kabar-3"]]
    [link] = long.page(f"{prefix}claims/").xpath("//*[@class='srt-letters']//a[text()='1']")
    words = "klaim dalam artikel" if prefix == "" else "claims in articles"
    assert words in link.get("title") and "Kabar-2" in link.get("title")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_what_leads_to_an_entry_leads_to_its_page(long: Built, prefix: str) -> None:
    """From articles, other claims, entities, references and exports."""
    claim = f"/{prefix}claims/2/#claim-kabar-3-7"
    for path in ("articles/kabar-1/", "claims/", "entities/nusa/", "references/"):
        page = f"{prefix}{path}"
        assert links_to(long.page(page), page, "claim-kabar-3-7") == {claim}
    event = f"/{prefix}timeline/2/#event-kejadian-11"
    for path in ("articles/kabar-1/", "entities/pelita/", "references/2/"):
        page = f"{prefix}{path}"
        assert links_to(long.page(page), page, "event-kejadian-11") == {event}
    page, evidence = f"{prefix}claims/", f"/{prefix}references/2/#ref-zebra"
    assert links_to(long.page(page), page, "ref-zebra") == {evidence}
    column = "page_en" if prefix else "page_id"
    for table, id, address in (("claims", "kabar-3-7", claim), ("events", "kejadian-11", event)):
        rows = list(csv.DictReader(long.path(f"data/{table}.csv").read_text("utf-8").splitlines()))
        [row] = [row for row in rows if row["id"] == id]
        assert row[column].endswith(address)
    calendar = long.path(f"data/timeline.{'en' if prefix else 'id'}.ics").read_text("utf-8").replace("\n ", "")
    assert f"URL:https://pelita.example{event}\n" in calendar
    assert calendar.count("BEGIN:VEVENT") == 313


def test_every_link_of_the_lists_leads_somewhere(long: Built) -> None:
    for page in long.pages:
        assert long.dead_links(page) == []


@pytest.mark.parametrize(("path", "late"), [(path, late) for path, (_, late, _) in LISTS.items()])
def test_a_file_tells_where_each_entry_stands(long: Built, path: str, late: str) -> None:
    """By it scripts lead on from the address that an entry has on the first page."""
    listed = json.loads(long.path(f"{path}entries.json").read_text("utf-8"))
    for prefix in LANGUAGES:
        for number, page in enumerate(listed["pages"], 1):
            address = f"{prefix}{path}{'' if number == 1 else f'{number}/'}"
            tree = long.page(address)
            [nav] = tree.find_class("srt-pages")
            assert urljoin(f"/{address}", nav.get("data-entries")) == f"/{path}entries.json"
            start = nav.get("data-start")
            entries = tree.find_class(LISTS[path][0])
            assert [start + id for id in page["ids"]] == [entry.get("id") for entry in entries]
            for marks, entry in zip(page["marks"], entries, strict=True):
                named = zip(listed["values"].items(), marks, strict=True)
                told = {f"data-{name}": values[number] for (name, values), number in named}
                assert told == {key: value for key, value in entry.items() if key.startswith("data-")}
    assert late.removeprefix(start) in listed["pages"][1]["ids"]


def test_a_page_offers_what_its_entries_have(long: Built) -> None:
    """But for verdicts, of which each has the number in the whole list."""
    for page, articles, kinds in (
        ("en/claims/", ["lab-baru", "kabar-1", "kabar-2"], ["fact", "opinion"]),
        ("en/claims/2/", ["kabar-3"], ["fact", "forecast"]),
    ):
        [form] = long.page(page).find_class("srt-filters")
        offered = {select.get("name"): select.xpath("./option/@value")[1:] for select in form.xpath(".//select")}
        assert (offered["article"], sorted(offered["type"])) == (articles, kinds)
        counts = {
            label.find("input").get("value"): text_of(label.find("span")) for label in form.xpath(".//label[input]")
        }
        assert counts == {"": "362", "supported": "1", "unverified": "330", "open": "30", "opinion": "1"}


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_disagreements_are_divided(long: Built, prefix: str) -> None:
    """The first page has the matrix of claims, and what leads to a disagreement leads to its page."""
    pages = [f"{prefix}disagreements/", f"{prefix}disagreements/2/"]
    ids = [long.page(page).xpath("//section[contains(@class, 'srt-disagreement')]/h2/@id") for page in pages]
    assert [len(found) for found in ids] == [200, 21]
    assert ids[0][0] == "is-pelita-good"
    assert ids[1][-1] == "beda-219"
    assert [len(long.page(page).find_class("srt-matrix")) for page in pages] == [1, 0]
    for page in pages:
        assert long.dead_links(page) == []
    references = f"{prefix}references/2/"
    assert links_to(long.page(references), references, "beda-219") == {f"/{pages[1]}#beda-219"}
    assert not long.has(f"{prefix}disagreements/3/")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_long_glossary_is_divided(long: Built, prefix: str) -> None:
    """In each language by the names there. Letters lead to where they begin, and a file tells where each term is."""
    pages = [f"{prefix}glossary/", f"{prefix}glossary/2/"]
    assert not long.has(f"{prefix}glossary/3/")
    listed = json.loads(long.path(f"{prefix}glossary/entries.json").read_text("utf-8"))
    names: list[str] = []
    for number, (page, told) in enumerate(zip(pages, listed["pages"], strict=True), 1):
        tree = long.page(page)
        terms = tree.find_class("srt-term")
        assert [term.get("id") for term in terms] == [f"term-{id}" for id in told["ids"]]
        names += [text_of(term.find("dt/a")) for term in terms]
        count = len(terms)
        words = f"Page {number} of 2: {count} of 260 terms" if prefix else f"Halaman {number} dari 2: {count} dari 260"
        assert words in " ".join(text_of(part) for part in tree.find_class("srt-muted"))
        [nav] = tree.find_class("srt-pages")
        assert urljoin(f"/{page}", nav.get("data-entries")) == f"/{prefix}glossary/entries.json"
        assert nav.get("data-start") == "term-"
        for letter in letters_of(tree):
            address, _, fragment = urljoin(f"/{page}", letter.get("href")).lstrip("/").partition("#")
            assert text_of(block(long.page(address), fragment)).startswith(text_of(letter))
        assert text_of(tree.xpath("//h1")[0]).endswith("2)") == (number == 2)
        assert long.dead_links(page) == []
    assert len(set(names)) == len(names) == 260
    assert names == sorted(names, key=str.casefold)
    letters = [[text_of(letter) for letter in letters_of(long.page(page))] for page in pages]
    assert letters[0] == letters[1] == (["I"] if prefix == "" else ["M", "N"])


def test_the_head_of_a_glossary_says_nothing_of_very_many_terms(long: Built) -> None:
    """It names the set, as the page of each term does."""
    for page, number in (("glossary/", 1), ("en/glossary/", 1), ("en/glossary/2/", 0)):
        [script] = long.page(page).xpath("//script[@type='application/ld+json']/text()")
        sets = [node for node in json.loads(script)["@graph"] if node["@type"] == "DefinedTermSet"]
        assert len(sets) == number
        assert all(node["@id"] == "https://pelita.example/glossary/" and "hasDefinedTerm" not in node for node in sets)
    [script] = long.page("en/entities/istilah-7/").xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(script)["@graph"][0]["inDefinedTermSet"] == "https://pelita.example/glossary/"


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_year_that_is_far_too_long_is_divided_by_months(long: Built, prefix: str) -> None:
    """Each page says which months it has, and its picture shows the events of these months."""
    pages = [long.page(f"{prefix}timeline/{number}") for number in ("", "2/")]
    assert [page.xpath("//section[@aria-labelledby]/h2/text()") for page in pages] == [
        ["2023", "2024"],
        ["2024", "2025"],
    ]
    months = [{time[5:7] for time in page.xpath("//li//time/@datetime") if time[:4] == "2024"} for page in pages]
    assert months[0].isdisjoint(months[1])
    assert len(months[0]) == 8
    assert len(months[1]) == 4
    told = [link.get("title") for link in pages[0].xpath("//*[@class='srt-letters']//a")]
    assert told == (
        ["Page 1: 2023 to August 2024", "Page 2: September 2024 to 2025"]
        if prefix
        else ["Halaman 1: 2023 sampai Agustus 2024", "Halaman 2: September 2024 sampai 2025"]
    )
    for page in pages:
        listed = [event.get("id") for event in page.find_class("srt-event")]
        marks = page.xpath("//*[contains(@class, 'srt-picture__time')]//a/@href")
        assert {f"#{id}" for id in listed} == set(marks)
    [picture] = pages[1].find_class("srt-picture__time")
    assert (picture.get("data-begins"), picture.get("data-ends")) == ("2024-09-01", "2025-03-01")


def test_a_month_that_is_far_too_long_is_divided(project: Project) -> None:
    """Events without a day have nothing else to be divided by. Each page has the picture of its own."""
    project.without_originals()
    event = "ramai-{n}: {{title: Kejadian {n}, stage: event, date: 2024-03, summary: Terjadi., entities: [nusa], "
    event += "evidence: [pelita-notes]}}\n"
    project.write(
        "data/timeline.yml", project.read("data/timeline.yml") + "".join(event.format(n=n) for n in range(300))
    )
    built = project.build()
    for prefix, month in (("", "Maret 2024"), ("en/", "March 2024")):
        pages = [built.page(f"{prefix}timeline/{number}") for number in ("", "2/")]
        assert not built.has(f"{prefix}timeline/3/")
        listed = [[event.get("id") for event in page.find_class("srt-event")] for page in pages]
        assert sum(map(len, listed)) == len({*listed[0], *listed[1]}) == 303
        assert len(listed[0]) == 200
        for page, ids in zip(pages, listed, strict=True):
            marks = page.xpath("//*[contains(@class, 'srt-picture__time')]//a/@href")
            assert {f"#{id}" for id in ids} == set(marks)
        told = [link.get("title") for link in pages[0].xpath("//*[@class='srt-letters']//a")]
        assert [title.count(month) for title in told] == [1, 1]
    for page in built.pages:
        assert built.dead_links(page) == []


def test_a_page_of_the_timeline_offers_what_its_events_have(long: Built) -> None:
    for page, developers, stages in (
        ("en/timeline/", ["nusa"], ["event"]),
        ("en/timeline/2/", ["nusa", "pelita"], ["open-weights", "policy", "event", "article"]),
    ):
        [form] = long.page(page).find_class("srt-filters")
        offered = {select.get("name"): select.xpath("./option/@value")[1:] for select in form.xpath(".//select")}
        assert (sorted(offered["developer"]), offered["stage"]) == (developers, stages)


def test_feeds_know_an_event_wherever_it_stands(long: Built) -> None:
    """By the address that it keeps, while their links lead to its page: readers show nothing twice."""
    for prefix in LANGUAGES:
        document = json.loads(long.path(f"{prefix}feed.json").read_text("utf-8"))
        addresses = {item["id"]: item["url"] for item in document["items"]}
        start = f"https://pelita.example/{prefix}timeline/"
        late = {f"{start}#event-kejadian-{n}": f"{start}2/#event-kejadian-{n}" for n in (8, 9, 10, 11)}
        assert late.items() <= addresses.items()
        atom = long.path(f"{prefix}feed.xml").read_text("utf-8")
        assert f"<id>{start}#event-kejadian-11</id>" in atom
        assert f'href="{start}2/#event-kejadian-11"' in atom


def test_data_in_a_page_call_a_reference_the_same_wherever_it_stands(long: Built) -> None:
    """Whoever gathers them knows it again after it has moved to another page."""
    [text] = long.page("articles/lab-baru/").xpath("//script[@type='application/ld+json']/text()")
    [article] = [node for node in json.loads(text)["@graph"] if node["@type"] == "Article"]
    assert [node["@id"] for node in article["citation"] if node["name"] == "Zebra"] == [
        "https://pelita.example/references/#ref-zebra"
    ]


def test_a_redirect_leads_to_the_page_of_an_entry(long: Built) -> None:
    for prefix in LANGUAGES:
        for path, old, new in (
            ("claims", "claim-lama", "claim-kabar-3-7"),
            ("timeline", "event-lama", "event-kejadian-11"),
        ):
            [link] = block(long.page(f"{prefix}{path}/"), old).xpath(".//a/@href")
            assert urljoin(f"/{prefix}{path}/", link) == f"/{prefix}{path}/2/#{new}"
        assert long.page(f"{prefix}lama/").xpath("//a/@href") == ["../claims/2/#claim-kabar-3-7"]


def test_an_address_of_one_page_stays_published(project: Project) -> None:
    """That of the first page is the address of an entry, wherever it stands, and prose may use it."""
    project.without_originals()
    grow(project)
    project.write(
        "data/published.lock", "claims.md#claim-kabar-3-7\nreferences.md#ref-zebra\ntimeline.md#event-kejadian-11\n"
    )
    article = "docs/articles/kabar-1.md"
    project.edit(article, "(event:kejadian-11)", "(../timeline.md#event-kejadian-11)")
    project.edit(article, "(claim:kabar-3-7)", "(../claims.md#claim-kabar-3-7)")
    project.edit(article, "Soal Pelita", "Soal [istilah](../glossary.md#term-istilah-230) Pelita")
    built = project.build()
    assert [problem for problem in built.problems if re.search(r"SRT08[0-7]|SRT09\d", problem)] == []


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_short_list_is_one_page(stock: Built, prefix: str) -> None:
    for path in LISTS:
        page = stock.page(f"{prefix}{path}")
        assert page.find_class("srt-pages") + page.find_class("srt-steps") == []
        assert not stock.has(f"{prefix}{path}2/")
        assert not stock.has(f"{path}entries.json")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_totals_count_what_is_shown(project: Project, prefix: str) -> None:
    """What is about an article that is left out for a mistake stands nowhere, and nothing leads to it."""
    project.without_originals()
    articles = project.read("data/articles.yml")
    project.write("data/articles.yml", articles + articles.replace("lab-baru:", "salah:\n  ngawur: x"))
    project.write("docs/articles/salah.md", "# Salah\n{: #p1 }\n\nSatu.\n{: #p2 }\n\nSoal.\n{: #p5 }\n")
    claims, quotes = project.read("data/claims.yml"), project.read("data/quotes.yml")
    claim = claims[claims.index("pelita-is-doubted:") :].replace("pelita-is-doubted", "left-out")
    project.write("data/claims.yml", claims + claim.replace("article: lab-baru", "article: salah"))
    quote = "left-out: {article: salah, target: {block: p2}, said_in: zh, kind: reported, text: Kata}\n"
    project.write("data/quotes.yml", quotes + quote)
    built = project.build()
    assert [problem for problem in built.problems if "ngawur" in problem]
    page, front = built.page(f"{prefix}claims/"), built.page(prefix)
    assert len(page.find_class("srt-claim")) == 2
    [total] = page.xpath("//noscript/p")
    assert text_of(total) == ("2 klaim" if prefix == "" else "2 claims")
    counts = page.xpath("//label[input]/span")
    assert [text_of(count) for count in counts] == ["2", "1", "1"]
    assert page.xpath("//select[@name='article']") == []
    assert re.search(r"\b2 (klaim dinilai|claims assessed)", " ".join(text_of(front).split()))
    quotes_page = built.page(f"{prefix}quotes/")
    assert len(quotes_page.find_class("srt-quote")) == 1
    total = "1 kutipan" if prefix == "" else "1 quotation"
    assert total in [text_of(part) for part in quotes_page.find_class("srt-muted")]
    assert quotes_page.find_class("srt-filters") == []
    for address in built.pages:
        assert built.dead_links(address) == []


def test_a_long_index_of_entities_is_divided(project: Project) -> None:
    """In each language by the names there, so that all begin with the same letters as their neighbours."""
    project.without_originals()
    entity = "nama-{n}: {{kind: model, name: {{id: {id}-{n:03}, en: {en}-{n:03}}}, description: Model.}}\n"
    models = "".join(entity.format(n=n, id="Bintang" if n < 100 else "Lentera", en="Star") for n in range(220))
    project.write("data/entities/banyak.yml", models)
    built = project.build()
    for prefix, order in (("", ["Bintang-000", "Lentera-219"]), ("en/", ["Star-000", "Star-219"])):
        for path in ("entities/", "entities/kinds/model/"):
            start = path if path != "entities/" else "entities/index/"
            pages = [f"{prefix}{path}", f"{prefix}{start}2/"]
            assert not built.has(f"{prefix}{start}3/")
            names: list[str] = []
            for page in pages:
                tree = built.page(page)
                names += [text_of(entry.find(".//a")) for entry in tree.find_class("srt-entry")]
                letters = {text_of(link): urljoin(f"/{page}", link.get("href")) for link in letters_of(tree)}
                for letter, address in letters.items():
                    at, _, fragment = address.lstrip("/").partition("#")
                    first = built.page(at).get_element_by_id(fragment).getparent().find_class("srt-entry")[0]
                    assert text_of(first.find(".//a")).startswith(letter)
                assert built.dead_links(page) == []
            assert names == sorted(names, key=str.casefold)
            assert [name for name in names if name in order] == order
            assert text_of(built.page(pages[1]).xpath("//h1")[0]).endswith("2)")


def letters_of(tree: HtmlElement) -> list[HtmlElement]:
    """The links of a page to initial letters."""
    return tree.xpath("(//ul[@class='srt-letters'])[1]//a")
