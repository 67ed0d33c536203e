"""Articles with notes, names and quotations."""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement

from sorotan.core.recordlinks import TABLES
from support import TESTS, Built, Project, block, ids_of, text_of

CASES = TESTS / "cases"
NOTES = "data/annotations/lab-baru.yml"
ARTICLES = ["articles/lab-baru/", "en/articles/lab-baru/"]
NOTE = """  - id: {id}
    motivation: commenting
    target: {target}
    body: {{id: Isi catatan tambahan., en: Body of an additional note.}}
    creator: redaksi
    created: 2025-03-01
"""


@pytest.fixture
def plain(project: Project) -> Project:
    project.without_originals()
    return project


def notes_of(page: HtmlElement) -> list[HtmlElement]:
    """The notes of a page as they follow each other."""
    return page.xpath("//*[@role='note' and starts-with(@id, 'note-')]")


def references_to(page: HtmlElement, note: str) -> list[HtmlElement]:
    """What leads from the text to a note."""
    return page.xpath("//a[@role='doc-noteref' and @href=$href]", href=f"#note-{note}")


def add_note(project: Project, id: str, target: str) -> None:
    project.write(NOTES, project.read(NOTES) + NOTE.format(id=id, target=target))


@pytest.mark.parametrize("address", ARTICLES)
def test_marks_name_their_notes(stock: Built, address: str) -> None:
    page = stock.page(address)
    marks = page.xpath("//mark")
    assert {mark.get("aria-details") for mark in marks} == {"note-which-day", "note-licence"}
    for mark in marks:
        assert block(page, mark.get("aria-details")).get("role") == "note"


def test_marks_stand_at_the_quoted_words(stock: Built) -> None:
    for address, words in (
        (ARTICLES[0], ["pada Januari 2025", "sangat longgar"]),
        (ARTICLES[1], ["in January 2025", "very permissive"]),
    ):
        assert [text_of(mark) for mark in stock.page(address).xpath("//mark")] == words


@pytest.mark.parametrize("address", ARTICLES)
def test_notes_are_numbered_in_reading_order(stock: Built, address: str) -> None:
    """Whatever their order in the file: in the text, and where the notes stand."""
    page = stock.page(address)
    references = page.xpath("//a[@role='doc-noteref']")
    assert [link.get("href") for link in references] == ["#note-which-day", "#note-licence", "#note-doubts"]
    assert [text_of(link) for link in references] == ["1", "2", "3"]
    assert [note.get("id") for note in notes_of(page)] == ["note-which-day", "note-licence", "note-doubts"]


@pytest.mark.parametrize("address", ARTICLES)
def test_notes_lead_back_to_their_passage(stock: Built, address: str) -> None:
    page = stock.page(address)
    for note in notes_of(page):
        [reference] = references_to(page, note.get("id").removeprefix("note-"))
        assert reference.get("aria-label")
        assert f"#{reference.get('id')}" in note.xpath(".//a/@href")
    assert stock.dead_links(address) == []


def test_note_shows_body_evidence_and_author(stock: Built) -> None:
    note = block(stock.page(ARTICLES[1]), "note-licence")
    assert "True according to the release notes; see also Pelita." in text_of(note)
    assert "redaksi" in text_of(note)
    assert "1 March 2025" in text_of(note)
    assert "2 March 2025" in text_of(note)
    targets = {urljoin(f"/{ARTICLES[1]}", link) for link in note.xpath(".//a/@href")}
    assert {"/en/references/#ref-pelita-notes", "/en/entities/pelita/", f"/{ARTICLES[1]}#p2"} <= targets


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("articles/lab-baru/", "Laboratorium Nusa merilis Pelita"),
        ("en/articles/lab-baru/", "Nusa Laboratory releases Pelita"),
    ],
)
def test_evidence_in_an_article_names_its_headline(stock: Built, address: str, title: str) -> None:
    """Though the article, this one here, is not read yet when its notes are made."""
    [link] = stock.page(address).xpath("//*[@id='note-licence']//*[@class='srt-evidence']/a[contains(@href, '#p2')]")
    assert link.get("title") == title


def test_links_in_bodies_lead_to_records(stock: Built) -> None:
    note = block(stock.page(ARTICLES[0]), "note-which-day")
    links = {text_of(link): urljoin(f"/{ARTICLES[0]}", link.get("href")) for link in note.xpath(".//a")}
    assert links["linimasa"] == "/timeline/#event-pelita-open"
    assert links["blok berikut"] == f"/{ARTICLES[0]}#p3"
    assert links["catatan lain"] == f"/{ARTICLES[0]}#note-licence"


