"""Web Annotations and the Hypothesis file: of the form that others read, and anchored where they say."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exported import Exported, awkward, load, objects
from pyld import jsonld

import standards
from sorotan.core.corpus import Corpus
from sorotan.core.prose import Prose
from sorotan.core.records import Entity
from sorotan.core.text import fold
from sorotan.export.annotations import body_markdown
from sorotan.interface import Words
from sorotan.views.scope import Links, Scope
from support import block, text_of

ENTITY = "https://pelita.example/en/entities/pelita/"
DATE_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


def selector(annotation: dict[str, Any], type_: str) -> dict[str, Any]:
    [found] = [s for s in annotation["target"]["selector"] if s["type"] == type_]
    return found


def units(text: str, start: int, end: int) -> str:
    """A part of a text, counted in UTF-16 code units as JavaScript does."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@pytest.mark.parametrize("ending", [".jsonld", ".utf16.jsonld"])
def test_form(site: Exported, odd: Exported, ending: str) -> None:
    for exported in (site, odd):
        for article, language, base in exported.articles():
            collection = exported.json(base + ending)
            assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
            assert collection["type"] == "AnnotationCollection"
            assert collection["id"] == f"{exported.url}data/{base}{ending}"
            page = collection["first"]
            assert (page["type"], page["partOf"], page["id"]) == (
                "AnnotationPage",
                collection["id"],
                collection["last"],
            )
            notes = exported.corpus.annotations[article].annotations
            assert collection["total"] == len(page["items"]) == len(notes)
            prefix = f"{exported.url}{'en/' if language == 'en' else ''}articles/{article}/"
            assert {a["id"] for a in page["items"]} == {f"{prefix}#note-{note.id}" for note in notes}


@standards.needs(standards.WEB_ANNOTATION)
@pytest.mark.parametrize("ending", [".jsonld", ".utf16.jsonld"])
def test_a_processor_loses_nothing(site: Exported, odd: Exported, ending: str) -> None:
    """To the context of the W3C every key is a term or has a known prefix, and every address is absolute.

    The context is that of the Recommendation, which lacks the term `assessing`; later ones have it.
    """
    for exported in (site, odd):
        for _, _, base in exported.articles():
            collection = exported.json(base + ending)
            options = {"documentLoader": standards.load, "base": "relative:/"}
            expanded = jsonld.expand(collection, options, on_property_dropped=pytest.fail)
            for key, value in addresses_in(expanded):
                assert re.match(r"(https?://|_:)", value), (key, value)
            keys = [key for node in objects(collection) for key in node if key not in ("@context", "id", "type")]
            kept = [key for node in objects(expanded) for key in node if not key.startswith("@")]
            assert len(kept) == len(keys)
            for node in objects(collection):
                for key in ("created", "modified"):
                    assert re.fullmatch(DATE_TIME, node.get(key, "2025-01-01T00:00:00Z"))


