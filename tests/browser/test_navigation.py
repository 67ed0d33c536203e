"""A navigation of more tabs than fit beside the name of the site: what it has room for, and what stays in view."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page
from waiting import settled

from support import STOCK, Built, Once, Project

TITLES = (
    "Beranda dan pengantar",
    "Kecerdasan buatan terbuka",
    "Pendidikan dan penelitian",
    "Ekonomi digital Nusantara",
    "Lingkungan dan iklim laut",
    "Kebijakan ruang angkasa",
    "Kesehatan masyarakat desa",
    "Transportasi antarpulau",
    "Keamanan jaringan negara",
    "Sejarah perdagangan rempah",
    "Nama orang dan lembaga",
    "Artikel, catatan, dan arsip",
)
SECTION = """\
  - "Artikel, catatan, dan arsip":
      - articles/lab-baru.md
      - Arsip menurut tahun terbit:
          - Catatan redaksi tentang cara kami membaca berita: halaman/11.md
          - Tahun yang lebih lama:
              - Arsip dua puluh tahun terakhir di satu halaman: halaman/12.md
"""
HERE = "halaman/3/"
FOLDED = "body > .srt-header .srt-menu"


def with_tabs(folder: Path, titles: tuple[str, ...], rest: str = "") -> Built:
    """The stock project with a tab for each title, the first of which is the front page, and with what follows them."""
    project = Project(Path(shutil.copytree(STOCK, folder / "project")))
    project.without_originals()
    config = project.read("mkdocs.yml")
    entries = [f"  - {titles[0]}: index.md\n"]
    for number, title in enumerate(titles[1:], 1):
        entries.append(f"  - {title}: halaman/{number}.md\n")
    head, tail = config[: config.index("nav:")], config[config.index("validation:") :]
    project.write("mkdocs.yml", f"{head}nav:\n{''.join(entries)}{rest}{tail}")
    parts = "\n\n".join(f"## Bagian {n} {{: #bagian-{n} }}\n\n{'Ombak memecah di karang. ' * 30}" for n in range(1, 25))
    for number in range(1, 13):
        project.write(f"docs/halaman/{number}.md", f"# Halaman {number}\n\n{parts}\n")
    return project.build()


@pytest.fixture(scope="module")
def tabbed(once: Once) -> Built:
    """A site of 12 tabs, the last of which is a section with others in it."""
    return once("tabbed", lambda folder: with_tabs(folder, TITLES[:-1], SECTION))


@pytest.fixture(scope="module")
def tabbed_address(tabbed: Built, serving: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    with serving(tabbed.site) as address:
        yield address


@pytest.fixture
def see(new_context: Callable[..., BrowserContext], tabbed_address: str) -> Iterator[Callable[..., Page]]:
    """Opens a path of that site in a window of a width, with letters that are so many times as large."""
    contexts = []

    def open_page(path: str, width: int, letters: int = 1, scripts: bool = True) -> Page:
        context = new_context(java_script_enabled=scripts, viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        sizes = {"fontSizes": {"standard": 16 * letters}}
        context.new_cdp_session(page).send("Page.setFontSizes", sizes)
        page.goto(tabbed_address + path)
        settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def is_in_the_window(item: Locator, width: int) -> bool:
    """Whether all of it is between the sides of the window, and it can be clicked."""
    item.click(trial=True)
    box = item.bounding_box()
    return box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] >= 24


def overlaps(boxes: list[dict]) -> list[tuple[dict, dict]]:
    """Pairs of boxes that lie on each other."""
    return [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one["left"] < other["right"] - 0.5
        and other["left"] < one["right"] - 0.5
        and one["top"] < other["bottom"] - 0.5
        and other["top"] < one["bottom"] - 0.5
    ]


WIDE = "document.documentElement.scrollWidth"
PLACED = ".srt-brand:visible, .srt-tools, .srt-tabs > ul > li"
BOXES = "items => items.map(item => item.getBoundingClientRect().toJSON())"
SHIFTS = """() => new Promise(done => {
  const observer = new PerformanceObserver(list => done(list.getEntries().map(({ value }) => value)));
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 200);
})"""


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("letters", [1, 2])
@pytest.mark.parametrize("width", [360, 768, 1024, 1200, 1440])
def test_many_tabs_are_in_the_window(see, width: int, letters: int, scripts: bool) -> None:
    """No page is wider than its window, and each tab, or line of the menu, is there to be clicked."""
    page = see(HERE, width, letters, scripts)
    assert page.evaluate(WIDE) <= width
    if scripts:
        assert page.evaluate(SHIFTS) == []
    menu = page.locator(FOLDED)
    assert menu.is_visible() == (width < 1024 * letters)
    if menu.is_visible():
        assert is_in_the_window(menu.locator("summary"), width)
        menu.locator("summary").click()
        items = menu.locator("nav > ul > li > :first-child")
    else:
        items = page.locator(".srt-tabs > ul > li > a, .srt-tabs summary")
        assert overlaps(page.locator(PLACED).evaluate_all(BOXES)) == []
    assert [text.strip() for text in items.all_inner_texts()] == list(TITLES)
    assert all(is_in_the_window(item, width) for item in items.all())
    current = [item for item in items.all() if item.get_attribute("aria-current")]
    assert [item.inner_text() for item in current] == [TITLES[3]]
    assert "rgb" in current[0].evaluate("item => getComputedStyle(item).boxShadow")

    if not menu.is_visible():
        items.last.click()
    links = page.locator(".srt-drop[open] a")
    for link in links.all():
        link.scroll_into_view_if_needed()
        assert is_in_the_window(link, width)
    assert page.evaluate(WIDE) <= width
    links.last.click()
    page.wait_for_url("**/halaman/12/")


@pytest.mark.parametrize("letters", [1, 2])
@pytest.mark.parametrize("width", [360, 768, 1200, 1440])
def test_what_an_address_leads_to_is_not_below_many_tabs(see, width: int, letters: int) -> None:
    """From above and from below; what stays in view is one line."""
    page = see(f"{HERE}#bagian-12", width, letters)
    at = """id => {
      const { left, top, right, bottom } = document.getElementById(id).getBoundingClientRect();
      const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return found?.id === id && top >= 0 && top < innerHeight / 2;
    }"""
    assert page.evaluate(at, "bagian-12")
    for id in ("bagian-20", "bagian-5"):
        page.evaluate("id => { location.hash = id; }", id)
        settled(page)
        assert page.evaluate(at, id)
    header = page.locator(".srt-header").evaluate("header => header.getBoundingClientRect().bottom")
    assert header <= 900 / 8
    assert page.evaluate(WIDE) <= width


@pytest.mark.parametrize("width", [1200, 1440])
def test_the_keyboard_goes_through_many_tabs_as_they_stand(see, width: int) -> None:
    """From line to line, and each that is focused shows it."""
    page = see(HERE, width)
    places = []
    for _ in range(30):
        page.keyboard.press("Tab")
        focused = page.evaluate("""() => {
          const { left, top, bottom } = document.activeElement.getBoundingClientRect();
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          const inside = document.activeElement.matches(".srt-header *, .srt-tabs *");
          const ring = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
          return [inside, ring, [Math.round((top + bottom) / 2), left], document.activeElement.textContent.trim()];
        }""")
        if focused[0]:
            places.append(focused[1:])
    assert all(ring for ring, _, _ in places)
    names = [name for _, _, name in places]
    assert [name for name in names if name in TITLES] == list(TITLES)
    lines = [place for _, place, _ in places]
    for (y, x), (next_y, next_x) in zip(lines, lines[1:], strict=False):
        assert next_y > y + 8 or (abs(next_y - y) <= 8 and next_x > x)


def test_many_headings_are_reached_in_a_low_window(see) -> None:
    """The list of them stays in view while the page is scrolled, whatever its length."""
    page = see(HERE, 1440)
    page.set_viewport_size({"width": 1440, "height": 500})
    page.locator("#bagian-12").evaluate("heading => heading.scrollIntoView()")
    links = page.locator(".srt-toc a")
    assert links.count() == 24
    for link in (links.last, links.first):
        link.focus()
        assert 52 <= link.bounding_box()["y"] <= 480


def test_many_tabs_are_not_printed(see) -> None:
    page = see(HERE, 1200)
    page.emulate_media(media="print")
    assert page.locator(".srt-header, .srt-tabs").evaluate_all("all => all.some(one => one.checkVisibility())") is False


@pytest.mark.parametrize("tabs", range(3, 13))
def test_however_many_tabs_there_are_they_fit(
    tmp_path: Path, serving: Callable[[Path], AbstractContextManager[str]], new_context, tabs: int
) -> None:
    """What stays in view is one line, in the narrowest window that has tabs as well."""
    built = with_tabs(tmp_path, TITLES[:tabs])
    context = new_context(viewport={"width": 1024, "height": 900})
    page = context.new_page()
    with serving(built.site) as address:
        for path in (HERE, f"en/{HERE}"):
            page.goto(address + path)
            assert page.evaluate(WIDE) == 1024
            assert page.locator(".srt-header__inner").bounding_box()["height"] == 52
            items = page.locator(".srt-tabs > ul > li")
            assert items.count() == tabs
            assert all(is_in_the_window(item, 1024) for item in items.all())
            assert overlaps(page.locator(PLACED).evaluate_all(BOXES)) == []
    context.close()
