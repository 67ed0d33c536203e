"""Templates for views, in an environment of their own: everything is escaped unless it is known to be safe."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from types import CodeType
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from sorotan.interface import Words
from sorotan.views.scope import paragraph


class Renderer:
    """Turns views into HTML in one language."""

    def __init__(self, language: str) -> None:
        self._words = Words(language)
        self._environment = _environment(language)

    def render(self, template: str, **values: object) -> str:
        """HTML of a template of `templates/`."""
        context = {"language": self._words.language, **values}
        return self._environment.get_template(template).render(context)


class CompiledOnce(BytecodeCache):
    """The code of templates, for all builds of a process and for all languages.

    It is not kept on the disk: whoever could change it there would have it run.
    """

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of the template that it is for."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code of a template."""
        self._code[bucket.key, bucket.checksum] = bucket.code


_compiled: Final = CompiledOnce()


class _Environment(Environment):
    """Templates whose globals are those of the environment: there are thousands of small ones to a site."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template. Jinja would look through two layers of them each time that it renders one."""
        return {**self.globals, **d} if d else self.globals


@cache
def _environment(language: str) -> Environment:
    words = Words(language)
    environment = _Environment(
        loader=PackageLoader("sorotan", "templates"),
        bytecode_cache=_compiled,
        auto_reload=False,  # the templates of a package stay as they are
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    # What Jinja would put here marks a text as safe in five calls, each time that it stands in a page.
    environment.globals["_"] = cache(lambda text: Markup(words.gettext(text)))
    environment.globals["pgettext"] = cache(lambda context, text: Markup(words.pgettext(context, text)))
    environment.filters["safe_html"] = Markup
    environment.filters["paragraph"] = paragraph
    return environment
