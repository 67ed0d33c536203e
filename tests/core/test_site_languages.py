"""Addresses of pages in the languages of a site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorotan.core.languages import LANGUAGES, OWN_NAMES, Language, SiteLanguages

BOTH = SiteLanguages("id", ("en",))


@pytest.mark.parametrize(
    ("uri", "language", "source_uri"),
    [
        ("index.md", "id", "index.md"),
        ("articles/x.md", "id", "articles/x.md"),
        ("en/index.md", "en", "index.md"),
        ("en/articles/x.md", "en", "articles/x.md"),
        ("en.md", "id", "en.md"),
        ("english/x.md", "id", "english/x.md"),
        ("articles/en/x.md", "id", "articles/en/x.md"),
        ("id/x.md", "id", "id/x.md"),
        ("en", "id", "en"),
    ],
)
def test_split(uri: str, language: Language, source_uri: str) -> None:
    """Only the first folder of a path says its language, and only when it is that of a translation."""
    assert BOTH.split(uri) == (language, source_uri)


def test_english_source() -> None:
    """Either language can be the source."""
    site = SiteLanguages("en", ("id",))
    assert site.all == ("en", "id")
    assert site.localize("x.md", "id") == "id/x.md"
    assert site.split("en/x.md") == ("en", "en/x.md")


def test_one_language() -> None:
    """A site in one language has no folders for languages."""
    assert SiteLanguages("id").all == ("id",)
    assert SiteLanguages("id").split("en/x.md") == ("id", "en/x.md")


@given(st.text("abc/-.", min_size=1, max_size=12), st.sampled_from(LANGUAGES))
def test_split_undoes_localize(uri: str, language: Language) -> None:
    """The page of a localised path is the page it was made from."""
    assert BOTH.split(BOTH.localize(uri, language)) == (language, uri)


def test_every_language_has_a_name() -> None:
    """The switcher can name every language."""
    assert set(OWN_NAMES) == set(LANGUAGES)
