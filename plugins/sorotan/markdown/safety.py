"""Leaves out of the prose what could run a script or load something from another host.

Markdown lets everything through: raw HTML, attribute lists, any address. Who writes prose, or translates it, need not
be someone who may run programs in the browsers of readers. What extensions of the site make themselves stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import HtmlInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from sorotan.core.recordlinks import OUTSIDE, TABLES
from sorotan.markdown.limits import LimitsExtension

_TAGS: Final = frozenset(
    """
    a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del details
    dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 header footer hr i img input ins kbd label li main
    mark nav ol p picture pre q rp rt ruby s samp section small span strong sub summary sup table tbody td
    tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905
)
_INLINE: Final = frozenset(
    """
    a abbr b bdi bdo br cite code data del dfn em i img input ins kbd label mark q rp rt ruby s samp small span strong
    sub sup time u var wbr
    """.split()  # noqa: SIM905
)
"""Those that may stand in a line of text, each tag by itself."""
_ATTRIBUTES: Final = frozenset(
    """
    align alt checked cite class colspan datetime dir disabled download headers height href hreflang id lang
    loading open rel reversed role rowspan scope span src start tabindex target title type value width
    """.split()  # noqa: SIM905
)
"""No `name`: a picture called `currentScript` would stand in for the property of the document (DOM clobbering)."""
_TABS: Final = re.compile(r"__tabbed_\d+")
"""The name of the radio buttons of content tabs; raw HTML has none, and no `for`."""
_PREFIXES: Final = ("data-", "aria-")
_ALIGNMENT: Final = re.compile(r"text-align: (?:left|right|center);?")
"""The one style there may be: that of the cells of Markdown tables."""

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ESCAPED: Final = re.compile(f"{STX}([0-9]+){ETX}")
_RAW: Final = "wzxhzdk"
"""In Python-Markdown's placeholders of raw HTML. In an attribute they could end it."""
_EMPTY: Final = "<!---->"
"""In the place of a raw block of which nothing is left, so that it is no empty paragraph."""
_NAME: Final = re.compile(r"<([a-z][a-z0-9]*)")
_QUOTES: Final = "\"'"
_PART: Final = re.compile(
    r"<(?P<tag>[a-z][^\s/>]*)|[\s\"'/](?P<name>[a-z:-]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE
)
_CLOSING: Final = re.compile(r"</([a-z][a-z0-9]*)\s*>", re.IGNORECASE)


class SafetyExtension(Extension):
    """Keeps scripts, and what other hosts serve, out of pages."""

    def __init__(self) -> None:
        super().__init__()
        self.removed: list[str] = []
        """What was left out of the pages converted so far, as it was written: `<script>`, `onclick="…"`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Wrap what reads raw HTML, and register `safety` behind `attr_list` and before `annotate`."""
        # Only here can what an author wrote be told from what other extensions put into the stash.
        if "html_block" in md.preprocessors:
            blocks = md.preprocessors["html_block"]
            md.preprocessors.register(_SafeBlocks(md, blocks, self), "html_block", 20)
        if "html" in md.inlinePatterns:
            pattern = md.inlinePatterns["html"].pattern
            md.inlinePatterns.register(_SafeInline(pattern, md, self), "html", 90)
        md.treeprocessors.register(_SafeTree(md, self), "safety", 7)
        md.registerExtensions([LimitsExtension()], {})

    def clean(self, html: str) -> str:
        """Raw HTML without what is not allowed; it is noted in `removed`."""
        safe = nh3.clean(
            html,
            tags=set(_TAGS),
            attributes={"*": set(_ATTRIBUTES)},
            generic_attribute_prefixes=set(_PREFIXES),
            attribute_filter=lambda tag, name, value: value if _is_safe(tag, name, value) else None,
            url_schemes=set(OUTSIDE),
            link_rel=None,
        )
        self.removed += (_parts(html) - _parts(safe)).elements()
        return safe

    def clean_tag(self, html: str) -> str:
        """One raw tag, or nothing where it is not allowed. The other tag of its pair is somewhere else in the text."""
        if closing := _CLOSING.fullmatch(html):
            return html if closing[1].lower() in _INLINE else ""
        safe = self.clean(html)
        name = _NAME.match(safe)
        if name is None:
            return ""
        if name[1] not in _INLINE:  # it would be left open, and close what is around the text
            self.removed.append(f"<{name[1]}>")
            return ""
        return safe.removesuffix(f"</{name[1]}>")

    def clean_tree(self, root: Element) -> None:
        """Take what is not allowed out of a tree; it is noted in `removed`."""
        tabs = {radio.get("id") for radio in root.iter("input") if _TABS.fullmatch(radio.get("name") or "")}
        for element in root.iter():
            if not isinstance(element.tag, str) or element.tag in _TAGS:
                for name, value in list(element.attrib.items()):
                    read = _as_read(value or "")  # the extension for attributes makes `{:}` one without a value
                    is_tab = name == "for" and value in tabs
                    if not is_tab and not _may_have(str(element.tag), name, read):
                        del element.attrib[name]
                        self.removed.append(f'{name}="{read}"')
                # MkDocs wants every link and picture to have an address.
                if element.tag == "a" and "href" not in element.attrib:
                    element.tag = "span"
                elif element.tag == "img" and "src" not in element.attrib:
                    element.tag, element.text = "span", element.attrib.pop("alt", "")
            else:
                self.removed.append(f"<{element.tag}>")
                element.tag = "span"
                element.attrib.clear()


