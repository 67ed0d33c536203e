"""The Content-Security-Policy of the pages: what they load and run comes from the site itself.

See <https://www.w3.org/TR/CSP3/>. A policy in a page is forgotten on no host, and holds in pages that are opened from
a disk, too.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import unescape
from typing import Final
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

_EXTRA: Final = "content_security_policy"

_ALIGNMENTS: Final = tuple(f"text-align: {side};" for side in ("left", "center", "right"))
"""The `style` attributes that Python-Markdown gives to the cells of tables with aligned columns."""

_COMMENT: Final = re.compile("<!--.*?-->", re.DOTALL)
_TAG: Final = re.compile(r"<(?P<name>script|style)(?P<attributes>\s[^>]*)?>", re.IGNORECASE)
_SOURCE: Final = re.compile(r"\ssrc\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)
_DATA: Final = re.compile(
    r"\stype\s*=\s*[\"']?(?!module\b|importmap\b|(?:text|application)/javascript\b)\w", re.IGNORECASE
)
"""The type of a script that is none, such as JSON-LD."""


def install(config: MkDocsConfig) -> str:
    """Give the templates the policy, unless mkdocs.yml has one below `extra`, or an empty one for none.

    Returns the policy if it is ours, else an empty string.
    """
    if _EXTRA in config.extra:
        return ""
    scripts = [str(script) for script in config.extra_javascript]
    config.extra[_EXTRA] = ours = policy(scripts, config.extra_css)
    return ours


def blocked(html: str, policy: str) -> str:
    """The first tag of a page by which it would run or style something that its policy blocks; empty if there is none.

    Args:
        html: The page.
        policy: One of ours.
    """
    allowed = policy.replace(";", " ").split()
    for tag in _TAG.finditer(_COMMENT.sub("", html)):
        attributes = tag["attributes"] or ""
        if tag["name"].lower() == "script":
            if source := _SOURCE.search(attributes):
                if all(address in allowed for address in _elsewhere([unescape(source[1])])):
                    continue
            elif _DATA.search(attributes):
                continue
        return tag[0]
    return ""


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The policy of a site with these scripts and style sheets. Those of other hosts are allowed by address."""
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *_elsewhere(scripts)],
        "style-src": ["'self'", *_elsewhere(styles)],
        "style-src-attr": ["'unsafe-hashes'", *map(_digest, _ALIGNMENTS)],
        "img-src": ["'self'", "data:"],  # the icons of the base theme's style sheet
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _elsewhere(addresses: Iterable[str]) -> list[str]:
    """The addresses that are of other hosts, without what a policy cannot hold: query, fragment, separators."""
    found = []
    for address in addresses:
        parts = urlsplit(address)
        if parts.netloc:
            path = parts.path.replace(";", "%3B").replace(",", "%2C")
            found.append(f"{parts.scheme or 'https'}://{parts.netloc}{path}")
    return found
