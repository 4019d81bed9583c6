"""An export that measures itself: a program of its own, so that only its own memory counts.

python measured_export.py STUDY FOLDER FORMAT
"""

from __future__ import annotations

import sys
import time

from process_figures import write_figures

import hyperstudy


def main() -> None:
    study, folder, form = sys.argv[1:]
    began = time.monotonic()
    opened = hyperstudy.open_study(study)
    report = (opened.export_bids if form == "bids" else opened.export_psych_ds)(folder)
    write_figures(
        began,
        rows=int(report.rows["exported"].sum()),
        complete=report.complete,
    )


if __name__ == "__main__":
    main()
