"""The command `sorotan`, also as `python -m sorotan`."""

from __future__ import annotations

import gc

# A command ends before its garbage matters; looking for it would take a quarter of the time of `sorotan check`.
gc.set_threshold(200_000)

from sorotan.cli import main  # noqa: E402 (what is imported is what the garbage collector would look through)

if __name__ == "__main__":
    main()
