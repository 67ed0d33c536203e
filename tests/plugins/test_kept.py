"""Pages of the build before are taken again only where they would be the same."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_reproducible import FORKED, digests, mkdocs, needs_two

from sorotan import keptfiles, store
from sorotan.cli import main
from sorotan.core.corpus import Corpus
from sorotan.core.languages import SiteLanguages
from sorotan.core.ledger import NO_STAMP, Ledger
from sorotan.core.problems import Problems
from sorotan.findings import Observer
from sorotan.markdown.safety import SafetyExtension
from sorotan.site import Site
from support import Built, Project

MARK = "<!-- kept -->"

EDITS = [
    ("data/annotations/lab-baru.yml", "Siapa para ahli itu?", "Siapa para ahli ini?"),
    ("data/annotations/lab-baru.yml", "very permissive", "doubt Pelita"),
    ("data/annotations/lab-baru.yml", "entities: [pelita, nusa]", "entities: [nusa, sari-dewi]"),
    ("data/annotations/lab-baru.yml", "cites: [pelita-notes, lab-baru#p2]", "cites: [koran-pelita]"),
    ("data/annotations/lab-baru.yml", "modified: 2025-03-02", "modified: 2025-04-02"),
    ("data/annotations/lab-baru.yml", "  - id: which-day", "  - id: what-day"),
    ("data/entities/organization.yml", "A small research laboratory.", "A tiny research laboratory."),
    ("data/entities/organization.yml", "en: Nusa Laboratory", "en: Nusa Lab"),
    ("data/entities/organization.yml", "aliases: [Nusa]", "aliases: [Nusa, ahli]"),
    ("data/entities/person.yml", "role: {id: peneliti,", "role: {id: insinyur,"),
    ("data/entities/person.yml", "sari-dewi:", "dewi-sari:"),
    ("data/entities/model.yml", "value: nusa", "value: sari-dewi"),
    ("data/timeline.yml", 'date: "2025-01"\n  entities', 'date: "2025-02"\n  entities'),
    ("data/timeline.yml", "pelita-open:", "pelita-opened:"),
    ("data/references.yml", "publisher: Nusa Laboratory", "publisher: Nusa"),
    ("data/references.yml", "https://koran.example/pelita", "https://koran.example/other"),
    ("data/quotes.yml", "said_in: en", "said_in: id"),
    ("data/claims.yml", "verdict: supported", "verdict: contradicted"),
    ("data/disagreements.yml", "Who has tested it?", "Who will test it?"),
    ("data/articles.yml", "publisher: Koran Nusa", "publisher: Koran Pelita"),
    ("data/articles.yml", "Only a page number.", "A page number only."),
    ("docs/articles/lab-baru.md", "Mereka menunggu", "Semua menunggu"),
    ("docs/articles/lab-baru.md", "title: Laboratorium Nusa", "title: Lab Nusa"),
    ("docs/index.md", "view: home", "view: home\nicon: material/home\nstatus: new"),
    ("docs/index.md", "\n---\n", "\n---\n\nKalimat baru.\n"),
    ("translations/en/LC_MESSAGES/articles/lab-baru.po", "Nusa Laboratory releases Pelita", "Nusa releases Pelita"),
    ("translations/en/LC_MESSAGES/mkdocs.po", 'msgstr "Articles"', 'msgstr "Stories"'),
    ("originals/lab-baru.txt", "Pelita", "Lentera"),
    ("mkdocs.yml", "site_name: Pelita", "site_name: Lentera"),
    ("mkdocs.yml", "generator: false", "generator: true"),
    ("mkdocs.yml", "  - Rujukan: references.md\n", ""),
    ("data/redirects.yml", None, "articles/lab-baru.md#note-gone: timeline.md\n"),
    ("docs/other.md", None, "# Halaman lain\n\nMenuju [Pelita](entity:pelita).\n"),
    ("overrides/main.html", "{% block footer %}", "{% block footer %}<p>New</p>"),
]


def files(built: Built) -> dict[str, bytes]:
    """Every file of a site."""
    return {p.relative_to(built.site).as_posix(): p.read_bytes() for p in built.site.rglob("*") if p.is_file()}


def anew(project: Project, tmp_path: Path) -> Built:
    """The same project, built where nothing is kept."""
    shutil.rmtree(tmp_path / "anew", ignore_errors=True)
    return Project(
        Path(shutil.copytree(project.folder, tmp_path / "anew", ignore=shutil.ignore_patterns(".site", "*.sqlite3")))
    ).build()


@pytest.mark.parametrize("part", range(4))
def test_after_any_edit_the_site_is_that_of_a_first_build(whole: Project, tmp_path: Path, part: int) -> None:
    """Each edit stays, and the next is made on top of it: what is kept comes of many builds."""
    whole.build()
    for path, old, new in EDITS[part::4]:
        if old is None:
            whole.write(path, new)
        else:
            whole.edit(path, old, new)
        kept, first = whole.build(), anew(whole, tmp_path)
        assert kept.problems == first.problems, path
        assert sorted(name for name, content in files(first).items() if files(kept).get(name) != content) == [], (
            path,
            new,
        )
        assert files(kept).keys() == files(first).keys(), path


def test_a_page_is_kept_with_its_own_bodies_alone() -> None:
    """`mkdocs serve` renders bodies for other pages, and other builds, before it comes to a page."""
    site = Site(Corpus(), SiteLanguages("id", ()), "articles")
    scope = site.root_scope("id")
    observer = Observer(site, Reporter(), SafetyExtension(), None)
    scope.body("of another page")
    observer.begin()
    scope.body("of this page")
    found = observer.end("index.md")
    assert found.bodies.keys() == {"of this page"}


class Reporter:
    """Whoever keeps the problems of a build."""

    problems = Problems()


def kept_files(project: Project) -> list[Path]:
    return sorted((project.folder / store.FOLDER).glob("*.sqlite3"))


def rewrite(path: Path, jobs: str, change: Callable[[str], str]) -> None:
    """Change values that are kept, with all that shows that an entry is whole."""
    with sqlite3.connect(path) as database:
        for job, key, stamp, value, _ in list(database.execute("SELECT * FROM results WHERE job LIKE ?", [jobs])):
            packed = store.pack(change(store.unpack(value)))
            proof = store._proof(job, key, stamp, packed)
            database.execute("UPDATE results SET value = ?, digest = ? WHERE job = ?", [packed, proof, job])


def mark(project: Project) -> None:
    """Put a mark at the end of every page that is kept."""
    [path] = kept_files(project)

    def marked(value: str) -> str:
        return json.dumps([with_mark(path.with_suffix(""), *each) for each in json.loads(value)])

    rewrite(path, "write %", marked)


def with_mark(folder: Path, path: str, digest: str, size: int, modified: int) -> list[object]:
    if path.endswith(".html"):
        content = (folder / digest).read_bytes() + MARK.encode()
        digest, size = keptfiles.digest_of(content), len(content)
        (folder / digest).write_bytes(content)
        modified = (folder / digest).stat().st_mtime_ns
    return [path, digest, size, modified]


def marked(built: Built) -> set[str]:
    return {page for page in built.pages if MARK in built.html(page)}


def test_only_what_an_edit_touches_is_made_again(whole: Project) -> None:
    """What a note says is on the page of its article, in lists, and with the names that it is about."""
    whole.build()
    mark(whole)
    assert marked(whole.build()) == set(whole.build().pages)
    mark(whole)
    whole.edit("data/annotations/lab-baru.yml", "very permissive", "doubt Pelita")
    untouched = marked(whole.build())
    assert {"timeline/", "entities/sari-dewi/", "en/claims/"} <= untouched
    assert not {"articles/lab-baru/", "en/articles/lab-baru/", "en/notes/", "en/entities/pelita/"} & untouched


@pytest.mark.parametrize("spoil", ["garbage", "cut", "changed", "another", "folder", "foreign", "misshapen"])
def test_what_is_kept_is_never_trusted(whole: Project, tmp_path: Path, spoil: str) -> None:
    first = files(whole.build())
    [path] = kept_files(whole)
    match spoil:
        case "garbage":
            path.write_bytes(os.urandom(10_000))
        case "cut":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        case "changed":
            with sqlite3.connect(path) as database:
                database.execute("UPDATE results SET value = (SELECT value FROM results WHERE job LIKE 'write %')")
        case "another":
            path.unlink()
            with sqlite3.connect(path) as database:
                database.execute("CREATE TABLE results (name TEXT)")
        case "folder":
            path.unlink()
            path.mkdir()
        case "misshapen":
            rewrite(path, "read %", lambda text: '{"content": 3}')
        case "foreign":
            with sqlite3.connect(path) as database:
                database.execute("UPDATE results SET key = 'x', stamp = '[]'")
    again = whole.build()
    assert again.abort == "" and not again.tracebacks
    assert files(again) == first


@pytest.mark.parametrize("value", ["", "{}", '{"links": [], "ids": []}', '{"links": 1, "ids": 2}', "[]"])
def test_what_a_check_kept_is_never_trusted(project: Project, value: str) -> None:
    project.edit("docs/articles/lab-baru.md", "Mereka menunggu", "[Mereka](../index.md#nowhere) menunggu")

    def told() -> str:
        return (
            CliRunner().invoke(main, ["-f", str(project.folder / "mkdocs.yml"), "check"], catch_exceptions=False).output
        )

    first = told()
    assert "#nowhere" in first
    [path] = kept_files(project)
    rewrite(path, "find %", lambda _: value)
    assert told() == first


@pytest.mark.parametrize("spoil", ["garbage", "same size", "gone", "folder", "no folder", "in the site"])
def test_kept_files_are_never_trusted(whole: Project, spoil: str) -> None:
    first = files(whole.build())
    [kept] = [path.with_suffix("") for path in kept_files(whole)]
    for path in sorted(kept.iterdir()):
        content = path.read_bytes()
        match spoil:
            case "garbage":
                path.write_bytes(os.urandom(1000))
            case "same size":
                path.write_bytes(bytes(len(content)))
            case "gone" | "folder":
                path.unlink()
        if spoil == "folder":
            path.mkdir()
    match spoil:
        case "no folder":
            shutil.rmtree(kept)
        case "in the site":
            whole.build()  # from here on the pages are links
            for path in (whole.folder / ".site").rglob("*.html"):
                path.write_text("changed in place", "utf-8")
    again = whole.build()
    assert again.abort == "" and not again.tracebacks
    assert files(again) == first


def test_files_that_are_the_same_again_are_not_copied(whole: Project) -> None:
    """They keep their times, too, so that only the others are sent to where the site is published."""
    whole.build()
    site = whole.build().site
    before = {path: path.stat() for path in site.rglob("*") if path.is_file()}
    whole.edit("data/annotations/lab-baru.yml", "very permissive", "doubt Pelita")
    whole.build()
    same = {path for path, stat in before.items() if os.path.samestat(path.stat(), stat)}
    assert {"timeline/index.html", "data/timeline.en.ics"} <= {path.relative_to(site).as_posix() for path in same}
    assert not any("articles/lab-baru/" in path.as_posix() for path in same)
    assert all(path.stat().st_mtime_ns == before[path].st_mtime_ns for path in same)


def test_sites_are_the_same_where_there_are_no_links(whole: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert files(whole.build()) == files(whole.build())


def test_files_keep_their_times_where_there_are_no_links(whole: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    page = whole.build().path("timeline/")
    before = page.stat().st_mtime_ns
    whole.build()
    assert page.stat().st_mtime_ns == before


def test_files_that_nobody_needs_are_forgotten(whole: Project) -> None:
    whole.build()
    [kept] = [path.with_suffix("") for path in kept_files(whole)]
    before = {path.name for path in kept.iterdir()}
    whole.edit("data/annotations/lab-baru.yml", "very permissive", "doubt Pelita")
    whole.build()
    after = {path.name for path in kept.iterdir()}
    assert after - before and before - after
    assert len(after) <= len(before) + 2


def test_templates_know_all_pages(whole: Project, tmp_path: Path) -> None:
    """Those that MkDocs need not come to as well; and pages that list others are made again when these change."""
    shown = "{% for each in pages %}<i>{{ each.page.title }}</i>{% endfor %}"
    whole.edit("overrides/main.html", "{% block footer %}", "{% block footer %}" + shown)
    first = whole.build()
    titles = re.findall("<i>(.*?)</i>", first.html("articles/lab-baru/"))
    assert len(titles) == len(set(first.pages) - {"404.html"})
    whole.edit("data/annotations/lab-baru.yml", "very permissive", "doubt Pelita")
    again = whole.build()
    for page in ("articles/lab-baru/", "404.html"):
        assert re.findall("<i>(.*?)</i>", again.html(page)) == titles, page
    whole.edit("data/entities/organization.yml", "en: Nusa Laboratory", "en: Nusa Lab")
    assert files(whole.build()) == files(anew(whole, tmp_path))


@pytest.mark.parametrize("place", ["plugins:\n", "  - sorotan/cards\n"], ids=["first", "last"])
def test_plugins_of_others_see_every_page(whole: Project, tmp_path: Path, place: str) -> None:
    """Material's search indexes what MkDocs comes to, wherever mkdocs.yml has it."""
    whole.edit("mkdocs.yml", place, f"{place}  - search\n")
    whole.build()
    whole.edit("data/annotations/lab-baru.yml", "very permissive", "doubt Pelita")
    again = files(whole.build())
    assert b"Laboratorium" in again["search/search_index.json"]
    assert again == files(anew(whole, tmp_path))


