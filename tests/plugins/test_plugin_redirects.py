"""Addresses that are gone: where readers of them are led, and what an editor is told who gets one wrong."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from lxml.html import HtmlElement

from sorotan.cli import main
from support import Built, Project, block, text_of

REDIRECTS = "data/redirects.yml"


def told(project: Project) -> list[str]:
    """What a strict build says of the redirects, which is what a check says, without the file and the column."""
    built = project.build(strict=True)
    assert not built.tracebacks
    result = CliRunner().invoke(main, ["-f", str(project.folder / "mkdocs.yml"), "check", "--lang", "en"])
    checked = [line for line in result.output.splitlines() if re.search(r": SRT\d{3} ", line)]
    assert sorted(checked) == built.problems
    assert all(problem.startswith(f"{REDIRECTS}:") for problem in built.problems)
    return [re.sub(rf"{REDIRECTS}:(\d+):\d+:", r"\1:", problem) for problem in built.problems]


MADE = ["timeline", "entities/pelita", "entities/index", "entities/kinds/model", "glossary", "network", "claims"]
MADE += ["quotes", "disagreements", "references", "notes", "data", "articles/lab-baru/parallel"]


def test_pages_made_from_records_need_no_redirect(project: Project) -> None:
    """Nothing shows an editor who looks at the files that they are there."""
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    project.edit(
        "data/entities/model.yml",
        "pelita:",
        "ide:\n  kind: concept\n  name: Ide\n  description: {id: I., en: I.}\npelita:",
    )
    project.write(REDIRECTS, "".join(f"{path}.md: index.md\n" for path in MADE))
    assert told(project) == sorted(
        f"{line}: SRT083 {path}.md is there and needs no redirect; remove this one."
        for line, path in enumerate(MADE, 1)
    )


OTHERS = {
    "a page": ("docs/lama.md", "# Lama\n", "lama.md"),
    "a page of a folder": ("docs/lama/index.md", "# Lama\n", "lama.md"),
    "a finished page": ("docs/lama/index.html", "<title>Lama</title>", "lama.md"),
}


@pytest.mark.parametrize("what", OTHERS)
def test_what_stands_at_the_address_is_named(project: Project, what: str) -> None:
    path, text, old = OTHERS[what]
    project.write(path, text)
    project.write(REDIRECTS, f"{old}: index.md\n")
    problems = [problem for problem in project.build().problems if problem.startswith(REDIRECTS)]
    there = path.removeprefix("docs/")
    assert problems == [f"{REDIRECTS}:1:10: SRT083 {there} is there and needs no redirect; remove this one."]


WRONG = {
    "to itself": ("lama.md: lama.md\n", ["1: SRT084 This redirect leads round in a circle (lama.md → lama.md)"]),
    "a loop": (
        "a.md: b.md\nb.md: c.md\nc.md: a.md\n",
        [f"{line}: SRT084 This redirect leads round in a circle" for line in (1, 2, 3)],
    ),
    "into a loop": ("x.md: a.md\na.md: a.md\n", ["1: SRT084 ", "2: SRT084 "]),
    "a chain": (
        "a.md: b.md\nb.md: c.md\nc.md: timeline.md\n",
        [
            "1: SRT085 The redirect leads to b.md, from where another one leads on; write where that ends. Did you mean"
            " “timeline.md”?",
            "2: SRT085 The redirect leads to c.md, from where another one leads on; write where that ends. Did you mean"
            " “timeline.md”?",
        ],
    ),
    "twice in two ways": (
        "lama.md: timeline.md\nlama/index.md: timeline.md\n",
        ["2: SRT086 lama/index.md is another way to write lama.md, which has a redirect on line 1; keep one of them."],
    ),
    "to a page from which none can lead on": (
        "lama.md: timeline.md\ntimeline.md: index.md\n",
        ["2: SRT083 timeline.md is there and needs no redirect; remove this one."],
    ),
    "no such page": ("lama.md: timelines.md\n", ["1: SRT082 The redirect leads to timelines.md, which is no page"]),
    "no such note": (
        "lama.md: articles/lab-baru.md#note-nowhere\n",
        ["1: SRT082 The redirect leads to articles/lab-baru.md#note-nowhere, which is no page"],
    ),
    "no such block": (
        "lama.md: articles/lab-baru.md#p99\n",
        ["1: SRT082 The redirect leads to articles/lab-baru.md#p99, which is no page, note or block of the site"],
    ),
    "from another language": (
        "en/lama.md: timeline.md\n",
        [
            "1: SRT010 “en/lama.md”: write the address in the source language; the redirect then holds in every"
            " language. Did you mean “lama.md”?"
        ],
    ),
    "to another language": (
        "lama.md: en/timeline.md\n",
        [
            "1: SRT010 “en/timeline.md”: write the address in the source language; the redirect then holds in every"
            " language. Did you mean “timeline.md”?"
        ],
    ),
    "from a place in a page that is no note": (
        "timeline.md#arsip: index.md\n",
        ["1: SRT087 Nothing can lead on from timeline.md#arsip: "],
    ),
    "from a note of a page that is gone": (
        "articles/lama.md#note-x: index.md\n",
        ["1: SRT087 Nothing can lead on from articles/lama.md#note-x: its page is gone, too; "],
    ),
    "from a note that is there": (
        "articles/lab-baru.md#note-licence: index.md\n",
        ["1: SRT083 articles/lab-baru.md#note-licence is there and needs no redirect; remove this one."],
    ),
    "from a download": (
        "data/entities.csv: index.md\n",
        ["1: SRT010 “data/entities.csv”: write the address of a page"],
    ),
    "the same line twice": ("lama.md: index.md\nlama.md: index.md\n", ["2: SRT004 The key “lama.md” stands twice"]),
}


@pytest.mark.parametrize("what", WRONG)
def test_redirects_that_make_no_sense_are_told(project: Project, what: str) -> None:
    text, expected = WRONG[what]
    project.write(REDIRECTS, text)
    found = told(project)
    assert len(found) == len(expected), found
    for problem, beginning in zip(found, expected, strict=True):
        assert problem.startswith(beginning)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        pytest.param("lama.md: indeks.md\n", "index.md", id="a page with nearly this name"),
        pytest.param(
            "x.md: articles/lama.md#note-licence\narticles/lama.md: articles/lab-baru.md\n",
            "articles/lab-baru.md#note-licence",
            id="where the page of the note leads on",
        ),
        pytest.param(
            "x.md: articles/lama.md#note-doubts\narticles/lama.md: articles/lab-baru.md#note-licence\n",
            "articles/lab-baru.md#note-licence",
            id="where all of the page leads",
        ),
        pytest.param(
            "lama.md: articles/lab-baru.md#note-licens\n",
            "articles/lab-baru.md#note-licence",
            id="a note with nearly this name",
        ),
        pytest.param("a.md: b.md\nb.md: zzzz.md\n", "", id="nothing, where that leads nowhere either"),
    ],
)
def test_where_a_redirect_should_lead_is_suggested(project: Project, text: str, suggestion: str) -> None:
    project.write(REDIRECTS, text)
    assert told(project)[0].partition("Did you mean ")[2] == (suggestion and f"“{suggestion}”?")


@pytest.mark.parametrize(
    ("to", "path", "old", "new"),
    [
        ("articles/lab-baru.md#note-licence", "data/annotations/lab-baru.yml", "motivation: ", "motivation: x"),
        ("entities/pelita.md", "data/entities/model.yml", "kind: model", "kind: modl"),
        ("articles/lab-baru.md#p3", "data/articles.yml", "published: ", "publishd: "),
    ],
    ids=["a note", "an entity", "a block"],
)
def test_what_is_left_out_for_a_mistake_is_no_wrong_target(
    project: Project, to: str, path: str, old: str, new: str
) -> None:
    """The mistake is told, and the redirect is right."""
    project.edit(path, old, new)
    project.write(REDIRECTS, f"lama.md: {to}\n")
    problems = project.build().problems
    assert problems and not [problem for problem in problems if problem.startswith(REDIRECTS)]


def test_the_first_of_two_redirects_holds(project: Project) -> None:
    """Of those that are the same address in two ways."""
    project.write(REDIRECTS, "lama.md: timeline.md\nlama/index.md: references.md\n")
    built = project.build()
    for language in ("", "en/"):
        assert built.page(f"{language}lama/").xpath("//a/@href") == ["../timeline/"]


def test_a_page_that_is_kept_back_may_lead_on(project: Project) -> None:
    """Its file is there, and nothing at its address."""
    project.write("docs/lama.md", "# Lama\n")
    project.edit("mkdocs.yml", "copyright:", "exclude_docs: lama.md\ncopyright:")
    project.write(REDIRECTS, "lama.md: timeline.md\n")
    assert told(project) == []
    assert project.build().page("en/lama/").xpath("//a/@href") == ["../timeline/"]


def test_what_is_there_stays(project: Project) -> None:
    """Whatever an editor writes who has not read the messages yet."""
    project.write("docs/lama/index.html", "<title>Lama</title>")
    project.write(REDIRECTS, "timeline.md: index.md\narticles/lab-baru.md: index.md\nlama.md: index.md\n")
    built = project.build()
    assert built.html("lama/") == "<title>Lama</title>"
    for page in ("timeline/", "en/articles/lab-baru/"):
        assert 'http-equiv="refresh"' not in built.html(page)
        assert built.page(page).get_element_by_id("srt-content") is not None


RIGHT = [
    "timeline.md",
    "index.md",
    "entities/kinds/model.md",
    "articles/lab-baru.md#note-licence",
    "articles/lab-baru.md#p2",
]


def test_redirects_may_lead_to_every_page(project: Project) -> None:
    """And to notes and blocks; their readers get there in both languages."""
    project.write(REDIRECTS, "".join(f"lama-{n}.md: {to}\n" for n, to in enumerate(RIGHT)))
    assert told(project) == []
    built = project.build()
    for number, to in enumerate(RIGHT):
        path, hash, fragment = to.partition("#")
        address = path.removesuffix(".md").removesuffix("index") + ("/" if path != "index.md" else "")
        for language in ("", "en/"):
            [link] = built.page(f"{language}lama-{number}/").xpath("//a")
            assert built.leads_somewhere(f"{language}lama-{number}/", link.get("href"))
            assert link.get("href").endswith(f"{address}{hash}{fragment}")


def test_pages_of_editors_are_called_as_they_like(project: Project) -> None:
    """Names of ids are short; a page may have had capitals, and an underscore for a space."""
    project.edit("mkdocs.yml", "  - Rujukan", "  - Kami: Tentang_Kami.md\n  - Rujukan")
    project.write("docs/Tentang_Kami.md", "# Kami\n")
    project.write(REDIRECTS, "About_us.md: Tentang_Kami.md\nLama/README.md: index.md\nx/NUL.md: index.md\n")
    built = project.build()
    assert [problem for problem in built.problems if REDIRECTS in problem] == [
        f"{REDIRECTS}:3:1: SRT010 “x/NUL.md”: write the address of a page, such as entities/deepseek-r1.md."
    ]
    assert built.page("en/About_us/").xpath("//a/@href") == ["../Tentang_Kami/"]
    assert built.page("Lama/").xpath("//a/@href") == ["../"]


def test_they_need_no_page_for_entities(project: Project) -> None:
    """Redirects of articles are wanted in a site without entities, too."""
    project.edit("mkdocs.yml", "  - sorotan/entities\n", "")
    project.edit("mkdocs.yml", "  - Nama: entities/index.md\n", "")
    project.write(REDIRECTS, "lama.md: index.md\n")
    assert project.build().has("en/lama/")


def moved(built: Built, page: str) -> HtmlElement:
    return block(built.page(page), "note-lama")


def test_note_that_is_gone_leads_on(project: Project) -> None:
    """Whoever follows a link to it finds the place where readers are led, instead of the beginning of the page."""
    project.write(REDIRECTS, "articles/lab-baru.md#note-lama: articles/lab-baru.md#note-licence\n")
    assert told(project) == []
    built = project.build()
    for page in ("articles/lab-baru/", "en/articles/lab-baru/"):
        [link] = moved(built, page).xpath(".//a/@href")
        assert link == "#note-licence"
        assert built.dead_links(page) == []
    assert "What stood here has moved" in text_of(moved(built, "en/articles/lab-baru/"))
    assert "Yang tadinya di sini sudah pindah" in text_of(moved(built, "articles/lab-baru/"))


def test_entry_of_a_list_that_is_gone_leads_on(project: Project) -> None:
    """Events, references, quotations, claims and disagreements have places on pages that stay."""
    project.write("data/published.lock", "timeline.md#event-lama\nreferences.md#ref-lama\n")
    project.write(
        REDIRECTS,
        "timeline.md#event-lama: timeline.md#event-pelita-open\nreferences.md#ref-lama: articles/lab-baru.md\n",
    )
    assert told(project) == []
    built = project.build()
    for prefix in ("", "en/"):
        [link] = block(built.page(f"{prefix}timeline/"), "event-lama").xpath(".//a/@href")
        assert link == "#event-pelita-open"
        [link] = block(built.page(f"{prefix}references/"), "ref-lama").xpath(".//a/@href")
        assert link == "../articles/lab-baru/"
        assert built.dead_links(f"{prefix}timeline/") == []


def test_page_that_is_gone_leads_on_to_the_same_note(project: Project) -> None:
    """An article was renamed, and one of its notes as well."""
    project.write(
        REDIRECTS,
        "articles/lama.md: articles/lab-baru.md\narticles/lama.md#note-lama: articles/lab-baru.md#note-licence\n",
    )
    project.write("data/published.lock", "articles/lama.md\narticles/lama.md#note-lama\narticles/lama.md#note-doubts\n")
    assert told(project) == []
    page = project.build().page("en/articles/lama/")
    assert moved(project.build(), "en/articles/lama/").get("href") == "../lab-baru/#note-licence"
    assert page.xpath("//a[not(@id)]/@href") == ["../lab-baru/"]


def test_any_place_of_a_page_that_is_gone_can_lead_on(project: Project) -> None:
    """A block became another one, where an article was made of two."""
    project.write(REDIRECTS, "articles/lama.md: articles/lab-baru.md\narticles/lama.md#p2: articles/lab-baru.md#p3\n")
    assert told(project) == []
    assert block(project.build().page("articles/lama/"), "p2").get("href") == "../lab-baru/#p3"


def test_search_engines_are_told_of_the_new_page(project: Project) -> None:
    project.write(REDIRECTS, "lama.md: timeline.md\n")
    pages = [project.build().page(f"{language}lama/") for language in ("", "en/")]
    addresses = [page.xpath("//link[@rel='canonical']/@href") for page in pages]
    assert addresses == [["https://pelita.example/timeline/"], ["https://pelita.example/en/timeline/"]]
    project.edit("mkdocs.yml", "site_url: https://pelita.example/\n", "")
    assert project.build().page("lama/").xpath("//link[@rel='canonical']") == []


@pytest.mark.parametrize("note", ["note-gone", "note-lama"])
def test_note_of_a_page_that_is_gone_must_be_on_the_new_one(project: Project, note: str) -> None:
    project.write(REDIRECTS, "articles/lama.md: articles/lab-baru.md\n")
    project.write("data/published.lock", f"articles/lama.md\narticles/lama.md#{note}\n")
    assert [problem.split(" ")[1] for problem in project.build().problems] == ["SRT081"]


def test_notes_in_a_file_of_another_name_are_not_gone(project: Project) -> None:
    """One mistake is told once, where it is."""
    project.write("data/published.lock", "articles/lab-baru.md#note-doubts\narticles/lab-baru.md#note-licence\n")
    notes = project.folder / "data/annotations/lab-baru.yml"
    notes.rename(notes.with_name("lab-bru.yml"))
    problems = project.build().problems
    assert [problem.split(" ")[:2] for problem in problems] == [["data/annotations/lab-bru.yml:", "SRT046"]]
    assert "Did you mean “lab-baru”?" in problems[0]
