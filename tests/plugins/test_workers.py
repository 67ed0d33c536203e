"""Jobs are shared out between forked processes and the one that wants their results."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_reproducible import needs_two

from sorotan.workers import Workers

pytestmark = needs_two
JOBS = [f"page-{number}" for number in range(40)]


def wait_for(path: Path) -> None:
    while not path.exists():
        time.sleep(0.001)


@contextmanager
def working(jobs: list[str], work: object) -> Iterator[Workers[tuple[str, int]]]:
    workers = Workers(jobs, work)  # type: ignore[arg-type]
    try:
        yield workers
    finally:
        workers.stop()


def test_every_job_is_done_once_by_whoever_comes_first(tmp_path: Path) -> None:
    def work(job: str) -> tuple[str, int]:
        time.sleep(0.005)
        (tmp_path / job).open("a").write("x")
        return job, os.getpid()

    threads = threading.active_count()
    with working(JOBS, work) as workers:
        assert all(job in workers for job in JOBS)
        wait_for(tmp_path / JOBS[-1])
        done = [work(job) if workers.claim(job) else workers.take(job) for job in JOBS]
        assert not any(job in workers for job in JOBS)
    assert [job for job, _ in done] == JOBS
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(JOBS, "x")
    own = [pid == os.getpid() for _, pid in done]
    assert own[0]
    assert not own[-1]
    assert own == sorted(own, reverse=True)  # from both ends until they meet
    assert threading.active_count() == threads, "beside another thread nobody could fork again"


def test_what_fails_there_fails_here(tmp_path: Path) -> None:
    def work(job: str) -> tuple[str, int]:
        (tmp_path / job).touch()
        raise ValueError(f"{job} in {os.getpid()}")

    with working(["a", "b"], work) as workers:
        wait_for(tmp_path / "b")
        assert not workers.claim("b")
        with pytest.raises(ValueError, match=f"b in {os.getpid()}"):
            workers.take("b")


@pytest.mark.parametrize(
    ("needed", "code"),
    [
        pytest.param("sorotan.workers.TemporaryFile", errno.ENOSPC, id="no room for results"),
        pytest.param("sorotan.workers.ProcessPoolExecutor", errno.ENOENT, id="no shared memory"),
        pytest.param("os.fork", errno.EAGAIN, id="as many processes as there may be"),
    ],
)
def test_all_falls_to_the_caller_where_the_system_gives_nothing(
    monkeypatch: pytest.MonkeyPatch, needed: str, code: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    def work(job: str) -> tuple[str, int]:
        return job, os.getpid()

    monkeypatch.setattr(needed, refuse)
    with working(JOBS, work) as workers:
        assert all(workers.claim(job) for job in JOBS)


def test_what_finds_no_room_is_done_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def work(job: str) -> tuple[str, int]:
        (tmp_path / job).touch()
        return job, os.getpid()

    monkeypatch.setattr("os.pwrite", full)
    with working(JOBS, work) as workers:
        wait_for(tmp_path / JOBS[-1])
        assert not workers.claim(JOBS[-1])
        assert workers.take(JOBS[-1]) == (JOBS[-1], os.getpid())


def test_results_that_are_written_piece_by_piece_are_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Systems may write less than they are asked to, for want of room for example."""
    write = os.pwrite

    def work(job: str) -> tuple[str, int]:
        (tmp_path / job).touch()
        return job, os.getpid()

    monkeypatch.setattr("os.pwrite", lambda file, content, at: write(file, content[:5], at))
    with working(JOBS, work) as workers:
        wait_for(tmp_path / JOBS[0])
        done = [workers.take(job) for job in JOBS]
    assert [job for job, _ in done] == JOBS
    assert os.getpid() not in {pid for _, pid in done}


def test_systems_that_cannot_fork_build_without() -> None:
    """Windows knows no such way to start a process, and must not be asked for it."""
    without = "from multiprocessing import context; del context._concrete_contexts['fork']; "
    subprocess.run([sys.executable, "-c", f"{without}import sorotan.workers, sorotan.building"], check=True)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # of Python 3.11 itself
@pytest.mark.parametrize("count", [40, 20_000])
def test_jobs_of_a_process_that_was_killed_are_done_here(count: int) -> None:
    """Of so many jobs that it is killed before it has got all of them, too."""
    parent, jobs = os.getpid(), [f"page-{number}" for number in range(count)]

    def work(job: str) -> tuple[str, int]:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return job, os.getpid()

    with working(jobs, work) as workers:
        done = [work(job) if workers.claim(job) else workers.take(job) for job in jobs]
    assert done == [(job, parent) for job in jobs]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # of Python 3.11 itself
def test_nobody_waits_for_a_process_that_was_killed(tmp_path: Path) -> None:
    """Python 3.11 tells only those that wait for a job, and only up to the first that was claimed meanwhile."""
    parent = os.getpid()

    def work(job: str) -> tuple[str, int]:
        if os.getpid() != parent:
            (tmp_path / "begun").touch()
            wait_for(tmp_path / "all is claimed")
            os.kill(os.getpid(), signal.SIGKILL)
        return job, os.getpid()

    def give_up(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(30)
    try:
        with working(JOBS, work) as workers:
            wait_for(tmp_path / "begun")
            time.sleep(0.1)  # until as many jobs are on their way as the process may have
            assert any(workers.claim(job) for job in JOBS[-24:])
            (tmp_path / "all is claimed").touch()
            assert workers.take(JOBS[0]) == (JOBS[0], parent)
    finally:
        signal.alarm(0)
    assert not multiprocessing.active_children()
