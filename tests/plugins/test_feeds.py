"""Feeds of new notes and events, and what pages say of themselves where they are shared."""

from __future__ import annotations

import calendar
import json
import re
from datetime import datetime
from html import unescape
from io import BytesIO

import feedparser
import pytest
from lxml import etree
from PIL import Image

from sorotan import drawing
from sorotan.core.characters import hidden
from sorotan.views.cards import Card
from support import Built, Project

BASE = "https://pelita.example/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = {"id": "feed.xml", "en": "en/feed.xml"}


@pytest.fixture
def sharing(project: Project) -> Project:
    """The stock project with feeds and cards."""
    project.without_originals()
    project.edit(
        "mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/feeds\n  - sorotan/cards\n"
    )
    return project


def feed(built: Built, language: str) -> etree._Element:
    return etree.fromstring(built.path(FEEDS[language]).read_bytes())


def texts(element: etree._Element, path: str) -> list[str]:
    return [str(found) for found in element.xpath(path, namespaces=ATOM)]


def metas(built: Built, page: str) -> dict[str, str]:
    found = built.page(page).xpath("//head/meta[@property or starts-with(@name, 'twitter:')]")
    return {meta.get("property") or meta.get("name"): meta.get("content") for meta in found}


def test_feeds_are_atom(sharing: Project) -> None:
    """Ids are unique, dates are dates, every link leads to a place of the site."""
    built = sharing.build(strict=True)
    ids = []
    for language, path in FEEDS.items():
        tree = feed(built, language)
        assert tree.tag == f"{{{ATOM['a']}}}feed"
        assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        assert texts(tree, "a:id/text()") == texts(tree, "a:link[@rel='self']/@href") == [BASE + path]
        assert texts(tree, "a:author/a:name/text()") == ["Pelita"]
        assert len(texts(tree, "a:title/text()")) == 1
        entries = tree.findall("a:entry", ATOM)
        assert len(entries) >= 5
        for entry in entries:
            [id], [link] = texts(entry, "a:id/text()"), texts(entry, "a:link[@rel='alternate']/@href")
            ids.append(id)
            assert built.leads_somewhere("", link.removeprefix(BASE))
            assert link.removeprefix(BASE).startswith("en/") == (language == "en")
            for name in ("title", "updated", "published", "content"):
                assert len(entry.findall(f"a:{name}", ATOM)) == 1
        dates = texts(tree, "//a:updated/text() | //a:published/text()")
        assert all(datetime.fromisoformat(date).tzinfo for date in dates)
        updated = texts(tree, "a:entry/a:updated/text()")
        assert updated == sorted(updated, reverse=True)
        assert texts(tree, "a:updated/text()") == updated[:1]
    assert len(set(ids)) == len(ids)


def test_a_feed_reader_reads_the_same_from_both(sharing: Project) -> None:
    """Entries, ids, texts and days are the same in Atom and in JSON Feed."""
    built = sharing.build(strict=True)
    for language, path in FEEDS.items():
        atom = feedparser.parse(built.path(path).read_bytes())
        name = path.replace(".xml", ".json")
        document = json.loads(built.html(name))
        assert not atom.bozo and document["version"] == "https://jsonfeed.org/version/1.1"
        assert (document["feed_url"], document["language"]) == (BASE + name, language)
        assert document["home_page_url"] == atom.feed.link == BASE + path.removesuffix("feed.xml")
        assert (document["title"], document["authors"][0]["name"]) == (atom.feed.title, atom.feed.author)
        assert len(document["items"]) == len(atom.entries) >= 5
        for item, entry in zip(document["items"], atom.entries, strict=True):
            assert (item["id"], item["url"], item["title"]) == (entry.id, entry.link, entry.title)
            assert item["tags"] == [entry.tags[0].label]
            for moment, parsed in (("date_published", "published_parsed"), ("date_modified", "updated_parsed")):
                assert datetime.fromisoformat(item[moment]).timestamp() == calendar.timegm(entry[parsed])
            assert "<p>" in item["content_html"]
        assert [item["content_html"] for item in document["items"]] == texts(
            feed(built, language), "//a:content/text()"
        )