def test_a_file_beside_a_page_of_the_same_name_stays_whole(whole: Project) -> None:
    """MkDocs copies files before it writes pages; the page is what stays."""
    whole.write("docs/timeline/index.html", "a file of the same name")
    first = files(whole.build())
    assert files(whole.build()) == first
    assert b"a file" not in first["timeline/index.html"]


@pytest.mark.parametrize("offline", [False, True])
def test_the_old_site_is_not_changed_in_place(whole: Project, tmp_path: Path, offline: bool) -> None:
    """Files of the new site are links to what is kept, as those of the old one are: none may be written to."""
    if offline:
        whole.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/offline\n")
    whole.build()
    site = whole.build().site
    shutil.copytree(site, tmp_path / "old", copy_function=os.link)
    first = digests(tmp_path / "old")
    whole.edit("data/annotations/lab-baru.yml", "very permissive", "doubt Pelita")
    again = whole.build()
    assert digests(tmp_path / "old") == first
    assert digests(again.site) != first
    [kept] = [path.with_suffix("") for path in kept_files(whole)]
    assert {path.name for path in kept.iterdir() if keptfiles.digest_of(path.read_bytes()) != path.name} == set()
    assert files(again) == files(anew(whole, tmp_path))


def test_what_is_kept_stays_whole_where_it_was_half_placed(tmp_path: Path) -> None:
    """A file of two was tidied up by another build: both are written anew, the first not into what is kept."""
    kept = store.Store(tmp_path / "kept.sqlite3")
    before = keptfiles.KeptFiles(kept, tmp_path / "old")
    kept.add(before.write("two", "", NO_STAMP, {"a": b"first", "b": b"second"}))
    kept.keep()
    again = keptfiles.KeptFiles(store.Store(tmp_path / "kept.sqlite3"), tmp_path / "new")
    assert again.has("two", "", Ledger())
    (tmp_path / "kept" / keptfiles.digest_of(b"second")).unlink()
    assert not again.place("two")
    again.write("two", "other", "{}", {"a": b"1st", "b": b"2nd"})
    assert (tmp_path / "kept" / keptfiles.digest_of(b"first")).read_bytes() == b"first"
    assert (tmp_path / "old" / "a").read_bytes() == b"first"
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == {"a": b"1st", "b": b"2nd"}


