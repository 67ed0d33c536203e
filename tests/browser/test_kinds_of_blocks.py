"""Articles with more than paragraphs: quotations, lists, boxes that open and pictures, all with notes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from waiting import settled

from support import STOCK, Built, Once, Project

BLOCKS = """

> Sari Dewi berbicara panjang lebar tentang model itu, dan tentang semua orang yang kelak boleh memakainya.
> {: #q1 }

- Pelita dapat diunduh siapa saja, juga oleh mereka yang tidak punya uang untuk membeli model lain.
{: #q2 }
- Lisensinya longgar.
{: #q3 }

??? note "Lipatan"

    Di sini ada lagi yang perlu dibaca.
    {: #q4 }

![gambar](gambar.svg)
{: #q5 }

Penutup.
{: #q6 }
"""
IDS = [f"q{number}" for number in range(1, 7)]
NOTE = """\
  - id: {id}
    motivation: describing
    target: {{block: {id}}}
    body: {{id: Catatan tentang bagian ini., en: A note on this part.}}
    creator: redaksi
    created: 2025-03-01
"""


def with_blocks(folder: Path) -> Built:
    project = Project(Path(shutil.copytree(STOCK, folder / "project")))
    project.without_originals()
    project.edit("mkdocs.yml", "  - attr_list\n", "  - attr_list\n  - pymdownx.details\n")
    project.write("docs/articles/gambar.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'/>")
    for path, more in (
        ("docs/articles/lab-baru.md", BLOCKS),
        ("data/annotations/lab-baru.yml", "".join(NOTE.format(id=id) for id in IDS)),
    ):
        project.write(path, project.read(path) + more)
    return project.build()


@pytest.fixture(scope="module")
def address(once: Once, serving: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    with serving(once("kinds of blocks", with_blocks).site) as address:
        yield f"{address}articles/lab-baru/"


@pytest.fixture
def see(new_context: Callable[..., BrowserContext], address: str) -> Iterator[Callable[..., Page]]:
    """Opens the article. Fails the test on an error of its scripts."""
    contexts, wrong = [], []

    def open_page(width: int = 1440, scripts: bool = True) -> Page:
        contexts.append(new_context(java_script_enabled=scripts, viewport={"width": width, "height": 900}))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong


def box(page: Page, selector: str) -> dict:
    found = page.locator(selector).bounding_box()
    assert found is not None
    return found


def test_notes_stand_beside_blocks_of_all_kinds_one_below_the_other(see) -> None:
    page = see()
    notes = [box(page, f"#note-{id}") for id in IDS if id != "q4"]  # that is folded with its block
    assert all(above["y"] + above["height"] <= below["y"] for above, below in zip(notes, notes[1:], strict=False))
    [side] = {note["x"] for note in notes}
    assert all(box(page, f"#{id}")["x"] + box(page, f"#{id}")["width"] <= side for id in IDS if id != "q4")
    page.locator("summary", has_text="Lipatan").click()
    settled(page)
    assert box(page, "#note-q4")["x"] == side
    assert box(page, "#note-q3")["y"] < box(page, "#note-q4")["y"] < box(page, "#note-q5")["y"]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 1100, 1440])
def test_a_quotation_is_nearly_as_wide_as_a_paragraph(see, width: int, scripts: bool) -> None:
    page = see(width, scripts)
    assert box(page, "#p3")["width"] - 60 < box(page, "#q1")["width"] < box(page, "#p3")["width"]


def test_links_to_items_stand_in_the_margin_beside_them(see) -> None:
    page = see()
    for id in ("q2", "q3"):
        place, item = box(page, f"[href='#{id}'].srt-pilcrow"), box(page, f"#{id}")
        assert place["x"] + place["width"] <= box(page, "#p3")["x"]
        assert item["y"] <= place["y"] and place["y"] + place["height"] <= item["y"] + item["height"] + 4
    assert box(page, "#q3")["y"] - box(page, "#q2")["y"] - box(page, "#q2")["height"] < 20


def test_the_number_of_a_note_on_a_picture_leads_to_it_and_back(see) -> None:
    page = see(360)
    page.locator("#ref-q5").click()
    assert page.locator("#note-q5 .srt-note__body").is_visible()
    page.locator("#note-q5 .srt-note__number").click()
    assert page.locator("#ref-q5:target").is_visible()