def test_a_note_says_what_it_is_about(sharing: Project) -> None:
    """The title names its words and their place, and its text begins with the words."""
    notes = "data/annotations/lab-baru.yml"
    sharing.edit(notes, "{exact: sangat longgar}", "{exact: model itu “milik semua orang”}")
    sharing.edit(notes, "{exact: very permissive}", "{exact: the model “belongs to everyone”}")
    built = sharing.build(strict=True)
    for language, words, on_words, on_paragraph in (
        (
            "id",
            "model itu “milik semua orang”",
            "Pemeriksaan pada “model itu ‘milik semua orang’”",
            "Pertanyaan terbuka",
        ),
        ("en", "the model “belongs to everyone”", "Check on “the model ‘belongs to everyone’”", "Open question"),
    ):
        found = feed(built, language).findall("a:entry", ATOM)
        entries = {texts(entry, "a:id/text()")[0].rpartition("#")[2]: entry for entry in found}
        assert texts(entries["note-licence"], "a:title/text()") == [f"{on_words} (Koran Nusa ¶3)"]
        [content] = texts(entries["note-licence"], "a:content/text()")
        assert content.startswith(f"<blockquote><p>{words}</p></blockquote>\n<p>")
        assert texts(entries["note-doubts"], "a:title/text()") == [f"{on_paragraph} (Koran Nusa ¶5)"]
        [content] = texts(entries["note-doubts"], "a:content/text()")
        assert content.startswith("<p>")


def test_a_note_without_a_block_names_the_article(sharing: Project) -> None:
    quoted = "{id: {exact: sangat longgar}, en: {exact: very permissive}}"
    sharing.edit("data/annotations/lab-baru.yml", "{block: p3, " + quoted[1:], quoted)
    built = sharing.build(strict=True)
    items = {item["id"]: item["title"] for item in json.loads(built.html("en/feed.json"))["items"]}
    assert items[f"{BASE}en/articles/lab-baru/#note-licence"] == "Check on “very permissive” (Koran Nusa)"


def test_markup_in_the_words_of_a_note_is_text(sharing: Project) -> None:
    """Also of words that are not in the article, which readers are shown all the same."""
    sharing.edit("data/annotations/lab-baru.yml", "{exact: very permissive}", "{exact: 'very <b> & <img src=x>'}")
    [content] = texts(feed(sharing.build(), "en"), "a:entry[contains(a:id, '#note-licence')]/a:content/text()")
    assert content.startswith("<blockquote><p>very &lt;b&gt; &amp; &lt;img src=x&gt;</p></blockquote>\n")


def test_all_that_is_said_of_an_entry(sharing: Project) -> None:
    """In JSON; Atom says the same, and names the kind of a note or the stage of an event by its token, too."""
    built = sharing.build(strict=True)
    document, tree = json.loads(built.html("en/feed.json")), feed(built, "en")
    items = {item["id"]: item for item in document.pop("items")}
    assert document == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Pelita: new and changed notes and events",
        "home_page_url": f"{BASE}en/",
        "feed_url": f"{BASE}en/feed.json",
        "language": "en",
        "authors": [{"name": "Pelita", "url": f"{BASE}en/"}],
    }
    note, event = f"{BASE}en/articles/lab-baru/#note-doubts", f"{BASE}en/timeline/#event-pelita-open"
    assert items[note] == {
        "id": note,
        "url": note,
        "title": "Open question (Koran Nusa ¶5)",
        "content_html": "<p>Who are these experts?</p>",
        "date_published": "2025-03-01T00:00:00Z",
        "date_modified": "2025-03-01T00:00:00Z",
        "tags": ["Open question"],
    }
    assert items[event] == {
        "id": event,
        "url": event,
        "title": "January 2025: Weights of Pelita opened",
        "content_html": "<p>Nusa Laboratory opened the weights of Pelita.</p>",
        "date_published": "2025-01-01T00:00:00Z",
        "date_modified": "2025-01-01T00:00:00Z",
        "tags": ["Open weights"],
    }
    for id, term in ((note, "questioning"), (event, "open-weights")):
        [category] = tree.xpath("a:entry[a:id = $id]/a:category", id=id, namespaces=ATOM)
        assert dict(category.attrib) == {"term": term, "label": items[id]["tags"][0]}


def test_links_in_the_text_of_entries_are_complete(sharing: Project) -> None:
    built = sharing.build(strict=True)
    for language in FEEDS:
        for content in texts(feed(built, language), "a:entry/a:content/text()"):
            for link in re.findall(r'href="([^"]*)"', content):
                assert link.startswith("https://"), link
                assert not link.startswith(BASE) or built.leads_somewhere("", link.removeprefix(BASE))


