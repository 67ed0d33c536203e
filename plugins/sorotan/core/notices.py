"""What might be tidied up: records that nothing uses, and names in the prose that no record has.

None of it is wrong, so that it is told only to those who ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from sorotan.core import yamlfile
from sorotan.core.candidates import candidates
from sorotan.core.corpus import Corpus
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.mentions import MentionFinder
from sorotan.core.originals import SourceTexts
from sorotan.core.pagefile import Page, front_matter
from sorotan.core.problems import Location, Problems
from sorotan.core.prose import ArticleText, Prose
from sorotan.core.recordlinks import links
from sorotan.core.records import Entity, Quotation, Written
from sorotan.core.references import references
from sorotan.core.text import fold

_INDEXES: Final = ("index", "README")
_QUOTED: Final = re.compile(r"“([^“”]+)”")
_WORD: Final = re.compile(r"\w+")


class NameInUse(NamedTuple):
    """A name of an entity, as some text has it."""

    entity: str
    language: Language
    words: str
    """As they are compared."""


def names_in_use(corpus: Corpus, prose: Prose, sources: SourceTexts, source: Language) -> Set[NameInUse]:
    """The names in articles and in the texts that they retell, where these are at hand.

    Args:
        corpus: The records.
        prose: All articles in all languages.
        sources: The source texts.
        source: The source language.
    """
    found = set()
    for article in prose:
        for block, mentions in article.mentions.items():
            for mention in mentions:
                words = _compared(article.texts[block][mention.start : mention.end])
                found.add(NameInUse(mention.entity, article.language, words))
    finder = MentionFinder(corpus.entities, source)
    for id, paragraphs in sources.items():
        for paragraph in paragraphs.values():
            for mention in finder.find(paragraph, id):
                found.add(NameInUse(mention.entity, source, _compared(paragraph[mention.start : mention.end])))
    return found


def _compared(words: str) -> str:
    return fold(words).lower()


def check_unused(corpus: Corpus, pages: Sequence[Page], names: Set[NameInUse], problems: Problems) -> None:
    """Report entities, their aliases, references and events that nothing has to do with.

    Args:
        corpus: The records.
        pages: All pages, in the source language.
        names: The names in texts.
        problems: Where to report.
    """
    linked = {(link.scheme, link.target) for text in _texts(corpus, pages) for link in links(text)}
    named = {target for scheme, target in linked if scheme == "entity"} | {name.entity for name in names}
    cited = {target for scheme, target in linked if scheme == "ref"}
    for _, record in corpus.records():
        named.update(id for _, _, id in references(record, ("entities",)))
        cited.update(id for _, _, id in references(record, ("references", "evidence")))
    for id, entity in corpus.entities.items():
        if id not in named:
            problems.add("SRT070", entity.locate_key(), id=id)
        _check_aliases(id, entity, names, problems)
    for id, event in corpus.timeline.items():
        if not event.entities and event.article is None:
            problems.add("SRT072", event.locate_key(), id=id)
    for id, reference in corpus.references.items():
        if id not in cited:
            problems.add("SRT073", reference.locate_key(), id=id)


def _texts(corpus: Corpus, pages: Sequence[Page]) -> Iterator[str]:
    """Every text that may hold links to records."""
    for page in pages:
        yield page.text
    for _, note in corpus.notes.values():
        for language in LANGUAGES:
            yield note.body[language]


def _check_aliases(id: str, entity: Entity, names: Set[NameInUse], problems: Problems) -> None:
    for alias, languages in _aliases(entity).items():
        if not any(NameInUse(id, language, _compared(alias)) in names for language in languages):
            language, index = next(iter(languages.items()))
            problems.add("SRT071", entity.locate("aliases", language, index), alias=alias, id=id)


def _aliases(entity: Entity) -> Mapping[str, dict[Language, int]]:
    """Languages of every alias, with its position among the aliases in each."""
    aliases: dict[str, dict[Language, int]] = {}
    for language in LANGUAGES:
        for index, alias in enumerate(entity.aliases[language]):
            aliases.setdefault(alias.text, {})[language] = index
    return aliases


def check_pages(corpus: Corpus, pages: Iterable[Page], folder: str, problems: Problems) -> None:
    """Report pages among the articles that are no article.

    Args:
        corpus: The records.
        pages: All pages, in the source language.
        folder: That of the articles, as the editor knows it.
        problems: Where to report.
    """
    for page in pages:
        path = PurePosixPath(page.file)
        if path.is_relative_to(folder) and not corpus.knows("articles", path.stem) and path.stem not in _INDEXES:
            problems.add("SRT075", Location(page.file), id=path.stem)


def check_comments(corpus: Corpus, pages: Iterable[Page], problems: Problems) -> None:
    """Report comments in data and front matter that look as if they were part of the text before them.

    Args:
        corpus: The records.
        pages: All pages, in the source language.
        problems: Where to report.
    """
    records = (record for _, record in corpus.records())
    documents = (record.document if isinstance(record, Written) else record.origin[0] for record in records)
    texts = {document.file: document.text for document in documents if document}
    texts |= {page.file: front_matter(page.text) for page in pages}
    for file, text in texts.items():
        for place, words in yamlfile.cut_off(text, file):
            problems.add("SRT077", place, words=words)


def check_unknown_names(prose: Prose, pages: Iterable[Page], source: Language, problems: Problems) -> None:
    """Report what looks like a name in articles, and is none of an entity. Each name once, where it comes first.

    Args:
        prose: The articles.
        pages: All pages, in the source language.
        source: The source language.
        problems: Where to report.
    """
    counts: Counter[str] = Counter()
    places: dict[str, Location] = {}
    for page in pages:
        article = prose.get(page.article, source)
        if article is None:
            continue
        for block, text in article.texts.items():
            known = [(mention.start, mention.end) for mention in article.mentions[block]]
            for start, end in candidates(text, known, source):
                counts[text[start:end]] += 1
                places.setdefault(text[start:end], _find(page, text[start:end]))
    for name, count in counts.items():
        problems.add("SRT074", places[name], name=name, count=count)


def check_quoted_words(
    corpus: Corpus,
    prose: Prose,
    source: Language,
    find: Callable[[str, Language, str], Location],
    problems: Problems,
) -> None:
    """Report words that articles quote and that the list of quotations does not have.

    Of a translation they are told where the source has none such in the block: one entry is for both.

    Args:
        corpus: The records.
        prose: All articles in all languages.
        source: The source language.
        find: Where words of an article in a language are written.
        problems: Where to report.
    """
    refused = {written.article for written in corpus.refused if written.record is Quotation}
    for text in prose:
        if refused & {text.article, ""}:
            continue  # which words these quotations have is not certain
        original = prose.get(text.article, source) if text.language != source else None
        told = _unlisted(corpus, original) if original else {}
        for block, fragments in _unlisted(corpus, text).items():
            if block in told or (original and original.texts.get(block) == text.texts[block]):  # not translated
                continue
            for words in fragments:
                place = find(text.article, text.language, f"“{words}”")
                problems.add("SRT076", place, article=text.article, words=words)


def _unlisted(corpus: Corpus, article: ArticleText) -> Mapping[str, Sequence[str]]:
    """What is quoted in the blocks of an article, without what is listed, whole or in part."""
    records = corpus.of_article(article.article).values()
    quotes = (record.target[article.language] for record in records if isinstance(record, Quotation))
    listed = [_only_words(quote.exact) for quote in quotes if quote]
    found: dict[str, list[str]] = {}
    for block, text in article.texts.items():
        for fragment in _QUOTED.findall(text):
            words = _only_words(fragment)
            if not any(words in each or each in words for each in listed):
                found.setdefault(block, []).append(fragment)
    return found


def _only_words(text: str) -> str:
    """A text as its words are compared, with a space before and behind each."""
    return "".join(f" {word} " for word in _WORD.findall(fold(text).lower()))


def _find(page: Page, words: str) -> Location:
    """The first place of words on a page; its file where markup is in between."""
    at = page.text.find(words)
    return page.locate(at) if at >= 0 else Location(page.file)
