"""Every page in both languages: addresses, navigation, translations and what is said where they are missing."""

from __future__ import annotations

import base64
import re
from urllib.parse import unquote, urljoin

import pytest
from click.testing import CliRunner
from lxml import etree

from sorotan.cli import main
from support import Built, Project, block, text_of

BASE = "https://pelita.example/"
PAGES = ["", "articles/lab-baru/", "entities/", "entities/pelita/", "entities/kinds/model/", "timeline/", "references/"]
NAVIGATION = ["", "articles/lab-baru/", "entities/", "timeline/", "references/"]


def alternates(built: Built, page: str) -> dict[str, str]:
    links = built.page(page).xpath("//head/link[@rel='alternate' and @hreflang]")
    found = {link.get("hreflang"): link.get("href") for link in links}
    assert len(found) == len(links), "a language is named twice"
    return found


@pytest.mark.parametrize("page", PAGES)
def test_language_of_pages(stock: Built, page: str) -> None:
    assert stock.page(page).get("lang") == "id"
    assert stock.page(f"en/{page}").get("lang") == "en"


@pytest.mark.parametrize("page", PAGES)
def test_alternates_are_absolute_and_reciprocal(stock: Built, page: str) -> None:
    expected = {"id": BASE + page, "en": f"{BASE}en/{page}", "x-default": BASE + page}
    assert alternates(stock, page) == expected
    assert alternates(stock, f"en/{page}") == expected


def test_every_page_has_its_twin(stock: Built) -> None:
    source = {page for page in stock.pages if not page.startswith("en/")}
    assert source == {page.removeprefix("en/") for page in stock.pages if page.startswith("en/")}
    assert set(PAGES) <= source


def test_sitemap_names_the_alternates(stock: Built) -> None:
    root = etree.fromstring((stock.site / "sitemap.xml").read_bytes())
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = {
        url.findtext("s:loc", namespaces=names): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link[@rel='alternate']", namespaces=names)
        }
        for url in root.findall("s:url", namespaces=names)
    }
    assert set(urls) == {BASE + page for page in stock.pages}
    for address, links in urls.items():
        page = address.removeprefix(BASE).removeprefix("en/")
        assert links["id"] == BASE + page
        assert links["en"] == f"{BASE}en/{page}"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("prefix", "other"), [("", "en/"), ("en/", "")])
def test_navigation_stays_in_the_language(stock: Built, page: str, prefix: str, other: str) -> None:
    """Only the switcher leads to the other language."""
    here = prefix + page
    links = stock.page(here).xpath("//nav//a[@href and not(@hreflang)]/@href")
    targets = {urljoin(f"/{here}", link).partition("#")[0] for link in links}
    assert {f"/{prefix}{target}" for target in NAVIGATION} <= targets
    strangers = {t for t in targets if t.startswith("/") and t.startswith("/en/") != (prefix == "en/")}
    assert strangers == set()


@pytest.mark.parametrize(("prefix", "titles"), [
    ("", ["Beranda", "Artikel", "Nama", "Linimasa", "Rujukan"]),
    ("en/", ["Home", "Articles", "Names", "Chronology", "Sources"]),
])  # fmt: skip
def test_navigation_is_worded_in_the_language(stock: Built, prefix: str, titles: list[str]) -> None:
    navigations = [text_of(nav) for nav in stock.page(f"{prefix}timeline/").xpath("//nav")]
    in_order = ".*".join(titles)
    assert [words for words in navigations if re.search(in_order, words)], navigations


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_previous_and_next(stock: Built, prefix: str) -> None:
    for index, page in enumerate(NAVIGATION):
        here = prefix + page
        for relation, other in (("prev", index - 1), ("next", index + 1)):
            links = stock.page(here).xpath(f"//head/link[@rel='{relation}']/@href")
            expected = [f"/{prefix}{NAVIGATION[other]}"] if 0 <= other < len(NAVIGATION) else []
            assert [urljoin(f"/{here}", link) for link in links] == expected, f"{relation} of {here}"


@pytest.mark.parametrize("page", PAGES)
def test_switcher_leads_to_the_same_page(stock: Built, page: str) -> None:
    for here, language, there in ((page, "en", f"en/{page}"), (f"en/{page}", "id", page)):
        links = stock.page(here).xpath(f"//header//a[@hreflang='{language}']/@href")
        assert links
        assert {urljoin(f"/{here}", link) for link in links} == {f"/{there}"}


