"""What every export is made from: the corpus in each language, with absolute addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sorotan.core.corpus import Corpus
from sorotan.core.languages import Language
from sorotan.core.prose import ArticleText
from sorotan.export.stream import TextStream
from sorotan.views.scope import Scope


@dataclass(frozen=True)
class Publication:
    """One site, as other programs see it."""

    name: str
    url: str
    """Address of the site, with a slash at its end."""
    description: str
    license: str
    """Name of the licence of the data; empty when none is given."""
    license_url: str
    scopes: Mapping[Language, Scope]
    """A scope with absolute links for every language, the source language first."""
    _streams: dict[tuple[str, Language], TextStream] = field(default_factory=dict)

    @property
    def source(self) -> Scope:
        """The scope of the source language."""
        return next(iter(self.scopes.values()))

    @property
    def corpus(self) -> Corpus:
        """The records."""
        return self.source.corpus

    @property
    def texts(self) -> list[ArticleText]:
        """Every article in every language, in a fixed order."""
        return sorted(self.source.prose, key=lambda text: (text.article, text.language))

    @property
    def texts_without_records(self) -> list[ArticleText]:
        """The same as they are without the notes, quotations and claims on them (`Prose.without_records`)."""
        return sorted(self.source.prose.without_records(), key=lambda text: (text.article, text.language))

    def stream(self, text: ArticleText) -> TextStream:
        """The text of an article in a language."""
        key = text.article, text.language
        if key not in self._streams:
            self._streams[key] = TextStream(text.texts)
        return self._streams[key]

    def entity(self, id: str) -> str:
        """The address that stands for an entity, whatever the language: its page in the source language."""
        return self.source.links.entity(id)
