"""What every view is made from: the corpus, the prose, a language, and the addresses of other pages."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from sorotan.core import dates
from sorotan.core.corpus import Corpus
from sorotan.core.languages import OWN_NAMES, Language
from sorotan.core.places import PAGES, record_at
from sorotan.core.prose import Prose
from sorotan.core.records import Claim, Quotation, Reference, Target
from sorotan.interface import Words
from sorotan.markdown.bodies import Bodies
from sorotan.views import labels

PARALLEL: Final = "parallel.md"
"""Name of the page that shows an article in all its languages, in a folder of the article's own."""

INDEX: Final = "index.md"
"""Name of the index of articles, in their folder."""

Entry = TypeVar("Entry")

Address = Callable[[str], str]
"""From the path of a page in the source language (`entities/x.md`, perhaps with `#anchor`) to a link to it in the
language of the page that is made; empty when there is no such page."""


class Links:
    """Addresses of records, as seen from one page."""

    def __init__(self, corpus: Corpus, address: Address, articles_dir: str) -> None:
        self._corpus = corpus
        self._articles_dir = articles_dir
        self._address = address

    def page(self, uri: str) -> str:
        """A page, or a place on it: that of an entry of a list on whichever of its pages it stands."""
        return self._address(self._corpus.where(uri))

    def lasting(self, kind: str, id: str) -> str:
        """What stands for a record for good: an entry of a list has it however many pages there are, and on whichever
        of them it stands. It leads there by a script; the other addresses here lead there straight.

        Args:
            kind: The field of the corpus that has it, as `timeline`.
            id: Its id.
        """
        return self._address(PAGES[kind][0].format(id=id))

    def entity(self, id: str) -> str:
        """The page of an entity."""
        return self.page(f"entities/{id}.md") if id in self._corpus.entities else ""

    def kind(self, kind: str) -> str:
        """The index of a kind of entity."""
        return self.page(f"entities/kinds/{kind}.md")

    def articles(self) -> str:
        """The index of articles."""
        return self.page(f"{self._articles_dir}/{INDEX}")

    def article(self, id: str) -> str:
        """The page of an article."""
        return self._article(id, f"{id}.md")

    def block(self, block: str) -> str:
        """A block of an article, given as `article#p7`."""
        article, _, id = block.partition("#")
        return self._article(article, f"{article}.md#{id}")

    def parallel(self, article: str) -> str:
        """An article in all its languages side by side."""
        return self._article(article, f"{article}/{PARALLEL}")

    def provenance(self, article: str) -> str:
        """Where the text of an article comes from."""
        return self._article(article, f"{article}.md#provenance")

    def note(self, id: str, part: str = "note") -> str:
        """A note at its passage: the `note` itself, the words of its `passage`, or the number (`ref`) behind them."""
        found = self._corpus.notes.get(id)
        return self._article(found[0], f"{found[0]}.md#{part}-{id}") if found else ""

    def moved(self, page: str) -> list[tuple[str, str]]:
        """The fragments of records that a page had, such as notes and events, and where their readers are led.

        Args:
            page: Its path in the source language.
        """
        gone = self._corpus.gone_from(page).items()
        records = [(fragment, to, record_at(f"{page}#{fragment}", self._articles_dir)) for fragment, to in gone]
        return [(fragment, self.page(to)) for fragment, to, at in records if at and not self._corpus.knows(*at)]

    def reference(self, id: str) -> str:
        """An entry of the list of references."""
        return self.page(f"references.md#ref-{id}") if id in self._corpus.references else ""

    def event(self, id: str) -> str:
        """An event of the timeline."""
        return self.page(f"timeline.md#event-{id}") if id in self._corpus.timeline else ""

    def claim(self, id: str) -> str:
        """A claim with its assessment."""
        return self._listed(f"claims.md#claim-{id}", self._corpus.claims.get(id))

    def disagreement(self, id: str) -> str:
        """A question on which the articles differ."""
        return self.page(f"disagreements.md#{id}") if id in self._corpus.disagreements else ""

    def quotation(self, id: str) -> str:
        """An entry of the list of quotations."""
        return self._listed(f"quotes.md#quotation-{id}", self._corpus.quotes.get(id))

    def _listed(self, address: str, record: Claim | Quotation | None) -> str:
        """What is about an article stands nowhere if the article is left out for its mistakes."""
        return self.page(address) if record is not None and record.article in self._corpus.articles else ""

    def _article(self, id: str, path: str) -> str:
        return self.page(f"{self._articles_dir}/{path}") if id in self._corpus.articles else ""

    def resolve(self, scheme: str, target: str) -> str:
        """What a Markdown link such as `entity:deepseek-r1` leads to; empty when there is nothing."""
        find = _FINDERS.get(scheme)
        return find(self, target) if find else ""


