"""Warnings: at the caller's line, each time, and as the caller's filters want it."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from hyperstudy import HyperStudyWarning, ServerWarning
from hyperstudy.display.notices import warn_caller

PROGRAM = """
import warnings
from hyperstudy.display.notices import ServerWarning, warn_caller
{filter}
for room in range(3):
    warn_caller("rooms may be missing", ServerWarning)
    warnings.warn("somebody else's")
for cell in range(2):
    exec(compile("warn_caller('again', ServerWarning)", "cell", "exec"))
"""


def warnings_of(filter: str, *options: str) -> list[str]:
    run = subprocess.run(
        [sys.executable, *options, "-c", PROGRAM.format(filter=filter)],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return [line.split(": ", 1)[1] for line in run.stderr.splitlines() if "Warning: " in line]


def test_ours_come_each_time_and_others_once() -> None:
    found = warnings_of("")
    assert found.count("ServerWarning: rooms may be missing") == 3
    assert found.count("ServerWarning: again") == 2
    assert found.count("UserWarning: somebody else's") == 1


@pytest.mark.parametrize(
    ("filter", "options", "count"),
    [
        ("warnings.simplefilter('ignore')", (), 0),
        ("import hyperstudy; warnings.simplefilter('ignore', hyperstudy.HyperStudyWarning)", (), 0),
        ("", ("-W", "ignore"), 0),
        ("warnings.filterwarnings('ignore', 'rooms may')", (), 0),
        ("warnings.filterwarnings('ignore', module='__main__')", (), 0),
        ("warnings.simplefilter('once')", (), 1),
        ("warnings.resetwarnings()", (), 3),
    ],
)
def test_filters_are_heard(filter: str, options: tuple[str, ...], count: int) -> None:
    assert warnings_of(filter, *options).count("ServerWarning: rooms may be missing") == count


def test_an_error_is_raised_where_that_is_wanted() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", HyperStudyWarning)
        with pytest.raises(ServerWarning, match="odd"):
            warn_caller("odd", ServerWarning)


def test_the_place_is_the_line_of_the_caller() -> None:
    with pytest.warns(HyperStudyWarning) as caught:
        warn_caller("odd")
    assert caught[0].filename == __file__
    assert "warn_caller(" in Path(__file__).read_text("utf-8").splitlines()[caught[0].lineno - 1]
    assert caught[0].category is HyperStudyWarning
