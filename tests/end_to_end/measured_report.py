"""A report that measures itself: a program of its own, so that only its own memory counts.

python measured_report.py STUDY PAGE
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from peak_memory import peak_megabytes

import hyperstudy


def main() -> None:
    study, page = sys.argv[1:]
    began = time.monotonic()
    report = hyperstudy.open_study(study).report(page)
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "participants": report.facts["people"],
        "passed": report.passed,
        "page_megabytes": Path(page).stat().st_size / 1e6,
        "peak_megabytes": peak_megabytes(),
        "seconds": time.monotonic() - began,
        "processor_seconds": used.ru_utime + used.ru_stime,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