def test_front_matter_is_translated(stock: Built) -> None:
    source, english = stock.page("articles/lab-baru/"), stock.page("en/articles/lab-baru/")
    assert "Laboratorium Nusa merilis Pelita" in source.findtext(".//title")
    assert "Nusa Laboratory releases Pelita" in english.findtext(".//title")
    assert source.xpath("//meta[@name='description']/@content") == ["Cerita pendek tentang model terbuka."]
    assert english.xpath("//meta[@name='description']/@content") == ["A short story about an open model."]


def test_titles_of_generated_pages_are_translated(stock: Built) -> None:
    assert "Laboratorium Nusa" in stock.page("entities/nusa/").findtext(".//title")
    assert "Nusa Laboratory" in stock.page("en/entities/nusa/").findtext(".//title")
    assert stock.page("en/entities/nusa/").xpath("//meta[@name='description']/@content") == [
        "A small research laboratory."
    ]


def test_blocks_are_translated_in_place(stock: Built) -> None:
    assert "dapat diunduh siapa saja" in text_of(block(stock.page("articles/lab-baru/"), "p2"))
    english = block(stock.page("en/articles/lab-baru/"), "p2")
    assert "Anyone may download Pelita" in text_of(english)
    assert english.get("lang") is None


def test_interface_follows_the_page(stock: Built) -> None:
    """The words of Material and our own are in the language of the page."""
    source, english = text_of(stock.page("timeline/")), text_of(stock.page("en/timeline/"))
    assert "What happened, and when" in english
    assert "What happened, and when" not in source
    assert "Skip to content" in english
    assert "Skip to content" not in source


@pytest.mark.parametrize(
    ("doc", "page"), [("articles/lab-baru.md", "articles/lab-baru/"), ("index.md", ""), ("lain.md", "lain/")]
)
def test_untranslated_block(project: Project, doc: str, page: str) -> None:
    """It is shown in Indonesian, marked as such, and the reader is told so. Its own language shows no notice."""
    project.write("docs/lain.md", "# Cerita tentang Pelita\n")
    project.write(
        "translations/en/LC_MESSAGES/lain.po",
        project.read("translations/en/LC_MESSAGES/index.po").replace('"index', '"lain'),
    )
    project.edit("mkdocs.yml", "  - Linimasa", "  - Lain: lain.md\n  - Linimasa")
    project.without_originals()
    before = len(text_of(project.build().page(f"en/{page}")))
    sentence = "Paragraf ini belum punya terjemahan."
    project.write(f"docs/{doc}", f"{project.read(f'docs/{doc}')}\n{sentence}\n")
    built = project.build()
    assert built.page(page).xpath(f"//p[contains(., '{sentence}')]/@lang") == []
    english = built.page(f"en/{page}")
    assert english.xpath(f"//p[contains(., '{sentence}')]/@lang") == ["id"]
    assert len(text_of(english)) > before + len(sentence) + 20, "no notice for the reader"
    assert "not translated" in text_of(english)
    assert "not translated" not in text_of(built.page(page))
    assert [problem for problem in built.problems if "SRT061" in problem and f": 1 of the texts of {doc};" in problem]


def test_missing_titles_are_reported(project: Project) -> None:
    """A page title, a description or an entry of the navigation without translation is a gap like any other."""
    for catalog, message in (("articles/lab-baru", "Nusa Laboratory releases Pelita"), ("mkdocs", "Home")):
        path = f"translations/en/LC_MESSAGES/{catalog}.po"
        project.write(path, project.read(path).replace(f'msgstr "{message}"', 'msgstr ""', 1))
    problems = project.build().problems
    assert [p for p in problems if "SRT061" in p and "lab-baru" in p], "the title of the article"
    assert [p for p in problems if "SRT061" in p and "mkdocs" in p], "the navigation"


