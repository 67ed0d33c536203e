"""The languages of a site and the addresses that pages have in them.

The source language lives at the root of the site, every translation below a folder named by its BCP 47 tag, with the
same path below it: `articles/x.md` and `en/articles/x.md` are the same page in two languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Language = Literal["id", "en"]
"""BCP 47 tag of a language that records are written in."""

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

OWN_NAMES: Final[dict[str, str]] = {"id": "Bahasa Indonesia", "en": "English"}
"""What a language calls itself, for the language switcher."""


LOCALES: Final[dict[str, str]] = {"id": "id", "en": "en_GB"}
"""By whose habits (CLDR) dates and lists are written: the site's English is British."""


@dataclass(frozen=True)
class SiteLanguages:
    """The source language of a site and the languages it is translated into."""

    source: Language = "id"
    translations: tuple[Language, ...] = ()

    @property
    def all(self) -> tuple[Language, ...]:
        """Every language of the site, the source language first."""
        return (self.source, *self.translations)

    def localize(self, uri: str, language: Language) -> str:
        """The path of the page `uri` (given as in the source language) in `language`."""
        return uri if language == self.source else f"{language}/{uri}"

    def split(self, uri: str) -> tuple[Language, str]:
        """The language of a path and the path of the same page in the source language."""
        first, _, rest = uri.partition("/")
        for language in self.translations:
            if first == language and rest:
                return language, rest
        return self.source, uri
