"""What pages say of sites of others: their own languages, kinds of names and counts, not those of one briefing."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import Built, Project, block, text_of

ENGLISH = """\
site_name: Lantern
site_url: https://lantern.example/
theme: {name: material}
plugins:
  - sorotan/languages: {source: en, translations: [id]}
  - sorotan/corpus
  - sorotan/annotations
  - sorotan/entities
  - sorotan/timeline
  - sorotan/claims
  - sorotan/references
  - sorotan/exports
"""


def english_site(folder: Path) -> Project:
    """A site that is written in English, with one article that is the original story itself."""
    project = Project(folder)
    for path, text in {
        "mkdocs.yml": ENGLISH,
        "docs/index.md": "---\nview: home\n---\n\n# Lantern\n",
        "docs/articles/harbour.md": "---\ntitle: The harbour\n---\n\nMary Roe said “the tide won”.\n{: #p1 }\n",
        "data/articles.yml": f"""\
harbour:
  source: {{file: harbour.txt, sha256: {"0" * 64}, paragraphs: 1, language: en}}
  published: 2024-05
  chain: [{{step: original, publisher: The Harbour Times, language: en}}]
  rights: The Harbour Times
""",
        "data/entities/all.yml": """\
mary-roe:
  kind: person
  name: Mary Roe
  description: {id: Nakhoda., en: A captain.}
""",
        "data/quotes.yml": """\
tide:
  speaker: mary-roe
  article: harbour
  target: {block: p1, en: {exact: the tide won}, id: {exact: the tide won}}
  said_in: en
""",
        "data/timeline.yml": """\
