"""A pull that measures itself: a program of its own, so that only its own memory counts.

python measured_pull.py ADDRESS KEY EXPERIMENT FOLDER TYPES
"""

from __future__ import annotations

import sys
import time

from process_figures import write_figures

import hyperstudy


def main() -> None:
    address, key, experiment, folder, types = sys.argv[1:]
    began = time.monotonic()
    with hyperstudy.HyperStudy(key, address) as hs:
        report = hs.pull(experiment, folder, types=types.split(","))
    write_figures(
        began,
        rows=sum(one.rows for one in report.tables),
        complete=report.complete,
        requests=report.requests,
    )


if __name__ == "__main__":
    main()
