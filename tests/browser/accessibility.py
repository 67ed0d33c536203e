"""What axe says of a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""WCAG 2.2 AA, as far as a program can tell."""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe among these that look at colours."""
SIZES = ("target-size",)
"""Those that look at where things stand."""


def violations(page: Page, rules: tuple[str, ...] = ()) -> list[tuple[str, list[list[str]]]]:
    """What a page violates of WCAG 2.2 AA, or of some rules of axe, each with the first elements that do."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    response = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response
    return [(found["id"], [node["target"] for node in found["nodes"]][:3]) for found in response["violations"]]
