"""Running a command in this process: what it printed, what it said, how it ended."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from typing import NamedTuple

import pytest

from hyperstudy import cli


class Result(NamedTuple):
    status: int
    out: str
    err: str


Command = Callable[..., Result]


def runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Give a function that runs ``hyperstudy`` with the arguments it gets."""

    def run(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["hyperstudy", *map(str, arguments)])
        capsys.readouterr()
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            try:
                cli.main()
                status = 0
            except SystemExit as end:
                status = int(end.code or 0)
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return run
