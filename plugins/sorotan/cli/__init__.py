"""The command `sorotan`: what editors do besides `mkdocs build`. One module for each subject."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

_COMMANDS: Final = {
    "anchors": "anchors:anchors",
    "check": "check:check",
    "import": "importing:import_",
    "merge": "rename:merge",
    "new": "new:new",
    "publish-lock": "rename:publish_lock",
    "rename": "rename:rename",
    "schemas": "schemas:schemas",
    "translate": "translate:translate",
}
"""Module and function of each command. Only that which is given is imported: it takes most of the time."""


class _Commands(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, _, function = _COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), function)
        return command

    def invoke(self, context: click.Context) -> object:
        """Run a command.

        Raises:
            ClickException: the operating system refuses to read or write something.
        """
        try:
            return super().invoke(context)
        except BrokenPipeError:  # click ends in silence when nobody reads on
            raise
        except OSError as error:
            name = error.filename if isinstance(error.filename, str) else "What is told"
            raise click.ClickException(f"{name} cannot be read or written: {error.strerror}.") from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-sorotan")
@click.option(
    "-f", "--config-file", type=click.Path(dir_okay=False), default="mkdocs.yml", help="Configuration of the site."
)
@click.pass_context
def main(context: click.Context, config_file: str) -> None:
    """Check, translate and edit a briefing."""
    context.obj = config_file