def test_files_are_written_where_they_cannot_be_kept(tmp_path: Path) -> None:
    """There is no room, or something else stands in the place of the folder."""
    (tmp_path / "kept").write_text("Catatan saya.")
    files = keptfiles.KeptFiles(store.Store(tmp_path / "kept.sqlite3"), tmp_path / "site")
    assert files.write("job", "", NO_STAMP, {"a": b"content"}) is None
    assert (tmp_path / "site" / "a").read_bytes() == b"content"
    assert (tmp_path / "kept").read_text() == "Catatan saya."


def test_nothing_is_forgotten_while_another_build_writes(tmp_path: Path) -> None:
    kept = store.Store(tmp_path / "kept.sqlite3")
    files = keptfiles.KeptFiles(kept, tmp_path / "site")
    kept.add(files.write("job", "", NO_STAMP, {"a": b"content"}))
    kept.keep()
    other = sqlite3.connect(tmp_path / "kept.sqlite3")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("DELETE FROM results")
    files.tidy()
    other.rollback()
    other.close()
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [keptfiles.digest_of(b"content")]


OUTSIDE = ["../x", "/x", "a/../../x", "..", "c:x", "a\\b", 5, None]


@pytest.mark.parametrize(
    ("field", "value"), [("path", "a/x"), *((field, value) for field in ("path", "digest") for value in OUTSIDE)]
)
def test_files_are_kept_for_the_site_alone(tmp_path: Path, field: str, value: object) -> None:
    """Whoever brings in a cache can have no other file replaced, nor published."""
    kept = store.Store(tmp_path / "kept.sqlite3")
    row = keptfiles.KeptFiles(kept, tmp_path / "old").write("job", "", NO_STAMP, {"a": b"content"})
    assert row is not None
    [[path, digest, *rest]] = json.loads(store.unpack(row.packed))
    if field == "digest":
        shutil.copy2(tmp_path / "old" / "a", tmp_path / "x")
    again = store.Store(tmp_path / "kept.sqlite3")
    changed = {"path": path, "digest": digest, field: value}
    again.add(again.row(row.job, "", NO_STAMP, json.dumps([[*changed.values(), *rest]])))
    again.keep()
    files = keptfiles.KeptFiles(store.Store(tmp_path / "kept.sqlite3"), tmp_path / "site")
    assert files.has("job", "", Ledger()) == (value == "a/x")


