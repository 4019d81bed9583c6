"""What this process took: memory and time."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

_STATUS = Path("/proc/self/status")
_UNIT = 1024**2 if sys.platform == "darwin" else 1024


def peak_megabytes() -> float:
    """Give the greatest resident size of this process.

    On Linux ``ru_maxrss`` outlives exec: a process begins with the peak of the one that started it.
    """
    if _STATUS.exists():
        lines = _STATUS.read_text("ascii", "replace").splitlines()
        found = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
        if found:
            return int(found[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNIT


def write_figures(began: float, **facts: Any) -> None:
    """Write what a piece of work gave and took as JSON; `began` is by ``time.monotonic``."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "peak_megabytes": peak_megabytes(),
        "seconds": time.monotonic() - began,
        "processor_seconds": used.ru_utime + used.ru_stime,
    }
    sys.stdout.write(json.dumps(facts | figures))
