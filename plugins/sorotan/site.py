"""Where MkDocs' files meet the corpus: what a view needs to know about the page it is on."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from urllib.parse import urljoin

from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from sorotan.core import prosedata
from sorotan.core.corpus import Corpus
from sorotan.core.freshness import Behind
from sorotan.core.languages import Language, SiteLanguages
from sorotan.core.mentions import names_of
from sorotan.core.prose import Annotator, Prose
from sorotan.interface import Words
from sorotan.markdown.bodies import Bodies
from sorotan.markdown.sections import Section
from sorotan.rendering import Renderer
from sorotan.views.scope import Links, Scope


@dataclass
class Site:
    """One build: its corpus, its languages, and its prose as it is read."""

    corpus: Corpus
    languages: SiteLanguages
    articles_dir: str
    """Folder of the articles below the docs folder."""
    name: str = ""
    """What the site calls itself."""
    url: str = ""
    """Where it is published, with a slash at the end; empty when it is published anywhere."""
    behind: Behind = frozenset()
    """The records whose translation is older than their source."""
    bodies: Bodies = field(default_factory=Bodies)
    """Renders Markdown of records, and knows what was rendered already."""
    elsewhere: Container[str] = frozenset()
    """Paths of the pages whose views need not be made here: another process renders them, or they are kept."""
    made_last: set[str] = field(default_factory=set)
    """Paths of the pages that tell of files which are made while other processes render pages."""
    prose: Prose = field(init=False)
    kinds: Mapping[str, str] = field(init=False)
    """The kind of each entity: who asks for no more depends on no more."""
    sections: dict[str, Sequence[Section]] = field(default_factory=dict)
    """What stands on pages that are no articles, by their paths, for the search."""
    overviews: set[str] = field(default_factory=set)
    """Paths of the pages made from records that are found by what they are, not by a record that they are about."""
    files: Mapping[str, File] = field(default_factory=dict)
    """The files of the site by their paths in the sources."""
    _annotators: dict[Language, Annotator] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ledger = self.corpus.ledger
        self.prose = Prose(ledger, partial(prosedata.digest, corpus=self.corpus), prosedata.digest_of_words)
        names = {language: names_of(self.corpus.entities, language) for language in self.languages.all}
        self._names = ledger.table("names", names)
        self.kinds = ledger.table("kinds", {id: entity.kind for id, entity in self.corpus.entities.items()})
        self._behind = ledger.table("behind", {f"{record}/{language}": "" for record, language in self.behind})

    def know(self, files: Files) -> None:
        """Make the files of the site known, by which addresses are found. To be told again when there are others."""
        self.files = self.corpus.ledger.table("files", dict(files.src_uris), lambda file: file.url)

    @property
    def front_page(self) -> str:
        """The path of the front page in the source language."""
        return "index.md" if self.files.get("index.md") or not self.files.get("README.md") else "README.md"

    def article_at(self, uri: str) -> str:
        """The article whose page has the path `uri`, in whatever language; empty for any other page."""
        folder, name = posixpath.split(self.languages.split(uri)[1])
        article = name.removesuffix(".md")
        return article if folder == self.articles_dir and article in self.corpus.articles else ""

    def notes_at(self, uri: str) -> set[str]:
        """The fragments of the notes that the page `uri` has, once it is read."""
        article = self.article_at(uri)
        text = self.prose.get(article, self.languages.split(uri)[0]) if article else None
        return {f"note-{note.note.id}" for note in text.notes} if text is not None else set()

    def annotator(self, language: Language) -> Annotator:
        """The annotator of one language, made once."""
        self._names.get(language)  # what is made with it depends on all names
        if language not in self._annotators:
            self._annotators[language] = Annotator(self.corpus, language)
        return self._annotators[language]

    def scope(self, file: File) -> Scope:
        """What the views of the page `file` are made from; links are addresses of the finished site."""
        return self._scope(file, self.languages.split(file.src_uri)[0])

    def _scope(self, file: File, language: Language) -> Scope:
        @cache  # a page leads to the same few hundred places again and again
        def page_address(path: str) -> str:
            target = self._target(path, language)
            return "" if target is None else get_relative_url(target.url, file.url)

        own_address = get_relative_url(file.url, file.url)

        def address(uri: str) -> str:
            path, hash, fragment = uri.partition("#")
            url = page_address(path)
            if hash and url == own_address:
                return f"#{fragment}"
            return url and url + hash + fragment

        links = Links(self.corpus, address, self.articles_dir)
        published_at = urljoin(self.url, file.url) if self.url else ""
        return Scope(
            self.corpus,
            self.prose,
            language,
            Words(language),
            links,
            self.name,
            published_at,
            self._behind,
            cache(lambda: [self._scope(file, each) for each in self.languages.all]),
            self.bodies,
        )

    def root_scope(self, language: Language, root: str = "/") -> Scope:
        """What views that are no page are made from; links begin with `root`, the address of the site."""

        def address(uri: str) -> str:
            path, hash, fragment = uri.partition("#")
            target = self._target(path, language)
            return "" if target is None else f"{root}{target.url.removeprefix('./')}{hash}{fragment}"

        links = Links(self.corpus, address, self.articles_dir)
        words = Words(language)
        return Scope(
            self.corpus, self.prose, language, words, links, self.name, behind=self._behind, bodies=self.bodies
        )

    def _target(self, path: str, language: Language) -> File | None:
        """The page in the language, or the file itself where it is no page: every page is in every language."""
        return self.files.get(self.languages.localize(path, language)) or self.files.get(path)

    def markdown_address(self, file: File) -> Callable[[str], str]:
        """Links as Markdown has them, to be validated and rewritten by MkDocs: `../entities/x.md#p1`."""
        language, _ = self.languages.split(file.src_uri)

        @cache  # an article names the same few entities again and again
        def address(uri: str) -> str:
            path, hash, fragment = uri.partition("#")
            target = self.languages.localize(path, language)
            if target not in self.files:
                return ""
            return posixpath.relpath(target, posixpath.dirname(file.src_uri) or ".") + hash + fragment

        return address

    def renderer(self, file: File) -> Renderer:
        """The renderer for the language of a page."""
        return Renderer(self.languages.split(file.src_uri)[0])