@needs_two
def test_what_other_processes_made_is_kept(whole: Project) -> None:
    assert mkdocs(whole, before=FORKED).returncode == 0
    first = digests(whole.folder / "site")
    mark(whole)
    assert mkdocs(whole, before=FORKED).returncode == 0
    assert {name for name, content in digests(whole.folder / "site").items() if first[name] != content} == {
        name for name in first if name.endswith(".html") and name != "404.html"
    }


def test_problems_of_a_page_are_told_in_every_build(whole: Project) -> None:
    whole.edit("docs/articles/lab-baru.md", "Mereka menunggu", "[Mereka](entity:nobody) <script>x</script> menunggu")
    first = whole.build()
    assert any("SRT025" in problem for problem in first.problems) and any("SRT038" in p for p in first.problems)
    assert whole.build().problems == first.problems


def test_warnings_of_a_page_are_told_behind_a_quiet_build(whole: Project) -> None:
    """`mkdocs build -q` says nothing of them, and the next build must not take the page for a sound one."""
    whole.edit("docs/index.md", "Satu cerita tentang", "[Satu](tiada.md) cerita tentang")
    log = logging.getLogger("mkdocs")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        assert whole.build(strict=True).warnings == []
    finally:
        log.setLevel(before)
    assert [warning for warning in whole.build(strict=True).warnings if "tiada.md" in warning]


