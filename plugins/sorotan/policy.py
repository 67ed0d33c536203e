"""The Content-Security-Policy of the pages: what they load and run comes from the site itself.

See <https://www.w3.org/TR/CSP3/>. A policy in a page is forgotten on no host, and holds in pages that are opened from
a disk, too.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

_EXTRA: Final = "content_security_policy"

_ALIGNMENTS: Final = tuple(f"text-align: {side};" for side in ("left", "center", "right"))
"""The `style` attributes that Python-Markdown gives to the cells of tables with aligned columns."""


def install(config: MkDocsConfig) -> None:
    """Give the templates the policy, unless mkdocs.yml has one below `extra`, or an empty one for none."""
    scripts = [str(script) for script in config.extra_javascript]
    config.extra.setdefault(_EXTRA, policy(scripts, config.extra_css))


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
