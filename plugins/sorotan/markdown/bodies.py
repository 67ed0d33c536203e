"""Markdown in records: a small, safe dialect."""

from __future__ import annotations

from functools import cache
from typing import Final

import nh3
from markdown import Markdown

from sorotan.markdown.links import RecordLinksExtension, ResolveLink

_TAGS: Final = {"p", "br", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote", "span"}
_ATTRIBUTES: Final = {"a": {"href", "class"}}
_SCHEMES: Final = {"http", "https", "mailto"}


def render(text: str, resolve: ResolveLink) -> str:
    """Safe HTML of Markdown written in a record.

    Raw HTML is shown as text. The result is sanitised all the same, so that nothing but the listed tags, no handler
    and no address other than http, https, mailto and those of `resolve` can come out of it.
    """
    md, links = _converter()
    links.resolve = resolve
    html = md.reset().convert(text)
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)


@cache
def _converter() -> tuple[Markdown, RecordLinksExtension]:
    links = RecordLinksExtension()
    md = Markdown(extensions=[links])
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    return md, links
