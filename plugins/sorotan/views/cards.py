"""Cards: what a page shows of itself where a link to it is shared."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from sorotan.views import labels
from sorotan.views.labels import N_
from sorotan.views.scope import Scope


@dataclass(frozen=True)
class Card:
    """The words of a card."""

    title: str
    kind: str
    """What kind of page it is; empty where the title says it."""
    site: str


def card(uri: str, article: str, title: str, scope: Scope) -> Card:
    """The card of a page.

    Args:
        uri: Path of the page in the source language.
        article: The article that the page retells; empty for any other page.
        title: Of the page.
        scope: The language of the page.
    """
    return Card(title, _kind(uri, article, scope), scope.site_name)


def _kind(uri: str, article: str, scope: Scope) -> str:
    if article:
        return f"{scope.words(N_('Retelling'))} · {scope.outlet(article)}"
    folder, name = posixpath.split(uri)
    entity = scope.corpus.entities.get(name.removesuffix(".md")) if folder == "entities" else None
    return scope.words(labels.KINDS[entity.kind]) if entity else ""
