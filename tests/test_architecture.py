"""The layers of the package, held by reading its imports: what is worth keeping knows nothing of MkDocs."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "sorotan"
MODULES = {path.relative_to(PACKAGE.parent).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
PLUGINS = {
    "sorotan/" + reference.partition(":")[0].removeprefix("sorotan.").replace(".", "/")
    for reference in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"][
        "mkdocs.plugins"
    ].values()
}
LONGEST_HOOK = 40

FORBIDDEN = {
    "core": (
        "mkdocs",
        "material",
        "markdown",
        "jinja2",
        "click",
        "sorotan.markdown",
        "sorotan.views",
        "sorotan.export",
    ),
    "markdown": ("mkdocs", "material", "jinja2", "click", "sorotan.views", "sorotan.export"),
    "views": ("mkdocs", "material", "jinja2", "click", "sorotan.export"),
    "export": ("mkdocs", "material", "markdown", "jinja2", "click"),
}
"""What the modules of a layer may not import, directly or below."""
BELOW = {"core", "markdown", "views", "export", "interface"}
"""Parts of the package that layers may import; everything else is an adapter to MkDocs."""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every import, inside functions too: `from a import b` imports `a.b`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute in this package"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def layer(name: str) -> str:
    """The folder of a module below the package, or an empty string."""
    parts = name.split("/")
    return parts[1] if len(parts) > 2 else ""


@pytest.mark.parametrize("name", [name for name in MODULES if layer(name) in FORBIDDEN])
def test_layers(name: str) -> None:
    """No module imports what its layer must not know, nor an adapter to MkDocs."""
    wrong = []
    for line, imported in imports(MODULES[name]):
        forbidden = any(f"{imported}.".startswith(f"{root}.") for root in FORBIDDEN[layer(name)])
        parts = imported.split(".")
        adapter = parts[0] == "sorotan" and len(parts) > 1 and parts[1] not in BELOW
        if forbidden or adapter:
            wrong.append(f"{name}:{line}: {imported}")
    assert wrong == []


def test_layers_are_there() -> None:
    """The check above looks at something."""
    assert {"core", "markdown", "views"} <= {layer(name) for name in MODULES}
    assert {name for _, name in imports(MODULES["sorotan/markdown/bodies.py"])} >= {"nh3", "markdown.Markdown"}


def test_the_interface_is_no_adapter() -> None:
    """The words of the interface, which views use, know nothing of MkDocs either."""
    assert not any(name.startswith("mkdocs") for _, name in imports(MODULES["sorotan/interface.py"]))


@pytest.mark.parametrize("name", [name for name in MODULES if layer(name) == ""])
def test_adapters_are_thin(name: str) -> None:
    """A hook, or any other function beside the hooks, is short: the work is done in the layers."""
    long = [
        f"{name}:{node.lineno}: {node.name}"
        for node in ast.walk(tree(MODULES[name]))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_HOOK
    ]
    assert long == []


def test_plugins_are_modules() -> None:
    """Every entry point leads to a module at the top of the package."""
    assert PLUGINS
    assert {f"{plugin}.py" for plugin in PLUGINS} <= {name for name in MODULES if layer(name) == ""}


@pytest.mark.parametrize("name", MODULES)
def test_nothing_reads_rendered_html_back(name: str) -> None:
    """Data flows forwards: no module of the package parses HTML."""
    parsers = {"html.parser", "lxml", "bs4", "html5lib", "selectolax"}
    found = {imported for _, imported in imports(MODULES[name])}
    assert not any(f"{imported}.".startswith(f"{parser}.") for imported in found for parser in parsers)


@pytest.mark.parametrize("name", [name for name in MODULES if layer(name) == "core"])
def test_core_does_not_print(name: str) -> None:
    """What is wrong with the data is a problem in a list, not output."""
    calls = [n for n in ast.walk(tree(MODULES[name])) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    assert not any(call.func.id in {"print", "exit", "input"} for call in calls)
