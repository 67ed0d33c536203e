"""What our plugins find on a page while it is read, passed on to the process, or the build, that needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Protocol

from sorotan.core import prosedata
from sorotan.core.problems import Problem, Problems
from sorotan.core.prose import ArticleText
from sorotan.languages import LanguagesPlugin
from sorotan.markdown.safety import SafetyExtension
from sorotan.markdown.sections import Section
from sorotan.site import Site
from sorotan.views.translation import TranslationGaps


@dataclass(frozen=True)
class Findings:
    """What was found on one page."""

    gaps: TranslationGaps | None
    """What is not translated; None for a page that is no translation."""
    text: ArticleText | None
    problems: tuple[Problem, ...]
    removed: tuple[str, ...]
    """What was left out of it as unsafe."""
    bodies: Mapping[str, str]
    """Texts of records that were rendered for it."""
    sections: Sequence[Section] = ()
    """What is searched of it, if it is no article."""

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to tell the editor, now and in every build until it is put right."""
        return not self.problems and not self.removed


class HasProblems(Protocol):
    """Whoever keeps the problems of a build."""

    problems: Problems


class Observer:
    """Gathers findings, and lets the plugins know what was found elsewhere.

    Args:
        site: Its prose grows with every article.
        reporter: Whoever the problems are told to.
        safety: Notes what was left out.
        languages: Counts what is not translated; None where `sorotan/languages` is not enabled.
    """

    def __init__(
        self, site: Site, reporter: HasProblems, safety: SafetyExtension, languages: LanguagesPlugin | None
    ) -> None:
        self._site, self._reporter, self._safety, self._languages = site, reporter, safety, languages
        self._before = Problems()

    def begin(self) -> None:
        """A page is about to be converted."""
        self._before, self._reporter.problems = self._reporter.problems, Problems()
        self._site.bodies.begin()

    def end(self, uri: str) -> Findings:
        """What was found on it.

        Args:
            uri: Its path in the sources.
        """
        found, self._reporter.problems = self._reporter.problems, self._before
        language, _ = self._site.languages.split(uri)
        translating = self._languages and self._languages.translating
        removed = tuple(self._safety.removed)
        self._safety.removed.clear()
        return Findings(
            translating.gaps if translating else None,
            self._site.prose.get(self._site.article_at(uri), language),
            tuple(found),
            removed,
            self._site.bodies.end(),
            self._site.sections.get(uri, ()),
        )

    def adopt(self, findings: Findings, uri: str) -> None:
        """Know what was found on the page that is read.

        Args:
            findings: What was found.
            uri: Its path in the sources.
        """
        if self._languages and self._languages.translating and findings.gaps is not None:
            self._languages.translating.gaps = findings.gaps
        if findings.text is not None:
            self._site.prose.add(findings.text)
        self._reporter.problems.update(findings.problems)
        self._safety.removed += findings.removed
        self._site.bodies.remember(findings.bodies)
        if findings.sections:
            self._site.sections[uri] = findings.sections

    def as_data(self, findings: Findings) -> dict[str, Any]:
        """Sound findings, in what JSON can hold."""
        return {
            "gaps": findings.gaps and astuple(findings.gaps),
            "text": findings.text and prosedata.as_data(findings.text),
            "bodies": findings.bodies,
            "sections": [astuple(section) for section in findings.sections],
        }

    def from_data(self, data: Mapping[str, Any]) -> Findings:
        """The findings again.

        Raises:
            LookupError, TypeError: they are of another site.
        """
        gaps = None if data["gaps"] is None else TranslationGaps(*data["gaps"])
        text = None if data["text"] is None else prosedata.from_data(data["text"], self._site.corpus)
        sections = [Section(*section) for section in data["sections"]]
        return Findings(gaps, text, (), (), data["bodies"], sections)