@pytest.mark.parametrize("address", ARTICLES)
def test_first_mention_in_a_block_is_linked_once(stock: Built, address: str) -> None:
    page = stock.page(address)
    for id, entities in (
        ("p1", ["nusa", "pelita"]),
        ("p2", ["nusa", "pelita", "sari-dewi"]),
        ("p3", ["sari-dewi"]),
        ("p5", ["pelita"]),
    ):
        links = [urljoin(f"/{address}", link) for link in block(page, id).xpath(".//a/@href")]
        prefix = "/en" if address.startswith("en/") else ""
        named = [link.removeprefix(f"{prefix}/entities/").strip("/") for link in links if "/entities/" in link]
        assert named == entities, id
    first = block(page, "p2").xpath(".//a[contains(@href, 'entities/pelita')]")[0]
    assert "2025" in first.tail or "2025" in text_of(first.getnext()), "the first of the two is linked"


def links_to(page: HtmlElement, entity: str) -> list[str]:
    """The blocks of a text that link to an entity, once for each link."""
    links = page.xpath(f"//a[@class='srt-entity' and contains(@href, '/entities/{entity}/')]")
    return [link.xpath("ancestor::*[starts-with(@id, 'p')]/@id")[-1] for link in links]


@pytest.mark.parametrize(
    ("kind", "linked"),
    [("place", ["p2"]), ("concept", ["p2"]), ("policy", ["p2", "p3"]), ("model", ["p2", "p3"])],
)
def test_places_and_concepts_are_linked_once_in_an_article(plain: Project, kind: str, linked: list[str]) -> None:
    """They are named everywhere; all their mentions count as before."""
    described = "description: {id: Sesuatu., en: Something.}"
    plain.write("data/entities/lain.yml", f"istilah:\n  kind: {kind}\n  name: model\n  {described}\n")
    built = plain.build(strict=True)
    for prefix, address in zip(("", "en/"), ARTICLES, strict=True):
        page = built.page(address)
        assert links_to(page, "istilah") == linked
        assert links_to(page, "pelita") == ["p1", "p2", "p5"]
        mentions = built.page(f"{prefix}entities/istilah/").xpath("//*[contains(@class, 'srt-sentences')]//a/@href")
        assert [link.partition("#")[2] for link in mentions] == ["p2", "p3"]


def test_names_in_code_and_links_are_left_alone(plain: Project) -> None:
    plain.edit(
        "docs/articles/lab-baru.md",
        "Sebagian ahli meragukan Pelita.",
        "Kode `Pelita` dan [situs Pelita](https://x.example/) ada.",
    )
    page = plain.build().page(ARTICLES[0])
    assert [link for link in block(page, "p5").xpath(".//a/@href") if "entities" in link] == []
    assert block(page, "p5").xpath(".//a[@href='https://x.example/']//a") == []


def test_corrections_of_mentions(plain: Project) -> None:
    corrections = """mentions:
  - {block: p5, text: {id: ahli, en: experts}, entity: sari-dewi}
ignore:
  - {block: p5, text: Pelita}
"""
    plain.write(NOTES, plain.read(NOTES) + corrections)
    built = plain.build(strict=True)
    assert built.warnings == []
    for address, word in zip(ARTICLES, ("ahli", "experts"), strict=True):
        links = block(built.page(address), "p5").xpath(".//a[contains(@href, 'entities/')]")
        assert [text_of(link) for link in links] == [word]
        assert "sari-dewi" in links[0].get("href")


def back_translation_markers(page: HtmlElement) -> list[HtmlElement]:
    return page.xpath("//*[@id='p3']//*[@class='srt-back']")


def test_back_translation_is_marked_in_english_only(stock: Built) -> None:
    assert text_of(block(stock.page(ARTICLES[0]), "quote-dewi-everyone")) == "milik semua orang"
    assert text_of(block(stock.page(ARTICLES[1]), "quote-dewi-everyone")) == "belongs to everyone"
    assert back_translation_markers(stock.page(ARTICLES[0])) == []
    [marker] = back_translation_markers(stock.page(ARTICLES[1]))
    assert "ranslat" in marker.get("title")


