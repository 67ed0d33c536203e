"""“Cite this”: text, BibTeX and CSL-JSON of articles, entities and notes."""

from __future__ import annotations

import json
import re
from itertools import accumulate

import pytest

from support import Built, Project, block, text_of

BASE = "https://pelita.example/"
PAGES = [
    prefix + page for prefix in ("", "en/") for page in ("articles/lab-baru/", "entities/nusa/", "entities/pelita/")
]


def forms(built: Built, page: str, note: str = "") -> tuple[str, str, dict[str, object]]:
    """How a page is cited, or a note of it."""
    path = "//aside[@id=$id]//details" if note else "//details[not(ancestor::aside)]"
    [details] = built.page(page).xpath(f"{path}[@class='srt-cite']", id=f"note-{note}")
    bibtex, csl = (pre.text_content() for pre in details.iter("pre"))
    [item] = json.loads(csl)
    return text_of(details.find("p")), bibtex, item


@pytest.mark.parametrize("page", PAGES)
def test_all_forms_name_the_same_page(stock: Built, page: str) -> None:
    text, bibtex, item = forms(stock, page)
    [title] = [text_of(heading) for heading in stock.page(page).xpath("//h1")]
    assert item["title"] == title
    assert item["URL"] == BASE + page
    assert item["author"] == [{"literal": "Pelita"}]
    assert item["container-title"] == "Pelita"
    assert item["type"] == "webpage"
    assert item["language"] == stock.page(page).get("lang")
    assert text.startswith(f"Pelita, “{title}”, ")
    assert text.endswith(BASE + page)
    assert re.match(r"@misc\{[a-z0-9-]+,\n", bibtex)
    assert f"title = {{{{{title}}}}}" in bibtex
    assert f"url = {{{BASE}{page}}}" in bibtex
    assert f"langid = {{{'british' if page.startswith('en/') else 'indonesian'}}}" in bibtex
    assert bibtex.count("{") == bibtex.count("}")


def test_bibtex_is_whole_whatever_a_name_holds(project: Project) -> None:
    project.edit("data/entities/person.yml", "name: Sari Dewi", "name: '}Sari {} {100% \\ Dewi'")
    _, bibtex, item = forms(project.build(), "en/entities/sari-dewi/")
    assert item["title"] == "}Sari {} {100% \\ Dewi"
    # BibTeX counts braces, whether there is a backslash before them or not.
    depths = list(accumulate((sign == "{") - (sign == "}") for sign in bibtex))
    assert 0 not in depths[bibtex.index("{") : -1]
    assert depths[-1] == 0


@pytest.mark.parametrize(
    ("page", "title", "genre", "day"),
    [
        (
            "articles/lab-baru/",
            "Catatan 2 pada ‘sangat longgar’",
            "Pemeriksaan, catatan pada “Laboratorium Nusa merilis Pelita”",
            "2 Maret 2025",
        ),
        (
            "en/articles/lab-baru/",
            "Note 2 on ‘very permissive’",
            "Check, note on “Nusa Laboratory releases Pelita”",
            "2 March 2025",
        ),
    ],
)
def test_a_note_is_cited_by_itself(stock: Built, page: str, title: str, genre: str, day: str) -> None:
    text, bibtex, item = forms(stock, page, "licence")
    address = f"{BASE}{page}#note-licence"
    assert text == f"Pelita, “{title}”, {genre[0].lower()}{genre[1:]}, {day}, {address}"
    assert (item["title"], item["genre"], item["URL"]) == (title, genre, address)
    assert item["issued"] == {"date-parts": [[2025, 3, 2]]}
    assert f"howpublished = {{{genre}}}" in bibtex
    # CSL-JSON is there to be read as well: letters stand for themselves.
    assert f'"title": "{title}"' in block(stock.page(page), "note-licence").text_content()
    assert f"url = {{{address}}}" in bibtex


