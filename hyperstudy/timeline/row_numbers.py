"""Numbers of rows, whatever stands there."""

from __future__ import annotations

from math import isfinite, nan
from typing import Any


def number(value: Any) -> float:
    """Read a value as a number, also one in text; NaN for what is none."""
    if isinstance(value, bool) or value is None:
        return nan
    try:
        read = float(value)
    except (TypeError, ValueError, OverflowError):
        return nan
    return read if isfinite(read) else nan
