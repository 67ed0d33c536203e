"""The words of the interface in the language of a page.

Templates and views are written in English; `locale/<language>/LC_MESSAGES/sorotan.po` holds the other languages.
"""

from __future__ import annotations

import gettext
import io
import os
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from logging import Logger, LoggerAdapter
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.units import format_unit

from sorotan.core.languages import LOCALES, Language
from sorotan.core.phrases import Phrase
from sorotan.core.problems import Problem

DOMAIN: Final = "sorotan"


def default_language(environment: Mapping[str, str] = os.environ) -> Language:
    """The language in which editors are told of problems: Indonesian where their locale is Indonesian, else English."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    return "id" if locale.lower().replace("-", "_").split("_")[0].split(".")[0] in ("id", "in") else "en"


def told(said: Problem | Phrase) -> str:
    """A phrase, or place, code and message of a problem, in the language of whoever builds or edits."""
    words = Words(default_language())
    return said.line(words) if isinstance(said, Problem) else said.told(words)


def warn(log: LoggerAdapter[Logger], said: Problem | Phrase) -> None:
    """Say something to whoever builds, and leave it to `sorotan.serving` to say it in the language of a page."""
    log.warning("%s", told(said), extra={"said": said})


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The interface catalog of `language`; English where there is none."""
    path = files("sorotan") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Words:
    """Interface text, numbers and lists in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        """BCP 47 tag."""
        self._translations = translations(language)

    def __call__(self, text: str) -> str:
        """The translation of an English interface text."""
        return self._translations.gettext(text) if text else ""

    def plural(self, singular: str, plural: str, count: int) -> str:
        """The form of a text that fits `count`, with `%(num)s` filled in."""
        return self._translations.ngettext(singular, plural, count) % {"num": self.number(count)}

    def number(self, value: float) -> str:
        """A number with the separators of the language."""
        return _number(value, self.language)

    def size(self, octets: int) -> str:
        """How large a file is, as roughly as readers want to know it: “5,3 kB”."""
        unit, value = "kilobyte", max(octets / 1000, 0.1)
        for larger in ("megabyte", "gigabyte"):
            if round(value) >= 1000:
                unit, value = larger, value / 1000
        return _size(round(value, 1) if value < 10 else round(value), unit, self.language)

    def listing(self, items: list[str]) -> str:
        """Items as running text: “a, b, dan c”."""
        return format_list(items, locale=LOCALES[self.language])

    def name_of(self, tag: str) -> str:
        """The name of a language by its BCP 47 tag; the tag itself where nobody has named it in this language."""
        if tag == "und":  # ISO 639's “undetermined”
            return self("unknown")
        try:
            return Locale.parse(tag, sep="-").get_language_name(self.language) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    @property
    def gettext(self) -> Callable[[str], str]:
        """For templates."""
        return self._translations.gettext

    @property
    def ngettext(self) -> Callable[[str, str, int], str]:
        """For templates."""
        return self._translations.ngettext

    @property
    def pgettext(self) -> Callable[[str, str], str]:
        """For templates: the translation of a text that has another one elsewhere, by what it means here."""
        return self._translations.pgettext


@lru_cache(maxsize=10_000)  # nearly all are small counts, of which pages have thousands
def _number(value: float, language: str) -> str:
    return format_decimal(value, locale=language)


@cache  # of few different numbers
def _size(value: float, unit: str, language: str) -> str:
    return format_unit(value, f"digital-{unit}", "short", locale=language).replace(" ", "\N{NO-BREAK SPACE}")