_FINDERS: Final[Mapping[str, Callable[[Links, str], str]]] = {
    "entity": Links.entity,
    "block": Links.block,
    "ref": Links.reference,
    "note": Links.note,
    "event": Links.event,
    "claim": Links.claim,
}
"""What gives the address of a record, for each scheme of `core.recordlinks`."""


def outlet(corpus: Corpus, article: str, language: Language) -> str:
    """What an article is called in a few words: its label, or the outlet in which its story first appeared."""
    record = corpus.articles.get(article)
    if record is None:
        return article
    if record.label is not None:
        return record.label[language]
    return first_outlet(corpus, article, language)


def first_outlet(corpus: Corpus, article: str, language: Language) -> str:
    """The name of the outlet in which the story of an article first appeared."""
    record = corpus.articles[article]
    first = record.chain[0]
    entity = corpus.entities.get(first.outlet or "")
    return entity.name[language] if entity else first.publisher or article


def paragraph(block: str) -> str:
    """A block by its number: “¶7”; a footnote by its own, “[1]”."""
    note = block.removeprefix("fn:")  # as Python-Markdown calls it
    return f"¶{block.removeprefix('p')}" if note == block else f"[{note}]"


@dataclass(frozen=True)
class Link:
    """Text and where it leads; the address may be empty."""

    text: str
    url: str
    title: str = ""
    """More about it, in a phrase."""
    kind: str = ""
    """Kind of the entity it leads to, if it does."""
    source: str = ""
    """Of a reference: its own address outside the site, for print."""


