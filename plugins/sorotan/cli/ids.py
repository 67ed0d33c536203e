"""Ids on the command line."""

from __future__ import annotations

import click

from sorotan.core.records import as_id, is_id


class NewId(click.ParamType):
    """An id for a new record."""

    name = "id"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, if records may have it as their id."""
        if not is_id(value):
            suggestion = as_id(value)
            hint = f" Did you mean “{suggestion}”?" if suggestion else ""
            self.fail(f"“{value}” is not a valid id; use only a to z, 0 to 9 and hyphens.{hint}", param, ctx)
        return value


NEW_ID = NewId()
