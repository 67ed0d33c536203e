"""`sorotan import notes`: what other programs wrote becomes notes that stand where they belong, or is told why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from import_support import Give

from sorotan.core.imports import markup
from sorotan.core.imports.jsonfile import string
from sorotan.core.imports.notes import IncomingNote, Refusal, notes_in
from sorotan.core.imports.placing import key
from sorotan.markdown.bodies import Bodies
from support import IN_ENGLISH_ALONE, Project

FILE = "data/annotations/lab-baru.yml"
PAGE = "https://pelita.example/articles/lab-baru/"
ENGLISH = "https://pelita.example/en/articles/lab-baru/"
KEYS = (
    *("id", "type", "target", "source", "selector", "exact", "prefix", "body", "value", "language", "format"),
    *("purpose", "motivation", "creator", "name", "created", "items", "first", "next", "annotations", "uri", "text"),
    *("tags", "links", "html", "user", "references", "refinedBy"),
)
"""Names that mean something in the formats that are read."""


def annotation(exact: str = "sangat longgar", source: str = PAGE, **fields: Any) -> dict[str, Any]:
    """A Web Annotation with one quotation."""
    quote = {"type": "TextQuoteSelector", "exact": exact}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://notes.example/a/Satu-1",
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"name": "Budi"},
        "created": "2025-04-05T10:00:00+07:00",
        "body": {"type": "TextualBody", "value": "Isi.", "format": "text/markdown"},
        "target": {"source": source, "selector": [quote]},
        **fields,
    }


def hypothesis(exact: str = "sangat longgar", **fields: Any) -> dict[str, Any]:
    """An export of Hypothesis with one annotation."""
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": "Lisensinya ", "suffix": ". Sebagian ahli"}
    one = {
        "id": "x-Y_9",
        "created": "2025-04-05T10:00:00.123+00:00",
        "updated": "2025-04-06T10:00:00+00:00",
        "user": "acct:budi@hypothes.is",
        "user_info": {"display_name": None},
        "uri": PAGE,
        "text": "*Isi*.",
        "tags": ["Pelita", "Konteks", "entah"],
        "target": [{"source": PAGE, "selector": [{"type": "RangeSelector"}, quote]}],
        "references": [],
        **fields,
    }
    return {"export_date": "2025-04-07", "export_userid": "acct:x@y", "client_version": "1", "annotations": [one]}


def notes(project: Project) -> dict[str, dict[str, Any]]:
    return {note["id"]: note for note in yaml.load(project.read(FILE), yaml.BaseLoader)["annotations"]}


def without_notes(project: Project) -> None:
    project.write(FILE, "# yaml-language-server: $schema=x\nannotations: []  # none yet\n")


@pytest.mark.parametrize("form", ["one", "list", "page", "collection", "prefixed"])
def test_forms_of_web_annotations(project: Project, give: Give, form: str) -> None:
    one = annotation()
    page = {"type": "AnnotationPage", "items": [one]}
    prefixed = {"@id": one.pop("id"), "@type": ["oa:Annotation"], **{k: v for k, v in one.items() if k != "type"}}
    one["id"] = prefixed["@id"]
    documents = {
        "one": one,
        "list": [one],
        "page": page,
        "collection": {"type": "AnnotationCollection", "total": 1, "first": page},
        "prefixed": prefixed,
    }
    before = project.read(FILE)
    assert "1 added, 0 completed, 0 skipped." in give("notes", documents[form])
    assert project.read(FILE) == before + (
        "  - id: satu-1\n"
        "    motivation: describing\n"
        "    target:\n"
        "      block: p3\n"
        '      id: {exact: "sangat longgar"}\n'
        '      en: {exact: ""}\n'
        "    body:\n"
        '      id: "Isi."\n'
        "      en: TODO\n"
        "    creator: Budi\n"
        "    created: 2025-04-05\n"
    )


@pytest.mark.parametrize("type_", ["Choice", "oa:Composite"])
def test_bodies_in_a_set(type_: str) -> None:
    """The standard has sets of bodies: a choice between languages, for example."""
    texts = [{"type": "TextualBody", "value": text, "language": tag} for tag, text in (("id", "Isi."), ("en", "Text."))]
    tag = {"type": "TextualBody", "value": "Pelita", "purpose": "tagging"}
    [note] = notes_in(annotation(body=[{"type": type_, "items": texts}, tag]))
    assert isinstance(note, IncomingNote)
    assert (note.bodies, note.tags) == ({"id": "Isi.", "en": "Text."}, ["Pelita"])


def test_what_is_unknown_is_named_by_check(give: Give, check: Callable[[], str]) -> None:
    give("notes", annotation(creator=None, created="yesterday"))
    printed = check()
    assert {"SRT080", "SRT010"} == set(re.findall(r"SRT\d+", printed))
    for field in ("“body”", "“creator”", "“created” (a date such as 2025-01-20, 2025-01 or 2025~)"):
        assert f"{field} is still to be written" in printed


@pytest.mark.parametrize("form", ["export", "answer"])
def test_hypothesis(project: Project, give: Give, form: str) -> None:
    """Tags that name an entity, or a motivation as our exports call it, are used; others are told."""
    export = hypothesis()
    answer = {"total": 1, "rows": export["annotations"]}  # to a search with its API
    printed = give("notes", export if form == "export" else answer)
    assert "left out: entah" in printed
    note = notes(project)["x-y-9"]
    assert note["target"]["id"] == {"exact": "sangat longgar"}
    assert (note["body"]["id"], note["motivation"], note["entities"]) == ("*Isi*.", "describing", ["pelita"])
    assert (note["creator"], note["created"], note["modified"]) == ("budi", "2025-04-05", "2025-04-06")


@pytest.mark.parametrize("together", [True, False])
def test_two_languages_become_one_note(project: Project, give: Give, check: Callable[[], str], together: bool) -> None:
    without_notes(project)
    body = {"type": "TextualBody", "value": "A, b: “c”\n\n- d", "format": "text/markdown", "language": "en-GB"}
    other = annotation("very permissive", ENGLISH, body=body)
    if together:
        assert "1 added, 0 completed, 0 skipped." in give("notes", annotation(), other)
    else:
        give("notes", annotation())
        before = project.read(FILE)
        assert "completed  satu-1  lab-baru#p3  en" in give("notes", other)
        after = project.read(FILE)
        assert after == before.replace('{exact: ""}', '{exact: "very permissive"}').replace(
            "en: TODO", 'en: "A, b: “c”\\n\\n- d"'
        )
    note = notes(project)["satu-1"]
    assert note["target"] == {"block": "p3", "id": {"exact": "sangat longgar"}, "en": {"exact": "very permissive"}}
    assert note["body"] == {"id": "Isi.", "en": body["value"]}
    assert "Problems" not in check()


def test_addresses_of_records_become_links_to_them(project: Project, give: Give) -> None:
    """However the link is written; what is no address of the site stays, in code too."""
    at = "https://pelita.example/entities/pelita/"
    text = f"[a]({at} 'b') [c](<{at}>) [d][1] `[e]({at})` [f](mailto:g@h.example) [i](../j/)\n\n[1]: {at}"
    give("notes", annotation(body={"value": text, "format": "text/markdown"}, id="Satu 1"))
    [written] = [note["body"]["id"] for note in notes(project).values() if note["body"]["id"].startswith("[a]")]
    assert written == text.replace(at, "entity:pelita").replace("`[e](entity:pelita)`", f"`[e]({at})`")


def test_nothing_is_written_twice_or_over(project: Project, give: Give) -> None:
    give("notes", annotation())
    once = project.read(FILE)
    assert "satu-1: it is there already." in give("notes", annotation())
    assert "satu-1: the same note is there already." in give("notes", annotation(id="https://notes.example/2"))
    other = annotation(body={"value": "Lain.", "format": "text/markdown"})
    assert "it is there already and says something else; yours stays." in give("notes", other)
    assert "0 added, 0 completed, 2 skipped." in give("notes", annotation(), annotation())
    assert project.read(FILE) == once


def test_without_an_id_the_words_give_one(project: Project, give: Give) -> None:
    nameless = annotation(id=None)
    give("notes", nameless, annotation("mandiri", id=None))
    assert {"sangat-longgar", "mandiri"} <= notes(project).keys()
    assert "2 skipped" in give("notes", nameless, annotation("mandiri", id=None))


def test_the_same_words_of_two_articles_give_two_ids(project: Project, give: Give) -> None:
    articles = project.read("data/articles.yml")
    project.write("data/articles.yml", articles + articles.replace("lab-baru:", "lab-lain:"))
    project.write("docs/articles/lab-lain.md", project.read("docs/articles/lab-baru.md"))
    other = PAGE.replace("lab-baru", "lab-lain")
    give("notes", [annotation(id=None), annotation(id=None, source=other)])
    assert "sangat-longgar" in notes(project)
    assert "- id: sangat-longgar-2\n" in project.read("data/annotations/lab-lain.yml")


def test_without_an_id_the_number_in_the_file_names_it(give: Give) -> None:
    printed = give("notes", [annotation(), annotation(id=None, source="https://elsewhere.example/")])
    assert "skipped  annotation 2: it is not about an article of this site" in printed


@pytest.mark.parametrize(
    ("exact", "prefix", "code"),
    [
        ("amat sangat longgar", "", "SRT030"),
        ("Pelita", "", "SRT031"),
        ("sangat longgar", "Aturannya ", "SRT037"),
        ("kalimat yang tidak ada di mana pun", "", "SRT032"),
    ],
)
def test_nothing_is_attached_by_guess(
    project: Project, give: Give, check: Callable[[], str], exact: str, prefix: str, code: str
) -> None:
    """Words that are not there, or not certain, are kept as they were quoted, and `check` says so."""
    body = [{"value": "a", "language": "id"}, {"value": "b", "language": "en"}]
    target = {"source": PAGE, "selector": {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix}}
    assert "the words were not found (id)" in give("notes", annotation(target=target, body=body))
    assert notes(project)["satu-1"]["target"]["id"]["exact"] == exact
    project.edit(FILE, 'en: {exact: ""}', 'en: {exact: "very permissive"}')
    assert code in check()


@pytest.mark.parametrize(
    "source",
    [
        "http://pelita.example/articles/lab-baru",
        "https://pelita.example/articles/lab-baru/index.html?x=1#p3",
        "http://127.0.0.1:8000/articles/lab-baru/",
        "http://localhost:8000/articles/lab-baru/#:~:text=sangat",
    ],
)
def test_addresses_of_a_page(give: Give, source: str) -> None:
    assert "lab-baru#p3" in give("notes", annotation(source=source))


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (annotation(source="https://other.example/articles/lab-baru/"), "not about an article of this site"),
        (annotation(source="https://pelita.example/"), "not about an article of this site"),
        (annotation(source="http://[bad/"), "not about an article of this site"),
        (annotation(target=PAGE), "about a whole page"),
        (annotation(target=[]), "it has 0 targets"),
        (annotation(target={"source": PAGE, "selector": {"type": "TextPositionSelector"}}), "does not quote"),
        (annotation(exact=" "), "the words it quotes are empty"),
        (annotation(body="https://example.org/video"), "it says nothing"),
        (annotation(body={"value": "Hallo", "language": "de"}), "its language “de” is none of id, en"),
        (hypothesis(references=["abc"]), "a reply"),
        (hypothesis(text=""), "it says nothing"),
        ({"items": [7, None, {"type": "Thing"}]}, "it is no annotation"),
    ],
)
def test_what_cannot_be_a_note_is_refused_with_a_reason(
    project: Project, give: Give, document: Any, reason: str
) -> None:
    before = project.read(FILE)
    printed = give("notes", document)
    assert reason in printed and "0 added" in printed
    assert project.read(FILE) == before


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "this is not JSON"),
        (b"", "this is not JSON"),
        ("{}".encode("utf-16"), "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"items": ' * 500 + b"1" + b"}" * 500, ""),
        (b"9" * 5000, "a number that is too long"),
        (b" " * 4_000_001, "more than 4,000,000 bytes"),
        (b'\xef\xbb\xbf[{"type": "Annotation", "target": {"selector": [[], 1, {"refinedBy": 3}]}}]', None),
    ],
)
def test_hostile_files(project: Project, give: Give, data: bytes, reason: str | None) -> None:
    before = project.read(FILE)
    assert (reason or "") in give("notes", data, fails=bool(reason))
    assert project.read(FILE) == before


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["Annotation", PAGE]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
        max_leaves=20,
    )
)
def test_any_json_is_notes_or_reasons(document: Any) -> None:
    assert all(isinstance(item, IncomingNote | Refusal) for item in notes_in(document))


def test_hostile_text_is_text(project: Project, give: Give, check: Callable[[], str]) -> None:
    """Whatever a body or a name holds, the file stays good YAML and the page stays without markup of theirs."""
    text = "<script>alert(1)</script>\ud800\x00\u2028 [x](javascript:alert(1)) *a* {{ y }} # \\ \"'"
    formats = [None, "text/html", "text/markdown"]
    body = [{"value": text, "language": language, "format": f} for f in formats for language in ("id", "en")]
    quotes = [{"type": "TextQuoteSelector", "exact": words} for words in ("sangat longgar", "very permissive")]
    give(
        "notes",
        annotation(body=body, creator={"name": "- : {a}\n\x07"}),
        annotation(target={"source": ENGLISH, "selector": quotes[1]}, body=body, id=None),
    )
    built = project.build()
    assert not built.tracebacks and built.abort == ""
    assert "<script>alert" not in built.html("articles/lab-baru/") + built.html("en/articles/lab-baru/")
    assert 'href="javascript' not in built.html("articles/lab-baru/")


def test_the_editor_decides(project: Project, give: Give) -> None:
    before = project.read(FILE)
    printed = give("notes", annotation(), answer="n\n")
    assert printed.index("added  satu-1") < printed.index("Write this?")
    assert project.read(FILE) == before
    give("notes", annotation(), answer="y\n")
    assert project.read(FILE) != before


def test_comments_and_line_endings_stay(project: Project, give: Give) -> None:
    path = project.folder / FILE
    text = project.read(FILE).replace("annotations:", "# first\nannotations:").replace("\n", "\r\n")
    path.write_bytes((text + "# last\r\n").encode())
    give("notes", annotation())
    data = path.read_bytes().decode()
    assert data.startswith(text) and data.endswith("\r\n# last\r\n") and data.count("\n") == data.count("\r\n")


@given(st.text())
def test_plain_text_stays_what_it_says(text: str) -> None:
    """As Markdown it shows the same words, and nothing but paragraphs."""
    shown = lxml.html.fromstring(f"<div>{Bodies().html(markup.from_plain(printable(text)), lambda *_: '')}</div>")
    assert shown.text_content().split() == printable(text).split()
    assert {element.tag for element in shown} <= {"p"} and not shown.xpath("p/*")


def printable(text: str) -> str:
    """A text as it is once it was read from a file."""
    return string(text)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>b </b>c</p><p>d</p>", "a **b** c\n\nd"),
        ("<ul><li>a<li>*b*</ul>", "- a\n\n- \\*b\\*"),
        ('<a href="https://x.example/(1)">x</a> <a href="javascript:a">y</a>', "[x](https://x.example/%281%29) y"),
        ("a<script>alert(1)</script><style>p{}</style><img src=x onerror=alert(1)>", "a"),
        ("&lt;script&gt; <i></i>1 &amp; 2<br># no", "&lt;script> 1 & 2\n\\# no"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert markup.from_html(html) == markdown


ALONE_ARTICLE = """\
lab-baru:
  source:
    file: x.txt
    sha256: "0000000000000000000000000000000000000000000000000000000000000000"
    paragraphs: 1
    language: en
  published: "2024"
  chain: [{step: original, publisher: Lantern, title: Harbour, certainty: confirmed}]
  rights: All rights reserved.
