"""Work done in forked processes while this one does its share."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import chain
from multiprocessing import active_children, get_context
from multiprocessing.context import BaseContext
from tempfile import TemporaryFile
from typing import Any, Generic, TypeVar

ResultT = TypeVar("ResultT")
_Place = tuple[int, int]
"""Where a result stands in a file, and how long it is, in bytes."""

_FEWEST = 64
"""Sites with fewer pages are built sooner than processes are started."""
_CHUNK = 4
"""Jobs that a process takes at a time, where there are many."""

_PATIENCE = 1.0
"""Seconds to wait for a result before it is asked whether there is still somebody to make it."""

_work: Callable[[str], Any]
"""What the forked processes do. They find it here, as they find everything else: it was there before the fork."""
_results: _Results
"""Where they put what comes of it."""


def are_worth_it(pages: int) -> bool:
    """Whether work should be done in forked processes, for a site of so many pages: the more, the longer each job.

    Not with one processor, not on systems that cannot fork safely (macOS, Windows), and not while other threads run,
    whose locks a forked process would find taken for ever (`mkdocs serve`).
    """
    return pages >= _FEWEST and sys.platform == "linux" and _processors() > 1 and threading.active_count() == 1


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


class Workers(Generic[ResultT]):
    """Forked processes that do jobs, each named by a text. Results must be picklable.

    There is one process fewer than processors: whoever wants the results does jobs as well, from the first on, and the
    processes begin with the last.

    Args:
        jobs: Jobs of much the same length, of which processes take several at a time.
        work: Does one.
        long: Jobs that take longer, each taken by itself and before the others, in this order.

    A job that fails there is done again by whoever wants its result, and fails where the error can be told.
    """

    def __init__(self, jobs: Sequence[str], work: Callable[[str], ResultT], long: Sequence[str] = ()) -> None:
        global _work, _results
        self._work = _work = work
        self._results: _Results | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._chunks: dict[str, Future[dict[str, _Place | None]]] = {}
        # The system gives no more processes, or no room, or they were ended already: what is left falls to the caller.
        with suppress(OSError, BrokenProcessPool):
            context = get_context("fork")  # not when this is imported: Windows has none
            self._results = _results = _Results(context)
            gc.freeze()  # what is there already is neither looked through nor copied in every process
            # Ctrl-C reaches them as well: Python would have each tell where it was.
            quiet = signal.SIGINT, signal.SIG_DFL
            self._pool = ProcessPoolExecutor(_processors() - 1, context, signal.signal, quiet)
            size = min(_CHUNK, len(jobs) // 8 + 1)
            short = (jobs[start : start + size] for start in reversed(range(0, len(jobs), size)))
            for chunk in chain(([job] for job in long), short):
                self._chunks |= dict.fromkeys(chunk, self._pool.submit(_attempt, chunk))

    def __contains__(self, job: str) -> bool:
        """Whether the processes do a job whose result was not taken yet."""
        return job in self._chunks

    def claim(self, job: str) -> bool:
        """Whether a job falls to the caller, because no process has begun with it; then none will."""
        if job in self._chunks and self._chunks[job].cancel():
            del self._chunks[job]
        return job not in self._chunks

    def take(self, job: str) -> ResultT:
        """The result of a job that was not claimed, once. Waits for it.

        Raises:
            Exception: what the work raises.
        """
        chunk = self._chunks.pop(job)
        assert self._pool is not None and self._results is not None  # who else should have begun with it?
        try:
            while not wait([chunk], _PATIENCE).done:
                self._pool.submit(_attempt, [])  # Python 3.11 does not always tell those that wait, but who asks again
            place = chunk.result()[job]
        except BrokenProcessPool:  # the processes were ended, perhaps for want of memory
            place = None
        return self._work(job) if place is None else self._results.get(place)

    def stop(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        for left in active_children():  # where one was killed, or one too few begun, the others may still wait for work
            left.kill()
        if self._results is not None:
            self._results.close()


class _Results:
    """What came of jobs, on the disk until somebody takes it: half the pages of a large site would fill the memory.

    They are in one file without a name, which is gone when the last process is, however that ends.
    """

    def __init__(self, context: BaseContext) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 # which is read and written as long as there are processes
        self._length = context.Value("Q")

    def put(self, result: object) -> _Place:
        """Write a result. Returns where it stands.

        Raises:
            OSError: there is no room for it.
            Exception: what pickling raises.
        """
        content = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        with self._length.get_lock():
            start = self._length.value
            self._length.value += len(content)
        end = start + len(content)
        while start < end:
            start += os.pwrite(self._file.fileno(), memoryview(content)[start - end :], start)
        return end - len(content), len(content)

    def get(self, place: _Place) -> Any:
        """The result that stands at a place."""
        start, length = place
        return pickle.loads(os.pread(self._file.fileno(), length, start))

    def close(self) -> None:
        """Forget them all."""
        self._file.close()


def _attempt(jobs: Sequence[str]) -> dict[str, _Place | None]:
    return {job: _attempt_one(job) for job in jobs}


def _attempt_one(job: str) -> _Place | None:
    try:
        return _results.put(_work(job))
    except Exception:
        return None