def test_fuzzy_block(project: Project) -> None:
    """The old translation is shown, and the reader is told that it may lag behind."""
    path = "translations/en/LC_MESSAGES/articles/lab-baru.po"
    project.edit(path, 'msgctxt "articles/lab-baru#p5"', '#, fuzzy\nmsgctxt "articles/lab-baru#p5"')
    project.without_originals()
    built = project.build()
    english = built.page("en/articles/lab-baru/")
    assert "Some experts doubt Pelita" in text_of(block(english, "p5"))
    assert "lag behind" in text_of(english)
    assert "lag behind" not in text_of(built.page("articles/lab-baru/"))
    assert [problem for problem in built.problems if "SRT062" in problem]


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LINKS = """---
title: Metode
---

# Metode {: #atas }

Lihat [cerita](../articles/lab-baru.md#p3), [Pelita](../entities/pelita.md), [atas](#atas),
[linimasa](../timeline.md#event-pelita-open) dan [gambar](gambar.png).

![Gambar](gambar.png)
"""  # fmt: skip


@pytest.mark.parametrize("directory_urls", [True, False])
def test_twins_keep_links_and_images(project: Project, directory_urls: bool) -> None:
    """Links of the source are those of the twin, in its language; an image is the same image."""
    project.write("docs/tentang/metode.md", LINKS)
    (project.folder / "docs" / "tentang" / "gambar.png").write_bytes(PIXEL)
    project.edit("mkdocs.yml", "  - Linimasa", "  - Metode: tentang/metode.md\n  - Linimasa")
    project.without_originals()
    built = project.build(use_directory_urls=directory_urls)
    assert [problem for problem in built.problems if "SRT061" not in problem] == []
    page = "en/tentang/metode/" if directory_urls else "en/tentang/metode.html"
    assert built.dead_links(page) == []
    here = built.page(page)
    targets = {urljoin(f"/{page}", link) for link in here.xpath("//main//a/@href")}
    suffix = "/" if directory_urls else ".html"
    assert {f"/en/articles/lab-baru{suffix}#p3", f"/en/entities/pelita{suffix}"} <= targets
    assert f"/en/timeline{suffix}#event-pelita-open" in targets
    image = urljoin(f"/{page}", here.xpath("//main//img/@src")[0])
    assert (built.site / image.removeprefix("/")).is_file()


@pytest.mark.parametrize("directory_urls", [True, False])
def test_twins_keep_links_and_images_of_raw_html(project: Project, directory_urls: bool) -> None:
    """Browsers find them from the address of the page: in a translation that is a folder further down."""
    up = "../../" if directory_urls else "../"
    raw = f'<a class="raw" href="{up}berkas/a%26b.png#x">A</a> <img class="raw" src="{up}berkas/a&amp;b.png" alt="">'
    project.write("docs/tentang/metode.md", f'# Metode\n\n<p>{raw}</p>\n\nTeks {raw}.\n\n    <img src="x.png">\n')
    project.write("docs/berkas/a&b.png", "")
    project.edit("mkdocs.yml", "  - Linimasa", "  - Metode: tentang/metode.md\n  - Linimasa")
    built = project.build(use_directory_urls=directory_urls)
    page = "tentang/metode/" if directory_urls else "tentang/metode.html"
    for prefix in ("", "en/"):
        links = built.page(prefix + page).xpath("//*[@class='raw']/@href | //*[@class='raw']/@src")
        targets = [unquote(urljoin(f"/{prefix}{page}", link)) for link in links]
        assert targets == ["/berkas/a&b.png#x", "/berkas/a&b.png"] * 2
        assert '<img src="x.png">' in text_of(built.page(prefix + page))


def test_without_directory_urls(project: Project) -> None:
    project.without_originals()
    built = project.build(strict=True, use_directory_urls=False)
    assert built.warnings == []
    assert built.page("articles/lab-baru.html").get("lang") == "id"
    assert built.page("en/articles/lab-baru.html").get("lang") == "en"
    assert alternates(built, "en/entities/pelita.html")["id"] == f"{BASE}entities/pelita.html"
    for page in built.pages:
        assert built.dead_links(page) == []


