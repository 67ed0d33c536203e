"""Waiting for what a page does."""

from __future__ import annotations

import time

from playwright.sync_api import Page

from served import PATIENCE


def settled(page: Page) -> None:
    """Wait until the fonts are there and scripts have laid out the page with them."""
    until(page, "document.fonts.status === 'loaded'")
    if page.evaluate("document.documentElement.classList.contains('js')"):  # otherwise frames are told to nobody
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def until(page: Page, expression: str, argument: object = None) -> None:
    """Wait until a JavaScript expression, or function of `argument`, is true.

    Playwright's own `wait_for_function` evaluates text inside the page, which the policy of our pages forbids.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression, argument):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(50)