def addresses_in(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Everything in expanded JSON-LD that is to be an address: keys, ids, types."""
    if isinstance(value, dict):
        for name, item in value.items():
            if not name.startswith("@"):
                yield "key", name
            yield from addresses_in(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from addresses_in(item, key)
    elif key in ("@id", "@type"):
        yield key, value


def test_bodies(site: Exported) -> None:
    """The note in its language, with links that lead somewhere outside the site too."""
    for article, language, base in site.articles():
        notes = {note.id: note for note in site.corpus.annotations[article].annotations}
        for annotation in site.json(f"{base}.jsonld")["first"]["items"]:
            note = notes[annotation["id"].rpartition("#note-")[2]]
            text, *tags = annotation["body"]
            assert (text["type"], text["format"], text["language"]) == ("TextualBody", "text/markdown", language)
            assert not re.search(r"\]\((?!https?://)", text["value"])
            assert re.sub(r"\]\([^)]*\)", "]", text["value"]) == re.sub(r"\]\([^)]*\)", "]", note.body[language])
            assert [tag["source"].rstrip("/").rpartition("/")[2] for tag in tags] == list(note.entities)


@pytest.mark.parametrize(
    ("body", "exported"),
    [
        ("[a](entity:b) [c](entity:d)", "[a](https://e/entities/b.md) c"),
        ("[a](entity:b 'c') [c](<entity:b>)", "[a](https://e/entities/b.md 'c') [c](<https://e/entities/b.md>)"),
        ("[a [b] `]`](entity:b) [*c*](entity:d 'e')", "[a [b] `]`](https://e/entities/b.md) *c*"),
        ("`[a](entity:b)`, \\[a](entity:b)", "`[a](entity:b)`, \\[a](entity:b)"),
        ("[a](https://f/g_(h)) ![i](j.png)", "[a](https://f/g_(h)) ![i](j.png)"),
        ("[a][1]\n\n[1]: entity:b", "[a][1]\n\n[1]: https://e/entities/b.md"),
    ],
)
def test_links_of_bodies(body: str, exported: str) -> None:
    """Links to records have addresses, or are none where there is no such record; all else stays as it is written."""
    corpus = Corpus(entities={"b": Entity.model_construct()})
    links = Links(corpus, lambda page: f"https://e/{page}", "articles")
    assert body_markdown(body, Scope(corpus, Prose(corpus.ledger, repr, repr), "id", Words("id"), links)) == exported


@pytest.mark.parametrize("ending", [".jsonld", ".utf16.jsonld"])
def test_anchors_resolve_in_the_published_text(site: Exported, odd: Exported, ending: str) -> None:
    cut = units if "utf16" in ending else lambda text, start, end: text[start:end]
    for exported in (site, odd):
        for _, _, base in exported.articles():
            collection, text = exported.json(base + ending), exported.text(f"{base}.txt")
            stream = collection["schema:isBasedOn"]
            assert stream["id"] == f"{exported.url}data/{base}.txt"
            assert stream["schema:sha256"] == hashlib.sha256(text.encode()).hexdigest()
            for annotation in collection["first"]["items"]:
                quote = selector(annotation, "TextQuoteSelector")
                position = selector(annotation, "TextPositionSelector")
                start, end = position["start"], position["end"]
                assert cut(text, start, end) == quote["exact"] != ""
                assert cut(text, 0, start).endswith(quote["prefix"])
                assert cut(text, end, len(text) * 2).startswith(quote["suffix"])
                assert quote["prefix"] or start == 0
                assert quote["suffix"] or cut(text, end, len(text) * 2) == ""


def test_words_are_those_of_the_record(site: Exported) -> None:
    for _, language, base in site.articles():
        for annotation in site.json(f"{base}.jsonld")["first"]["items"]:
            _, note = site.corpus.notes[annotation["id"].rpartition("#note-")[2]]
            quote = note.target[language]
            if quote is not None:
                assert fold(selector(annotation, "TextQuoteSelector")["exact"]) == fold(quote.exact)
            else:
                assert selector(annotation, "FragmentSelector")["value"] == note.target.block


def test_words_stand_in_the_page(site: Exported, odd: Exported) -> None:
    """In the element of the block that the position falls into, markers of notes aside."""
    for exported in (site, odd):
        blocks = exported.json("blocks.json")
        for article, language, base in exported.articles():
            page = exported.built.page(f"{'en/' if language == 'en' else ''}articles/{article}/")
            here = [b for b in blocks if (b["article"], b["language"]) == (article, language)]
            for annotation in exported.json(f"{base}.jsonld")["first"]["items"]:
                position = selector(annotation, "TextPositionSelector")
                [home] = [b for b in here if b["start"] <= position["start"] and position["end"] <= b["end"]]
                element = copy.deepcopy(block(page, home["block"]))
                for marker in element.xpath(".//a[@role='doc-noteref'] | .//*[@class='srt-back']"):
                    marker.drop_tree()
                exact = " ".join(selector(annotation, "TextQuoteSelector")["exact"].split())
                assert exact in text_of(element), annotation["id"]


def test_characters_outside_the_first_plane(odd: Exported) -> None:
    """A parrot before the words: one code point, two UTF-16 units."""
    for _, _, base in odd.articles():
        one, two = (odd.json(base + ending)["first"]["items"] for ending in (".jsonld", ".utf16.jsonld"))
        shifts = {
            a["id"].rpartition("#")[2]: selector(b, "TextPositionSelector")["start"]
            - selector(a, "TextPositionSelector")["start"]
            for a, b in zip(one, two, strict=True)
        }
        assert shifts["note-licence"] == 1
        assert shifts["note-which-day"] == 0


def test_a_note_whose_words_changed_is_at_its_block(odd: Exported) -> None:
    """Nothing is attached by likeness, in exports no more than on the page."""
    items = {a["id"].rpartition("#note-")[2]: a for a in odd.json("annotations/lab-baru.id.jsonld")["first"]["items"]}
    assert selector(items["which-day"], "FragmentSelector")["value"] == "p2"
    assert selector(items["which-day"], "TextQuoteSelector")["exact"].startswith("Laboratorium Nusa merilis model")
    assert len(items["licence"]["target"]["selector"]) == 2


def test_all_that_is_said_of_a_note(odd: Exported) -> None:
    """In either format: by whom it is and when, what it does, what it says, what it is about and what carries it."""
    page, references = f"{odd.url}en/articles/lab-baru/", f"{odd.url}en/references/"
    text = f"True according to the [release notes]({references}#ref-pelita-notes); see also [Pelita]({ENTITY})."
    quote = {
        "type": "TextQuoteSelector",
        "exact": "very permissive",
        # 32 characters, but for accents: they stay with their letters.
        "prefix": " among themselves up there, is ",
        "suffix": ".\nSome experts doubt Pelita. The\u0329",
    }
    [annotation] = noted(odd.json("annotations/lab-baru.en.jsonld")["first"]["items"], f"{page}#note-licence")
    assert annotation == {
        "id": f"{page}#note-licence",
        "type": "Annotation",
        "motivation": "oa:assessing",
        "creator": {"name": "redaksi"},
        "created": "2025-03-01T00:00:00Z",
        "modified": "2025-03-02T00:00:00Z",
        "body": [
            {
                "type": "TextualBody",
                "value": text,
                "format": "text/markdown",
                "language": "en",
                "purpose": "oa:assessing",
            },
            {"type": "SpecificResource", "source": ENTITY, "purpose": "tagging"},
        ],
        "target": {
            "type": "SpecificResource",
            "source": page,
            "selector": [quote, {"type": "TextPositionSelector", "start": 235, "end": 250}],
        },
        "dcterms:references": [{"id": f"{references}#ref-pelita-notes"}, {"id": f"{page}#p2"}],
    }
    file = odd.json("annotations/lab-baru.en.hypothesis.json")
    [annotation] = noted(file["annotations"], "licence.en")
    user = "acct:redaksi@pelita.example"
    assert annotation == {
        "id": "licence.en",
        "created": "2025-03-01T00:00:00Z",
        "updated": "2025-03-02T00:00:00Z",
        "user": user,
        "user_info": {"display_name": "redaksi"},
        "uri": page,
        "text": text,
        "tags": ["Check", "Pelita"],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"], "admin": [user], "update": [user], "delete": [user]},
        "target": [
            {"source": page, "selector": [quote, {"type": "TextPositionSelector", "start": 236, "end": 251}]},
        ],
        "document": {"title": ["Nusa Laboratory releases Pelita"]},
        "references": [],
        "hidden": False,
        "flagged": False,
        "links": {"html": f"{page}#note-licence"},
    }
    [unchanged] = noted(file["annotations"], "which-day.en")
    assert unchanged["updated"] == unchanged["created"] == "2025-03-01T00:00:00Z"


def test_notes_on_an_article_without_text_are_about_its_page(tmp_path: Path) -> None:
    """There is no place in it where they could be, and they are not lost."""
    project = awkward(tmp_path / "project")
    project.write("docs/articles/lab-baru.md", "---\ntitle: Kosong\n---\n")
    odd = load(project.build(), project.folder, "https://pelita.example/")
    page = f"{odd.url}articles/lab-baru/"
    annotations = odd.json("annotations/lab-baru.id.jsonld")["first"]["items"]
    assert [annotation["target"] for annotation in annotations] == [page] * 3
    annotations = odd.json("annotations/lab-baru.id.hypothesis.json")["annotations"]
    assert [annotation["target"] for annotation in annotations] == [[{"source": page}]] * 3


def test_a_note_on_a_block_that_is_not_there_is_about_the_page(tmp_path: Path) -> None:
    """It is shown somewhere on the page all the same, but is about no block of which its editor said nothing."""
    project = awkward(tmp_path / "project")
    project.edit("data/annotations/lab-baru.yml", "block: p2", "block: p22")
    odd = load(project.build(), project.folder, "https://pelita.example/")
    page = f"{odd.url}articles/lab-baru/"
    [annotation] = noted(odd.json("annotations/lab-baru.id.jsonld")["first"]["items"], f"{page}#note-which-day")
    assert annotation["target"] == page
    [annotation] = noted(odd.json("annotations/lab-baru.id.hypothesis.json")["annotations"], "which-day.id")
    assert annotation["target"] == [{"source": page}]


def noted(annotations: list[dict[str, Any]], id: str) -> list[dict[str, Any]]:
    return [annotation for annotation in annotations if annotation["id"] == id]


def test_hypothesis(site: Exported, odd: Exported) -> None:
    """The form of an export of Hypothesis' client, whose positions count UTF-16 units."""
    for exported in (site, odd):
        for article, language, base in exported.articles():
            file, text = exported.json(f"{base}.hypothesis.json"), exported.text(f"{base}.txt")
            assert set(file) == {"export_date", "export_userid", "client_version", "annotations"}
            page = f"{exported.url}{'en/' if language == 'en' else ''}articles/{article}/"
            for annotation in file["annotations"]:
                assert re.fullmatch(r"acct:[A-Za-z0-9._]+@[a-z.]+", annotation["user"])
                assert annotation["uri"] == page == annotation["target"][0]["source"]
                assert re.fullmatch(DATE_TIME, annotation["created"]) and re.fullmatch(DATE_TIME, annotation["updated"])
                quote, position = annotation["target"][0]["selector"]
                assert units(text, position["start"], position["end"]) == quote["exact"]
            assert len(file["annotations"]) == len(exported.corpus.annotations[article].annotations)