def test_the_marker_of_a_back_translation_leads_to_what_it_means(plain: Project) -> None:
    plain.edit(
        "mkdocs.yml", "sorotan/annotations", "sorotan/annotations:\n      back_translations: index.md#terjemahan"
    )
    plain.write("docs/index.md", plain.read("docs/index.md") + "\n## Terjemahan balik {: #terjemahan }\n")
    built = plain.build()
    [marker] = back_translation_markers(built.page(ARTICLES[1]))
    assert urljoin(f"/{ARTICLES[1]}", marker.get("href")) == "/en/#terjemahan"
    assert marker.get("aria-label") == "Back-translated from Indonesian"
    assert [warning for warning in built.warnings if "terjemahan" in warning and "anchor" in warning] == []


@pytest.mark.parametrize("closing", ["”.", ".”", "” – katanya,", "!”"])
def test_the_marker_of_a_back_translation_follows_the_quotation(plain: Project, closing: str) -> None:
    """Within the quotation mark it would read as the end of the last word."""
    for path in ("docs/articles/lab-baru.md", "translations/en/LC_MESSAGES/articles/lab-baru.po"):
        plain.write(path, re.sub("(semua orang|everyone)”.", rf"\1{closing}", plain.read(path)))
    page = plain.build(strict=True).page(ARTICLES[1])
    mark = closing.index("”") + 1
    assert f"everyone{closing[:mark]}tr{closing[mark:]}" in text_of(block(page, "p3"))


def test_the_marker_of_a_back_translation_follows_words_that_no_mark_follows(plain: Project) -> None:
    for path in ("docs/articles/lab-baru.md", "translations/en/LC_MESSAGES/articles/lab-baru.po"):
        plain.write(path, plain.read(path).replace("”.", " saja”."))
    page = plain.build(strict=True).page(ARTICLES[1])
    assert "belongs to everyonetr saja”." in text_of(block(page, "p3"))


@pytest.mark.parametrize(
    ("old", "new"), [("rendering: back-translation", "rendering: original"), ("said_in: en", "said_in: id")]
)
def test_other_quotations_are_not_marked(plain: Project, old: str, new: str) -> None:
    """The first wording is no back-translation, nor is a translation of what was said in Indonesian."""
    plain.edit("data/quotes.yml", old, new)
    page = plain.build(strict=True).page(ARTICLES[1])
    assert block(page, "quote-dewi-everyone") is not None
    assert back_translation_markers(page) == []


@pytest.mark.parametrize("address", ARTICLES)
def test_note_on_a_whole_block(stock: Built, address: str) -> None:
    """It marks no words, has its number in the block, and says nothing of lost words."""
    page = stock.page(address)
    assert page.xpath("//mark[@aria-details='note-doubts']") == []
    [reference] = references_to(page, "doubts")
    assert reference.xpath("ancestor::*[@id='p5']")
    assert "note was written for" not in text_of(block(page, "note-doubts"))


def unattached(built: Built, address: str, note: str) -> HtmlElement:
    """The note, which must be there without a mark and with a way to it."""
    page = built.page(address)
    assert page.xpath("//mark[@aria-details=$id]", id=f"note-{note}") == []
    assert references_to(page, note) != []
    return block(page, f"note-{note}")


@pytest.mark.parametrize(("case", "note", "languages"), [
    ("SRT030", "which-day", ["id"]), ("SRT031", "which-day", ["id", "en"]), ("SRT032", "licence", ["id", "en"]),
])  # fmt: skip
def test_unanchored_note_is_shown_with_a_notice(plain: Project, case: str, note: str, languages: list[str]) -> None:
    """A note whose words changed stays at its block and says so; in the other language it stays attached."""
    plain.overlay(CASES / case)
    built = plain.build()
    for address, language in zip(ARTICLES, ("id", "en"), strict=True):
        page = built.page(address)
        if language in languages:
            shown = unattached(built, address, note)
            others = [text_of(other) for other in notes_of(page) if other.get("id") != f"note-{note}"]
            notices = {paragraph for p in shown.xpath(".//p") if (paragraph := text_of(p)) and "?" not in paragraph}
            assert any(len(n) > 40 and not any(n in other for other in others) for n in notices)
            if language == "en":
                assert "The words this note was written for" in text_of(shown)
        else:
            assert page.xpath("//mark[@aria-details=$id]", id=f"note-{note}")
            assert "The words this note was written for" not in text_of(block(page, f"note-{note}"))
        assert built.dead_links(address) == []


