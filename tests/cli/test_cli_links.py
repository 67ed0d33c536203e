"""Links of pages that lead nowhere: told where they are written, by the check as by a build, and once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import Result

from support import Project

INDEX, CATALOG = "docs/index.md", "translations/en/LC_MESSAGES/index.po"
SENTENCE, ENGLISH = "Satu cerita tentang model terbuka, dengan catatan.", "One story about an open model, with notes."
PNG = b"\x89PNG\r\n\x1a\n"

Run = Callable[..., Result]


def say(project: Project, words: str, english: str = "") -> None:
    """Put words into the front page, on its line 9, and into its translation."""
    project.edit(INDEX, SENTENCE, words)
    project.edit(CATALOG, SENTENCE, words)
    project.edit(CATALOG, ENGLISH, english or words)


def told(project: Project, run: Run) -> list[str]:
    """The problems of the project, which a strict build tells as well, without anything else."""
    problems = sorted(line for line in run("check").output.splitlines() if re.search(r": SRT\d+ ", line))
    assert project.build(strict=True).problems == problems
    assert sorted(line for line in run("check").output.splitlines() if line in problems) == problems, "what is kept"
    return problems


def places(problems: list[str]) -> list[tuple[str, str]]:
    """Where problems are, and their codes."""
    return [(place, code) for place, code in (re.match(r"(\S+): (SRT\d+) ", line).groups() for line in problems)]


@pytest.mark.parametrize(
    ("link", "code", "suggestion"),
    [
        pytest.param("tiada.md", "SRT090", "", id="a page"),
        pytest.param("<tiada.md>", "SRT090", "", id="in angle brackets"),
        pytest.param("tiada.md 'Judul'", "SRT090", "", id="with a title"),
        pytest.param("tiada.md?a=b#c", "SRT090", "", id="with a query"),
        pytest.param("tidak%20ada.md", "SRT090", "", id="with escapes"),
        pytest.param("lab_baru.png", "SRT090", "", id="a file"),
        pytest.param("main.html", "SRT090", "", id="a template of the theme"),
        pytest.param("../__init__.py", "SRT090", "", id="a file beside the theme"),
        pytest.param("lab-baru.md", "SRT090", "articles/lab-baru.md", id="a page of another folder"),
        pytest.param("quote.md#x", "SRT090", "quotes.md#x", id="a page with nearly this name"),
        pytest.param("en/tiada.md", "SRT090", "", id="of another language"),
        pytest.param("#tiada", "SRT091", "", id="a place on the page"),
        pytest.param("index.md#tiada", "SRT091", "", id="a place on the page, by its path"),
        pytest.param("articles/lab-baru.md#note-labs-nama", "SRT091", "", id="a note"),
        pytest.param("timeline.md#event-pelita-opens", "SRT091", "timeline.md#event-pelita-open", id="an event"),
        pytest.param("/articles/lab-baru/", "SRT092", "articles/lab-baru.md", id="an absolute link"),
        pytest.param("articles/lab-baru/", "SRT093", "articles/lab-baru.md", id="a link to no file"),
    ],
)
def test_links_that_lead_nowhere(project: Project, run: Run, link: str, code: str, suggestion: str) -> None:
    """Each is told twice, because the translation has it too; what is near is named."""
    say(project, f"Satu [cerita]({link}).", f"One [story]({link}).")
    problems = told(project, run)
    column = 16 if link.startswith("<") else 15
    assert places(problems) == [(f"{INDEX}:9:{column}", code), (f"{CATALOG}:21", code)]
    for problem in problems:
        assert problem.partition("Did you mean ")[2] == (suggestion and f"“{suggestion}”?")


def test_absolute_link_to_a_file_in_a_text_that_is_not_translated(project: Project, run: Run) -> None:
    """It is one link, which is told once, with the path that it has on the page where it is written."""
    (project.folder / "docs/peta.png").write_bytes(PNG)
    project.edit(INDEX, SENTENCE, "Satu ![peta](/peta.png).")
    [problem] = [problem for problem in told(project, run) if "SRT061" not in problem]
    assert problem.startswith(f"{INDEX}:9:14: SRT092") and problem.endswith("Did you mean “peta.png”?")


@pytest.mark.parametrize(
    "link",
    [
        "articles/lab-baru.md",
        "articles/lab-baru.md#p3",
        "articles/lab-baru.md#note-licence",
        "entities/pelita.md",
        "timeline.md#event-pelita-open",
        "quotes.md",
        "en/index.md",
        "#p-baru",
        "gambar.png",
        "gambar%20baru.png",
        "<gambar baru.png>",
        "#mentah",
        "assets/sorotan/sorotan.css",
        "data/entities.csv",
        "data/entities.csv#row=2",
        "data/entities%2Ecsv",
        "data/timeline.en.ics",
        "lama/index.html",
        "en/lama/index.html",
        "https://x.example/a.md",
        "mailto:a@x.example",
        "entity:pelita",
        "ref:pelita-notes",
        "//x.example/a",
    ],
)
def test_links_that_lead_somewhere(project: Project, run: Run, link: str) -> None:
    """Also to pages made from records, to files of the theme, the data and the docs folder, and to redirects."""
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    project.write("data/redirects.yml", "lama.md: index.md\n")
    for name in ("gambar", "gambar baru"):
        (project.folder / f"docs/{name}.png").write_bytes(PNG)
    project.write(INDEX, project.read(INDEX) + '\n<div id="mentah"></div>\n')
    say(project, f"Satu [cerita]({link}).\n{{: #p-baru }}", f"One [story]({link}).")
    project.edit(CATALOG, "\n{: #p-baru }", "")
    project.edit(CATALOG, 'msgctxt "index"\nmsgid "Satu [', 'msgctxt "index#p-baru"\nmsgid "Satu [')
    assert told(project, run) == []


def test_the_same_link_on_one_page_twice(project: Project, run: Run) -> None:
    """Each is told where it stands; what is shown as code, or in a comment, is none."""
    say(project, "[Satu](tiada.md), [dua](tiada.md), `[tiga](tiada.md)`.")
    project.write(INDEX, project.read(INDEX) + "\n<!-- [empat](tiada.md) -->\n")
    assert places(told(project, run)) == [
        (f"{INDEX}:9:25", "SRT090"),
        (f"{INDEX}:9:8", "SRT090"),
        (f"{CATALOG}:21", "SRT090"),
    ]


def test_a_link_that_is_defined_elsewhere(project: Project, run: Run) -> None:
    say(project, "Satu [cerita][1].", "One [story][1].")
    project.write(INDEX, project.read(INDEX) + "\n[1]: tiada.md\n")
    assert places(told(project, run)) == [(f"{INDEX}:11:6", "SRT090")]


def test_a_link_that_is_not_translated_yet_is_told_once(project: Project, run: Run) -> None:
    project.edit(INDEX, SENTENCE, "Satu [cerita](tiada.md) dan [kutipan](quotes.md#tiada).")
    assert places(told(project, run)) == [
        (f"{INDEX}:9:15", "SRT090"),
        (f"{INDEX}:9:39", "SRT091"),
        (CATALOG, "SRT061"),
    ]


def test_pictures_of_a_translation_are_those_of_the_page(project: Project, run: Run) -> None:
    """A translator who breaks the link of one is told where."""
    (project.folder / "docs/gambar.png").write_bytes(PNG)
    say(project, "Satu ![gambar](gambar.png).", "One ![picture](gambr.png).")
    [problem] = told(project, run)
    assert problem.startswith(f"{CATALOG}:21: SRT090 ")
    assert problem.endswith("Did you mean “gambar.png”?")


def test_a_file_that_only_the_translation_links_to(project: Project, run: Run) -> None:
    """It is made once for all languages."""
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    say(project, "Satu cerita.", "One [story](data/entities.csv).")
    assert told(project, run) == []


def test_a_page_that_is_written_in_the_folder_of_a_translation(project: Project, run: Run) -> None:
    project.write("docs/en/team.md", "---\ntitle: Team\n---\n\n[Home](index.md), [story](lab-baru.md), [x](#x).\n")
    problems = told(project, run)
    assert places(problems) == [("docs/en/team.md:5:27", "SRT090"), ("docs/en/team.md:5:45", "SRT091")]
    assert problems[0].endswith("Did you mean “articles/lab-baru.md”?")


def test_headings_that_are_called_otherwise_in_the_translation(project: Project, run: Run) -> None:
    """A link that is right in the source language leads nowhere in the other; the cure is an id."""
    say(project, "Lihat [catatan](#bagian-lain).", "See the [notes](#bagian-lain).")
    project.write(INDEX, project.read(INDEX) + "\n## Bagian lain\n")
    project.write(CATALOG, project.read(CATALOG) + '\nmsgctxt "index"\nmsgid "Bagian lain"\nmsgstr "Another part"\n')
    [problem] = told(project, run)
    assert problem.startswith(f"{CATALOG}:21: SRT094 The link “#bagian-lain” ")
    assert "{: #bagian-lain }" in problem
    project.edit(INDEX, "## Bagian lain", "## Bagian lain {: #bagian-lain }")
    project.edit(CATALOG, 'msgctxt "index"\nmsgid "Bagian lain"', 'msgctxt "index#bagian-lain"\nmsgid "Bagian lain"')
    assert told(project, run) == []


@pytest.mark.parametrize("level", ["info", "ignore"])
def test_links_that_do_not_matter(project: Project, run: Run, level: str) -> None:
    """The site says so in mkdocs.yml."""
    for name in ("not_found", "anchors", "absolute_links", "unrecognized_links", "omitted_files"):
        project.edit("mkdocs.yml", f"    {name}: warn", f"    {name}: {level}")
    project.write("docs/sendiri.md", "---\ntitle: Sendiri\n---\n")
    project.edit("mkdocs.yml", "  - Linimasa: timeline.md", "  - Linimasa: timeline.md\n  - Luar: /luar/")
    say(project, "[a](tiada.md) [b](#tiada) [c](/tiada/) [d](tiada) [e](quotes.md#tiada)")
    assert [code for _, code in places(told(project, run))] == ["SRT061", "SRT061"]


def test_absolute_links_that_begin_in_the_folder_of_the_pages(project: Project, run: Run) -> None:
    project.edit(
        "mkdocs.yml",
        "    absolute_links: warn\n    unrecognized",
        "    absolute_links: relative_to_docs\n    unrecognized",
    )
    say(project, "[a](/articles/lab-baru.md#p3), [b](/lab-baru.md), [c](/articles/lab-baru.md#p99).")
    problems = told(project, run)
    assert places(problems) == [
        (f"{INDEX}:9:36", "SRT090"),
        (f"{INDEX}:9:55", "SRT091"),
        (f"{CATALOG}:21", "SRT090"),
        (f"{CATALOG}:21", "SRT091"),
    ]
    assert "Did you mean “/articles/lab-baru.md”?" in problems[0]


@pytest.mark.parametrize(
    ("link", "path", "old", "new"),
    [
        ("entities/pelita.md", "data/entities/model.yml", "kind: model", "kind: modl"),
        ("claims.md", "data/claims.yml", "kind: ", "kind: x"),
        ("timeline.md#event-pelita-open", "data/timeline.yml", "stage: ", "stage: x"),
        ("articles/lab-baru.md#note-licence", "data/annotations/lab-baru.yml", "motivation: ", "motivation: x"),
        ("claims.md", "data/claims.yml", "kind: ", "kind: ["),
        ("articles/lab-baru.md#p3", "docs/articles/lab-baru.md", "{: #p3 }", "{: #p3"),
    ],
    ids=["of a record", "of all records of a kind", "an event", "a note", "of a file that cannot be read", "a block"],
)
def test_links_that_are_dead_for_a_mistake_elsewhere(
    project: Project, run: Run, link: str, path: str, old: str, new: str
) -> None:
    """The mistake is told, and the link is right."""
    say(project, f"Satu [cerita]({link}).")
    project.edit(path, old, new)
    assert [problem for problem in told(project, run) if problem.startswith((INDEX, CATALOG))] == []


def test_blocks_that_are_linked_by_their_ids_are_told_once(project: Project, run: Run) -> None:
    """MkDocs sees these links as well, after they have their address."""
    say(project, "Satu [cerita](block:lab-baru#p99).")
    assert [code for place, code in places(told(project, run)) if place.startswith("docs")] == ["SRT024"]


@pytest.mark.parametrize("hook", ["files", "page_content"])
def test_links_where_others_have_a_hand_in(project: Project, run: Run, hook: str) -> None:
    """What there is besides, only a build knows."""
    project.write(
        "hook.py",
        "from mkdocs.structure.files import File\n\n"
        + {
            "files": "def on_files(files, config):\n    files.append(File.generated(config, 'baru.md', content=''))\n",
            "page_content": "def on_page_content(html, page, **_):\n    page.present_anchor_ids.add('baru')\n",
        }[hook],
    )
    project.edit("mkdocs.yml", "copyright:", "hooks: [hook.py]\ncopyright:")
    say(project, "[a](baru.md)." if hook == "files" else "[a](#baru).")
    assert run("check").output == "No problems.\n"
    assert [problem for problem in project.build().problems if "SRT09" in problem] == []
    project.edit(INDEX, "[a](", "[b](tiada.md) [a](")
    assert run("check").output.count("SRT09") == 0
    assert [problem for problem in project.build().problems if problem.startswith(f"{INDEX}:9:5: SRT090")]


def test_what_becomes_of_other_pages(project: Project, run: Run) -> None:
    """A link dies, and lives again, when another page changes; the page itself is known from before."""
    project.write("docs/lain.md", "---\ntitle: Lain\n---\n\n## Bagian {: #bagian }\n")
    project.edit("mkdocs.yml", "  - Linimasa: timeline.md", "  - Linimasa: timeline.md\n  - lain.md")
    say(project, "Satu [cerita](lain.md) dan [bagian](lain.md#bagian).")

    def codes() -> list[str]:
        return [code for place, code in places(told(project, run)) if place.startswith(INDEX)]

    assert codes() == []
    project.edit("docs/lain.md", "#bagian", "#bagian-lain")
    assert codes() == ["SRT091"]
    (project.folder / "docs/lain.md").unlink()
    assert codes() == ["SRT090", "SRT090"]
    project.write("docs/lain.md", "---\ntitle: Lain\n---\n\n## Bagian {: #bagian }\n")
    assert codes() == []


def test_navigation_that_leads_out_of_the_site_by_a_slash(project: Project, run: Run) -> None:
    project.edit("mkdocs.yml", "  - Linimasa: timeline.md", "  - Linimasa: timeline.md\n  - Luar: /luar/")
    assert ("mkdocs.yml:28:11", "SRT092") in places(told(project, run))


def test_pages_that_are_meant_to_be_in_no_navigation(project: Project, run: Run) -> None:
    """Only pages of editors are missing there, and one of a translation is where its source is."""
    project.write("docs/sendiri.md", "---\ntitle: Sendiri\n---\n")
    project.write("docs/en/alone.md", "---\ntitle: Alone\n---\n")
    assert ("docs/sendiri.md", "SRT089") in places(told(project, run))
    project.edit("mkdocs.yml", "validation:", "not_in_nav: sendiri.md\nvalidation:")
    assert [code for _, code in places(told(project, run))] == ["SRT061"]


@pytest.mark.parametrize("link", ["<http://[x>", "<//[x>", "http://\\[x"])
def test_addresses_that_are_none(project: Project, run: Run, link: str) -> None:
    """MkDocs would end with a traceback."""
    say(project, f"Satu [cerita]({link}).", "One story.")
    assert [code for _, code in places(told(project, run))] == ["SRT017"]


@pytest.mark.parametrize(
    ("path", "old", "new", "link"),
    [
        pytest.param("data/entities/model.yml", "kind: model", "kind: modl", "entity:pelita", id="an entity"),
        pytest.param("data/timeline.yml", "stage: open-weights", "stage: open", "event:pelita-open", id="an event"),
        pytest.param("data/references.yml", "quality: primary", "quality: best", "ref:pelita-notes", id="a reference"),
    ],
)
def test_link_to_a_record_with_a_mistake(project: Project, run: Run, path: str, old: str, new: str, link: str) -> None:
    """The mistake is told, and not that the record has no page meanwhile: no plugin is missing."""
    say(project, f"Satu [cerita]({link}).", f"One [story]({link}).")
    assert told(project, run) == []
    project.edit(path, old, new)
    assert {place.partition(":")[0] for place, _ in places(told(project, run))} == {path}
