"""Types of arguments of commands, and what is asked where one is not given."""

from __future__ import annotations

import copy
import unicodedata
from typing import Any

import click

from sorotan.core import characters, dates
from sorotan.core.phrases import N_, Phrase, number, phrase, suggesting
from sorotan.core.problems import CODES
from sorotan.core.records import MAX_NAME, as_id, is_id
from sorotan.interface import told


class NewId(click.ParamType):
    """An id for a new record."""

    name = "id"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, if records may have it as their id."""
        if not is_id(value):
            self.fail(told(suggesting(phrase(CODES["SRT015"], value=value), as_id(value))), param, ctx)
        return value


class TextType(click.ParamType):
    """A name, a title or quoted words."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value in NFC and on one line, if records can hold it."""
        if hidden := next(characters.hidden(value), None):
            said = N_("the character {character} cannot be seen; leave it out.")
            self.fail(told(phrase(said, character=characters.named(hidden[0]))), param, ctx)
        text = unicodedata.normalize("NFC", " ".join(line.strip() for line in value.splitlines()).strip())
        if not text:
            self.fail(told(Phrase(N_("there are no words in it."))), param, ctx)
        if len(text) > MAX_NAME:
            said = N_("the text is longer than {limit} characters; shorten it.")
            self.fail(told(phrase(said, limit=number(MAX_NAME))), param, ctx)
        return text


class DateType(click.ParamType):
    """A date in EDTF."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, if it is a date."""
        try:
            dates.parse(value)
        except ValueError:
            said = suggesting(phrase(CODES["SRT014"], value=value), dates.meant(value))
            self.fail(told(said), param, ctx)
        return value


class AskedOption(click.Option):
    """An option whose `prompt`, in English, is told in the language of the locale."""

    def prompt_for_value(self, ctx: click.Context) -> Any:
        """What the editor answers."""
        asked = copy.copy(self)
        asked.prompt = told(Phrase(self.prompt)) if self.prompt else None
        return click.Option.prompt_for_value(asked, ctx)


NEW_ID = NewId()
TEXT = TextType()
DATE = DateType()