@pytest.mark.parametrize("target", ["{block: p9}", "{id: {exact: xyz qwv}, en: {exact: zyx vwq}}"])
def test_note_without_a_place_is_not_lost(plain: Project, target: str) -> None:
    """Links lead to it, so it is on the page even where its block is gone or was never named."""
    add_note(plain, "stray", target)
    built = plain.build()
    for address in ARTICLES:
        assert "additional note" in text_of(block(built.page(address), "note-stray")) or "catatan tambahan" in text_of(
            block(built.page(address), "note-stray")
        )


def test_notes_that_overlap_are_each_reachable(plain: Project) -> None:
    add_note(plain, "over", "{block: p2, id: {exact: model Pelita pada}, en: {exact: model Pelita in}}")
    add_note(plain, "inside", "{block: p2, id: {exact: Januari}, en: {exact: January}}")
    built = plain.build(strict=True)
    assert built.warnings == []
    for address in ARTICLES:
        page = built.page(address)
        for note in ("over", "inside", "which-day"):
            assert len(references_to(page, note)) == 1
            assert page.xpath("//mark[@aria-details=$id]", id=f"note-{note}")
            assert not page.xpath("//a//a[@role='doc-noteref']"), "nothing is a link in a link"
        words = "".join(page.xpath("//mark[@data-note='over']//text()[not(ancestor::a[@role='doc-noteref'])]"))
        assert words in ("model Pelita pada", "model Pelita in")
        assert sorted(set(ids_of(page))) == sorted(ids_of(page))


@pytest.mark.parametrize("address", ARTICLES)
def test_all_notes_of_the_page_are_listed(stock: Built, address: str) -> None:
    """Each with a link to the note and one to its passage."""
    page = stock.page(address)
    [section] = page.xpath("//section[@aria-labelledby='notes'][h2]")
    links = [[link.get("href") for link in item.iter("a")] for item in section.iter("li")]
    assert links == [
        ["#note-which-day", "#passage-which-day"],
        ["#note-licence", "#passage-licence"],
        ["#note-doubts", "#ref-doubts"],
    ]
    assert stock.dead_links(address) == []


@pytest.mark.parametrize(("address", "other"), [ARTICLES, ARTICLES[::-1]])
def test_blocks_and_notes_lead_to_themselves_in_the_other_language(stock: Built, address: str, other: str) -> None:
    """Without scripts the language switch cannot know where the reader is."""
    page = stock.page(address)
    for fragment in ("p2", "p3", "p5", "note-licence"):
        links = page.xpath(
            "//*[@id=$id]/following-sibling::*[@class='srt-place']//a[@hreflang]/@href"
            " | //aside[@id=$id]//a[@hreflang]/@href",
            id=fragment,
        )
        assert [urljoin(f"/{address}", link) for link in links] == [f"/{other}#{fragment}"]
    assert page.xpath("//a[@href='#p2']"), "each block has a link to be shared by"


@pytest.mark.parametrize("address", ARTICLES)
def test_a_headline_of_the_text_comes_first(stock: Built, address: str) -> None:
    """Before what is said about the page, and on the screen as in the document."""
    [heading] = stock.page(address).xpath("//h1")
    [about] = stock.page(address).xpath("//*[@class='srt-story__about']")
    assert heading.get("id") == "p1"
    order = list(stock.page(address).iter())
    assert order.index(heading) < order.index(about) < order.index(block(stock.page(address), "p2"))


@pytest.mark.parametrize("address", ["", "entities/pelita/", "timeline/", "references/", *ARTICLES])
def test_ids_are_unique(stock: Built, address: str) -> None:
    for page in {address, f"en/{address}" if not address.startswith("en/") else address}:
        ids = ids_of(stock.page(page))
        assert sorted(set(ids)) == sorted(ids)


def test_provenance(stock: Built) -> None:
    """The way of the story, whose it is, and what was left out."""
    words = text_of(stock.page(ARTICLES[1]))
    for part in (
        "Koran Nusa",
        "Nusa opens Pelita",
        "Budi Hartono and Rina Kartika",
        "3 February 2025",
        "Appeared first in English.",
        "The text belongs to its publisher.",
        "Only a page number.",
    ):
        assert part in words
    cites = stock.page(ARTICLES[1]).xpath("//cite[@lang='id']")
    assert "Laboratorium Nusa umumkan Pelita" in [text_of(cite) for cite in cites]


