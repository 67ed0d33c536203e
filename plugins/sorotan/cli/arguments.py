"""Types of arguments of commands."""

from __future__ import annotations

import unicodedata

import click

from sorotan.core import characters
from sorotan.core.records import MAX_ID, MAX_NAME, as_id, is_id


class NewId(click.ParamType):
    """An id for a new record."""

    name = "id"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, if records may have it as their id."""
        if not is_id(value):
            suggestion = as_id(value)
            hint = f" Did you mean “{suggestion}”?" if suggestion else ""
            rules = f"use a to z, 0 to 9 and hyphens, at most {MAX_ID} of them, and no name that is reserved"
            self.fail(f"“{value}” is not a valid id; {rules}, such as index or con.{hint}", param, ctx)
        return value


class TextType(click.ParamType):
    """A name, a title or quoted words."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value in NFC and on one line, if records can hold it."""
        if hidden := next(characters.hidden(value), None):
            self.fail(f"the character {characters.named(hidden[0])} cannot be seen; leave it out.", param, ctx)
        text = unicodedata.normalize("NFC", " ".join(line.strip() for line in value.splitlines()).strip())
        if not text:
            self.fail("there are no words in it.", param, ctx)
        if len(text) > MAX_NAME:
            self.fail(f"the text is longer than {MAX_NAME} characters; shorten it.", param, ctx)
        return text


NEW_ID = NewId()
TEXT = TextType()
