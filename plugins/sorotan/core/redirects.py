"""Redirects: where the readers of addresses that are gone are led, and what of it makes no sense."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Final

from sorotan.core import addresses
from sorotan.core.corpus import Corpus
from sorotan.core.languages import SiteLanguages
from sorotan.core.phrases import N_, Phrase, phrase
from sorotan.core.places import record_at
from sorotan.core.problems import Location, Problems, nearest
from sorotan.core.records import Redirect

_OTHER_LANGUAGE: Final = Phrase(
    N_("write the address in the source language; the redirect then holds in every language")
)
_NO_RECORD: Final = Phrase(
    N_("of what stands on a page, only notes and entries of lists such as the timeline can; remove the redirect")
)


@dataclass(frozen=True)
class Pages:
    """The site as far as redirects have to do with it."""

    articles_dir: str
    """Folder of the articles below the docs folder."""
    languages: SiteLanguages
    taken: Mapping[str, str]
    """What every file of the site is made from, by the path of the file."""
    file_of: Callable[[str], str]
    """From a page (`x.md`) to its file in the site (`x/index.html`), which another page may have as well."""
    blocks: Mapping[str, Container[str]]
    """Ids of blocks by article, of those articles that could be read."""

    def article(self, page: str) -> str:
        """The article that a page is, if it is one."""
        folder, _, name = page.rpartition("/")
        return name.removesuffix(".md") if folder == self.articles_dir else ""


def check(corpus: Corpus, pages: Pages, problems: Problems) -> None:
    """Report redirects from where something is, and such that lead nowhere."""
    checker = _Checker(corpus, pages, problems)
    for old, redirect in corpus.redirects.items():
        if checker.can_lead_on(old, redirect):
            checker.target(old, redirect)


class _Checker:
    def __init__(self, corpus: Corpus, pages: Pages, problems: Problems) -> None:
        self._corpus, self._pages, self._problems = corpus, pages, problems
        self._present = set(addresses.addresses(corpus, pages.articles_dir))
        self._first: dict[str, tuple[str, Location]] = {}

    def can_lead_on(self, old: str, redirect: Redirect) -> bool:
        """Whether a redirect can be made from an address; problems say why not."""
        place = redirect.locate()
        page, hash, fragment = old.partition("#")
        file = self._pages.file_of(page)
        if not self._is_in_source_language(old, place):
            return False
        if self._is_there(old):
            there = old if hash else self._pages.taken.get(file, old)
            self._problems.add("SRT083", place, address=there)
        elif hash and self._is_there(page) and record_at(old, self._pages.articles_dir) is None:
            self._problems.add("SRT087", place, address=old, reason=_NO_RECORD)
        elif hash and not self._is_there(page) and page not in self._corpus.redirects:
            reason = phrase(N_("its page is gone, too; say where {page} leads"), page=page)
            self._problems.add("SRT087", place, address=old, reason=reason)
        elif (first := self._first.setdefault(file + hash + fragment, (old, place)))[0] != old:
            self._problems.add("SRT086", place, address=old, other=first[0], line=first[1].line)
        else:
            return True
        return False

    def target(self, old: str, redirect: Redirect) -> None:
        """Report a redirect that leads nowhere, or not straight to where it ends."""
        place = redirect.locate()
        if not self._is_in_source_language(redirect.to, place):
            return
        way = [old, redirect.to]
        while way[-1] not in way[:-1] and (onward := self._onward(way[-1])):
            way.append(onward)
        if way[-1] in way[:-1]:
            self._problems.add("SRT084", place, way=" → ".join(way))
        elif len(way) > 2:
            self._problems.add("SRT085", place, way[-1] if self._is_there(way[-1]) else "", address=redirect.to)
        elif not self._is_there(redirect.to):
            known = self._present | set(self._pages.taken.values())
            self._problems.add("SRT082", place, nearest(redirect.to, known), address=redirect.to)

    def _is_in_source_language(self, address: str, place: Location) -> bool:
        language, same = self._pages.languages.split(address)
        if language == self._pages.languages.source:
            return True
        self._problems.add("SRT010", place, same, field=f"“{address}”", reason=_OTHER_LANGUAGE)
        return False

    def _is_there(self, address: str) -> bool:
        """Whether the site has a page, or a page a record or a block."""
        page, hash, fragment = address.partition("#")
        is_page = page in self._present or self._pages.file_of(page) in self._pages.taken
        if not hash or not is_page:
            return is_page
        if record_at(address, self._pages.articles_dir):
            return address in self._present or addresses.is_rejected_note(address, self._corpus)
        article = self._pages.article(page)
        return bool(article) and fragment in self._pages.blocks.get(article, {fragment})

    def _onward(self, address: str) -> str:
        """Where the readers of an address are led; empty where it is there, or nobody says where."""
        if self._is_there(address):
            return ""
        page, hash, fragment = address.partition("#")
        if address in self._corpus.redirects:
            return self._corpus.redirects[address].to
        if page in self._corpus.redirects:  # which leads to the same place on another page
            to = self._corpus.redirects[page].to
            return to if "#" in to else to + hash + fragment
        return ""