def words_before(page: HtmlElement, id: str) -> str:
    """The text of an article up to one of its blocks."""
    return text_of(page.xpath("//article")[0]).partition(text_of(block(page, id)))[0]


def test_what_is_left_out_is_said_at_its_place(stock: Built) -> None:
    page = stock.page(ARTICLES[1])
    left_out = "¶4 of the source is left out: Only a page number."
    assert words_before(page, "p5").rstrip().endswith(left_out)
    assert left_out not in words_before(page, "p3")


@pytest.mark.parametrize(
    ("omitted", "block", "said"),
    [
        ("p2", "p3", "¶1 is the headline. ¶2 of the source is left out: Only a page number."),
        ("p1", "p2", "¶1 of the source is left out: Only a page number."),
    ],
)
def test_what_is_left_out_at_the_beginning(plain: Project, omitted: str, block: str, said: str) -> None:
    """Nobody would count the headline as a paragraph; where it is none, the first paragraph may be the one left out."""
    plain.edit("data/articles.yml", "block: p4", f"block: {omitted}")
    text = plain.read("docs/articles/lab-baru.md")
    gone = {"p1": r"# Laboratorium.*\n", "p2": r"Laboratorium .*\n\{: #p2 \}\n"}[omitted]
    plain.write("docs/articles/lab-baru.md", re.sub(rf"(?m)^{gone}", "", text))
    before = words_before(plain.build().page(ARTICLES[1]), block)
    assert before.rstrip().endswith(said)


@pytest.mark.parametrize(("address", "standfirst"), [
    (ARTICLES[0], "Cerita pendek tentang model terbuka."), (ARTICLES[1], "A short story about an open model."),
])  # fmt: skip
def test_the_standfirst_stands_below_the_headline(stock: Built, address: str, standfirst: str) -> None:
    words = text_of(stock.page(address).xpath("//article")[0])
    assert words.index(text_of(block(stock.page(address), "p1"))) < words.index(standfirst)
    about = text_of(stock.page(address).xpath("//*[@class='srt-story__about']")[0])
    assert words.index(standfirst) < words.index(about)


def test_the_standfirst_is_text(plain: Project) -> None:
    """Also where no block is the headline; and an article without a description has none."""
    plain.edit("docs/articles/lab-baru.md", "Cerita pendek tentang model terbuka.", "Tanya & <i>jawab</i>")
    [shown] = plain.build().page(ARTICLES[0]).xpath("//article//*[@class='srt-lede']")
    assert shown.text == "Tanya & <i>jawab</i>"
    plain.edit("docs/articles/lab-baru.md", "# Laboratorium Nusa merilis Pelita {: #p1 }", "")
    [shown] = plain.build().page(ARTICLES[0]).xpath("//article//*[@class='srt-lede']")
    assert shown.text == "Tanya & <i>jawab</i>"
    plain.edit("docs/articles/lab-baru.md", "description: Tanya & <i>jawab</i>\n", "")
    assert plain.build().page(ARTICLES[0]).xpath("//article//*[@class='srt-lede']") == []


def test_a_note_on_the_headline_is_listed_as_one(plain: Project) -> None:
    add_note(plain, "on-headline", "{block: p1}")
    built = plain.build()
    for address in (ARTICLES[1], "en/notes/"):
        entries = [text_of(item) for item in built.page(address).xpath("//*[@data-kind='commenting'][self::li]")]
        assert [entry for entry in entries if "the headline" in entry]
        assert not any("the whole paragraph" in entry for entry in entries if "additional" in entry)


@pytest.mark.parametrize("page", ["articles/lab-baru/", "articles/lab-baru/parallel/"])
def test_a_footnote_is_called_by_its_number(plain: Project, page: str) -> None:
    """It has an id, which nobody wrote, and is no paragraph of the source."""
    plain.edit("mkdocs.yml", "  - attr_list\n", "  - attr_list\n  - footnotes\n")
    plain.edit("docs/articles/lab-baru.md", "pengujian mandiri.\n", "pengujian mandiri.[^1]\n")
    plain.write("docs/articles/lab-baru.md", plain.read("docs/articles/lab-baru.md") + "\n[^1]: Belum terbit.\n")
    labels = [text_of(link) for link in plain.build().page(page).xpath("//a[contains(@href, '#fn:1')]")]
    assert "[1]" in labels and not [label for label in labels if "fn" in label]


