"""A pull that measures itself: a program of its own, so that only its own memory counts.

python measured_pull.py ADDRESS KEY EXPERIMENT FOLDER TYPES
"""

from __future__ import annotations

import json
import resource
import sys
import time

from peak_memory import peak_megabytes

import hyperstudy


def main() -> None:
    address, key, experiment, folder, types = sys.argv[1:]
    began = time.monotonic()
    with hyperstudy.HyperStudy(key, address) as hs:
        report = hs.pull(experiment, folder, types=types.split(","))
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "rows": sum(one.rows for one in report.tables),
        "complete": report.complete,
        "requests": report.requests,
        "peak_megabytes": peak_megabytes(),
        "seconds": time.monotonic() - began,
        "processor_seconds": used.ru_utime + used.ru_stime,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
