"""Work done in forked processes while this one goes on."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

ResultT = TypeVar("ResultT")

_FEWEST = 64
"""Sites with fewer pages are built sooner than processes are started."""
_CHUNK = 4
"""Jobs that a process takes at a time, where there are many."""

_work: Callable[[str], Any]
"""What the forked processes do. They find it here, as they find everything else: it was there before the fork."""


def are_worth_it(jobs: int, pages: int) -> bool:
    """Whether so many jobs should be done in forked processes, for a site of so many pages: the more, the longer each.

    Not with one processor, not on systems that cannot fork safely (macOS, Windows), and not while other threads run,
    whose locks a forked process would find taken for ever (`mkdocs serve`).
    """
    return (
        jobs > 1
        and pages >= _FEWEST
        and sys.platform == "linux"
        and _processors() > 1
        and threading.active_count() == 1
    )


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


class Workers(Generic[ResultT]):
    """Forked processes that do jobs, each named by a text. Results must be picklable.

    A job that fails there is done again by whoever wants its result, and fails where the error can be told.
    """

    def __init__(self, jobs: Sequence[str], work: Callable[[str], ResultT]) -> None:
        global _work
        self._work = _work = work
        gc.freeze()  # what is there already is neither looked through nor copied in every process
        self._pool = ProcessPoolExecutor(_processors(), get_context("fork"))
        chunk = min(_CHUNK, len(jobs) // 8 + 1)
        self._results: Iterator[tuple[str, ResultT | None]] = self._pool.map(_attempt, jobs, chunksize=chunk)
        self._done: dict[str, ResultT | None] = {}
        self._left = set(jobs)

    def __contains__(self, job: str) -> bool:
        """Whether a job was given and its result not taken yet."""
        return job in self._left

    def take(self, job: str) -> ResultT:
        """The result of a job, once. Waits for it.

        Raises:
            Exception: what the work raises.
        """
        self._left.remove(job)
        try:
            while job not in self._done:
                name, result = next(self._results)
                self._done[name] = result
        except (StopIteration, BrokenProcessPool):
            pass  # the processes were ended, perhaps for want of memory
        if not self._left:
            self.stop()
        result = self._done.pop(job, None)
        return self._work(job) if result is None else result

    def stop(self) -> None:
        """End the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _attempt(job: str) -> tuple[str, Any]:
    try:
        return job, _work(job)
    except Exception:
        return job, None
