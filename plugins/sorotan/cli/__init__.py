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
            raise _refusal(error) from None


def _refusal(error: OSError) -> click.ClickException:
    from sorotan.cli.reporting import refusal
    from sorotan.core import textfile
    from sorotan.core.phrases import N_, phrase

    reason = textfile.explain(error)
    if not isinstance(error.filename, str):
        return refusal(phrase(N_("The output of the command cannot be read or written: {reason}."), reason=reason))
    return refusal(phrase(N_("{file} cannot be read or written: {reason}."), file=error.filename, reason=reason))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-sorotan")
@click.option(
    "-f", "--config-file", type=click.Path(dir_okay=False), default="mkdocs.yml", help="Configuration of the site."
)
@click.pass_context
def main(context: click.Context, config_file: str) -> None:
    """Check, translate and edit a briefing."""
    context.obj = config_file