def _may_have(tag: str, name: str, value: str) -> bool:
    if name == "style":
        return _ALIGNMENT.fullmatch(value) is not None
    if name == "name":
        return tag == "input" and _TABS.fullmatch(value) is not None
    is_known = name in _ATTRIBUTES or name.startswith(_PREFIXES)
    return is_known and _RAW not in value and _is_safe(tag, name, value)


def _is_safe(tag: str, name: str, value: str) -> bool:
    """Whether an attribute leads to nothing but pages, and loads nothing from other hosts."""
    if name not in ("href", "src", "cite"):
        return True
    # Browsers ignore white space and control characters in front of an address, and line breaks and tabs inside.
    address = re.sub(r"[\x00-\x20]+", "", value)
    if not _is_address(address):
        return False
    scheme = _SCHEME.match(address)
    if name == "src" or tag == "img":
        return scheme is None and not address.replace("\\", "/").startswith("//")
    return scheme is None or scheme[1].lower() in OUTSIDE | TABLES.keys()


def _is_address(text: str) -> bool:
    """Whether Python can take an address apart, which MkDocs does with every one, and ends with a traceback if not."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


def _as_read(value: str) -> str:
    """The value of an attribute of the tree as a browser will read it."""
    value = _ESCAPED.sub(lambda match: chr(int(match[1])), value)
    return unescape(value.replace(f"{STX}amp{ETX}", "&"))


def _parts(html: str) -> Counter[str]:
    """The tags and attributes of raw HTML, as often as they are there: as far as it takes to say what was removed."""
    found: Counter[str] = Counter()
    first, *others = html.split("<!--")
    html = first + "".join(other.partition("-->")[2] for other in others)
    for part in _PART.finditer(html):
        value = unescape((part["value"] or "").strip(_QUOTES))
        found[f"<{part['tag'].lower()}>" if part["tag"] else f'{part["name"].lower()}="{value}"'] += 1
    return found


class _SafeBlocks(Preprocessor):
    def __init__(self, md: Markdown, blocks: Preprocessor, extension: SafetyExtension) -> None:
        super().__init__(md)
        self._blocks = blocks
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """Put raw blocks away as ever, and clean those that were put away."""
        stash = self.md.htmlStash.rawHtmlBlocks
        before = len(stash)
        lines = self._blocks.run(lines)
        for index in range(before, len(stash)):
            if isinstance(raw := stash[index], str):
                stash[index] = self._extension.clean(raw).strip() or _EMPTY
        return lines


class _SafeInline(HtmlInlineProcessor):
    def __init__(self, pattern: str, md: Markdown, extension: SafetyExtension) -> None:
        super().__init__(pattern, md)
        self._extension = extension

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        """Put a raw tag away as ever, and clean it."""
        found = super().handleMatch(m, data)
        stash = self.md.htmlStash.rawHtmlBlocks
        stash[-1] = self._extension.clean_tag(stash[-1])
        return found


class _SafeTree(Treeprocessor):
    def __init__(self, md: Markdown, extension: SafetyExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        """Clean the page, and what `md_in_html` keeps of it elsewhere."""
        self._extension.clean_tree(root)
        for raw in self.md.htmlStash.rawHtmlBlocks:
            if isinstance(raw, Element):
                self._extension.clean_tree(raw)
