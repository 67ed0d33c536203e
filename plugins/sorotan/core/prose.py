"""The prose of articles, held against the corpus: where notes are anchored, what is quoted, who is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sorotan.core.corpus import Corpus
from sorotan.core.languages import Language
from sorotan.core.ledger import Ledger, digest
from sorotan.core.mentions import Found, MentionFinder, places
from sorotan.core.records import Annotation, Claim, MentionCorrection, Quotation
from sorotan.core.selectors import Anchor, resolve
from sorotan.core.text import sentence_at

Texts = Mapping[str, str]
"""Plain text of the blocks of a page by block id, in reading order.

The text is in Unicode NFC, without markup, with entities decoded. Characters that names are not looked for in (code,
links) are replaced by U+FFFC when mentions are found, so that offsets stay.
"""


@dataclass(frozen=True)
class BlockTexts:
    """The text of the blocks of a page by id, in reading order."""

    texts: Mapping[str, str]
    searchable: Mapping[str, str]
    """The same with everything masked in which names are not looked for."""
    tags: Mapping[str, str]
    """The element of each block: `p`, `h2`, …"""
    repeated: Sequence[str]
    """Ids that more than one block has; of those blocks only the last is annotated."""


@dataclass(frozen=True)
class AnchoredNote:
    """A note and where it was anchored in one language."""

    note: Annotation
    anchor: Anchor
    """With the verdict `exact` and no extent when the note is about a whole block."""
    number: int
    """Its number on the page, in reading order, from 1."""

    @property
    def is_attached(self) -> bool:
        """Whether it is shown at words of the text rather than at a block as a whole."""
        return self.anchor.is_published and self.anchor.end > self.anchor.start


@dataclass(frozen=True)
class AnchoredRecord:
    """A quotation or a claim, and where its words stand in one language."""

    id: str
    """Kind and id, as the fragment of the passage: `quote-x`, `claim-y`."""
    record: Quotation | Claim
    anchor: Anchor


@dataclass(frozen=True)
class ArticleText:
    """One article in one language, with everything that is attached to it."""

    article: str
    language: Language
    title: str
    """Headline in this language."""
    texts: Texts
    tags: Mapping[str, str]
    """HTML element of each block: `p`, `h2`, …"""
    notes: tuple[AnchoredNote, ...]
    """In reading order."""
    passages: tuple[AnchoredRecord, ...]
    """Quotations and claims that name words of the text."""
    mentions: Mapping[str, tuple[Found, ...]]
    """Names found, by block."""
    repeated: tuple[str, ...] = ()
    """Ids that more than one block has."""
    digest: str = field(default="", compare=False)
    """Stands for all this but the records, where that is known already (`prosedata`)."""

    def notes_at(self, block: str) -> tuple[AnchoredNote, ...]:
        """The notes that are shown at a block."""
        return tuple(note for note in self.notes if note.anchor.block == block)


@dataclass(frozen=True)
class Mention:
    """A name of an entity in the sentence around it."""

    entity: str
    article: str
    block: str
    before: str
    """The sentence up to the name."""
    name: str
    after: str
    """The rest of the sentence."""


class Mentions(Sequence[Mention]):
    """The mentions of an entity in one language, in the order of articles and blocks.

    The sentences around the names are looked for when somebody wants to see them.
    """

    def __init__(self) -> None:
        self._found: list[tuple[ArticleText, str, Found]] = []

    def add(self, text: ArticleText, block: str, name: Found) -> None:
        """Add a name that was found in a block."""
        self._found.append((text, block, name))

    @property
    def addresses(self) -> set[str]:
        """The blocks that mention the entity."""
        return {f"{text.article}#{block}" for text, block, _ in self._found}

    @property
    def state(self) -> str:
        """Everything that the mentions depend on."""
        return "\n".join(
            [f"{text.article}#{block} {name.start} {name.end} {text.texts[block]}" for text, block, name in self._found]
        )

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, index: Any) -> Any:
        return self._made[index]

    @cached_property
    def _made(self) -> Sequence[Mention]:
        return [_mention(*found) for found in self._found]


def _mention(text: ArticleText, block: str, name: Found) -> Mention:
    content = text.texts[block]
    start, end = sentence_at(content, name.start, name.end)
    before, named, after = content[start : name.start], content[name.start : name.end], content[name.end : end]
    return Mention(name.entity, text.article, block, before, named, after)


class Annotator:
    """Holds pages of one language against the corpus."""

    def __init__(self, corpus: Corpus, language: Language) -> None:
        self._corpus = corpus
        self._language = language
        with corpus.ledger.aside():
            self._finder = MentionFinder(corpus.entities, language)

    def annotate(self, article: str, title: str, blocks: BlockTexts) -> ArticleText:
        """What belongs to the blocks of an article.

        Args:
            article: Id of the article.
            title: Its headline in the language.
            blocks: Its text.
        """
        texts = blocks.texts
        notes = self._corpus.annotations[article].annotations if article in self._corpus.annotations else ()
        anchored = [(note, self._anchor(note, texts)) for note in notes]
        order = {block: index for index, block in enumerate(texts)}
        # A note on a whole block has its number at the end of the block.
        anchored.sort(key=lambda pair: (order.get(pair[1].block, 0), not pair[1].end, pair[1].start))
        return ArticleText(
            article,
            self._language,
            title,
            texts,
            blocks.tags,
            tuple(AnchoredNote(note, anchor, number) for number, (note, anchor) in enumerate(anchored, 1)),
            tuple(
                AnchoredRecord(id, record, resolve(quote, texts, record.target.block))
                for id, record in self._corpus.of_article(article).items()
                if (quote := record.target[self._language])
            ),
            {block: tuple(self._mentions(article, block, text)) for block, text in blocks.searchable.items()},
            tuple(blocks.repeated),
        )

    def names(self, article: str, text: str) -> list[Found]:
        """The names in any text that belongs to an article, such as its source."""
        return self._finder.find(text, article)

    def _anchor(self, note: Annotation, texts: Texts) -> Anchor:
        quote, block = note.target[self._language], note.target.block
        if quote is None:
            anchor = Anchor("exact" if block in texts else "orphan", block or "")
        else:
            anchor = resolve(quote, texts, block)
        if anchor.is_published:
            return anchor
        # Not attached to any words: shown at the block that the editor named, at the nearest passage, or at the end.
        places = [place for place in (block, anchor.block, *reversed(texts)) if place in texts]
        return Anchor(anchor.verdict, places[0] if places else "", 0, 0, anchor.nearest, anchor.count)

    def _mentions(self, article: str, block: str, text: str) -> list[Found]:
        found = self._finder.find(text, article)
        file = self._corpus.annotations.get(article)
        if file is None:
            return found
        for words in (*file.ignore, *file.mentions):
            if words.block != block:
                continue
            for start, end in places(words.text[self._language], text, self._language):
                if any(f.start <= start and end <= f.end and f.end - f.start > end - start for f in found):
                    continue  # a part of another name: the words are “AI”, and these are “Moonshot AI”
                found = [f for f in found if f.end <= start or f.start >= end]
                if isinstance(words, MentionCorrection):
                    found.append(Found(start, end, words.entity))
        return sorted(found)


def _digest_of_anchors(text: ArticleText) -> str:
    return digest([(found.id, found.anchor) for found in text.passages])


class Prose:
    """All articles in all languages, as they are read.

    Args:
        ledger: Notes which of them are looked at.
        digest: Tells whether an article is still the same.
        digest_of_words: Tells whether it is but for its records: for what their editors wrote in them.
    """

    def __init__(
        self, ledger: Ledger, digest: Callable[[ArticleText], str], digest_of_words: Callable[[ArticleText], str]
    ) -> None:
        self._ledger = ledger
        self._articles: dict[str, ArticleText] = {}
        self._texts = ledger.table("texts", self._articles, digest)
        self._words = ledger.table("words", self._articles, digest_of_words)
        self._anchors = ledger.table("anchors", self._articles, _digest_of_anchors)
        self._headlines: Mapping[str, str] = {}
        self._standfirsts: Mapping[str, str] = {}

    def add(self, text: ArticleText) -> None:
        """Add one article in one language."""
        self._articles[f"{text.article}/{text.language}"] = text

    def get(self, article: str, language: Language) -> ArticleText | None:
        """One article in one language, if it was read."""
        return self._texts.get(f"{article}/{language}")

    def __iter__(self) -> Iterator[ArticleText]:
        return iter(self._texts.values())

    def anchor(self, article: str, language: Language, passage: str) -> Anchor | None:
        """What became of the words of a quotation or a claim in an article; None where it names none, or was not read.

        Who asks for it depends on nothing else of the article, such as the notes on it.

        Args:
            article: The article.
            language: Of the text.
            passage: The fragment of the words: `quote-x`, `claim-y`.
        """
        text = self._anchors.get(f"{article}/{language}")
        return next((found.anchor for found in (text.passages if text else ()) if found.id == passage), None)

    def without_records(self) -> Iterator[ArticleText]:
        """All articles without the notes, quotations and claims on them: with their words, and the names in these.

        Who goes through these depends on no record: one that an editor changes leaves alone what is made of them.
        """
        return (replace(text, notes=(), passages=()) for text in self._words.values())

    def name(
        self, headlines: Mapping[tuple[str, Language], str], standfirsts: Mapping[tuple[str, Language], str]
    ) -> None:
        """Make the headlines and standfirsts of articles known, which are named before they are read."""

        def table(name: str, texts: Mapping[tuple[str, Language], str]) -> Mapping[str, str]:
            return self._ledger.table(name, {f"{article}/{language}": t for (article, language), t in texts.items()})

        self._headlines, self._standfirsts = table("headlines", headlines), table("standfirsts", standfirsts)

    def headline(self, article: str, language: Language) -> str:
        """The headline of an article; its id where it has none."""
        return self._headlines.get(f"{article}/{language}", article)

    def standfirst(self, article: str, language: Language) -> str:
        """What an article is about, in a sentence; empty where it does not say."""
        return self._standfirsts.get(f"{article}/{language}", "")

    def mentions(self, language: Language) -> dict[str, Mentions]:
        """Every mention in one language by entity."""
        by_entity: dict[str, Mentions] = {}
        for text in sorted((text for text in self if text.language == language), key=lambda text: text.article):
            for block, found in text.mentions.items():
                for name in found:
                    by_entity.setdefault(name.entity, Mentions()).add(text, block, name)
        return by_entity
