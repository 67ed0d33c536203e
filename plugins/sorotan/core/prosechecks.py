"""What the data says of the prose, and what pages link to in it, that is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache

from sorotan.core.checks import block_addresses
from sorotan.core.corpus import Corpus
from sorotan.core.languages import Language
from sorotan.core.mentions import places
from sorotan.core.pagefile import Page
from sorotan.core.problems import Location, Problems, nearest
from sorotan.core.prose import ArticleText, Prose
from sorotan.core.recordlinks import links
from sorotan.core.records import Annotation, Article, Claim, Quotation
from sorotan.core.selectors import Anchor
from sorotan.core.text import fold


def check(
    prose: Prose, corpus: Corpus, source: Language, written: Callable[[str], Page], problems: Problems
) -> Set[str]:
    """Report what the corpus says of places in the prose that are not there.

    Returns the blocks (article#p1) that are not there because of how their ids are written, which is told of them.

    Args:
        prose: The articles in all languages.
        corpus: The records.
        source: The language that articles are written in. Where a text is not translated yet, nothing can be missing.
        written: Gives the page of an article as it is written.
        problems: Where to report.
    """
    blocks: dict[str, set[str]] = {}
    told: set[str] = set()
    written = cache(written)  # a page that was just begun may lack all its blocks
    for article in prose:
        mistyped = _Blocks(article, corpus.articles[article.article], written, problems).check()
        blocks.setdefault(article.article, set()).update(article.texts, mistyped)
        told.update(f"{article.article}#{block}" for block in mistyped)
        original = prose.get(article.article, source) if article.language != source else None
        _check_anchors(article, original, mistyped, problems)
        _check_corrections(article, original, corpus, problems)
    for address, record, path in block_addresses(corpus):
        article, _, block = address.partition("#")
        if article in blocks and block not in blocks[article]:
            problems.add("SRT024", record.locate(*path), nearest(block, blocks[article]), article=article, block=block)
    return told


def check_links(pages: Iterable[Page], prose: Prose, source: Language, mistyped: Set[str], problems: Problems) -> None:
    """Report links in pages to blocks that are not there. Articles that are not there are told where pages are read.

    Args:
        pages: Pages as they are written, in the source language.
        prose: The articles.
        source: The source language.
        mistyped: Blocks that `check` told of.
        problems: Where to report.
    """
    for page in pages:
        for link in links(page.seen) if "block:" in page.text else ():
            article, _, block = link.target.partition("#")
            text = prose.get(article, source) if link.scheme == "block" and block else None
            if text is not None and block not in text.texts and link.target not in mistyped:
                place = page.locate(link.address_start)
                problems.add("SRT024", place, nearest(block, text.texts), article=article, block=block)


class _Blocks:
    """Which blocks an article has, held against what its record says of its source.

    Args:
        article: The article in one language.
        record: What the data says of it.
        written: Gives the page of an article as it is written.
        problems: Where to report.
    """

    def __init__(
        self, article: ArticleText, record: Article, written: Callable[[str], Page], problems: Problems
    ) -> None:
        self._article, self._record, self._written, self._problems = article, record, written, problems
        self._id = article.article
        self._paragraphs = [f"p{number}" for number in range(1, record.source.paragraphs + 1)]

    @property
    def _page(self) -> Page:
        return self._written(self._id)

    def check(self) -> set[str]:
        """Report blocks that are missing or there twice, or there and left out.

        Returns the blocks of which nothing more is to be told: the mistake is in how ids are written on the page.
        Where one is there twice or the page has none, any block may be another than is meant, or not begun.
        """
        repeated = self._article.repeated
        omitted = {item.block for item in self._record.omitted}
        missing = [block for block in self._paragraphs if block not in self._article.texts and block not in omitted]
        # One is there twice and one is missing: the second of the two was probably meant to be that one.
        meant = missing[0] if len(missing) == len(repeated) == 1 else ""
        self._check_omitted()
        self._check_repeated(meant)
        mistyped = self._check_missing([block for block in missing if block != meant])
        return {*mistyped, *repeated, *missing} if repeated or not self._article.texts else mistyped

    def _check_missing(self, missing: Iterable[str]) -> set[str]:
        """Report missing blocks. Returns those whose ids are there, written otherwise than ids are."""
        shown, mistyped = set(self._shown_ids()), set()
        for place, words in shown:
            self._problems.add("SRT047", place, written=words)
        for block in missing:
            near = next(self._page.near_ids(block), None)
            if near is None:
                self._problems.add("SRT035", self._record.locate("source"), article=self._id, block=block)
                continue
            place, words = self._page.locate(near[0]), near[1]
            if (place, words) not in shown:
                self._problems.add("SRT039", place, written=words, id=f"{{: #{block} }}")
            mistyped.add(block)
        return mistyped

    def _shown_ids(self) -> Iterator[tuple[Location, str]]:
        """Ids that readers see as text, where they stand, and how they are written."""
        texts = [text for text in self._article.texts.values() if "{" in text]
        for at, words in self._page.ids_within_blocks() if texts else ():
            if any(words in text for text in texts):
                yield self._page.locate(at), words

    def _check_omitted(self) -> None:
        """Report blocks that are said to be left out, and are no paragraph of the source, or there."""
        for index, item in enumerate(self._record.omitted):
            place, block = self._record.locate("omitted", index, "block"), item.block
            if block not in self._paragraphs:
                count, suggestion = len(self._paragraphs), nearest(block, self._paragraphs)
                self._problems.add("SRT044", place, suggestion, article=self._id, block=block, count=count)
            elif block in self._article.texts:
                self._problems.add("SRT045", place, article=self._id, block=block)

    def _check_repeated(self, meant: str) -> None:
        for block in self._article.repeated:
            places = [self._page.locate(at) for at in self._page.ids(block)]
            place = places[1] if len(places) > 1 else Location(self._page.file)
            self._problems.add("SRT033", place, meant, article=self._id, block=block)


def _check_anchors(article: ArticleText, original: ArticleText | None, mistyped: Set[str], problems: Problems) -> None:
    """Report words of notes, quotations and claims that do not stand where they are said to.

    Args:
        article: The article in one language.
        original: The same in the source language, where this is a translation.
        mistyped: Blocks of which nothing more is to be told.
        problems: Where to report.
    """
    language = article.language
    unknown = _untranslated(article, original) | mistyped
    firsts = {name: anchor for name, _, anchor in _anchored(original) if anchor.is_published}
    for name, record, anchor in _anchored(article):
        quote, first = record.target[language], firsts.get(name)
        if quote is None:
            continue
        block = record.target.block or (first.block if first else "")
        if block in unknown or (unknown and not block):
            continue  # it may be there once the block is translated, or its id is mended, which is told
        if anchor.is_published:
            # A passage has the same block in all languages, so that these are other words in one of them.
            if original and first and first.block != anchor.block and "moved" in (first.verdict, anchor.verdict):
                text, there = (article, anchor) if anchor.verdict == "moved" else (original, first)
                _tell_elsewhere(text, record, there.block, problems)
            continue
        details = {"exact": quote.exact, "language": language, "article": article.article}
        place = record.locate("target", language)
        # A note is shown at its own block, wherever the nearest passage stands.
        near = next(id for id in (anchor.block, *article.texts) if anchor.nearest in article.texts.get(id, ""))
        if anchor.verdict == "changed" and fold(anchor.nearest) == fold(quote.exact):
            _tell_elsewhere(article, record, near, problems)
        elif anchor.verdict == "changed":
            problems.add("SRT030", place, **details, nearest=anchor.nearest, block=near, id=name)
        elif anchor.verdict == "ambiguous":
            problems.add("SRT031", place, **details, count=anchor.count)
        elif not block or block in article.texts:  # else that is told
            problems.add("SRT032", place, **details)


def _tell_elsewhere(
    article: ArticleText, record: Annotation | Quotation | Claim, block: str, problems: Problems
) -> None:
    """Report words that stand in `block`, and not where they are said to."""
    quote, place = record.target[article.language], record.locate("target", article.language)
    exact = quote.exact if quote else ""
    problems.add("SRT037", place, exact=exact, language=article.language, article=article.article, block=block)


def _anchored(article: ArticleText | None) -> list[tuple[str, Annotation | Quotation | Claim, Anchor]]:
    """Everything that names words of an article, as `sorotan anchors` calls it, and where they are."""
    if article is None:
        return []
    notes = [(each.note.id, each.note, each.anchor) for each in article.notes]
    return [*notes, *((each.id, each.record, each.anchor) for each in article.passages)]


def _untranslated(article: ArticleText, original: ArticleText | None) -> set[str]:
    """The blocks that stand in the language that they were written in."""
    texts = original.texts if original else {}
    return {block for block, text in article.texts.items() if text and texts.get(block) == text}


def _check_corrections(article: ArticleText, original: ArticleText | None, corpus: Corpus, problems: Problems) -> None:
    """Report words that are or are not to name an entity, and are not in their block."""
    file = corpus.annotations.get(article.article)
    untranslated = _untranslated(article, original)
    for correction in (*file.mentions, *file.ignore) if file else ():
        text, block = correction.text[article.language], correction.block
        is_there = block not in article.texts or places(text, article.texts[block], article.language)
        if not is_there and block not in untranslated:
            where = {"language": article.language, "block": block}
            problems.add("SRT034", correction.locate("text"), text=text, **where)
