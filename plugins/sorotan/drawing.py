"""Draws cards: paper, ink and the amber light, as on the pages, 1200 by 630 pixels."""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO
from typing import Final

import font_source_serif_pro as source_serif
import PIL
from PIL import Image, ImageDraw, ImageFont

from sorotan.views.cards import Card

SIZE: Final = (1200, 630)
_PAPER: Final = (251, 248, 242)
_INK: Final = (35, 30, 23)
_AMBER: Final = (232, 155, 0)
_DARKEST: Final = 14
"""Steps from paper to ink, for the edges of letters. With paper and amber they fit into four bits a pixel."""
_EDGE: Final = 84
_ROOM: Final = SIZE[0] - 2 * _EDGE
_TITLE_SIZES: Final = (88, 76, 64, 54)
"""The largest in which the title fits is taken."""
_TITLE_LINES: Final = 4
_SMALL: Final = 36


def digest(card: Card) -> str:
    """What the picture of a card depends on, in a few characters."""
    return hashlib.sha256(repr((card, PIL.__version__, "2")).encode()).hexdigest()[:20]


def can_draw(card: Card) -> bool:
    """Whether the typeface has all letters of a card. It has those of Latin, Greek and Cyrillic."""
    return all(map(_has_glyph, {*card.kind, *card.title, *card.site}))


def draw(card: Card) -> bytes:
    """A card as PNG."""
    words = Image.new("L", (SIZE[0] - _EDGE, SIZE[1]))  # narrower than the card: a word that is too long ends there
    canvas = ImageDraw.Draw(words)
    small, site = _font("", _SMALL), _font("Semibold", _SMALL)
    canvas.text((_EDGE, 76), card.kind, font=small, fill=170)
    title, lines = _set_title(card.title)
    for number, line in enumerate(lines):
        canvas.text((_EDGE, 140 + number * title.size * 1.15), line, font=title, fill=255)
    name = _shortened(card.site, site)
    canvas.text((_EDGE, SIZE[1] - 108), name, font=site, fill=255)
    image = Image.new("L", SIZE)
    image.paste(words.point([value * _DARKEST // 255 for value in range(256)]))
    light = (_EDGE, SIZE[1] - 60, _EDGE + site.getlength(name), SIZE[1] - 54)
    ImageDraw.Draw(image).rectangle(light, fill=_DARKEST + 1)
    image.putpalette(_palette())
    target = BytesIO()
    image.save(target, "PNG", bits=4)
    return target.getvalue()


def _palette() -> list[int]:
    """Red, green and blue of every shade from paper to ink, and of amber."""
    steps = [step / _DARKEST for step in range(_DARKEST + 1)]
    shades = [round(p + (i - p) * step) for step in steps for p, i in zip(_PAPER, _INK, strict=True)]
    return [*shades, *_AMBER]


@cache
def _font(weight: str, size: int, layout: ImageFont.Layout | None = None) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(source_serif.font_files_ttf[f"SourceSerifPro{weight}"], size, layout_engine=layout)


@cache
def _has_glyph(character: str) -> bool:
    missing = "\U0010ffff"  # no character, so that it is drawn as those are that the typeface lacks
    return character.isspace() or _glyph(character) != _glyph(missing)


@cache
def _glyph(character: str) -> tuple[tuple[int, int], bytes]:
    # Without Raqm, which fails at characters that mean nothing by themselves, such as joiners.
    mask = _font("Semibold", _SMALL, ImageFont.Layout.BASIC).getmask(character)
    return mask.size, bytes(mask)


def _shortened(text: str, font: ImageFont.FreeTypeFont) -> str:
    """A text on one line, without the words for which there is no room."""
    kept = text.split()
    while len(kept) > 1 and font.getlength(" ".join(kept)) > _ROOM:
        kept[-2:] = ["…"]
    return " ".join(kept)


def _set_title(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The title in lines, in the largest size in which it fits; cut where it fits in none."""
    for size in _TITLE_SIZES:
        font = _font("Semibold", size)
        lines = _lines(title, font)
        if len(lines) <= _TITLE_LINES and all(font.getlength(line) <= _ROOM for line in lines):
            return font, lines
    return font, [*lines[: _TITLE_LINES - 1], " ".join([*lines[_TITLE_LINES - 1 : _TITLE_LINES], "…"])]


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > _ROOM:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
