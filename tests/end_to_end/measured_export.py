"""An export that measures itself: a program of its own, so that only its own memory counts.

python measured_export.py STUDY FOLDER FORMAT
"""

from __future__ import annotations

import json
import resource
import sys
import time

from peak_memory import peak_megabytes

import hyperstudy


def main() -> None:
    study, folder, form = sys.argv[1:]
    began = time.monotonic()
    opened = hyperstudy.open_study(study)
    report = (opened.export_bids if form == "bids" else opened.export_psych_ds)(folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "rows": int(report.rows["exported"].sum()),
        "complete": report.complete,
        "peak_megabytes": peak_megabytes(),
        "seconds": time.monotonic() - began,
        "processor_seconds": used.ru_utime + used.ru_stime,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