def test_entries_say_what_the_pages_say(sharing: Project) -> None:
    """The text of an event is no Markdown."""
    summary = "Nusa *opened* [weights](entity:nope) & 2*3*4 <b>"
    sharing.edit("data/timeline.yml", "en: Nusa Laboratory opened the weights of Pelita.", f"en: '{summary}'")
    built = sharing.build()
    assert summary in built.page("en/timeline/").xpath("string(//*[@id='event-pelita-open'])")
    [content] = texts(feed(built, "en"), "a:entry[contains(a:id, '#event-pelita-open')]/a:content/text()")
    assert content == "<p>Nusa *opened* [weights](entity:nope) &amp; 2*3*4 &lt;b&gt;</p>"


def test_pages_name_the_feed_of_their_language(sharing: Project) -> None:
    built = sharing.build(strict=True)
    for page, path in {"": "feed.xml", "entities/nusa/": "../../feed.xml", "en/timeline/": "../feed.xml"}.items():
        for type_, address in (("atom+xml", path), ("feed+json", path.replace(".xml", ".json"))):
            [link] = built.page(page).xpath(f"//head/link[@type='application/{type_}']")
            assert link.get("href") == address
            assert link.get("title")


def test_the_day_of_a_change_counts(sharing: Project) -> None:
    """A note by `modified`, an event by `modified`, `created`, or else the day on which it happened."""
    experts = '"Who are these experts?"}\n    creator: redaksi\n'
    sharing.edit("data/annotations/lab-baru.yml", experts, f"{experts}    modified: 2031-02-03\n")
    sharing.edit("data/timeline.yml", "nusa-founded:\n", "nusa-founded:\n  created: 2030-01-02\n")
    sharing.edit("data/timeline.yml", "pelita-open:\n", "pelita-open:\n  created: 2029-01-02\n  modified: 2030-06-07\n")
    entries = feed(sharing.build(strict=True), "en").findall("a:entry", ATOM)
    assert [
        (
            texts(entry, "a:id/text()")[0].rpartition("#")[2],
            *(moment.removesuffix("T00:00:00Z") for moment in texts(entry, "a:published/text() | a:updated/text()")),
        )
        for entry in entries
    ] == [
        ("note-doubts", "2025-03-01", "2031-02-03"),
        ("event-pelita-open", "2029-01-02", "2030-06-07"),
        ("event-nusa-founded", "2030-01-02", "2030-01-02"),
        ("note-licence", "2025-03-01", "2025-03-02"),
        ("note-which-day", "2025-03-01", "2025-03-01"),
        ("event-lab-baru-published", "2025-02-03", "2025-02-03"),
    ]


def test_nothing_is_published_after_it_was_changed(sharing: Project) -> None:
    """Of a change, the month may be known alone; and an event that is to come may be told of already."""
    experts = '"Who are these experts?"}\n    creator: redaksi\n    created: 2025-03-01\n'
    sharing.edit(
        "data/annotations/lab-baru.yml", experts, f"{experts}    modified: 2025-03\n".replace("03-01", "03-09")
    )
    sharing.edit("data/timeline.yml", "nusa-founded:\n", "nusa-founded:\n  created: 2025-03-08\n  modified: 2025-03\n")
    sharing.edit("data/timeline.yml", "pelita-open:\n", "pelita-open:\n  modified: 2025-03-07\n")
    sharing.edit("data/timeline.yml", '  date: "2025-01"\n', "  date: 2031-05\n")
    entries = feed(sharing.build(), "en").findall("a:entry", ATOM)
    days = [
        [texts(entry, f"a:{name}/text()")[0].partition("T")[0] for name in ("published", "updated")]
        for entry in entries[:3]
    ]
    assert days == [["2025-03-09"] * 2, ["2025-03-08"] * 2, ["2025-03-07"] * 2]


def test_a_feed_has_the_latest_hundred(sharing: Project) -> None:
    """Whoever reads it has seen the older ones, and a briefing may have thousands."""
    event = "{title: T, stage: event, date: 2026-01-01, summary: S, evidence: [koran-pelita], created: 2026-%02d-%02d}"
    days = [(month, day) for month in range(1, 6) for day in range(1, 25)]
    lines = [f"day-{month}-{day}: {event % (month, day)}\n" for month, day in days]
    sharing.write("data/timeline.yml", sharing.read("data/timeline.yml") + "".join(lines))
    found = texts(feed(sharing.build(strict=True), "en"), "a:entry/a:id/text()")
    assert found == [f"{BASE}en/timeline/#event-day-{month}-{day}" for month, day in days[:-101:-1]]


