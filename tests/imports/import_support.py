"""What the tests of imports share."""

from __future__ import annotations

from collections.abc import Callable

Give = Callable[..., str]
"""Imports documents; see the fixture `give`."""