def test_front_page_lists_the_articles(stock: Built) -> None:
    for prefix, title in (("", "Laboratorium Nusa merilis Pelita"), ("en/", "Nusa Laboratory releases Pelita")):
        links = stock.page(prefix).xpath("//a[text()=$title]/@href", title=title)
        assert f"/{prefix}articles/lab-baru/" in [urljoin(f"/{prefix}", link) for link in links]


def test_the_section_of_articles_leads_to_their_list(stock: Built, plain: Project) -> None:
    """From the foot of a page. Where no page lists them, it leads to the first of them, as sections do."""

    def footer(page: HtmlElement) -> dict[str, str]:
        links = page.xpath("//*[contains(@class, 'srt-footer__site')]//li/a")
        return {text_of(link): urljoin("/en/timeline/", link.get("href")) for link in links}

    links = footer(stock.page("en/timeline/"))
    assert links["Articles"] == "/en/#articles"
    assert links["Names"] == "/en/entities/"
    assert stock.dead_links("en/timeline/") == []
    plain.edit("docs/index.md", "view: home\n", "")
    assert footer(plain.build().page("en/timeline/"))["Articles"] == "/en/articles/lab-baru/"


def test_links_to_records_in_prose(plain: Project) -> None:
    """`entity:` and the like work in pages; one that leads nowhere is reported, like any dead link."""
    plain.write(
        "docs/lain.md",
        "# Lain\n\nLihat [satu](entity:pelita), [dua](note:licence), [tiga](entity:pelta).\n{: #lihat }\n",
    )
    built = plain.build()
    links = [urljoin("/lain/", link) for link in block(built.page("lain/"), "lihat").xpath(".//a/@href")]
    assert links == ["/entities/pelita/", "/articles/lab-baru/#note-licence"]
    assert [warning for warning in built.warnings if re.search(r"lain\.md.*pelta|SRT025.*pelta", warning)]


def test_links_in_bodies_may_name_any_record(plain: Project) -> None:
    ids = {"entity": "nusa", "block": "lab-baru#p3", "ref": "pelita-notes", "note": "licence", "event": "pelita-open"}
    ids["claim"] = "pelita-is-free"
    assert ids.keys() == TABLES.keys()
    links = " ".join(f"[x]({scheme}:{id})" for scheme, id in ids.items())
    plain.edit(NOTES, '"Siapa para ahli itu?"', json.dumps(links))
    built = plain.build(strict=True)
    [body] = built.page("notes/").xpath("//*[a[@class='srt-claim-link']]")
    assert [link.get("class") for link in body] == [f"srt-{scheme}-link" for scheme in ids]
    assert all(built.leads_somewhere("notes/", link.get("href")) for link in body)


TITLED = ["[x](ref:pelita-notes 'Nusa')", '[x](<ref:pelita-notes> "Nusa")', '[x][n]\n\n[n]: ref:pelita-notes "Nusa"']


@pytest.mark.parametrize("link", TITLED)
def test_links_in_bodies_may_have_titles(plain: Project, link: str) -> None:
    """Wherever a note is, its links lead somewhere, and the title that an editor gave one is there."""
    plain.edit(NOTES, '"Siapa para ahli itu?"', json.dumps(link))
    built = plain.build(strict=True)
    for page in ("articles/lab-baru/", "articles/lab-baru/parallel/", "notes/"):
        links = {(a.get("href"), a.get("title")) for a in built.page(page).xpath("//a[@class='srt-ref-link']")}
        assert {title for href, title in links if built.leads_somewhere(page, href)} == {None, "Nusa"}
        assert not [href for href, _ in links if href.startswith("ref:")]


def test_links_in_code_are_none(plain: Project) -> None:
    """What an example shows need not be there."""
    link = "`[c](block:lab-baru#p77)`, `` [d](entity:nobody) ``, \\[e](nowhere)"
    plain.edit(NOTES, '"Siapa para ahli itu?"', json.dumps(link))
    assert plain.build(strict=True).warnings == []


