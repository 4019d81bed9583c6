"""The report that the guide shows: of a made-up study with a defect of every kind."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import hyperstudy
from hyperstudy.sandbox import start


@cache
def report_page() -> str:
    """Pull the study from a sandbox, files of recordings included, and write its report."""
    with tempfile.TemporaryDirectory() as folder:
        study, page = Path(folder, "study"), Path(folder, "report.html")
        with (
            start("movie-dyads", rooms=8, minutes=1, defects="all") as sandbox,
            sandbox.client() as hs,
        ):
            hs.pull(sandbox.experiment_id, study, recordings=True, progress=False)
        hyperstudy.open_study(study).report(page)
        return page.read_text("utf-8")
