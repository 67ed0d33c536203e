"""The plugin `sorotan/entities`: a page for every entity, and the indexes of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from mkdocs.plugins import BasePlugin

from sorotan.core.languages import Language
from sorotan.core.vocabulary import Kind
from sorotan.pages import GeneratedPage, GeneratedPages
from sorotan.site import Site
from sorotan.views import labels
from sorotan.views.entity import EntityIndex, EntityView, IndexView, entity_view, index_view
from sorotan.views.glossary import glossary_view
from sorotan.views.labels import N_
from sorotan.views.scope import Scope


class EntitiesPlugin(GeneratedPages, BasePlugin):
    """Makes `entities/<id>.md`, `entities/index.md`, `entities/kinds/<kind>.md` and `glossary.md`."""

    def pages(self, site: Site) -> Iterator[GeneratedPage]:
        """A page for each entity, an index of all, an index for each kind that occurs, and the glossary."""
        self._indexes: dict[Language, EntityIndex] = {}
        entities = site.corpus.entities
        for id, entity in entities.items():
            yield GeneratedPage(
                uri=f"entities/{id}.md",
                title=lambda words, e=entity: e.name[words.language],
                description=lambda words, e=entity: e.description[words.language],
                template="entity.html",
                view=lambda scope, id=id: self._entity(id, scope),
                source=entity.locate().file,
            )
        if entities:
            yield GeneratedPage(
                uri="entities/index.md",
                title=lambda words: words(N_("People, labs, models and ideas")),
                description=lambda words: words(N_("Everyone and everything the articles name, from A to Z.")),
                template="index.html",
                view=lambda scope: self._listing(scope, None),
            )
        if any(entity.kind == "concept" for entity in entities.values()):
            yield GeneratedPage(
                uri="glossary.md",
                title=lambda words: words(N_("Glossary")),
                description=lambda words: words(
                    N_("Terms in both languages, what they mean here, and where they occur.")
                ),
                template="glossary.html",
                view=lambda scope: glossary_view(scope, self._index(scope)),
                source=next(e for e in entities.values() if e.kind == "concept").locate().file,
                anchors=frozenset(f"term-{id}" for id, entity in entities.items() if entity.kind == "concept"),
            )
        for kind in get_args(Kind):
            if any(entity.kind == kind for entity in entities.values()):
                yield GeneratedPage(
                    uri=f"entities/kinds/{kind}.md",
                    title=lambda words, k=kind: words(labels.KINDS_PLURAL[k]),
                    description=lambda words, k=kind: words(labels.KINDS_PLURAL[k]),
                    template="index.html",
                    view=lambda scope, k=kind: self._listing(scope, k),
                )

    def _entity(self, id: str, scope: Scope) -> EntityView:
        return entity_view(id, scope, self._index(scope))

    def _listing(self, scope: Scope, kind: Kind | None) -> IndexView:
        return index_view(scope, self._index(scope), kind)

    def _index(self, scope: Scope) -> EntityIndex:
        """What all pages of a language have in common, made when the first of them is rendered."""
        if scope.language not in self._indexes:
            self._indexes[scope.language] = EntityIndex(scope)
        return self._indexes[scope.language]