def test_front_page_may_be_a_readme(project: Project) -> None:
    """MkDocs takes README.md for the index of a folder; the site is the same."""
    project.without_originals()
    project.edit("mkdocs.yml", "- sorotan/references", "- sorotan/references\n  - sorotan/exports\n  - sorotan/feeds")
    catalogs = project.folder / "translations" / "en" / "LC_MESSAGES"
    before = project.build()
    contents = {path: path.read_bytes() for path in before.site.rglob("*.*") if path.suffix != ".gz"}
    (project.folder / "docs" / "index.md").rename(project.folder / "docs" / "README.md")
    project.edit("mkdocs.yml", ": index.md", ": README.md")
    project.write("translations/en/LC_MESSAGES/README.po", (catalogs / "index.po").read_text("utf-8"))
    (catalogs / "index.po").unlink()
    project.edit("translations/en/LC_MESSAGES/README.po", 'msgctxt "index', 'msgctxt "README')
    assert project.build().warnings == before.warnings
    assert [path for path, content in contents.items() if path.read_bytes() != content] == []


def test_site_below_a_path(project: Project) -> None:
    project.without_originals()
    project.edit("mkdocs.yml", "https://pelita.example/", "https://pelita.example/a/b/")
    built = project.build(strict=True)
    assert alternates(built, "en/timeline/") == {
        "id": f"{BASE}a/b/timeline/",
        "en": f"{BASE}a/b/en/timeline/",
        "x-default": f"{BASE}a/b/timeline/",
    }


def test_site_without_an_address(project: Project) -> None:
    """Alternates must be absolute, so there are none; the switcher is there all the same."""
    project.without_originals()
    project.edit("mkdocs.yml", "site_url: https://pelita.example/\n", "")
    built = project.build(strict=True)
    assert alternates(built, "timeline/") == {}
    assert built.page("timeline/").xpath("//body//a[@hreflang='en']/@href") == ["../en/timeline/"]


def test_two_builds_are_the_same(project: Project) -> None:
    """Nothing of a site depends on when or how often it is built, but for the date in the sitemap."""

    def snapshot() -> dict[str, bytes]:
        site = project.build().site
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file() and path.suffix != ".gz"
        }

    first = snapshot()
    assert re.search(rb"<html[^>]*lang", first["index.html"])
    assert snapshot() == first


def test_page_for_errors_is_in_both_languages(stock: Built) -> None:
    words = text_of(stock.page("404.html"))
    assert "Halaman tidak ditemukan" in words
    assert "Page not found" in words


def test_interface_of_the_page_for_errors(stock: Built) -> None:
    """It is in the language of the navigation and of Material's words around it."""
    assert stock.page("404.html").xpath("//*[@class='srt-scheme']/@data-auto") == ["Tema mengikuti perangkat"]


def test_a_draft_may_have_a_catalog(project: Project) -> None:
    """It is not published yet, and not gone."""
    project.write("docs/draf.md", "# Draf\n")
    project.write("translations/en/LC_MESSAGES/draf.po", 'msgid ""\nmsgstr ""\n')
    project.edit("mkdocs.yml", "plugins:\n", "draft_docs: draf.md\nplugins:\n")
    assert project.build(strict=True).problems == []
    (project.folder / "docs/draf.md").unlink()
    assert ["SRT069" in problem for problem in project.build().problems] == [True]


@pytest.mark.parametrize("options", ["alternate_style: true", "alternate_style: false"])
def test_content_tabs(project: Project, options: str) -> None:
    """They switch in both languages, and their labels are translated."""
    tabs = f"  - attr_list\n  - pymdownx.superfences\n  - pymdownx.tabbed: {{{options}}}\n"
    project.edit("mkdocs.yml", "  - attr_list\n", tabs)
    index = '\n=== "Satu"\n\n    Isi satu.\n\n=== "Dua"\n\n    Isi dua.\n'
    project.write("docs/index.md", project.read("docs/index.md") + index)
    catalog = "translations/en/LC_MESSAGES/index.po"
    words = {"Satu": "One", "Dua": "Two", "Isi satu.": "Text one.", "Isi dua.": "Text two."}
    added = "".join(f'\nmsgctxt "index"\nmsgid "{id}"\nmsgstr "{string}"\n' for id, string in words.items())
    project.write(catalog, project.read(catalog) + added)
    built = project.build(strict=True)
    assert built.warnings == []
    for page, labels in (("", ["Satu", "Dua"]), ("en/", ["One", "Two"])):
        (group,) = built.page(page).xpath("//div[contains(@class, 'tabbed-set')]")
        assert [(radio.get("id"), radio.get("name")) for radio in group.xpath("input")] == [
            ("__tabbed_1_1", "__tabbed_1"),
            ("__tabbed_1_2", "__tabbed_1"),
        ]
        found = group.xpath(".//label")
        assert [(label.get("for"), text_of(label)) for label in found] == [
            ("__tabbed_1_1", labels[0]),
            ("__tabbed_1_2", labels[1]),
        ]


