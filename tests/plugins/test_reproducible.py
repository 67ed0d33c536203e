"""The same input gives the same site, whatever the machine; and the finished site changes as a whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from support import Project

FORKED = "import sorotan.workers; sorotan.workers._FEWEST = 2; "
"""Pages are shared out among processes in sites of any size."""
ALONE = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
"""One processor."""

needs_two = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="needs Linux and two processors"
)


def mkdocs(
    project: Project, *options: str, before: str = "", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` in a process of its own, after the Python statements `before`."""
    command = [sys.executable, "-c", f"{before}from mkdocs.__main__ import cli; cli()", "build", "-d", "site", *options]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})}
    return subprocess.run(command, cwd=project.folder, capture_output=True, text=True, env=env, timeout=300)


def digests(site: Path) -> dict[str, str]:
    """The digest of every file of a site."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def messages(run: subprocess.CompletedProcess[str]) -> Sequence[str]:
    """What was said of the project: not how long it took."""
    return [line for line in run.stderr.splitlines() if "WARNING" in line or "ERROR" in line]


@needs_two
def test_processes_make_the_same_site(whole: Project) -> None:
    """With pages read and rendered by several processes, every file and every message is what it is with one."""
    whole.edit(
        "docs/articles/lab-baru.md", "Mereka menunggu", "[Mereka](entity:nobody) [menunggu](../index.md#nowhere)"
    )
    forked = mkdocs(whole, before=FORKED)
    several = digests(whole.folder / "site")
    shutil.rmtree(whole.folder / ".cache")  # what is kept would be taken again
    alone = mkdocs(whole, before=FORKED + ALONE)
    assert not differing(several, digests(whole.folder / "site"))
    assert messages(forked) == messages(alone)
    said = "\n".join(messages(forked))
    assert "SRT025" in said and "#nowhere" in said and "SRT061" in said


def test_dirty_builds_make_every_page(project: Project) -> None:
    """MkDocs leaves out pages that did not change, and without articles the lists would lack what is in them."""
    assert mkdocs(project, "--dirty").returncode == 0
    first = digests(project.folder / "site")
    assert mkdocs(project, "--dirty").returncode == 0
    assert differing(digests(project.folder / "site"), first) == []


@needs_two
@pytest.mark.parametrize("step", ["_read", "_render"])
def test_processes_that_end_are_done_without(project: Project, step: str) -> None:
    """A process that is killed, for want of memory for example, costs time and nothing else."""
    assert mkdocs(project, before=FORKED + ALONE).returncode == 0
    expected = digests(project.folder / "site")
    shutil.rmtree(project.folder / ".cache")  # else no process has anything to do
    kind = {"_read": "readers.Readers", "_render": "renderers.Renderers"}[step]
    killing = (
        f"import os, sorotan.building; do = sorotan.{kind}.{step}; here = os.getpid()\n"
        f"sorotan.{kind}.{step} = "
        "lambda self, uri: os._exit(9) if 'lab-baru' in uri and os.getpid() != here else do(self, uri)\n"
    )
    run = mkdocs(project, before=FORKED + "\n" + killing)
    assert run.returncode == 0, run.stderr
    assert not differing(expected, digests(project.folder / "site"))


def check(project: Project, before: str) -> str:
    """What `sorotan check` says in a process of its own, after the Python statements `before`."""
    command = [sys.executable, "-c", f"{before}from sorotan.cli import main; main()", "check", "--notices"]
    run = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, timeout=300)
    assert "Traceback" not in run.stderr, run.stderr
    return run.stdout


@needs_two
def test_processes_find_the_same_mistakes(whole: Project) -> None:
    """A check with several processes says what it says with one, and knows as much afterwards."""
    article = "docs/articles/lab-baru.md"
    whole.edit(article, "Mereka menunggu", "[Mereka](entity:nobody) [menunggu](../index.md#nowhere)")
    forked = check(whole, FORKED)
    again = check(whole, FORKED + ALONE)
    shutil.rmtree(whole.folder / ".cache")
    assert forked == again == check(whole, FORKED + ALONE)
    assert "SRT025" in forked and "#nowhere" in forked and "SRT061" in forked

    shutil.rmtree(whole.folder / ".cache")
    ending = (
        "import os, sorotan.reading; reader = sorotan.reading._Reader; read = reader._read; here = os.getpid()\n"
        "reader._read = lambda self, uri, page: os._exit(9) if os.getpid() != here else read(self, uri, page)\n"
    )
    assert check(whole, FORKED + "\n" + ending) == forked


@needs_two
def test_error_in_a_process_is_told(project: Project) -> None:
    """What goes wrong on a page is told as it is with one process."""
    raising = (
        "import sorotan.views.timeline\n"
        "def broken(scope, page): raise ValueError('a mistake of ours')\n"
        "sorotan.views.timeline.timeline_view = broken\n"
    )
    run = mkdocs(project, before=FORKED + "\n" + raising)
    assert run.returncode != 0
    assert "Error building page 'timeline.md': a mistake of ours" in run.stderr


def test_circumstances_do_not_matter(whole: Project, tmp_path: Path) -> None:
    """Folder, locale, time zone, hash seed, number of processors and day are not in the site."""
    whole.edit("mkdocs.yml", "  - sorotan/exports\n", "  - sorotan/exports\n  - sorotan/search\n")
    elsewhere = Project(Path(shutil.copytree(whole.folder, tmp_path / "else" / "where")))
    here = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"}
    there = {"LC_ALL": "C", "LANG": "id_ID.UTF-8", "TZ": "Asia/Jakarta", "PYTHONHASHSEED": "2"}
    # The clock of Python alone: MkDocs, Babel and we ask no other.
    later = (
        "import datetime, time; now = time.time; time.time = lambda: now() + 40 * 86400\n"
        "class Later(datetime.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None): return super().now(tz) + datetime.timedelta(days=40)\n"
        "datetime.datetime = Later\n"
    )
    assert mkdocs(whole, environment=here).returncode == 0
    alone = ALONE if hasattr(os, "sched_getaffinity") else ""
    assert mkdocs(elsewhere, before=later + alone, environment=there).returncode == 0
    assert not differing(digests(whole.folder / "site"), digests(elsewhere.folder / "site"))


def test_source_date_epoch(project: Project) -> None:
    """Whoever sets it decides on the day that MkDocs writes."""
    assert mkdocs(project, environment={"SOURCE_DATE_EPOCH": "1000000000"}).returncode == 0
    header = (project.folder / "site" / "sitemap.xml.gz").read_bytes()[4:8]
    assert int.from_bytes(header, "little") == 999993600  # the midnight before


@pytest.fixture
def published(project: Project) -> tuple[Project, dict[str, str]]:
    """A project with a finished site, and what is in it."""
    project.without_originals()
    assert mkdocs(project, "--strict").returncode == 0
    return project, digests(project.folder / "site")


def leftovers(project: Project) -> list[str]:
    """What a build left beside the site."""
    return [path.name for path in project.folder.iterdir() if path.name.startswith(".site")]


def test_strict_build_that_fails_leaves_the_site(published: tuple[Project, dict[str, str]]) -> None:
    project, before = published
    project.edit("data/timeline.yml", "stage: event", "stage: happening")
    assert mkdocs(project, "--strict").returncode != 0
    assert digests(project.folder / "site") == before
    assert not leftovers(project)


def test_warnings_alone_do_not_hold_up_a_site(published: tuple[Project, dict[str, str]]) -> None:
    project, before = published
    project.edit("data/timeline.yml", "stage: event", "stage: happening")
    assert mkdocs(project).returncode == 0
    assert digests(project.folder / "site") != before
    assert not leftovers(project)


def test_build_that_breaks_off_leaves_the_site(published: tuple[Project, dict[str, str]]) -> None:
    """As on a full disk: every file that is written fails from some moment on."""
    project, before = published
    full = (
        "import mkdocs.utils; count = iter(range(9)); write = mkdocs.utils.write_file\n"
        "def full(*args): next(count, None) is not None or (_ for _ in ()).throw(OSError(28, 'No space left'))\n"
        "mkdocs.utils.write_file = full\n"
    )
    assert mkdocs(project, before=full).returncode != 0
    assert digests(project.folder / "site") == before
    assert not leftovers(project)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_build_leaves_the_site(published: tuple[Project, dict[str, str]], how: signal.Signals) -> None:
    project, before = published
    suicide = (
        f"import os, sorotan.sitefolder as s; s.SiteFolder.finish = lambda self: os.kill(os.getpid(), {int(how)})\n"
    )
    assert mkdocs(project, before=suicide).returncode != 0
    assert digests(project.folder / "site") == before
    assert mkdocs(project, "--strict").returncode == 0
    assert digests(project.folder / "site") == before
    assert not leftovers(project)


@needs_two
@pytest.mark.parametrize(
    ("method", "command"),
    [
        ("readers.Readers._convert", "mkdocs.__main__ import cli; cli(['build'])"),
        ("renderers.Renderers.take", "mkdocs.__main__ import cli; cli(['build'])"),
        ("reading._Reader._find", "sorotan.cli import main; main(['check'])"),
    ],
)
def test_all_processes_are_interrupted_in_silence(project: Project, method: str, command: str) -> None:
    """Ctrl-C reaches every process of a terminal."""
    module = method.partition(".")[0]
    interrupting = (
        f"import os, signal, time, sorotan.{module}; here = os.getpid()\n"
        f"method = sorotan.{method}\n"
        "def interrupted(*args):\n"
        "    if os.getpid() != here: return method(*args)\n"
        "    time.sleep(1)  # until all others wait for work\n"
        "    os.killpg(0, signal.SIGINT)\n"
        "    time.sleep(60)\n"
        f"sorotan.{method} = interrupted\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", f"{FORKED}\n{interrupting}\nfrom {command}"],
        cwd=project.folder,
        capture_output=True,
        text=True,
        timeout=50,
        start_new_session=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1] == "Aborted!"
    assert "Traceback" not in run.stderr, run.stderr


def test_killed_while_the_folders_change_places(published: tuple[Project, dict[str, str]]) -> None:
    """The next build, even one that fails, finds the old site and puts it back."""
    project, before = published
    suicide = (
        "import os, pathlib; rename = pathlib.Path.rename\n"
        "pathlib.Path.rename = lambda self, to: os._exit(9) if self.name.endswith('.new') else rename(self, to)\n"
    )
    assert mkdocs(project, before=suicide).returncode == 9
    assert not (project.folder / "site").exists()
    project.edit("data/timeline.yml", "stage: event", "stage: happening")
    assert mkdocs(project, "--strict").returncode != 0
    assert digests(project.folder / "site") == before


def test_a_site_that_cannot_take_its_place_leaves_the_old_one(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(".site/index.html", "Dari tadi")
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "..site.new":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PluginError):
        project.build()
    assert project.read(".site/index.html") == "Dari tadi"
    assert not list(project.folder.glob("..site.*"))


def test_what_a_killed_build_left_is_cleared_away(project: Project) -> None:
    """It was killed behind the exchange, before the site of before was removed."""
    for name in ("..site.old", "..site.new"):
        project.write(f"{name}/index.html", "Dari dahulu")
    project.write(".site/index.html", "Dari tadi")
    assert "Dari tadi" not in project.build().html("")
    assert not list(project.folder.glob("..site.*"))


def test_a_site_of_another_user_that_cannot_be_removed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was built in a container, for example. It is replaced; what is left of it is told when it is in the way."""
    project.write(".site/index.html", "Dari tadi")

    def refuse(path: Path, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "index.html")

    with monkeypatch.context() as patched:
        patched.setattr("sorotan.sitefolder.shutil.rmtree", refuse)
        assert "Dari tadi" not in project.build().html("")
        with pytest.raises(PluginError, match=r"^\.\.site\.old cannot be read or written: you have no permission to"):
            project.build()
    assert "Dari tadi" not in project.build().html("")
    assert not list(project.folder.glob("..site.*"))


