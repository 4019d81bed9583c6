"""What this process took: memory and time."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

# The benchmarks measure the same, also in environments where this package is another.
sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from peak_memory import peak


def peak_megabytes() -> float:
    """Give the greatest resident size of this process."""
    return peak() / 1024**2


def write_figures(began: float, **facts: Any) -> None:
    """Write what a piece of work gave and took as JSON; `began` is by ``time.monotonic``."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "peak_megabytes": peak_megabytes(),
        "seconds": time.monotonic() - began,
        "processor_seconds": used.ru_utime + used.ru_stime,
    }
    sys.stdout.write(json.dumps(facts | figures))