@pytest.mark.parametrize(
    ("page", "title"),
    [("articles/lab-baru/", "Catatan 3 pada paragraf 5"), ("en/articles/lab-baru/", "Note 3 on paragraph 5")],
)
def test_a_note_on_a_whole_paragraph_is_cited_by_its_place(stock: Built, page: str, title: str) -> None:
    text, _, item = forms(stock, page, "doubts")
    assert item["title"] == title
    assert text.startswith(f"Pelita, “{title}”, ")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Who wrote model_a_b, 2*3 times?", "Who wrote model_a_b, 2*3 times?"),
        (r"Satu \_dua\_ \[tiga\](empat) &amp; &lt;lima&gt; &shy;enam.", "Satu _dua_ [tiga](empat) & <lima> enam."),
        ('*Satu* [d*u*a](https://a.example/x_(y)_z "t"), `a_b`.', "Satu dua, a_b."),
        ("Satu.\n\n- dua\n- [tiga][1]\n\n[1]: entity:pelita", "Satu. dua tiga"),
    ],
)
def test_a_note_is_listed_in_the_words_that_are_shown(project: Project, body: str, said: str) -> None:
    project.without_originals()
    project.edit("data/annotations/lab-baru.yml", '"Siapa para ahli itu?"', json.dumps(body))
    page = project.build().page("articles/lab-baru/")
    entries = [" ".join(entry.text_content().split()) for entry in page.xpath("//li//p")]
    assert [entry for entry in entries if entry.endswith(said)]


def test_keys_are_unique(stock: Built) -> None:
    keys = [forms(stock, page)[2]["id"] for page in PAGES]
    keys += [forms(stock, page, "licence")[2]["id"] for page in ("articles/lab-baru/", "en/articles/lab-baru/")]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("modified", "parts", "words", "month"),
    [
        ("2031-02-03", [2031, 2, 3], "3 February 2031", "feb"),
        ("2031-02", [2031, 2], "February 2031", "feb"),
        ("2031", [2031], "2031", ""),
        ("2031-02~", [2025, 3, 2], "2 March 2025", "mar"),
    ],
)
def test_the_date_is_that_of_the_last_known_change(
    project: Project, modified: str, parts: list[int], words: str, month: str
) -> None:
    """As precisely as it is known; one that is in doubt does not count."""
    project.without_originals()
    experts = '"Who are these experts?"}\n    creator: redaksi\n'
    project.edit("data/annotations/lab-baru.yml", experts, f"{experts}    modified: {modified}\n")
    text, bibtex, item = forms(project.build(strict=True), "en/articles/lab-baru/")
    assert item["issued"] == {"date-parts": [parts]}
    assert f", {words}, {BASE}" in text
    assert f"year = {{{parts[0]}}}" in bibtex
    assert re.findall(r"month = (\w+)", bibtex) == ([month] if month else [])


def test_no_date_is_made_up(project: Project) -> None:
    """Nothing tells when the page of an entity without notes was last changed."""
    project.without_originals()
    project.write(
        "data/entities/zz.yml", "sunyi: {kind: concept, name: Sunyi, description: {id: Tidak ada., en: Nothing.}}\n"
    )
    text, bibtex, item = forms(project.build(strict=True), "en/entities/sunyi/")
    assert "issued" not in item
    assert "year" not in bibtex
    assert text == f"Pelita, “Sunyi”, {BASE}en/entities/sunyi/"


def test_names_are_no_commands_of_tex(project: Project) -> None:
    project.without_originals()
    project.edit("data/entities/person.yml", "name: Sari Dewi", r"name: 'A_B & {C} \d 50% <i>'")
    project.edit("mkdocs.yml", "site_name: Pelita", "site_name: 'Pelita, {Édisi} #1'")
    _, bibtex, item = forms(project.build(), "entities/sari-dewi/")
    assert bibtex.startswith("@misc{pelita-disi-1-sari-dewi-id,\n")
    assert r"title = {{A\_B \& {\textbraceleft}C{\textbraceright} {\textbackslash}d 50\% <i>}}" in bibtex
    assert item["title"] == r"A_B & {C} \d 50% <i>"


def test_a_site_without_an_address_is_not_cited(project: Project) -> None:
    project.without_originals()
    project.edit("mkdocs.yml", "site_url: https://pelita.example/\n", "")
    built = project.build()
    assert not built.page("entities/nusa/").xpath("//details[@class='srt-cite']")
