"""The distribution as readers install it: `pip install .`, then a site of their own in another folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

PROJECT = {
    "mkdocs.yml": """\
site_name: Small
site_url: https://small.example/
theme: {name: material, font: false}
docs_dir: text
plugins:
  - sorotan/languages: {catalogs_dir: po}
  - sorotan/corpus: {data_dir: records, articles_dir: stories}
  - sorotan/annotations
  - sorotan/entities
  - sorotan/timeline
  - sorotan/claims
  - sorotan/references
  - sorotan/search
""",
    "text/index.md": "---\nview: home\n---\n\n# Beranda\n",
    "text/stories/one.md": "---\ntitle: Satu\n---\n\nMeta merilis Llama.\n{: #p1 }\n",
    "records/articles.yml": f"""\
one:
  source: {{file: one.txt, sha256: {"0" * 64}, paragraphs: 1}}
  published: 2025-01
  chain: [{{step: original, publisher: The Paper}}]
  rights: The Paper
""",
    "records/entities/all.yml": """\
meta:
  kind: organization
  name: Meta
  description: {id: Perusahaan., en: A company.}
""",
    "po/en/LC_MESSAGES/stories/one.po": """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgctxt "stories/one#p1"
msgid "Meta merilis Llama."
msgstr "Meta released Llama."
""",
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the built distribution is installed, without its dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "--no-deps", "--no-build-isolation", "--target", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return folder


def test_a_small_site_builds_with_the_installed_distribution(installed: Path, tmp_path: Path) -> None:
    """Templates, theme and catalogs are in the package, and no path of this repository is needed."""
    for name, text in PROJECT.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(installed), "NO_MKDOCS_2_WARNING": "1"}
    located = subprocess.run(
        [sys.executable, "-c", "import sorotan; print(sorotan.__file__)"],
        check=True, capture_output=True, text=True, env=environment, cwd=tmp_path,
    )  # fmt: skip
    assert located.stdout.startswith(str(installed))

    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], capture_output=True, text=True, env=environment, cwd=tmp_path
    )
    assert built.returncode == 0, built.stderr

    english = (tmp_path / "site/en/stories/one/index.html").read_text("utf-8")
    assert "released Llama" in english
    assert 'href="../../entities/meta/"' in english
    indonesian = (tmp_path / "site/entities/meta/index.html").read_text("utf-8")
    assert "Organisasi" in indonesian
    assert (tmp_path / "site/assets/sorotan/sorotan.css").is_file()
