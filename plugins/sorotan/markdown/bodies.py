"""Markdown in records: a small, safe dialect."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from typing import Final

import nh3
from markdown import Markdown

from sorotan.core.characters import cleaned, rendered
from sorotan.core.recordlinks import OUTSIDE
from sorotan.markdown.limits import LimitsExtension
from sorotan.markdown.links import RecordLinksExtension, ResolveLink

_TAGS: Final = {"p", "br", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote", "span"}
_ATTRIBUTES: Final = {"a": {"href", "class", "title"}}
_LINK: Final = re.compile(r'<a class="srt-(\w+)-link" href="#\1:([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
"""A link to a record as `_rendered` leaves it: by its id in a fragment, which is safe, and leads nowhere by itself.

Nobody can write one, because bodies have no raw HTML and no classes; and sanitised HTML has no `>` in attributes.
"""
_TAG: Final = re.compile(r"<[^>]*>")


class Bodies:
    """What Markdown of records is rendered to: each text once, for all pages that it is on, and builds that follow."""

    def __init__(self) -> None:
        self._html: dict[str, str] = {}
        """HTML by Markdown, with links to records still by their ids."""
        self._texts: dict[str, str] = {}
        """Plain text by Markdown."""
        self._used: dict[str, str] | None = None
        """What was asked of `_html` since `begin`."""

    def html(self, markdown: str, resolve: ResolveLink) -> str:
        """Safe HTML of Markdown written in a record.

        Raw HTML is shown as text. The result is sanitised all the same, so that nothing but the listed tags, no handler
        and no address other than http, https, mailto and those of `resolve` can come out of it.
        """

        def link(match: re.Match[str]) -> str:
            scheme, target, rest, content = match.groups()
            if href := resolve(scheme, unescape(target)):
                return f'<a class="srt-{scheme}-link" href="{escape(href)}"{rest}>{content}</a>'
            return f"<span>{content}</span>"

        return _LINK.sub(link, self._rendered(markdown))

    def text(self, markdown: str) -> str:
        """The words that are shown of Markdown written in a record, an empty line between paragraphs."""
        if markdown not in self._texts:
            html = self._rendered(markdown).replace("</p>\n<p>", "</p>\n\n<p>")
            self._texts[markdown] = cleaned(unescape(_TAG.sub("", html))).strip()
        return self._texts[markdown]

    def begin(self) -> None:
        """Note from here what is used."""
        self._used = {}

    def end(self) -> dict[str, str]:
        """What was used since `begin`, for other processes and builds to `remember`."""
        used, self._used = self._used or {}, None
        return used

    def remember(self, found: Mapping[str, str]) -> None:
        """Know what was rendered elsewhere."""
        self._html.update(found)

    def _rendered(self, markdown: str) -> str:
        if markdown not in self._html:
            self._html[markdown] = _converted(markdown)
        html = self._html[markdown]
        if self._used is not None:
            self._used[markdown] = html
        return html


def _converted(markdown: str) -> str:
    html = _converter().reset().convert(markdown)
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(OUTSIDE), link_rel=None)
    return rendered(clean)  # which resolved the references in it


@cache
def _converter() -> Markdown:
    links = RecordLinksExtension()
    links.resolve = lambda scheme, target: f"#{scheme}:{target}"
    md = Markdown(extensions=[links, LimitsExtension()])
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    return md