@pytest.mark.parametrize("link", ["[x](ref&#58;pelita-notes)", "[x](<ref:pelita\n-notes>)"])
def test_addresses_of_records_are_never_published(plain: Project, link: str) -> None:
    plain.edit(NOTES, '"Siapa para ahli itu?"', json.dumps(link))
    built = plain.build()
    assert not any('href="ref:' in built.html(page) for page in ("articles/lab-baru/", "notes/"))


@pytest.mark.parametrize(("path", "old", "new"), [
    ("data/entities/model.yml", "[lab-baru#p3]", "[lab-baru#p8]"),
    ("data/timeline.yml", "block: lab-baru#p2", "block: lab-baru#p8"),
    (NOTES, "lab-baru#p2", "lab-baru#p8"),
    (NOTES, "block:lab-baru#p3", "block:lab-baru#p8"),
    (NOTES, "block:lab-baru#p3", "block:lab-baru#p8 'Nusa'"),
    (NOTES, "block:lab-baru#p3", "<block:lab-baru#p8>"),
])  # fmt: skip
def test_evidence_in_a_missing_block_is_reported(plain: Project, path: str, old: str, new: str) -> None:
    """A statement that names a block which is not there has no evidence, and its link would be dead."""
    plain.edit(path, old, new)
    problems = plain.build().problems
    assert [problem for problem in problems if problem.startswith(path) and "SRT024" in problem and "“p8”" in problem]


def test_article_without_notes_and_data_without_article(plain: Project) -> None:
    (plain.folder / NOTES).unlink()
    plain.write("data/annotations/tidak-ada.yml", "annotations:\n" + NOTE.format(id="lost", target="{block: p1}"))
    built = plain.build()
    assert [problem for problem in built.problems if "SRT046" in problem and "tidak-ada" in problem]
    for address in ARTICLES:
        assert notes_of(built.page(address)) == []


def test_a_long_list_of_notes_is_divided_between_articles(plain: Project) -> None:
    for path in ("docs/articles/{}.md", "translations/en/LC_MESSAGES/articles/{}.po"):
        plain.write(path.format("lab-lain"), plain.read(path.format("lab-baru")).replace("lab-baru", "lab-lain"))
    articles = plain.read("data/articles.yml")
    plain.write("data/articles.yml", articles + articles.replace("lab-baru:", "lab-lain:"))
    for number in range(200):
        add_note(plain, f"more-{number}", "{block: p2}")
    plain.write("data/annotations/lab-lain.yml", "annotations:\n" + NOTE.format(id="last", target="{block: p2}"))
    built = plain.build()
    pages = {address: built.page(address) for address in ("en/notes/", "en/notes/2/")}
    assert [len(page.xpath("//li[@data-kind]")) for page in pages.values()] == [203, 1]
    for number, (address, page) in enumerate(pages.items(), 1):
        assert text_of(page.xpath("//h1")[0]) == ("All notes" if number == 1 else "All notes (page 2)")
        assert f"Page {number} of 2: " in text_of(page)
        links = page.xpath("//nav[@aria-label='Pages of the list']//ul[contains(@class, 'srt-letters')]//a")
        assert [text_of(link) for link in links] == ["1", "2"]
        assert [text_of(link) for link in links if link.get("aria-current") == "page"] == [str(number)]
        assert built.dead_links(address) == []
    assert not built.has("en/notes/3/")