def test_a_folder_that_cannot_be_moved_is_written_into(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A volume of a container, for example: no other folder can take its place."""
    project.write(".site/index.html", "Dari tadi")
    before = (project.folder / ".site").stat()
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == ".site")
    built = project.build()
    assert "Dari tadi" not in built.html("")
    assert os.path.samestat((project.folder / ".site").stat(), before)
    assert not list(project.folder.glob("..site.*"))


def test_two_builds_at_once_are_made_one_after_the_other(published: tuple[Project, dict[str, str]]) -> None:
    """One would clear away what the other has written, and publish half of it."""
    project, before = published
    slow = (
        "import pathlib, time, sorotan.sitefolder as s; finish = s.SiteFolder.finish\n"
        "def slowly(self):\n"
        "    pathlib.Path('ready').touch()\n"
        "    while not pathlib.Path('met').exists(): time.sleep(0.1)\n"
        "    finish(self)\n"
        "s.SiteFolder.finish = slowly\n"
    )
    waiting = (
        "import atexit, fcntl, pathlib; met = pathlib.Path('met').touch; lock = fcntl.lockf\n"
        "fcntl.lockf = lambda file, how: (how & fcntl.LOCK_NB or met(), lock(file, how))\n"
        "atexit.register(met)  # if it does not wait at all\n"
    )
    with ThreadPoolExecutor() as threads:
        first = threads.submit(mkdocs, project, before=slow)
        while not (project.folder / "ready").exists() and not first.done():
            time.sleep(0.1)
        second = threads.submit(mkdocs, project, before=waiting)
        runs = [first.result(), second.result()]
    assert [run.returncode for run in runs] == [0, 0], [run.stderr for run in runs]
    assert "Another build" in runs[1].stderr
    assert digests(project.folder / "site") == before
    assert not leftovers(project)


def test_a_file_system_without_locks_holds_no_build_up(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.lockf", refuse)
    assert project.build().has("")
    assert not list(project.folder.glob("..site.*"))


def test_what_is_hidden_in_the_site_stays(project: Project) -> None:
    """MkDocs never removes it: a checkout of the branch that is published, for example, has its `.git` there."""
    project.write(".site/.git/HEAD", "ref: refs/heads/gh-pages\n")
    project.write(".site/index.html", "Dari tadi")
    project.write("..site.old/.nojekyll", "")  # of a build that was killed behind the exchange
    project.write(".site/.htaccess", "Dari tadi")
    project.write("docs/.htaccess", "Dari sekarang")
    project.edit("mkdocs.yml", "plugins:\n", "exclude_docs: '!.htaccess'\nplugins:\n")
    assert "Dari tadi" not in project.build().html("")
    assert project.read(".site/.git/HEAD") == "ref: refs/heads/gh-pages\n"
    assert (project.folder / ".site/.nojekyll").is_file()
    assert project.read(".site/.htaccess") == "Dari sekarang", "what the new site has itself is newer"
    assert not list(project.folder.glob("..site.*"))


def test_a_link_to_the_folder_of_the_site_stays(project: Project, tmp_path: Path) -> None:
    published = tmp_path / "published"
    published.mkdir()
    (project.folder / ".site").symlink_to(published)
    assert project.build().has("")
    assert (project.folder / ".site").is_symlink()
    assert (published / "index.html").is_file()


def test_first_build_into_a_new_folder(project: Project) -> None:
    project.without_originals()
    run = mkdocs(project, "-d", "a/b/site")
    assert run.returncode == 0
    assert f"The site is in {project.folder / 'a/b/site'}\n" in run.stderr
    assert (project.folder / "a/b/site/index.html").is_file()
