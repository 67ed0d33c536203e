"""Links to records by id: `[R1](entity:deepseek-r1)`."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from sorotan.core.recordlinks import split

ResolveLink = Callable[[str, str], str]
"""From a scheme (`entity`) and a target (`deepseek-r1`) to an address; empty when there is no such record."""


class RecordLinksTreeprocessor(Treeprocessor):
    """Gives links to records the address of what they name; a link to nothing becomes plain text."""

    def __init__(self, md: Markdown, extension: RecordLinksExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        """Resolve every link of the page."""
        if self._extension.resolve is None:
            return
        for link in root.iter("a"):
            scheme, target = split(link.get("href", ""))
            if scheme:
                if href := self._extension.resolve(scheme, target):
                    link.set("href", href)
                    link.set("class", f"srt-{scheme}-link")
                else:
                    link.tag = "span"
                    link.attrib.clear()


class RecordLinksExtension(Extension):
    """Links by the id of a record."""

    def __init__(self) -> None:
        super().__init__()
        self.resolve: ResolveLink | None = None
        """For the page that is converted next."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register `record_links` between `inline` and MkDocs' link validation."""
        md.treeprocessors.register(RecordLinksTreeprocessor(md, self), "record_links", 15)