"""


@pytest.fixture
def alone(project: Project, give: Give) -> Project:
    """The project of `give` with one article in one language, and without notes."""
    for path in sorted((project.folder / "data").rglob("*.yml")):
        path.unlink()
    for path in sorted((project.folder / "docs").rglob("*.md")):
        path.unlink()
    project.write("mkdocs.yml", IN_ENGLISH_ALONE)
    project.write("docs/index.md", "# Lantern\n")
    project.write("docs/articles/lab-baru.md", "# Harbour\n\nThe harbour opened on 3 May.\n{: #p1 }\n")
    project.write("data/articles.yml", ALONE_ARTICLE)
    return project


LOCAL = "http://localhost/articles/lab-baru/"
WRITTEN_ALONE = """\
    target:
      block: p1
      id: {exact: "3 May"}
      en: {exact: "3 May"}
    body: "Isi."
    creator: Budi
"""


def test_a_site_in_one_language_has_texts_in_that(alone: Project, give: Give, check: Callable[[], str]) -> None:
    """As with `sorotan new note`: nothing is left to be written in another."""
    assert "added  satu-1  lab-baru#p1  en\n" in give("notes", annotation("3 May", LOCAL))
    assert WRITTEN_ALONE in alone.read(FILE)
    assert check() == "No problems.\n"
    assert "0 added, 0 completed, 1 skipped." in give("notes", annotation("3 May", LOCAL))


def test_a_note_in_a_language_that_the_site_does_not_have(alone: Project, give: Give) -> None:
    body = {"type": "TextualBody", "value": "Isi.", "language": "id"}
    printed = give("notes", annotation("3 May", LOCAL, body=body))
    assert "its language “id” is none of en." in printed and "0 added" in printed


def test_what_is_begun_in_one_language_is_completed(alone: Project, give: Give, check: Callable[[], str]) -> None:
    assert "1 added" in give("notes", annotation("3 May", LOCAL))
    complete = alone.read(FILE)
    alone.write(FILE, complete.replace('"3 May"', '""').replace('"Isi."', "TODO"))
    assert "completed  satu-1  lab-baru#p1  en\n" in give("notes", annotation("3 May", LOCAL))
    assert yaml.safe_load(alone.read(FILE)) == yaml.safe_load(complete)
    assert check() == "No problems.\n"


def test_addresses_are_the_same_in_letters_and_in_percent_signs() -> None:
    """A browser tells the address of a site below `/catatan/café/` with the accent encoded."""
    written, told = "https://x.example/caf\u00e9/a/#fn:1", "https://x.example/caf%C3%A9/a/#fn%3A1"
    assert key(told, "x.example") == key(written, "x.example") == "x.example/caf\u00e9/a#fn:1"