def test_pages_of_the_list_of_notes_say_what_is_on_them(plain: Project) -> None:
    """Whoever looks for the notes on an article need not try one page after the other."""
    articles, text = plain.read("data/articles.yml"), plain.read("docs/articles/lab-baru.md")
    ids = ["lab-baru", *(f"lab-{number}" for number in range(4))]
    plain.write("data/articles.yml", "".join(articles.replace("lab-baru", id) for id in ids))
    for number, id in enumerate(ids):
        plain.write(f"docs/articles/{id}.md", text.replace("title: ", f"title: {number}. "))
        notes = "".join(NOTE.format(id=f"{id}-{n}", target="{block: p2}") for n in range(110))
        plain.write(f"data/annotations/{id}.yml", "annotations:\n" + notes)
    built = plain.build()
    titles = [f"{number}. Laboratorium Nusa merilis Pelita" for number in range(5)]
    for prefix, word, many, one, to, previous, next in (
        ("en/", "Page", "notes on articles", "notes on", "to", "Previous page", "Next page"),
        ("", "Halaman", "catatan pada artikel", "catatan pada", "sampai", "Halaman sebelumnya", "Halaman berikutnya"),
    ):
        labels = [f"{word} {n + 1}: {many} “{titles[2 * n]}” {to} “{titles[2 * n + 1]}”" for n in range(2)]
        labels.append(f"{word} 3: {one} “{titles[4]}”")
        pages = ["notes/", "notes/2/", "notes/3/"]
        for number, page in enumerate(pages):
            tree = built.page(prefix + page)
            numbers = tree.xpath("//*[@id='srt-content']//nav//ul[contains(@class, 'srt-letters')]//a")
            assert [link.get("aria-label") for link in numbers] == labels == [link.get("title") for link in numbers]
            for rel, words, other in (("prev", previous, number - 1), ("next", next, number + 1)):
                found = tree.xpath("//*[@id='srt-content']//a[@rel=$rel]", rel=rel)
                there = [prefix + pages[other]] * 2 if 0 <= other < 3 else []
                assert [urljoin(f"/{prefix}{page}", link.get("href"))[1:] for link in found] == there
                assert {text_of(link) for link in found} <= {words}
                assert {link.get("title") for link in found} <= {labels[other] if there else ""}
            order = tree.xpath("//*[@id='srt-content']//*[self::section or @rel='prev' or @rel='next']")
            assert order[0].tag == order[-1].tag == "a", "above the list as below it"
            assert built.dead_links(prefix + page) == []


def test_what_is_not_sure_of_the_first_report_is_not_said_flatly(project: Project) -> None:
    """Below the headline as in the provenance: a first step that is inferred is told as probable."""
    project.without_originals()
    project.edit(
        "data/articles.yml",
        "      references: [koran-pelita]",
        "      certainty: inferred\n      references: [koran-pelita]",
    )
    built = project.build(strict=True)
    for page, words in {
        "articles/lab-baru/": "kemungkinan besar berpangkal pada laporan Koran Nusa",
        "en/articles/lab-baru/": "probably goes back to a report by Koran Nusa",
    }.items():
        assert words in text_of(built.page(page))
    assert "first appeared in" not in text_of(built.page("en/articles/lab-baru/"))


@pytest.mark.parametrize("heading", ["# {} {{: #p1 }}", "{}\n====="], ids=["with its id", "underlined"])
def test_an_article_without_a_title_is_called_by_its_heading(project: Project, heading: str) -> None:
    """In every language and everywhere, as if its front matter said the same."""
    page, title = "docs/articles/lab-baru.md", "Laboratorium Nusa merilis Pelita"
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    project.edit(page, f"# {title} {{: #p1 }}", heading.format(title))
    if "=" in heading:
        catalog = "translations/en/LC_MESSAGES/articles/lab-baru.po"
        project.edit(catalog, 'msgctxt "articles/lab-baru#p1"', 'msgctxt "articles/lab-baru"')

    def site() -> dict[str, bytes]:
        built = project.build()
        assert "Nusa Laboratory releases Pelita" in built.page("en/articles/lab-baru/").findtext(".//title")
        files = [path for path in built.site.rglob("*") if path.suffix in {".html", ".json", ".csv"}]
        return {path.relative_to(built.site).as_posix(): path.read_bytes() for path in files}

    titled = site()
    project.edit(page, f"title: {title}\n", "")
    assert site() == titled


@pytest.mark.parametrize("title", ["2025", "2025-02-03", "Kafe\u0301 Nusa"], ids=["a number", "a date", "in two parts"])
def test_a_title_that_yaml_reads_otherwise_is_the_name_of_an_article_everywhere(project: Project, title: str) -> None:
    """A page may be called 1984, and an accent may be written by itself; lists and translations have the same name."""
    project.without_originals()
    name = unicodedata.normalize("NFC", title)
    project.edit("docs/articles/lab-baru.md", "Laboratorium Nusa merilis Pelita", title)
    catalog = "translations/en/LC_MESSAGES/articles/lab-baru.po"
    project.edit(catalog, 'msgid "Laboratorium Nusa merilis Pelita"', f'msgid "{name}"')
    built = project.build(strict=True)
    assert built.problems == []
    for language, called in (("", name), ("en/", "Nusa Laboratory releases Pelita")):
        links = built.page(language).xpath("//main//a[contains(@href, 'lab-baru/')]")
        assert links and {text_of(link) for link in links} == {called}
        assert built.page(f"{language}articles/lab-baru/").findtext(".//title") == f"{called} – Pelita"