def test_a_feed_tells_only_of_what_is_on_the_site(sharing: Project) -> None:
    """There is no timeline, and the article is left out for a mistake in its record; then there is nothing to tell."""
    sharing.edit("mkdocs.yml", "  - sorotan/timeline\n", "")
    sharing.edit("mkdocs.yml", "  - Linimasa: timeline.md\n", "")
    built = sharing.build()
    for path in ("feed.json", "en/feed.json"):
        assert {item["id"].rpartition("#")[2] for item in json.loads(built.html(path))["items"]} == {
            "note-doubts",
            "note-licence",
            "note-which-day",
        }
    sharing.edit("data/articles.yml", "published: ", "publishd: ")
    built = sharing.build()
    assert built.abort == "" and not built.tracebacks
    assert not built.has("feed.xml") and not built.has("en/feed.json")
    assert not built.page("entities/nusa/").xpath("//head/link[@type='application/atom+xml']")


def test_a_feed_without_a_front_page_leads_to_the_site(sharing: Project) -> None:
    (sharing.folder / "docs/index.md").unlink()
    sharing.edit("mkdocs.yml", "  - Beranda: index.md\n", "")
    built = sharing.build()
    assert [json.loads(built.html(path))["home_page_url"] for path in ("feed.json", "en/feed.json")] == [BASE, BASE]


def test_two_builds_write_the_same_feed(sharing: Project) -> None:
    paths = [*FEEDS.values(), "feed.json", "en/feed.json"]
    first = [sharing.build(strict=True).path(path).read_bytes() for path in paths]
    assert [sharing.build(strict=True).path(path).read_bytes() for path in paths] == first


def test_markup_in_titles_is_text_in_the_feed(sharing: Project) -> None:
    timeline = sharing.read("data/timeline.yml")
    hostile = "  title: {id: \"<b>&amp; 'tes'\", en: \"<b>&amp; 'test'\"}\n"
    sharing.write("data/timeline.yml", re.sub(r"  title: .*\n", hostile, timeline, count=1))
    titles = texts(feed(sharing.build(strict=True), "en"), "a:entry/a:title/text()")
    assert [title for title in titles if title.endswith(": <b>&amp; 'test'")]


def test_feeds_need_the_address_of_the_site(sharing: Project) -> None:
    sharing.edit("mkdocs.yml", "site_url: https://pelita.example/\n", "")
    built = sharing.build()
    for plugin in ("sorotan/feeds", "sorotan/cards"):
        assert [problem for problem in built.problems if f"SRT096 {plugin} needs whole addresses" in problem]
    assert not built.has("feed.xml")
    assert "og:image" not in metas(built, "entities/nusa/")


def test_without_the_plugin_there_is_no_feed_and_no_link_to_one(stock: Built) -> None:
    assert not stock.has("feed.xml")
    assert not stock.page("").xpath("//head/link[@type='application/atom+xml']")


# --- What a page says of itself ---


@pytest.mark.parametrize(("page", "expected"), [
    ("entities/nusa/", {"og:title": "Laboratorium Nusa", "og:locale": "id_ID", "og:type": "article",
                        "og:description": "Laboratorium riset kecil.", "og:url": f"{BASE}entities/nusa/"}),
    ("en/entities/nusa/", {"og:title": "Nusa Laboratory", "og:locale": "en_GB"}),
    ("", {"og:type": "website", "og:site_name": "Pelita"}),
    ("en/", {"og:type": "website", "og:locale": "en_GB"}),
])  # fmt: skip
def test_every_page_describes_itself(stock: Built, page: str, expected: dict[str, str]) -> None:
    found = metas(stock, page)
    assert expected.items() <= found.items()
    assert found["twitter:card"] == "summary"
    assert "og:image" not in found


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", "Beranda Pelita – Pelita"),
        ("entities/nusa/", "Laboratorium Nusa – Pelita"),
        ("en/entities/nusa/", "Nusa Laboratory – Pelita"),
        ("404.html", "404 – Pelita"),
    ],
)
def test_a_tab_names_the_page_and_the_site(stock: Built, page: str, expected: str) -> None:
    assert stock.page(page).xpath("//head/title/text()") == [expected]


