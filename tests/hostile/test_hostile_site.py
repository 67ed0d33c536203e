"""One site with payloads in everything that people write: every output holds them as text, none as anything else."""

from __future__ import annotations

import csv
import io
import json
import re

import lxml.etree
import pytest

from hostile.poisoned import FACTS, KEPT, PARTS, SEEN, Poisoned, fields
from sorotan.core.corpus import json_schemas
from sorotan.core.vocabulary import PROPERTIES

URLS = ("href", "src", "action", "formaction", "cite", "data", "poster", "xlink:href")


def files(hostile: Poisoned, pattern: str) -> list[tuple[str, str]]:
    """Names and texts of the files of the site that match, as they were written."""
    found = [(path.name, path.read_bytes().decode()) for path in sorted(hostile.built.site.rglob(pattern))]
    assert found
    return found


def test_every_kind_of_record_is_known() -> None:
    """A kind of record that is new in the schemas is filled, has what it needs in `PARTS`, or is kept for a reason."""
    definitions = {name: d for _, schema in json_schemas() for name, d in schema.get("$defs", {}).items()}
    parts = {kind for d in definitions.values() for _, kind, _ in fields(d, definitions)}
    needing = {kind for kind in parts - {"text", "Localized", "Title"} - set(KEPT) if kind in definitions}
    in_stock = {"Fact", "ChainLink", "SourceText", "Target", "Assessment", "Annotation", "Alias"}
    assert needing - in_stock <= set(PARTS)
    assert set(FACTS) == {name for name, kind in PROPERTIES.items() if kind == "text"}


def test_the_records_are_valid_and_shown(hostile: Poisoned) -> None:
    """Otherwise the rest proves nothing."""
    assert hostile.built.abort == ""
    assert hostile.built.tracebacks == []
    assert {re.search(r"SRT[0-9]{3}", problem)[0] for problem in hostile.built.problems} == {
        "SRT017",
        "SRT038",
        "SRT061",
    }
    for page in (
        *("articles/lab-baru/", "articles/lab-baru/parallel/", "entities/pelita/", "entities/sari-dewi/", "timeline/"),
        *("notes/", "claims/", "disagreements/", "quotes/", "references/", "network/", "entities/", "data/", "prosa/"),
    ):
        for prefix in ("", "en/"):
            assert SEEN in hostile.built.page(prefix + page).text_content(), prefix + page


def test_pages_hold_no_payload_as_markup(hostile: Poisoned) -> None:
    for address in [*hostile.built.pages, "404.html", "entities/lilin/"]:
        page = hostile.built.page(address)
        assert page.xpath("//script[not(@src) and not(@type='application/ld+json')]") == [], address
        assert page.xpath("//iframe | //object | //embed | //base | //*[local-name()='animate']") == [], address
        assert page.xpath("//@*[starts-with(name(), 'on')]") == [], address
        ours = "self::select or self::input[@type='radio' and @name='verdict']"  # the filters of lists
        assert page.xpath(f"//main//*[not({ours})]/@name | //@srcdoc | //main//@style") == [], address
        for element in page.iter():
            for name in URLS if isinstance(element.tag, str) else ():
                value = (element.get(name) or "").strip().lower()
                assert not value.startswith(("javascript:", "vbscript:", "data:", "//")), address
        for source in page.xpath("//@src | //link[@rel='stylesheet']/@href"):
            assert "//" not in source, address


def test_pages_have_the_titles_of_the_payload(hostile: Poisoned) -> None:
    """As text in the head: the payload neither ends the title nor an attribute."""
    for address in hostile.built.pages:
        head = hostile.built.page(address).find("head")
        assert {child.tag for child in head if isinstance(child.tag, str)} <= {"meta", "link", "title", "script"}
    titles = [hostile.built.page(address).findtext(".//title") for address in ("articles/lab-baru/", "prosa/")]
    assert all("pwn()" in title for title in titles)


def test_structured_data_is_json(hostile: Poisoned) -> None:
    found = 0
    for address in hostile.built.pages:
        for script in hostile.built.page(address).xpath("//script[@type='application/ld+json']"):
            found += SEEN in json.dumps(json.loads(script.text))
            assert "<" not in script.text
    assert found > 10


@pytest.mark.parametrize("pattern", ["*.xml", "*.graphml"])
def test_xml_is_well_formed(hostile: Poisoned, pattern: str) -> None:
    for name, text in files(hostile, pattern):
        tree = lxml.etree.fromstring(text.encode())
        assert tree.xpath("//*[local-name()='script' or local-name()='img' or local-name()='svg']") == [], name


def test_feeds_hold_safe_html(hostile: Poisoned) -> None:
    for _, text in files(hostile, "feed.xml"):
        contents = lxml.etree.fromstring(text.encode()).xpath("//*[local-name()='content']/text()")
        assert any("&lt;script&gt;" in content for content in contents)
        assert not any(tag in content for content in contents for tag in ("<script", "<img", "<svg"))


def test_tables_hold_no_formula(hostile: Poisoned) -> None:
    quoted = 0
    for name, text in files(hostile, "*.csv"):
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}, name
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r", "\n"))], name
        quoted += sum(cell.startswith("'=1+1") for cell in cells)
    assert quoted > 50


def test_json_is_json(hostile: Poisoned) -> None:
    for name, text in [*files(hostile, "data/**/*.json"), *files(hostile, "*.jsonld")]:
        assert json.loads(text) is not None, name


def test_calendars_have_only_their_own_lines(hostile: Poisoned) -> None:
    known = "BEGIN VERSION PRODID CALSCALE NAME X-WR-CALNAME END"
    known += " UID DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION CATEGORIES STATUS TRANSP URL"
    for name, text in files(hostile, "*.ics"):
        lines = text.split("\r\n")
        assert all(len(line.encode()) <= 75 and "\n" not in line and "\r" not in line for line in lines), name
        whole = text.replace("\r\n ", "").split("\r\n")
        assert {re.split("[:;]", line)[0] for line in whole if line} <= set(known.split()), name
        assert sum(line == "BEGIN:VEVENT" for line in whole) == 3
        assert any("pwn()" in line for line in whole)


def test_bibtex_has_only_its_own_entries(hostile: Poisoned) -> None:
    for name, text in files(hostile, "*.bib"):
        plain = re.sub(r"\\[{}]", "", text)
        assert plain.count("{") == plain.count("}"), name
        assert text.count("\n@") + text.startswith("@") == 3
        fields = re.findall(r"(?m)^  ([a-z]+) = ", text)
        known = "author title journal howpublished publisher year month url language note"
        assert set(fields) <= set(known.split())


def test_nothing_outside_the_site_is_written(hostile: Poisoned) -> None:
    """But for the cache of cards."""
    made = set(hostile.after) - set(hostile.before)
    assert {name: digest for name, digest in hostile.after.items() if name not in made} == hostile.before
    assert [name for name in made if not name.startswith(("project/.site/", "project/.cache/sorotan/"))] == []
