"""`make fuzz`: every target for its share of FUZZ_SECONDS (ten minutes by default).

What fails is printed with the text that does it, as short as it can be made; it belongs into `REGRESSIONS` of
`test_fuzz.py`. Texts are made from pieces of what people really write and from anything else. Where a target reached
lines that no text had reached before, the text is kept and changed again.
"""

from __future__ import annotations

import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from pieces import PIECES, SEEDS
from targets import TARGETS

PACKAGE = str(Path(__file__).resolve().parents[2] / "plugins" / "sorotan")


class Coverage:
    """The pairs of lines of the package that ran one behind the other."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, int, int]] = set()
        self.is_new = False

    def trace(self, frame, event: str, argument: object):  # type: ignore[no-untyped-def]
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        name, last = frame.f_code.co_filename, frame.f_lineno

        def local(frame, event: str, argument: object):  # type: ignore[no-untyped-def]
            nonlocal last
            if event == "line":
                edge = (name, last, frame.f_lineno)
                last = frame.f_lineno
                if edge not in self.seen:
                    self.seen.add(edge)
                    self.is_new = True
            return local

        return local


def changed(text: str, pool: list[str], choose: random.Random) -> str:
    """A text with a few changes: pieces put in, parts taken out, doubled or exchanged, parts of other texts."""
    for _ in range(choose.randint(1, 4)):
        at = choose.randint(0, len(text))
        end = min(len(text), at + choose.randint(0, 12))
        kind = choose.randrange(6)
        if kind <= 1:
            text = text[:at] + choose.choice(PIECES) + text[at:]
        elif kind == 2:
            text = text[:at] + text[end:]
        elif kind == 3:
            text = text[:end] + text[at:end] * choose.randint(1, 30) + text[end:]
        elif kind == 4:
            text = text[:at] + chr(choose.choice((choose.randrange(0x300), choose.randrange(0xD800)))) + text[end:]
        else:
            other = choose.choice(pool)
            cut = choose.randint(0, len(other))
            text = text[:at] + other[cut : cut + choose.randint(0, 60)] + text[end:]
    return text[:4000]


def run(name: str, target: Callable[[str], None], seconds: float, choose: random.Random) -> str | None:
    """Fuzz one target; the text that broke it, if one did."""
    coverage, pool = Coverage(), list(SEEDS)
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        text = pool[count] if count < len(SEEDS) else changed(choose.choice(pool), pool, choose)
        count += 1
        coverage.is_new = False
        sys.settrace(coverage.trace)
        try:
            target(text)
        except Exception:
            sys.settrace(None)
            traceback.print_exc()
            return shortest(text, target)
        finally:
            sys.settrace(None)
        if coverage.is_new:
            pool.append(text)
    print(f"{name}: {count} texts, {len(pool)} kept, {len(coverage.seen)} pairs of lines")
    return None


def shortest(text: str, target: Callable[[str], None]) -> str:
    """The text without what does not matter to the failure."""
    size = len(text) // 2
    while size:
        for at in range(0, len(text), size):
            shorter = text[:at] + text[at + size :]
            try:
                target(shorter)
            except Exception:
                text = shorter
                break
        else:
            size //= 2
    return text


def main() -> None:
    """Fuzz every target, or the one that is named."""
    seconds, seed = float(os.environ.get("FUZZ_SECONDS", "600")), os.environ.get("FUZZ_SEED", str(time.time_ns()))
    chosen = {name: target for name, target in TARGETS.items() if name in sys.argv[1:] or len(sys.argv) == 1}
    print(f"FUZZ_SEED={seed}")
    broken = False
    for name, target in chosen.items():
        if (text := run(name, target, seconds / len(chosen), random.Random(f"{seed}{name}"))) is not None:
            broken = True
            print(f"{name} breaks on {text!r}")
    sys.exit(broken)


if __name__ == "__main__":
    main()
