"""Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), for readers that would rather not read XML."""

from __future__ import annotations

from sorotan.core.languages import Language
from sorotan.export.jsontext import compact, pretty
from sorotan.views.feeds import FeedView


def json_feed(view: FeedView, url: str, language: Language) -> str:
    """The entries of an Atom feed, in the same order and with the same ids.

    Args:
        view: The feed.
        url: Where the JSON Feed will be.
        language: The language of its texts.
    """
    return pretty(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": view.title,
            "home_page_url": view.home,
            "feed_url": url,
            "language": language,
            "authors": [{"name": view.author, "url": view.home}],
            "items": [
                compact(
                    {
                        "id": entry.id,
                        "url": entry.url,
                        "title": entry.title,
                        "content_html": entry.body,
                        "date_published": entry.published,
                        "date_modified": entry.updated,
                        "tags": [entry.label],
                    }
                )
                for entry in view.entries
            ],
        }
    )
