"""Markdown in records: a small, safe dialect."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from typing import Final

import nh3
from markdown import Markdown

from sorotan.markdown.limits import LimitsExtension
from sorotan.markdown.links import RECORD_SCHEMES, RecordLinksExtension, ResolveLink

_TAGS: Final = {"p", "br", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote", "span"}
_ATTRIBUTES: Final = {"a": {"href", "class"}}
_SCHEMES: Final = {"http", "https", "mailto", *RECORD_SCHEMES}
_LINK: Final = re.compile(r'<a class="srt-(\w+)-link" href="\1:([^"]*)">(.*?)</a>', re.DOTALL)
"""A link to a record as `_rendered` leaves it. Nobody can write one: bodies have no raw HTML and no classes."""


def render(text: str, resolve: ResolveLink) -> str:
    """Safe HTML of Markdown written in a record.

    Raw HTML is shown as text. The result is sanitised all the same, so that nothing but the listed tags, no handler
    and no address other than http, https, mailto and those of `resolve` can come out of it.
    """

    def link(match: re.Match[str]) -> str:
        scheme, target, content = match.groups()
        href = resolve(scheme, unescape(target))
        return (
            f'<a class="srt-{scheme}-link" href="{escape(href)}">{content}</a>' if href else f"<span>{content}</span>"
        )

    return _LINK.sub(link, _rendered(text))


_known: Final[dict[str, str]] = {}
"""HTML by Markdown, with links to records still by their ids: a body is on several pages, and read once for all."""
_used: Final[dict[str, str]] = {}
"""What was asked of it since `learned`."""


def _rendered(text: str) -> str:
    if text not in _known:
        html = _converter().reset().convert(text)
        _known[text] = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    _used[text] = _known[text]
    return _known[text]


def learned() -> dict[str, str]:
    """What was rendered since this was asked before, for other processes and builds to `remember`."""
    found = dict(_used)
    _used.clear()
    return found


def remember(found: Mapping[str, str]) -> None:
    """Know what was rendered elsewhere."""
    _known.update(found)


@cache
def _converter() -> Markdown:
    links = RecordLinksExtension()
    links.resolve = lambda scheme, target: f"{scheme}:{target}"
    md = Markdown(extensions=[links, LimitsExtension()])
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    return md
