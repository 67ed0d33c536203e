"""What a translation must have in common with its source: links, code, placeholders and figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from babel.messages.catalog import Catalog

from sorotan.core.extraction import restore_previous
from sorotan.core.languages import Language
from sorotan.core.problems import Location, Problems

_MARKUP: Final = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`))"  # `code`
    r"|\]\((?P<link>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)"  # [text](link "title")
    r"|(?P<address><(?:https?|mailto):[^<>]*>)"
    r"|(?P<note>\[\^[^\[\]]+\])"  # footnotes
    r"|(?P<attributes>\{:[^{}]*\})"
    r"|(?P<placeholder>%\(\w+\)[a-z]|\{\w*\})",
    re.DOTALL,
)
"""What is the same in every language, and is no text."""

_UNITS: Final = {
    "ribu": 3,
    "thousand": 3,
    "juta": 6,
    "million": 6,
    "miliar": 9,
    "billion": 9,
    "triliun": 12,
    "trillion": 12,
}
"""Powers of ten by the word that follows a number."""
_FIGURE: Final = re.compile(rf"(?P<digits>\d+(?:[.,]\d+)*)(?:\s*(?P<unit>{'|'.join(_UNITS)})\b)?", re.IGNORECASE)

_NUMBER_WORDS: Final = (
    ("nol", "zero"),
    ("satu", "sebuah", "seorang", "one", "first", "pertama", "once", "sekali"),
    ("dua", "two", "kedua", "second", "twice", "both"),
    ("tiga", "three", "ketiga", "third"),
    ("empat", "four", "keempat", "fourth"),
    ("lima", "five", "kelima", "fifth"),
    ("enam", "six", "keenam", "sixth"),
    ("tujuh", "seven", "ketujuh", "seventh"),
    ("delapan", "eight", "kedelapan", "eighth"),
    ("sembilan", "nine", "kesembilan", "ninth"),
    ("sepuluh", "ten", "kesepuluh", "tenth"),
)
"""Words for small numbers: one language may write as a word what the other writes as a figure."""

_COMPARED: Final = 1_000
"""Words of a text that are compared. The time grows with the square, and nobody reads more in a message."""
_CONTEXT: Final = 2
"""Words shown before and after a change."""


def check(catalog: Catalog, shown_as: str, source: Language, language: Language, problems: Problems) -> None:
    """Report translations that lost or gained something, or that are older than their source.

    Args:
        catalog: The translations of one page.
        shown_as: How to name the PO file to the editor.
        source: The language of the msgids.
        language: The language of the msgstrs.
        problems: Where to report.
    """
    for message in catalog:
        if not message.id or not isinstance(message.id, str) or not isinstance(message.string, str):
            continue
        place = Location(shown_as, message.lineno or 0)
        if message.string and message.fuzzy:
            restore_previous(message)
            # Without it, all of the source may be new.
            old = str(message.previous_id[0]) if message.previous_id else ""
            problems.add("SRT066", place, changes=changes(old, message.id))
        elif message.string:
            _check_markup(message.id, message.string, place, problems)
            _check_figures((message.id, source), (message.string, language), place, problems)


def _check_markup(source: str, translation: str, place: Location, problems: Problems) -> None:
    before, after = Counter(markup(source)), Counter(markup(translation))
    for item in before - after:
        problems.add("SRT063", place, item=item)
    for item in after - before:
        problems.add("SRT064", place, item=item)


def markup(text: str) -> Iterator[str]:
    """Link targets, code, footnotes, attribute lists and placeholders of a text."""
    for match in _MARKUP.finditer(text):
        yield match["link"] if match["link"] is not None else match[0]


def _check_figures(
    source: tuple[str, Language], translation: tuple[str, Language], place: Location, problems: Problems
) -> None:
    before, after = figures(*source), figures(*translation)
    missing = [f.text for f in _surplus(before, after) if not _is_word_of(f.value, translation[0])]
    extra = [f.text for f in _surplus(after, before) if not _is_word_of(f.value, source[0])]
    if missing or extra:
        shown = [", ".join(f"“{text}”" for text in group) or "–" for group in (missing, extra)]
        problems.add("SRT065", place, source=shown[0], translation=shown[1])


class Figure(NamedTuple):
    """A number of a text in digits."""

    value: str
    """The same for the same number, whatever the separators and the word for thousand or million."""
    text: str
    """As it is written."""


def figures(text: str, language: Language) -> list[Figure]:
    """The numbers of a text in digits, those of link targets and code aside."""
    plain = _MARKUP.sub(" ", text)
    return [Figure(_value(match, language), match[0].strip()) for match in _FIGURE.finditer(plain)]


def _surplus(some: list[Figure], others: list[Figure]) -> list[Figure]:
    """The figures that are not among the others as well, each as often as it is there too often."""
    counts = Counter(figure.value for figure in others)
    surplus = []
    for figure in some:
        counts[figure.value] -= 1
        if counts[figure.value] < 0:
            surplus.append(figure)
    return surplus


def _value(match: re.Match[str], language: Language) -> str:
    number = _without_separators(match["digits"], language)
    unit = _UNITS.get((match["unit"] or "").lower(), 0)
    return f"{Decimal(number).scaleb(unit).normalize():f}" if unit and number.count(".") < 2 else number


def _without_separators(digits: str, language: Language) -> str:
    thousands, decimal = (".", ",") if language == "id" else (",", ".")
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{decimal}\d+)?", digits):
        digits = digits.replace(thousands, "")
    return digits.replace(decimal, ".")


def _is_word_of(figure: str, text: str) -> bool:
    """Whether a text has a small number as a word."""
    if len(figure) > 2 or int(figure) >= len(_NUMBER_WORDS):  # what is so short has no separators
        return False
    return re.search(rf"\b(?:{'|'.join(_NUMBER_WORDS[int(figure)])})", text, re.IGNORECASE) is not None


def changes(old: str, new: str) -> str:
    """What became of a text, word by word: [-words that went-] {+words that came+}, with a few words around them."""
    before, after = old.split()[:_COMPARED], new.split()[:_COMPARED]
    parts: list[str] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_CONTEXT):
        words: list[str] = []
        for kind, *span in group:
            gone, come = " ".join(before[span[0] : span[1]]), " ".join(after[span[2] : span[3]])
            if kind == "equal":
                words.append(gone)
                continue
            words += [f"[-{gone}-]"] if gone else []
            words += [f"{{+{come}+}}"] if come else []
        parts.append(" ".join(words))
    return " … ".join(parts)