@dataclass(frozen=True)
class Scope:
    """The making of one page."""

    corpus: Corpus
    prose: Prose
    language: Language
    words: Words
    links: Links
    site_name: str = ""
    address: str = ""
    """Where the page is published; empty for what is no page, and for a site that is published anywhere."""
    behind: Container[str] = frozenset()
    """The records whose translation is older than their source, as `entities/deepseek-r1/en`."""
    editions: Callable[[], Sequence[Scope]] = tuple
    """The page as it is made in every language, the source language first, with links from where it is now."""
    bodies: Bodies = field(default_factory=Bodies)
    """Renders Markdown of records, and knows what was rendered already."""

    def counterparts(self, address: Callable[[Scope], str]) -> list[Link]:
        """What `address` finds, in the other languages, by the names of these; `kind` is the tag."""
        others = (edition for edition in self.editions() if edition.language != self.language)
        return [Link(OWN_NAMES[other.language], address(other), kind=other.language) for other in others]

    def body(self, text: str) -> str:
        """Safe HTML of Markdown from a record."""
        return self.bodies.html(text, self.links.resolve)

    def plain(self, text: str) -> str:
        """The words that `body` shows."""
        return self.bodies.text(text)

    def lead(self, text: str) -> str:
        """The beginning of these words, cut at one."""
        shown = self.plain(text)
        return shown if len(shown) <= 110 else shown[:110].rsplit(" ", 1)[0] + " …"

    def date(self, edtf: str | None) -> str:
        """A date in words; empty for none."""
        return dates.parse(edtf).worded(self.language) if edtf else ""

    def lag_notice(self, record: str) -> str:
        """What a reader is told of a record whose texts on this page may be out of date; empty when they are not.

        Args:
            record: Kind and id, such as `entities/deepseek-r1`.
        """
        if f"{record}/{self.language}" not in self.behind:
            return ""
        return self.words("The text that this was translated from has changed since; this translation may lag behind.")

    def entity_link(self, id: str) -> Link:
        """An entity by its name in the language of the page."""
        entity = self.corpus.entities.get(id)
        if entity is None:
            return Link(id, "")
        return Link(entity.name[self.language], self.links.entity(id), kind=entity.kind)

    def outlet(self, article: str) -> str:
        """What an article is called in a few words."""
        return outlet(self.corpus, article, self.language)

    def origin(self, article: str) -> str:
        """The outlet in which the story first appeared, where the article goes by another name; else empty."""
        origin = first_outlet(self.corpus, article, self.language)
        return origin if origin != self.outlet(article) else ""

    def title(self, article: str) -> str:
        """The headline of an article in the language of the page."""
        return self.prose.headline(article, self.language)

    def place(self, article: str, block: str | None) -> str:
        """A block of an article in short: “WIRED ¶7”; the article alone without a block."""
        return " ".join([self.outlet(article), *([paragraph(block)] if block else ())])

    def block_of(self, article: str, target: Target, passage: str) -> str:
        """The block that a record names, or in which its words stand; empty where these are not found.

        Args:
            article: The article that it is about.
            target: What it is about.
            passage: The fragment of its words.
        """
        if target.block:
            return target.block
        anchor = self.prose.anchor(article, self.language, passage)
        return anchor.block if anchor and anchor.is_published else ""

    def passage(self, article: str, target: Target, passage: str) -> str:
        """Where the words stand that a record names. Where it names none, or they are not in the text of the page, such
        as in one that is not translated yet: the block, or else the article.

        Args:
            article: The article that it is about.
            target: What it is about.
            passage: The fragment of its words.
        """
        anchor = self.prose.anchor(article, self.language, passage)
        if anchor and anchor.is_published:
            return self.links.block(f"{article}#{passage}")
        block = target.block or (anchor.block if anchor else "")
        return self.links.block(f"{article}#{block}") if block else self.links.article(article)

    def by_article(self, entries: Mapping[str, Sequence[Entry]]) -> list[tuple[Link, str, Sequence[Entry]]]:
        """A list in the order of the site: each article that has entries, its fragment on the page, and these."""
        return [
            (Link(self.title(id), self.links.article(id), self.outlet(id)), f"in-{id}", entries[id])
            for id in self.corpus.articles
            if id in entries
        ]

    def evidence(self, item: str) -> Link:
        """A reference, or a block of an article, in a few words."""
        article, hash, block = item.partition("#")
        if hash:
            if article not in self.corpus.articles:
                return Link(item, "")
            return Link(self.place(article, block), self.links.block(item), self.title(article))
        reference = self.corpus.references.get(item)
        if reference is None:
            return Link(item, "")
        source = reference.url or reference.archive or ""
        return Link(self._short(reference), self.links.reference(item), reference.title, source=source)

    def evidences(self, items: Iterable[str]) -> list[Link]:
        """Several pieces of evidence."""
        return [self.evidence(item) for item in items]

    def property_label(self, name: str) -> str:
        """What a property of `core.vocabulary` is called."""
        return self.words(labels.PROPERTIES[name])

    def certainty(self, value: str) -> str:
        """How sure something is, in words; empty when it is confirmed and need not be said."""
        return "" if value == "confirmed" else self.words(labels.CERTAINTIES[value])

    def _short(self, reference: Reference) -> str:
        author = str(next(iter(reference.author), ""))
        name = reference.container_title or reference.publisher or author or reference.title
        year = f" {dates.parse(reference.issued).earliest.year}" if reference.issued else ""
        return f"{name}{year}"
