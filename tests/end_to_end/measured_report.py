"""A report that measures itself: a program of its own, so that only its own memory counts.

python measured_report.py STUDY PAGE
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from process_figures import write_figures

import hyperstudy


def main() -> None:
    study, page = sys.argv[1:]
    began = time.monotonic()
    report = hyperstudy.open_study(study).report(page)
    write_figures(
        began,
        participants=report.facts["people"],
        passed=report.passed,
        page_megabytes=Path(page).stat().st_size / 1e6,
    )


if __name__ == "__main__":
    main()
