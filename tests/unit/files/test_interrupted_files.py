"""A file that is written anew survives Ctrl-C at any moment: it is the old one or the new one."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from interrupted_programs import interrupted_at_line

from hyperstudy.files import atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def small(path: Path) -> None:
    atomic.write(path, b"new")


def large(path: Path) -> None:
    with atomic.whole(path) as part, part.open("wb") as file:
        file.write(b"new")


# Where the block that closes a file is not even entered, Python closes it.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("write", [small, large])
@pytest.mark.parametrize("old", [b"old", None])
def test_ctrl_c_at_any_moment(
    tmp_path: Path, write: Callable[[Path], None], old: bytes | None
) -> None:
    path = tmp_path / "table.csv"
    number, stopped = 1, True
    while stopped:
        path.unlink() if path.exists() else None
        if old is not None:
            path.write_bytes(old)
        stopped = interrupted_at_line(number, atomic, lambda: write(path))
        content = path.read_bytes() if path.exists() else None
        assert content in ({old, b"new"} if stopped else {b"new"})
        assert [one.name for one in tmp_path.iterdir()] == [path.name] * (content is not None)
        number += 1
    assert number > 15


@pytest.mark.parametrize("write", [small, large])
def test_what_programs_that_were_killed_left_goes_when_it_is_old(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    old, recent, other = (
        tmp_path / name
        for name in (".t.csv.0123abcd.part", ".t.csv.89abcdef.part", ".t.csv.theirs.part")
    )
    for one in (old, recent, other):
        one.write_bytes(b"half")
    days_ago = time.time() - 3 * 24 * 3600
    os.utime(old, (days_ago, days_ago))
    os.utime(other, (days_ago, days_ago))
    write(tmp_path / "t.csv")
    assert not old.exists()
    assert recent.exists()
    assert other.exists()
