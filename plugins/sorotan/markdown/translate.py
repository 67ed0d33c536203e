"""Replaces the text of blocks by their translation, before inline markup is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from sorotan.core.catalogs import Translation
from sorotan.markdown.limits import bounded

TRANSLATABLE: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "summary", "label"}
)
"""Elements whose text is one message."""
_PLACEHOLDERS: Final = re.compile(rf"((?<!\s)(?:\s*{STX}[^{STX}{ETX}]*{ETX})+\s*)")
"""What other extensions put into texts, to be replaced at the end: boxes of tasks, code, the links back of footnotes.
Numbers in them change with what is elsewhere on the page."""

Translator = Callable[[str, str], Translation | None]
"""From the id of a block (empty if it has none) and its source text to its translation."""


@dataclass(frozen=True)
class SourceBlock:
    """A block that can be translated, before inline markup is read."""

    element: Element
    id: str
    """Id that an attribute list gives it, or an empty string."""
    parts: tuple[str, ...]
    """The block as written, without its attribute list, cut where other extensions put something into it."""
    attributes: str
    """The attribute list as written, with the white space before it."""

    @property
    def texts(self) -> list[str]:
        """The messages: one, unless something such as code stands between two texts."""
        return [part for part in self.parts if _is_text(part)]


def source_blocks(root: Element) -> Iterator[SourceBlock]:
    """The translatable blocks of a tree in document order."""
    for element in root.iter():
        text = element.text or ""
        if element.tag not in TRANSLATABLE or isinstance(text, AtomicString):
            continue
        message, attributes = _split_attributes(element.tag, text)
        block = SourceBlock(element, _id_in(attributes), tuple(_PLACEHOLDERS.split(message)), attributes)
        if block.texts:
            yield block


def _is_text(part: str) -> bool:
    return STX not in part and re.search(r"\w", part) is not None


def _split_attributes(tag: str, text: str) -> tuple[str, str]:
    """The text without the attribute list at its end, and that list."""
    in_line = tag[0] == "h" or tag in {"dt", "td", "th"}
    pattern = AttrListTreeprocessor.HEADER_RE if in_line else AttrListTreeprocessor.BLOCK_RE
    match = pattern.search(text)
    if match is None or text[match.end() :].strip():
        return text.strip("\n"), ""
    return text[: match.start()].strip("\n"), text[match.start() :]


def _id_in(attributes: str) -> str:
    match = AttrListTreeprocessor.BASE_RE
    inside = re.search(match, attributes)
    return dict(get_attrs_and_remainder(inside[1])[0]).get("id", "") if inside else ""


class TranslateTreeprocessor(Treeprocessor):
    """Puts translations in the place of source text."""

    def __init__(self, md: Markdown, extension: TranslateExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        """Translate every block for which there is a translator."""
        translator = self._extension.translator
        if translator is None:
            return
        for block in list(source_blocks(root)):
            found = {text: translator(block.id, text) for text in block.texts}
            translations = {text: translation for text, translation in found.items() if translation is not None}
            if len(translations) < len(found):
                block.element.set("lang", self._extension.source_language)
                block.element.set("data-translation", "missing")
                continue
            parts = [bounded(translations[part].text) if part in translations else part for part in block.parts]
            block.element.text = "".join(parts) + block.attributes
            if any(translation.is_fuzzy for translation in translations.values()):
                block.element.set("data-translation", "fuzzy")


class TranslateExtension(Extension):
    """Shows a page in another language than that of its source."""

    def __init__(self, source_language: str) -> None:
        super().__init__()
        self.source_language = source_language
        """BCP 47 tag, for blocks that are shown untranslated."""
        self.translator: Translator | None = None
        """For the page that is converted next; None leaves it in the source language."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register `translate` before `inline`."""
        md.treeprocessors.register(TranslateTreeprocessor(md, self), "translate", 25)


RelocateFile = Callable[[str, bool], str]
"""From a relative link, and whether it is in raw HTML, to where its target is."""
_RAW_TAG: Final = re.compile(r"<[a-z][^<>]*>")
_RAW_LINK: Final = re.compile(r'(?<=\s)(src|href)="([^"]*)"')


class RelocateFilesTreeprocessor(Treeprocessor):
    """Gives links and pictures of a translated page the place of files that are not translated."""

    def __init__(self, md: Markdown, extension: RelocateFilesExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        """Relocate every relative link, also those of raw HTML, which is put away by now."""
        relocate = self._extension.relocate
        if relocate is None:
            return
        for element in root.iter():
            for name in ("src", "href"):
                if (link := element.get(name)) and _is_relative(link):
                    element.set(name, relocate(link, False))

        def in_html(match: re.Match[str]) -> str:
            link = unescape(match[2])
            return f'{match[1]}="{escape(relocate(link, True))}"' if _is_relative(link) else match[0]

        stash = self.md.htmlStash.rawHtmlBlocks
        for index, raw in enumerate(stash):
            if isinstance(raw, str):
                stash[index] = _RAW_TAG.sub(lambda tag: _RAW_LINK.sub(in_html, tag[0]), raw)


def _is_relative(link: str) -> bool:
    return not re.match(r"[a-z][a-z0-9+.-]*:|[/#]", link)


class RelocateFilesExtension(Extension):
    """Lets a page be shown from another folder than that of its source."""

    def __init__(self) -> None:
        super().__init__()
        self.relocate: RelocateFile | None = None
        """For the page that is converted next; None leaves links as they are."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register `relocate_files` between `inline` and MkDocs' link validation."""
        md.treeprocessors.register(RelocateFilesTreeprocessor(md, self), "relocate_files", 14)


class _Collector(Treeprocessor):
    def __init__(self, md: Markdown, found: list[SourceBlock]) -> None:
        super().__init__(md)
        self._found = found

    def run(self, root: Element) -> None:
        self._found.extend(source_blocks(root))


class CollectExtension(Extension):
    """Collects the translatable blocks of a page, for catalogs."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[SourceBlock] = []

    def extendMarkdown(self, md: Markdown) -> None:
        """Register `collect` where `translate` would be."""
        md.treeprocessors.register(_Collector(md, self.blocks), "collect", 25)
