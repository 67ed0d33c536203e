"""Puts notes, quotations and links to entities into the blocks of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from sorotan.core.prose import BlockTexts
from sorotan.markdown.textstream import Span, TextStream

_LISTS: Final = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tr"})
_CONTAINERS: Final = _LISTS | {"blockquote", "details", "div", "figcaption", "figure", "section"}
_HOLDERS: Final = frozenset({"li", "dd", "td", "th"})


@dataclass(frozen=True)
class BlockMarkup:
    """What is to be put into and behind one block."""

    spans: Sequence[Span] = ()
    numbers: Sequence[Element] = ()
    """Elements for the end of a block that has no text to put spans around, such as a picture."""
    place: str = ""
    """Safe HTML to put behind the text of the block: links to it."""
    beside: str = ""
    """Safe HTML to put behind that: its notes, its source text."""
    after: str = ""
    """Safe HTML to put between this block and the next."""


NOTHING: Final = "<!-- -->"
"""Stands for an article without text: Python-Markdown gives nothing to tree processors where there is only space."""

Annotate = Callable[[BlockTexts], Mapping[str, BlockMarkup]]
"""From the text of the blocks to the markup of each."""


class AnnotateTreeprocessor(Treeprocessor):
    """Collects the text of the blocks that have an id, asks what belongs to them, and writes it in.

    A block `<p id="p1">` becomes `<div class="srt-block"><p id="p1">…</p>…</div>`.
    """

    def __init__(self, md: Markdown, extension: AnnotateExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        """Annotate the page, if there is something that can."""
        annotate = self._extension.annotate
        if annotate is None:
            return
        found = list(_blocks(root))
        blocks = {element.get("id", ""): (parent, element) for parent, element in found}
        counts = Counter(element.get("id", "") for _, element in found)
        streams = {id: TextStream(element, self.md.htmlStash.rawHtmlBlocks) for id, (_, element) in blocks.items()}
        markups = annotate(
            BlockTexts(
                {id: stream.text for id, stream in streams.items()},
                {id: stream.searchable for id, stream in streams.items()},
                {id: element.tag for id, (_, element) in blocks.items()},
                [id for id, count in counts.items() if count > 1],
            )
        )
        for id, (parent, element) in blocks.items():
            markup = markups.get(id, BlockMarkup())
            if element.tag[0] == "h":
                element.set("data-toc-label", streams[id].text)
            streams[id].wrap(markup.spans)
            element.extend(markup.numbers)
            self._surround(parent, element, markup)

    def _surround(self, parent: Element, element: Element, markup: BlockMarkup) -> None:
        if element.tag in _HOLDERS:
            holder = element
        else:
            holder = Element("div", {"class": "srt-block"})
            holder.tail = "\n"
            parent[list(parent).index(element)] = holder
            holder.append(element)
        for html, kind in ((markup.place, "srt-place"), (markup.beside, "srt-beside")):
            if html:
                SubElement(holder, "div", {"class": kind}).text = self.md.htmlStash.store(html)
        if markup.after:
            after = Element("div", {"class": "srt-after"})
            after.text = self.md.htmlStash.store(markup.after)
            parent.insert(list(parent).index(holder) + 1, after)


def _blocks(parent: Element) -> Iterator[tuple[Element, Element]]:
    """Parent and element of every block with an id. Blocks inside a block belong to it.

    Ids that begin with `__` are numbers of extensions, such as those of tabs and figures.
    """
    for element in list(parent):
        id = element.get("id", "")
        if id and not id.startswith("__"):
            yield parent, element
        elif element.tag in _CONTAINERS or element.tag in _HOLDERS:
            yield from _blocks(element)


class AnnotateExtension(Extension):
    """Annotates articles."""

    def __init__(self) -> None:
        super().__init__()
        self.annotate: Annotate | None = None
        """For the page that is converted next; None leaves it as it is."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register `annotate` behind `attr_list` and before `toc`."""
        md.treeprocessors.register(AnnotateTreeprocessor(md, self), "annotate", 6)