def test_page_of_the_navigation_that_is_not_there(project: Project) -> None:
    """That is told once. It has no title that could be translated."""
    project.edit(
        "mkdocs.yml", "      - articles/lab-baru.md\n", "      - articles/lab-baru.md\n      - articles/lab-bru.md\n"
    )
    built = project.build()
    [told] = built.problems
    assert "SRT088" in told and "articles/lab-bru.md" in told


def test_page_that_a_hook_makes(project: Project) -> None:
    """`sorotan translate update` does not know it, and nobody is told to run it. Readers are told as ever."""
    project.edit("mkdocs.yml", "site_name: Pelita\n", "site_name: Pelita\nhooks: [hook.py]\n")
    project.write(
        "hook.py",
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File.generated(config, 'dibuat.md', content='# Dibuat\\n\\nTeks.\\n'))\n",
    )
    built = project.build()
    assert "SRT061" not in str(built.warnings)
    assert len(built.page("en/dibuat/").xpath("//*[@data-translation='missing']")) == 2


def test_pages_in_one_language(project: Project) -> None:
    """A page that somebody wrote in a translation's folder is in that language alone; nobody translates it."""
    project.write("docs/tentang.md", "# Tentang\n\nKami.\n")
    project.write("docs/en/tentang.md", "# About us\n\nWe wrote this ourselves.\n")
    project.write("docs/en/only.md", "# Only in English\n\nOnly here.\n")
    config = project.read("mkdocs.yml")
    project.write("mkdocs.yml", config[: config.index("nav:")] + config[config.index("validation:") :])
    built = project.build(strict=True)
    assert built.warnings == []
    assert "We wrote this ourselves." in built.html("en/tentang/")
    assert "Only here." in built.html("en/only/")
    assert not built.has("en/en/only/") and not built.has("only/")
    assert "tentang/" in str(built.page("").xpath("//nav//a/@href"))
    assert built.page("").xpath("//nav//a[contains(@href, 'en/only')]") == []


def test_page_in_one_language_in_the_navigation(project: Project) -> None:
    project.write("docs/en/only.md", "# Only in English\n\nOnly here.\n")
    project.edit("mkdocs.yml", "  - Nama: entities/index.md\n", "  - Nama: entities/index.md\n  - en/only.md\n")
    built = project.build(strict=True)
    assert built.warnings == []
    for page in ("", "en/"):
        assert built.page(page).xpath("//nav//a[contains(@href, 'only/')]")
        assert built.dead_links(page) == []


def test_titles_of_the_navigation_that_yaml_takes_for_something_else(project: Project) -> None:
    """A number or a day is a title as well, for all that asks for titles."""
    project.edit("mkdocs.yml", "  - Linimasa: timeline.md\n", "  - 2026:\n      - 2026-11-20: timeline.md\n")
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/exports\n  - sorotan/search\n  - sorotan/cards\n")
    built = project.build()
    assert (built.abort, built.tracebacks) == ("", [])
    assert [problem for problem in built.problems if "SRT061" in problem and "mkdocs.yml" in problem]
    for address in ("timeline/", "en/timeline/"):
        titles = built.page(address).xpath("//nav[@class='srt-tabs']//li[.//a[contains(., '2026-11-20')]]")
        assert text_of(titles[0]).startswith("2026 ")


def test_page_that_the_navigation_names_twice(project: Project) -> None:
    """MkDocs gives it the first title in both places. So do we, in all languages, and miss no other title."""
    project.edit("mkdocs.yml", "  - Linimasa: timeline.md\n", "  - Linimasa: timeline.md\n  - Lagi: timeline.md\n")
    built = project.build(strict=True)
    assert built.warnings == []
    for page, title in (("", "Linimasa"), ("en/", "Chronology")):
        titles = [text_of(link) for link in built.page(page).xpath("//nav[@class='srt-tabs']//a")]
        assert titles.count(title) == 2 and "None" not in titles
    assert CliRunner().invoke(main, ["-f", str(project.folder / "mkdocs.yml"), "check"]).output == "No problems.\n"
