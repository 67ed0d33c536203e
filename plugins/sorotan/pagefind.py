"""Makes search indexes with Pagefind: `python -m sorotan.pagefind`.

It is a program of its own, so that a build needs no threads to go on meanwhile: beside threads it could not fork.

Reads the records of an index from each line of its standard input, a list of requests to Pagefind as JSON, and writes
its files to a line of its standard output: their contents in base64 by name, or the reason why there are none.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from typing import IO

from pagefind_bin import get_executable


def make(records: Sequence[Mapping[str, str]]) -> Mapping[str, str] | str:
    """The files of an index in base64, by name; the reason, if it cannot be made.

    Pagefind's `--service` takes requests on its standard input and answers each on its standard output, as JSON in
    base64 that ends with a comma. Its own Python client waits a tenth of a second for every answer, and thousands of
    small files for it to read would take longer to write than it needs for all the rest. It hands the index over, too:
    where it writes files itself it answers, and ends, before all of them are whole. It holds all that it indexed until
    it ends, so that every index has a process of its own.

    Args:
        records: The pages to index, as arguments of Pagefind's `AddFile`.
    """
    requests: list[Mapping[str, object]] = [
        {"type": "NewIndex", "config": {}},
        *({"type": "AddFile", "index_id": 0, **record} for record in records),
        {"type": "GetFiles", "index_id": 0},
    ]
    try:
        process = Popen([str(get_executable()), "--service"], stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
    except OSError as error:
        return str(error)
    assert process.stdin is not None and process.stdout is not None
    # Both at once, or the pipes fill up and each side waits for the other.
    asking = Thread(target=_ask, args=[process.stdin, requests], daemon=True)
    asking.start()
    answers = [json.loads(b64decode(answer))["payload"] for answer in _answers(process.stdout, len(requests))]
    asking.join()
    process.kill()
    process.wait()
    failed = [answer for answer in answers if answer["type"] == "Error"]
    if failed or len(answers) < len(requests):
        return str(failed[0].get("message", "")) if failed else "it ended before its work was done"
    return {file["path"]: file["content"] for answer in answers for file in answer.get("files", ())}


def _ask(target: IO[bytes], requests: Iterable[Mapping[str, object]]) -> None:
    with suppress(BrokenPipeError):  # it ended; that an answer is missing will show
        for number, payload in enumerate(requests, 1):
            target.write(b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b",")
        target.flush()


def _answers(source: IO[bytes], expected: int) -> list[bytes]:
    """As many answers as are expected; fewer if it ends before."""
    read: list[bytes] = []
    while expected > 0 and (more := source.read1(1 << 20)):  # type: ignore[attr-defined]
        read.append(more)
        expected -= more.count(b",")
    return [answer for answer in b"".join(read).split(b",") if answer]


if __name__ == "__main__":
    for line in sys.stdin.buffer:
        print(json.dumps(make(json.loads(line))), flush=True)
