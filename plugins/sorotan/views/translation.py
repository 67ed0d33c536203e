"""What a reader is told of a page that is not, or not certainly, translated."""

from __future__ import annotations

from dataclasses import dataclass

from sorotan.interface import Words


@dataclass(frozen=True)
class TranslationGaps:
    """How much of a page is not, or not certainly, translated, in blocks; title and description count too."""

    missing: int = 0
    fuzzy: int = 0
    made: int = 0
    """How many of those that are missing stand on the page because of a plugin or hook, and in no catalog therefore."""


def translation_notices(gaps: TranslationGaps, words: Words) -> list[str]:
    """Sentences for the top of the page; none when all is translated."""
    notices = []
    if gaps.missing:
        notices.append(
            words.plural(
                "%(num)s paragraph is not translated yet and is shown in its own language.",
                "%(num)s paragraphs are not translated yet and are shown in their own language.",
                gaps.missing,
            )
        )
    if gaps.fuzzy:
        notices.append(
            words.plural(
                "%(num)s paragraph changed after it was translated; its translation may lag behind.",
                "%(num)s paragraphs changed after they were translated; their translation may lag behind.",
                gaps.fuzzy,
            )
        )
    return notices
