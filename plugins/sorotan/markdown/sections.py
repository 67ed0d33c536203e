"""Collects the text of a page by its sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from sorotan.markdown.textstream import TextStream


@dataclass(frozen=True)
class Section:
    """What stands below a heading of the second level, or before the first of them."""

    fragment: str
    """Id of the heading; empty for what stands before the first."""
    heading: str
    text: str


class SectionsTreeprocessor(Treeprocessor):
    """Hands the sections of a page to whoever wants them."""

    def __init__(self, md: Markdown, extension: SectionsExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        """Collect the sections, if somebody does."""
        if self._extension.collect is None:
            return
        found: list[tuple[str, str, list[str]]] = [("", "", [])]
        for element in root:
            text = " ".join(TextStream(element, self.md.htmlStash.rawHtmlBlocks).text.split())
            if element.tag == "h2" and element.get("id"):
                found.append((element.get("id", ""), text, []))
            elif element.tag != "h1":
                found[-1][2].append(text)
        self._extension.collect([Section(id, heading, " ".join(texts)) for id, heading, texts in found])


class SectionsExtension(Extension):
    """Collects the sections of pages."""

    def __init__(self) -> None:
        super().__init__()
        self.collect: Callable[[Sequence[Section]], None] | None = None
        """For the page that is converted next; None where nobody wants to know."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register `sections` behind `toc`, which gives ids to headings."""
        md.treeprocessors.register(SectionsTreeprocessor(md, self), "sections", 4)
