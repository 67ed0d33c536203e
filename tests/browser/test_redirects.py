"""Old addresses in a real browser: readers arrive where they are led, at the note that they asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from support import Project

ARRIVALS = {
    "articles/lama/": "articles/lab-baru/",
    "en/articles/lama/": "en/articles/lab-baru/",
    "en/articles/lama/#note-licence": "en/articles/lab-baru/#note-licence",
    "articles/lama/#p2": "articles/lab-baru/#p2",
    "articles/lama/#note-lama": "articles/lab-baru/#note-doubts",
}
"""From an old address to the new one."""

REDIRECTS = """\
articles/lama.md: articles/lab-baru.md
articles/lama.md#note-lama: articles/lab-baru.md#note-doubts
articles/lab-baru.md#note-usang: timeline.md
"""


@pytest.mark.parametrize("scripts", [True, False])
def test_readers_arrive(project: Project, new_context: Callable[..., BrowserContext], serving, scripts: bool) -> None:
    """Without scripts, those who asked for a note arrive on its page."""
    project.write("data/redirects.yml", REDIRECTS)
    built = project.build(strict=True)
    assert built.abort == ""
    with serving(built.site) as address:
        context = new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 640})
        page, wrong = context.new_page(), []
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        for old, new in ARRIVALS.items():
            page.goto(address + old)
            page.wait_for_url(address + (new if scripts else new.partition("#")[0]))
        page.goto(f"{address}en/articles/lab-baru/")
        moved = page.locator("#note-usang")
        assert not moved.is_visible()
        page.goto(f"{address}en/articles/lab-baru/#note-usang")
        moved.wait_for()
        box = moved.bounding_box()
        assert box and 0 <= box["y"] < 640
        moved.get_by_role("link").click()
        page.wait_for_url(f"{address}en/timeline/")
        assert wrong == []
        context.close()
