"""The Chromium of the system."""

from __future__ import annotations

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""By these names `install-chromium.sh` looks for it too."""


def find() -> str | None:
    """Path of the program; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)
