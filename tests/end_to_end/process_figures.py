"""The most memory that this process had."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

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