def test_a_page_that_is_named_like_the_site_is_named_once(project: Project) -> None:
    project.without_originals()
    project.edit("docs/index.md", "title: Beranda Pelita", "title: Pelita")
    assert project.build().page("").xpath("//head/title/text()") == ["Pelita"]


def test_every_page_has_its_card(sharing: Project) -> None:
    built = sharing.build(strict=True)
    for page in built.pages:
        found = metas(built, page)
        assert found["twitter:card"] == "summary_large_image"
        image = Image.open(built.path(found["og:image"].removeprefix(BASE)))
        assert image.size == (int(found["og:image:width"]), int(found["og:image:height"])) == (1200, 630)
        assert found["og:image:alt"] == found["og:title"]
    cards = {metas(built, page)["og:image"] for page in ("entities/nusa/", "en/entities/nusa/", "timeline/")}
    assert len(cards) == 3


def test_no_card_in_letters_that_cannot_be_drawn(sharing: Project) -> None:
    """Boxes in the place of letters are worse than no picture."""
    sharing.edit("data/entities/organization.yml", "{id: Laboratorium Nusa, en", "{id: 北京电车公司, en")
    built = sharing.build()
    assert metas(built, "entities/nusa/")["twitter:card"] == "summary"
    assert "og:image" not in metas(built, "entities/nusa/")
    assert "og:image" in metas(built, "en/entities/nusa/")


def test_a_card_is_drawn_once(sharing: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sharing.build(strict=True)
    drawn: list[Card] = []
    draw = drawing.draw
    monkeypatch.setattr(drawing, "draw", lambda card: drawn.append(card) or draw(card))
    sharing.edit("data/entities/person.yml", "name: Sari Dewi", "name: Sari Dewi Lestari")
    again = sharing.build(strict=True)
    assert {card.title for card in drawn} == {"Sari Dewi Lestari"}
    page = "entities/nusa/"
    assert metas(again, page)["og:image"] == metas(first, page)["og:image"]


@pytest.mark.parametrize("spoil", ["cut short", "another picture", "empty", "a folder"])
def test_a_spoilt_cache_is_not_trusted(sharing: Project, spoil: str) -> None:
    """Cards that are not as they were written are drawn again."""
    built = sharing.build(strict=True)
    before = {path.name: path.read_bytes() for path in (built.site / "assets" / "cards").iterdir()}
    kept = sorted((sharing.folder / ".cache" / "sorotan" / "cards" / "drawn").iterdir())
    first = kept[0].read_bytes()
    for path in kept[1:]:
        content = path.read_bytes()
        path.unlink()
        if spoil == "a folder":
            path.mkdir()
        else:
            path.write_bytes({"cut short": content[:-9], "another picture": first}.get(spoil, b""))
    again = sharing.build(strict=True)
    assert {path.name: path.read_bytes() for path in (again.site / "assets" / "cards").iterdir()} == before


@pytest.mark.parametrize(
    "title", ["Pelita", "Sebuah judul yang panjang sekali " * 12, "Tanpaspasi" * 20, "", "例え “é”"]
)
def test_any_title_can_be_drawn(title: str) -> None:
    card = Card(title, "Artikel", "Pelita")
    assert drawing.draw(card) == drawing.draw(card)
    image = Image.open(BytesIO(drawing.draw(card))).convert("RGB")
    assert image.getpixel((0, 0)) == (251, 248, 242)
    paper = {image.getpixel((x, y)) for x in (*range(20), *range(1180, 1200)) for y in range(0, 630, 10)}
    assert paper == {(251, 248, 242)}, "words leave the card"


def test_characters_that_nobody_sees_are_in_no_feed_and_on_no_page(sharing: Project) -> None:
    """Written as references, they are text for YAML, and characters that XML cannot hold only in HTML."""
    body = json.dumps("Siapa &#2;&#x200B;&#x202E;&#xFFFE;&#xD800;&#0;&shy;itu?")
    sharing.edit("data/annotations/lab-baru.yml", '"Siapa para ahli itu?"', body)
    built = sharing.build()
    for language in FEEDS:
        feed(built, language)
    for path in ("feed.xml", "feed.json", "articles/lab-baru/index.html"):
        found = {character for character, _ in hidden(unescape(built.path(path).read_text()))}
        assert found <= {"\xad"}, path  # which somebody who writes `&shy;` wants