storm:
  title: Storm
  stage: event
  date: 2024-05
  summary: A storm came.
  evidence: [harbour#p1]
""",
    }.items():
        project.write(path, text)
    return project


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return english_site(tmp_path_factory.mktemp("english")).build()


def test_a_text_that_is_the_original_is_called_that(english: Built, stock: Built) -> None:
    about = text_of(english.page("articles/harbour/").xpath("//*[@class='srt-story__about']")[0])
    assert "in our own words, a story that first appeared in The Harbour Times." in about
    assert "Indonesian" not in about
    about = text_of(stock.page("en/articles/lab-baru/").xpath("//*[@class='srt-story__about']")[0])
    assert "in our own words, a version in Indonesian of a story that first appeared in Koran Nusa." in about


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_text_that_is_retold_is_named_by_its_language(project: Project, language: str) -> None:
    project.without_originals()
    project.edit("data/articles.yml", "paragraphs: 5, language: id", f"paragraphs: 5, language: {language}")
    project.edit("data/articles.yml", "  rights", "    - {step: rewrite, publisher: X, certainty: inferred}\n  rights")
    name = {"en": "berbahasa Inggris", "de": "berbahasa Jerman"}[language]
    assert f"teks {name} yang, melalui penulisan ulang," in text_of(project.build().page("articles/lab-baru/"))


def test_words_are_back_translated_only_where_they_are(english: Built, stock: Built) -> None:
    for page in ("articles/harbour/", "id/articles/harbour/"):
        assert english.page(page).xpath("//abbr[@class='srt-back']") == [], page
    assert "back-translation" not in text_of(english.page("quotes/"))
    assert "terjemahan balik" not in text_of(english.page("id/quotes/"))
    assert "The editions retell" in text_of(english.page("quotes/"))
    [mark] = stock.page("en/articles/lab-baru/").xpath("//abbr[@class='srt-back']")
    assert mark.get("title") == "Back-translated from Indonesian"
    told = "said in English and reached us in Indonesian are marked as a back-translation on English pages"
    assert told in text_of(stock.page("en/quotes/"))


def test_names_are_called_by_their_kinds(english: Built, stock: Built) -> None:
    assert english.page("entities/").findtext(".//title").startswith("People ")
    assert stock.page("en/entities/").findtext(".//title").startswith("People, organisations and models ")


def test_figures_of_the_front_page_have_their_number(english: Built) -> None:
    figures = [text_of(item) for item in english.page("").xpath("//*[contains(@class, 'srt-figures')]/li")]
    assert figures == ["1 article retold", "1 person", "1 dated event"]


def test_the_timeline_does_not_say_what_events_are_about(english: Built) -> None:
    assert "What happened, and when." in text_of(english.page("timeline/"))
    assert block(english.page("timeline/"), "event-storm") is not None


@pytest.mark.parametrize(
    ("options", "languages", "links"),
    [
        ("{source: en, translations: [id]}", ["en", "id"], ["", "id/"]),
        ("{source: id, translations: []}", ["id"], [""]),
        ("", ["en"], [""]),  # without sorotan/languages
    ],
)
def test_the_page_for_errors_has_the_languages_of_the_site(
    tmp_path: Path, options: str, languages: list[str], links: list[str]
) -> None:
    project = english_site(tmp_path)
    plugin = f"  - sorotan/languages: {options}\n" if options else ""
    project.edit("mkdocs.yml", "  - sorotan/languages: {source: en, translations: [id]}\n", plugin)
    built = project.build()
    page = built.page("404.html")
    assert page.xpath("//*[@class='srt-404']/section/@lang") == languages
    assert [link.strip("./") for link in page.xpath("//*[@class='srt-404']//a/@href")] == [
        link.strip("/") for link in links
    ]
    assert len(page.xpath("//*[@class='srt-404']//h1")) == 1
    assert page.xpath("//a[@class='srt-switch']/@hreflang") == languages[1:]
    assert built.dead_links("404.html") == []


def test_no_font_is_fetched_unless_one_is_named(english: Built, tmp_path: Path) -> None:
    """The policy of the pages forbids those of other hosts."""
    for page in ("", "id/entities/mary-roe/", "404.html"):
        assert "fonts.g" not in english.html(page) and "<style" not in english.html(page)
    project = english_site(tmp_path)
    project.edit("mkdocs.yml", "{name: material}", "{name: material, font: {text: Lora}}")
    assert "family=Lora" in project.build().html("")


def tabs(built: Built, page: str) -> list[tuple[str, list[str]]]:
    """The tabs of a page with what each leads to."""
    items = built.page(page).xpath("//nav[@class='srt-tabs']/ul/li")
    return [(text_of(item.xpath(".//summary | ./a")[0]), item.xpath(".//a/@href")) for item in items]


def test_lists_stand_in_a_navigation_that_nobody_wrote(english: Built) -> None:
    """Without `nav` they stand behind the pages of editors: only lists, never the page of one record."""
    lists = ["entities", "network", "timeline", "quotes", "data"]
    found = tabs(english, "timeline/")
    assert [title for title, _ in found] == ["Lantern", "Articles", "Overview"]
    assert [link.strip("./") or "timeline" for link in found[-1][1]] == lists
    assert [title for title, _ in tabs(english, "id/quotes/")] == ["Lantern", "Artikel", "Ikhtisar"]
    _, links = tabs(english, "id/quotes/")[-1]
    assert [link.strip("./") or "quotes" for link in links] == lists
    for page in english.pages:
        assert english.dead_links(page) == []
    current = english.page("id/quotes/").xpath("//nav[@class='srt-tabs']//a[@aria-current='page']")
    assert [text_of(link) for link in current] == ["Kutipan"]


def test_sections_in_sections_are_in_the_header_and_lead_somewhere(project: Project) -> None:
    """Tabs, menu and footer lead to all that they name."""
    nested = "  - Arsip:\n      - Lama:\n          - Nama: entities/index.md\n"
    project.edit("mkdocs.yml", "  - Nama: entities/index.md\n", nested)
    page = project.build().page("timeline/")
    for place in ("srt-tabs", "srt-menu srt-drop"):
        section = page.xpath("//*[@class=$place]//li[span='Lama']", place=place)
        assert [link.get("href") for link in section[0].xpath("ul/li/a")] == ["../entities/"]
    assert page.xpath("//footer//li/a[.='Arsip']/@href") == ["../entities/"]


def test_articles_in_a_folder_of_another_name_are_called_articles(tmp_path: Path) -> None:
    """What a folder is called is in one language."""
    project = english_site(tmp_path)
    (tmp_path / "docs/articles").rename(tmp_path / "docs/cerita")
    project.edit("mkdocs.yml", "sorotan/corpus", "sorotan/corpus: {articles_dir: cerita}")
    built = project.build()
    assert [title for title, _ in tabs(built, "cerita/harbour/")] == ["Lantern", "Articles", "Overview"]
    assert [title for title, _ in tabs(built, "id/cerita/harbour/")] == ["Lantern", "Artikel", "Ikhtisar"]


def test_a_site_without_a_navigation_comes_out_the_same_again(tmp_path: Path) -> None:
    project = english_site(tmp_path)
    first = {page: text for built in [project.build()] for page in built.pages for text in [built.html(page)]}
    again = project.build()
    assert first == {page: again.html(page) for page in again.pages}


def test_a_view_that_there_is_not_is_told(project: Project) -> None:
    project.edit("docs/index.md", "view: home", "view: hom")
    [problem] = project.build().problems
    assert problem == (
        "docs/index.md:4:7: SRT010 “view”: there is no such view; write home, which lists the articles, or remove it."
        " Did you mean “home”?"
    )


def test_block_ids_are_read_without_being_asked_for(tmp_path: Path) -> None:
    """Whoever annotates articles needs them; a site in one language may have no sorotan/languages."""
    project = english_site(tmp_path)
    project.edit("mkdocs.yml", "  - sorotan/languages: {source: en, translations: [id]}\n", "")
    built = project.build()
    assert built.warnings == []
    assert block(built.page("articles/harbour/"), "p1") is not None


@pytest.mark.parametrize("evidence", ["lab-baru#p2", "pelita-notes"])
def test_an_event_that_an_article_reports_is_not_called_absent(project: Project, evidence: str) -> None:
    """Whether an article says something of it is known from `said` and the evidence, whatever `relation` is."""
    project.without_originals()
    project.edit("data/timeline.yml", "  relation: named\n", "")
    project.edit("data/timeline.yml", "  evidence: [koran-pelita]\n  doubt", f"  evidence: [{evidence}]\n  doubt")
    page = project.build(strict=True).page("en/timeline/")
    assert "not in the articles" not in text_of(block(page, "event-pelita-open"))
    founded = text_of(block(page, "event-nusa-founded"))
    assert ("not in the articles" in founded) == (evidence == "pelita-notes")


def test_the_data_page_of_a_site_in_one_language_claims_no_second(english: Built, tmp_path: Path) -> None:
    assert "Text is in both languages" in text_of(english.page("data/"))
    project = english_site(tmp_path)
    project.edit("mkdocs.yml", "translations: [id]", "translations: []")
    text = text_of(project.build().page("data/"))
    assert "both languages" not in text
    assert "Every text has two columns, which end in _id and _en" in text


def test_logo_and_repository_are_shown(tmp_path: Path) -> None:
    project = english_site(tmp_path)
    project.edit("mkdocs.yml", "{name: material}", "{name: material, logo: lamp.svg}\nrepo_url: https://code.example/x")
    project.write("docs/lamp.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    built = project.build()
    for page in ("", "id/entities/mary-roe/"):
        [logo] = built.page(page).xpath("//header//a[@class='srt-brand']/img")
        assert logo.get("alt") == "" and built.leads_somewhere(page, logo.get("src"))
        assert built.page(page).xpath("//footer//a[@href='https://code.example/x']")


def test_a_missing_folder_of_sources_is_told_once(project: Project) -> None:
    project.edit("mkdocs.yml", "originals_dir: originals", "originals_dir: asli")
    articles = project.read("data/articles.yml")
    project.write("data/articles.yml", articles + articles.replace("lab-baru:", "lab-lama:"))
    project.write("docs/articles/lab-lama.md", project.read("docs/articles/lab-baru.md"))
    told = [problem for problem in project.build().problems if "SRT053" in problem]
    assert told == [
        "asli: SRT053 The folder of the source texts, asli, is missing, so that all pages are built without it;"
        " create it, or correct the option or the environment variable that names it."
    ]


def test_a_dead_link_of_a_translation_is_told_at_its_line(project: Project) -> None:
    catalog = "translations/en/LC_MESSAGES/articles/lab-baru.po"
    project.edit(catalog, '"Nusa Laboratory released the model', '"[Nusa](entity:nusaa) released the model')
    line = project.read(catalog).splitlines().index('msgctxt "articles/lab-baru#p2"') + 3  # of the words of msgid
    [problem] = [problem for problem in project.build().problems if "SRT025" in problem]
    assert problem.startswith(f"{catalog}:{line}: ")


def test_a_link_of_an_unknown_kind_is_told_what_kinds_there_are(project: Project) -> None:
    project.edit("docs/index.md", "Satu cerita tentang", "[Satu](quote:dewi-everyone) cerita tentang")
    told = [problem for problem in project.build().problems if problem.startswith("docs/index.md")]
    assert told and all("SRT017" in problem and "entity:, block:, ref:" in problem for problem in told)
    project.edit("docs/index.md", "quote:dewi-everyone", "javascript:alert(1)")
    assert any("SRT038" in problem for problem in project.build().problems)