def test_pages_that_others_have_a_hand_in_are_not_kept(whole: Project) -> None:
    """A hook may bring in anything: the weather, the time."""
    whole.write(
        "hook.py", "import pathlib\ndef on_page_content(html, **_): return html + pathlib.Path('said').read_text()\n"
    )
    whole.edit("mkdocs.yml", "plugins:\n", "hooks: [hook.py]\nplugins:\n")
    whole.write("said", "fine")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(whole.folder)
        whole.build()
        whole.write("said", "rainy")
        assert "rainy" in whole.build().html("articles/lab-baru/")
    assert not kept_files(whole)


def test_pages_with_extensions_of_others_are_not_kept(whole: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may read other files, whatever their names."""
    whole.write(
        "mdx_said.py",
        "from markdown.extensions import Extension\n"
        "class makeExtension(Extension):\n"
        "    def extendMarkdown(self, md): pass\n",
    )
    monkeypatch.syspath_prepend(whole.folder)
    whole.edit("mkdocs.yml", "  - attr_list\n", "  - attr_list\n  - mdx_said\n")
    assert whole.build().abort == ""
    assert not kept_files(whole)


def test_few_files_are_kept(whole: Project) -> None:
    for year in range(6):
        whole.edit("mkdocs.yml", "copyright: ", f"copyright: {year}")
        whole.build()
        time.sleep(0.01)  # the oldest go first
    assert len(kept_files(whole)) == 4


def test_entries_that_move_to_another_page_of_their_list_are_linked_there(project: Project, tmp_path: Path) -> None:
    """Pages that name a reference or an event are made again when its list is divided, though it stays as it is."""
    project.without_originals()
    project.build()
    books = "".join(f"buku-{n}: {{title: Buku {n:03}, type: book, quality: primary}}\n" for n in range(250))
    project.write("data/references.yml", project.read("data/references.yml") + books)
    event = "hari-{n}: {{title: Hari {n}, stage: event, date: '2024-{month:02}', summary: x, evidence: [buku-1]}}\n"
    events = "".join(event.format(n=n, month=n % 12 + 1) for n in range(260))
    project.write("data/timeline.yml", project.read("data/timeline.yml") + events)
    again = project.build()
    assert "references/2/#ref-koran-pelita" in again.html("articles/lab-baru/")
    assert "timeline/2/#event-pelita-open" in again.html("entities/pelita/")
    assert files(again) == files(anew(project, tmp_path))
