"""`mkdocs serve`: what an editor changes is seen, and a mistake costs nothing but a message."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html

from long_lists import grow
from served import Server, serve
from support import Project, text_of


@pytest.fixture
def served(project: Project) -> Iterator[tuple[Project, Server]]:
    """The stock project and its server."""
    with serve(project) as server:
        yield project, server


def sees(server: Server, page: str, words: str) -> None:
    assert server.waits_for(lambda: words in server.get(page)), f"{page} never has “{words}”:\n{server.said()[-2000:]}"


def test_changes_are_seen(served: tuple[Project, Server]) -> None:
    """A data file, a new data file, a page and a catalog are all watched."""
    project, server = served
    project.edit("data/entities/model.yml", "An open language model", "A changed language model")
    sees(server, "en/entities/pelita/", "A changed language model")
    project.edit("docs/articles/lab-baru.md", "Mereka menunggu hasil", "Mereka masih menunggu hasil")
    sees(server, "articles/lab-baru/", "masih menunggu")
    project.edit("translations/en/LC_MESSAGES/articles/lab-baru.po", "Anyone may", "Anybody may")
    sees(server, "en/articles/lab-baru/", "Anybody may")
    project.write(
        "data/entities/place.yml",
        "pulau:\n  kind: place\n  name: Pulau\n  description: {id: Sebuah pulau., en: An island.}\n",
    )
    sees(server, "en/entities/pulau/", "An island.")
    assert "Traceback" not in server.said()
    assert "The site is in" not in server.said(), "its folder is the server's own"


BROKEN = {
    "data/entities/model.yml": ("SRT003", "\nrusak: [\n"),
    "data/annotations/lab-baru.yml": ("SRT003", "\nrusak: [\n"),
    "data/timeline.yml": ("SRT005", f"\nrusak: {'[' * 50}{']' * 50}\n"),
    "docs/articles/lab-baru.md": ("SRT002", "\n<<<<<<< HEAD\n"),
    "translations/en/LC_MESSAGES/articles/lab-baru.po": ("SRT060", '\nmsgid "rusak'),
    "translations/records.lock": ("SRT068", "rusak\n"),
}
"""Files, the problem that is made in them, and what makes it."""


def break_file(project: Project, server: Server, path: str) -> None:
    """Make a file unusable, and wait for the server to say so."""
    code, rubbish = BROKEN[path]
    good = project.folder / path
    project.write(path, (project.read(path) if good.exists() else "") + rubbish)
    assert server.waits_for(lambda: f"{code} " in server.said()), server.said()
    assert path in next(line for line in server.said().splitlines() if f"{code} " in line)
    assert server.waits_for(lambda: "the last good one is shown" in server.said()), server.said()


def as_built(page: str) -> str:
    """A page without what a server writes into it."""
    page = re.sub(r"reload\(\d+, \d+\)", "reload()", page)
    return re.sub(
        r'<link [^>]*sorotan-problems.css">\s*<aside class="srt-problems".*?</aside>', "", page, flags=re.DOTALL
    )


@pytest.mark.parametrize("path", BROKEN)
def test_broken_file_keeps_the_last_good_site(served: tuple[Project, Server], path: str) -> None:
    """The pages are those that were there, with a panel that names the file. What comes after it is mended is seen."""
    project, server = served
    file = project.folder / path
    good = file.read_bytes() if file.exists() else b""
    pages = ("en/entities/pelita/", "en/articles/lab-baru/", "en/timeline/", "", "assets/sorotan/sorotan.css")
    before = {page: as_built(server.get(page)) for page in pages}
    assert "An open language model" in before["en/entities/pelita/"]
    break_file(project, server, path)
    code, _ = BROKEN[path]
    for page in pages:
        assert as_built(server.get(page)) == before[page], f"{page} is no longer served"
    panel = panel_of(server, "")
    assert "Situs tidak dapat dibangun" in text_of(panel)
    [problem] = panel.iter("li")
    assert text_of(problem).startswith(f"{path}")
    assert f" {code} " in text_of(problem)
    file.write_bytes(good)
    project.edit("data/entities/model.yml", "An open language model", "A mended language model")
    sees(server, "en/entities/pelita/", "A mended language model")
    sees(server, "en/articles/lab-baru/", "Who are these experts?")
    sees(server, "en/timeline/", "Weights of Pelita opened")
    assert "srt-problems" not in server.get("en/timeline/")
    assert "Traceback" not in server.said()


CONFIGURATIONS = {
    "YAML": "site_name: [\n",
    "no such plugin": "site_name: x\nplugins: [nowhere]\n",
    "empty": "",
}


@pytest.mark.parametrize("config", CONFIGURATIONS)
def test_broken_configuration_keeps_the_last_good_site(served: tuple[Project, Server], config: str) -> None:
    project, server = served
    good = project.read("mkdocs.yml")
    project.write("mkdocs.yml", CONFIGURATIONS[config])
    sees(server, "en/timeline/", "The site could not be built.")
    assert "Aborted" not in text_of(panel_of(server, "en/timeline/"))
    assert len(list(panel_of(server, "en/timeline/").iter("li"))) == 1
    assert "Weights of Pelita opened" in server.get("en/timeline/")
    assert "Traceback" not in server.said()
    project.write("mkdocs.yml", good)
    assert server.waits_for(lambda: "srt-problems" not in server.get("en/timeline/")), server.said()


def panel_of(server: Server, page: str) -> html.HtmlElement:
    """The panel on a page; there must be one."""
    found = html.document_fromstring(server.get(page)).find_class("srt-problems")
    assert len(found) == 1
    return found[0]


LINKS = [
    ("data/timeline.yml", "stage: event", "stage: happening", "/en/timeline/"),
    (
        "data/annotations/lab-baru.yml",
        "motivation: assessing",
        "motivation: assess",
        "/en/articles/lab-baru/",
    ),
    ("data/entities/model.yml", "description", "deskripsi", "/en/entities/"),
    ("docs/articles/lab-baru.md", "Mereka menunggu", "[Mereka](entity:nowhere) menunggu", "/en/articles/lab-baru/"),
]


def test_problems_lead_to_their_pages(served: tuple[Project, Server]) -> None:
    """In the language of the page, on all pages, until they are mended; the rebuild says how long it took."""
    project, server = served
    assert "srt-problems" not in server.get("en/")
    for path, old, new, _ in LINKS:
        project.edit(path, old, new)
    sees(server, "en/", "problems after the last change")
    links = {link.text: link.get("href") for link in panel_of(server, "en/").iter("a")}
    for path, _, _, address in LINKS:
        assert address in [href for text, href in links.items() if text.startswith(f"{path}:")], links
        page, _, _ = address.partition("#")
        assert server.get(page.removeprefix("/"))
    assert "SRT010 “stage”: “happening” is none of" in text_of(panel_of(server, "en/"))
    indonesian = panel_of(server, "timeline/")
    assert indonesian.get("lang") == "id"
    assert "masalah setelah perubahan terakhir" in text_of(indonesian)
    assert "/timeline/" in [link.get("href") for link in indonesian.iter("a")]
    assert re.search(r"Documentation built in [\d.]+ seconds", server.said().rpartition("Detected file changes")[2])


def test_problem_leads_to_the_page_of_a_list_on_which_its_record_stands(project: Project) -> None:
    grow(project)
    claims = project.read("data/claims.yml")
    (project.folder / "data" / "claims.yml").unlink()
    project.write("data/claims/2025.yml", re.sub(r"(kabar-3-7: .*)buku-7", r"\1tiada", claims))
    with serve(project) as server:
        [link] = [a for a in panel_of(server, "en/").iter("a") if "tiada" in text_of(a.getparent())]
        assert link.get("href") == "/en/claims/2/#claim-kabar-3-7"


def test_problem_in_what_is_no_record_leads_to_the_page_alone(served: tuple[Project, Server]) -> None:
    """A key of a broken file may look like that of a record."""
    project, server = served
    project.write("data/timeline.yml", project.read("data/timeline.yml") + "\nrusak: [\n")
    sees(server, "en/", "SRT003")
    assert [link.get("href") for link in panel_of(server, "en/").iter("a")] == ["/en/timeline/"]


def test_folder_that_vanishes_keeps_the_last_good_site(served: tuple[Project, Server]) -> None:
    """Without the data nearly every page is gone, and nearly every link is a problem."""
    project, server = served
    project.edit("mkdocs.yml", "- sorotan/corpus\n", "- sorotan/corpus:\n      data_dir: daata\n")
    sees(server, "en/timeline/", "The site could not be built.")
    assert "Weights of Pelita opened" in server.get("en/timeline/")
    [problem] = panel_of(server, "en/timeline/").iter("li")
    assert "daata SRT001" in text_of(problem)


TEMPLATES = {
    "no such template": ('{% extends "bas.html" %}', "main.html:1", "bas.html"),
    "a block that has no end": ('{% extends "base.html" %}\n\n{% block footer %}', "main.html:3", "endblock"),
    "no such value": (
        '{% extends "base.html" %}\n{% block footer %}\n{{ nowhere.at.all }}{% endblock %}',
        "main.html:3",
        "nowhere",
    ),
    "an error in an expression": (
        '{% extends "base.html" %}\n{% block footer %}{{ 1 // 0 }}{% endblock %}',
        "main.html:2",
        "zero",
    ),
}


def test_broken_template_keeps_the_last_good_site(project: Project) -> None:
    """Templates are watched, and a mistake is told with its line, as often as it is made, and without a traceback."""
    project.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    good = '{% extends "base.html" %}{% block footer %}Good footer{% endblock %}'
    project.write("overrides/main.html", good)
    with serve(project) as server:
        sees(server, "", "Good footer")
        for template, place, word in [*TEMPLATES.values(), *TEMPLATES.values()]:
            project.write("overrides/main.html", template)
            sees(server, "en/", "The site could not be built.")
            [problem] = panel_of(server, "en/").iter("li")
            assert f"overrides/{place}: " in text_of(problem)
            assert word in text_of(problem)
            assert "Templat ini tidak dapat dipakai" in text_of(panel_of(server, ""))
            assert "Good footer" in server.get("en/")
            project.write("overrides/main.html", good)
            assert server.waits_for(lambda: "srt-problems" not in server.get("en/")), server.said()
        assert "Traceback" not in server.said()


def test_panel_is_no_part_of_the_site(served: tuple[Project, Server]) -> None:
    """What is served is changed, what is written is not."""
    project, _ = served
    project.edit("data/timeline.yml", "stage: event", "stage: happening")
    built = project.build()
    assert built.problems
    assert not [page for page in built.pages if "srt-problems" in built.html(page)]
    assert not list(built.site.rglob("*problems*"))


def test_mistake_in_one_record_is_shown_with_the_rest(served: tuple[Project, Server]) -> None:
    """A wrong value does not hold up the site; it is reported, and gone when it is mended."""
    project, server = served
    project.edit("data/timeline.yml", "stage: event", "stage: happening")
    assert server.waits_for(lambda: "SRT010" in server.said()), server.said()
    project.edit("data/timeline.yml", "Weights of Pelita opened", "The weights of Pelita were opened")
    sees(server, "en/timeline/", "The weights of Pelita were opened")
    assert "Nusa Laboratory founded" not in server.get("en/timeline/")
    project.edit("data/timeline.yml", "stage: happening", "stage: event")
    sees(server, "en/timeline/", "Nusa Laboratory founded")
    assert "Traceback" not in server.said()


def test_pages_reload_themselves(served: tuple[Project, Server]) -> None:
    """The script by which MkDocs does it is inline: a Content-Security-Policy would forbid it."""
    _, server = served
    page = server.get("")
    assert "livereload" in page
    assert "Content-Security-Policy" not in page


def test_what_a_browser_asks_for_in_vain_is_no_problem(served: tuple[Project, Server]) -> None:
    """The server says so in the terminal, as loudly as a build warns."""
    _, server = served
    server.get("timeline")
    assert server.waits_for(lambda: '"GET /timeline HTTP/1.1" code 302' in server.said())
    assert server.get("nowhere/") == ""
    assert server.waits_for(lambda: '"GET /nowhere/ HTTP/1.1" code 404' in server.said())
    assert "srt-problems" not in server.get("")


def test_folders_that_come_later_or_come_back_are_watched(project: Project) -> None:
    """A first `sorotan translate update` makes the folder of the translations."""
    catalog = "translations/en/LC_MESSAGES/articles/lab-baru.po"
    text = project.read(catalog)
    folder, away = project.folder / "translations", project.folder / "away"
    folder.rename(away)

    def is_watched(words: str) -> bool:
        """Whether an edit is seen, which is made until it is: nobody knows when the server finds the folder."""
        project.write(catalog, text.replace("Anyone may", words))
        return words in server.get("en/articles/lab-baru/")

    with serve(project) as server:
        away.rename(folder)
        assert server.waits_for(lambda: is_watched("Anybody may")), server.said()
        folder.rename(away)
        project.edit("data/entities/model.yml", "An open language model", "A changed language model")
        sees(server, "en/entities/pelita/", "A changed language model")
        away.rename(folder)
        assert server.waits_for(lambda: is_watched("Everybody may")), server.said()
