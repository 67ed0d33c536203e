"""Markdown files as they are written: where the ids of blocks stand, and what was meant to be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sorotan.core import pagefile
from sorotan.core.pagefile import Page
from sorotan.core.problems import Problems


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("# Satu {: #p1 }\n\nDua\n{: #p1 .x }\n", [(1, 8), (4, 1)], id="two blocks"),
        pytest.param("Satu\n{: .x id='p1' }\n", [(2, 1)], id="an attribute"),
        pytest.param("Satu #p1 [x](block:y#p1)\n{: #p12 }\n{: #p1-a }", [], id="no attribute list, and other ids"),
    ],
)
def test_ids(text: str, places: list[tuple[int, int]]) -> None:
    """Attribute lists that give an id to something, by line and column."""
    page = Page("x.md", text)
    found = [page.locate(at) for at in page.ids("p1")]
    assert [(place.line, place.column) for place in found] == places


@pytest.mark.parametrize("written", ["{: #p1", "{: p1 }", "{: #P1 }", "{#p1}", "{ : #p1 }", "{: # p1 .x }"])
def test_near_ids(written: str) -> None:
    """What was meant to give an id."""
    assert list(Page("x.md", f"Satu\n{written} \n{{: #p12 }}\n").near_ids("p1")) == [(5, written)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Satu\n{: #p1 }\n{: #p2 }\n", [(5, "{: #p1 }")], id="two ids"),
        pytest.param("Satu\n{: #p1 }\n  {:#p1 .x} \n{: #p1 }", [(5, "{: #p1 }"), (16, "{:#p1 .x}")], id="one thrice"),
        pytest.param("Satu\n{: #p1 }\nDua\n{: #p2 }\n", [(5, "{: #p1 }")], id="no empty line between paragraphs"),
        pytest.param("Satu\n{: #p1 }\n \n{: #p2 }\n", [], id="an empty line"),
        pytest.param("# Satu {: #p1 }\nDua\n{: #p2 }", [], id="a heading"),
        pytest.param("<!-- Satu\n{: #p1 }\n{: #p2 }\n-->", [], id="a comment"),
    ],
)
def test_ids_within_a_block(text: str, found: list[tuple[int, str]]) -> None:
    """Those behind which a block goes on."""
    assert list(Page("x.md", text).ids_within_blocks()) == found


@pytest.mark.parametrize("text", ["p1 {x p1}", "<!-- Satu\n{: #p1 }\n-->", "{: #p12 }\n{: #p1-a }"])
def test_not_near_ids(text: str) -> None:
    """What was not meant so, or is put aside as a comment."""
    assert not list(Page("x.md", text).near_ids("p1"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: a\n---\n\nSatu\n", ""),
        ("---\ntitle: a\n\nSatu\n", "1:1: SRT003 This is not valid YAML: the front matter does not end"),
        (
            "---\ntitle: a\ndate: 2026-02-30\n---\n\nSatu\n",
            "3:7: SRT003 This is not valid YAML: this looks like a date",
        ),
        ("---\ntitle: a\n<<: b\n---\n\nSatu\n", "2:1: SRT003 This is not valid YAML: this looks like"),
        ("---\ntitle: a\u2028- b\n---\n\nSatu\n", "2:10: SRT003 This is not valid YAML: this looks like"),
        ("---\ntitle: a\ndate: 2026-02-28\n---\n\nSatu\n", ""),
        ("---\n\nSatu\n\n---\n\nDua\n", ""),
        ("\n \n---\ntitle: a\n---\n\nSatu\n", "3:1: SRT003 This is not valid YAML: the front matter must begin in the"),
        ("\n---\n\ntitle: a\n---\n\nSatu\n", ""),
        ("\n---\n\nSatu\n", ""),
        ("\nSatu\n\n---\ntitle: a\n---\n", ""),
    ],
)
def test_front_matter(tmp_path: Path, text: str, told: str) -> None:
    """MkDocs publishes as text what it does not take for front matter. Lines of hyphens are lines elsewhere."""
    path, problems = tmp_path / "x.md", Problems()
    path.write_text(text, "utf-8")
    assert (pagefile.read(path, "x.md", problems) is None) == bool(told)
    assert [str(problem).startswith(f"x.md:{told}") for problem in problems] == [True] * bool(told)
