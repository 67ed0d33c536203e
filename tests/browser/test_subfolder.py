"""A site below the root of its host, for which an address that does not exist may be anywhere."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext

from support import Project, build


def test_the_search_leads_from_the_page_of_an_unknown_address_into_the_site(
    project: Project, new_context: Callable[..., BrowserContext], serving
) -> None:
    project.edit("mkdocs.yml", "https://pelita.example/", "https://pelita.example/berita/")
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/search\n")
    root = project.folder / "host"
    assert build(project.folder / "mkdocs.yml", root / "berita").abort == ""
    with serving(root) as address:
        context = new_context(viewport={"width": 1024, "height": 900})
        page = context.new_page()
        page.goto(f"{address}berita/404.html")
        page.locator("[data-srt-search]").click()
        page.keyboard.type("Dewi")
        page.locator(".srt-search__results a").first.wait_for()
        results = page.locator(".srt-search__title a").evaluate_all("links => links.map(link => link.href)")
        assert f"{address}berita/entities/sari-dewi/" in results
        context.close()
