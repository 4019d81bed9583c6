"""An export that is stopped: its folder is as it was, or the next export completes it."""

from __future__ import annotations

import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from interrupted_programs import interrupted_at_line, run

from hyperstudy.exceptions import InputError
from hyperstudy.export import output_folder as module
from hyperstudy.export.output_folder import LISTING, output_folder

if TYPE_CHECKING:
    from pathlib import Path

OLD = {"both.txt": "one", "a/old.txt": "old"}
NEW = {"both.txt": "two", "b/new.txt": "new"}


def export(folder: Path, files: dict[str, str]) -> None:
    with output_folder(folder, "BIDS") as out:
        for name, content in files.items():
            out.text(name, content)
        out.finish()


def content(folder: Path) -> dict[str, str]:
    return {
        one.relative_to(folder).as_posix(): one.read_text("utf-8")
        for one in folder.rglob("*")
        if one.is_file() and one.name != LISTING
    }


def test_a_new_folder_is_whole_or_absent(tmp_path: Path) -> None:
    number = 1
    while interrupted_at_line(number, module, partial(export, tmp_path / str(number), NEW)):
        made = content(tmp_path / str(number))
        assert not made or made == NEW
        # It may have been stopped while it cleared away, too.
        export(tmp_path / str(number), NEW)
        assert content(tmp_path / str(number)) == NEW
        assert [one.name for one in tmp_path.iterdir()] == [str(number)]
        module.shutil.rmtree(tmp_path / str(number))
        number += 1
    assert number > 50


@pytest.mark.parametrize("there", [OLD, {}])
def test_one_that_is_stopped_while_it_replaces_another(
    tmp_path: Path, there: dict[str, str]
) -> None:
    number = 1
    while True:
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "theirs.txt").write_text("theirs")
        if there:
            export(folder, there)
        if not interrupted_at_line(number, module, partial(export, folder, NEW)):
            break
        export(folder, NEW)
        assert content(folder) == NEW | {"theirs.txt": "theirs"}
        assert [one.name for one in tmp_path.iterdir()] == [str(number)]
        module.shutil.rmtree(folder)
        number += 2
    assert number > 50


def test_what_was_changed_since_is_refused_after_a_stop_too(tmp_path: Path) -> None:
    export(tmp_path / "out", OLD)
    number = 1
    while b'"before"' not in (tmp_path / "out" / LISTING).read_bytes():
        assert interrupted_at_line(number, module, partial(export, tmp_path / "out", NEW))
        number += 1
    (tmp_path / "out" / "both.txt").write_text("mine")
    with pytest.raises(InputError, match=r"both\.txt.*Nothing was written"):
        export(tmp_path / "out", NEW)


def test_it_says_what_there_is(tmp_path: Path) -> None:
    def stop() -> None:
        with output_folder(tmp_path / "out", "BIDS") as out:
            out.text("a.txt", "a")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        stop()
    assert caught.value.__notes__ == [f"The export was stopped; {tmp_path / 'out'} is as it was."]
    assert not list(tmp_path.iterdir())


def test_what_one_that_was_killed_left_goes_with_the_next(tmp_path: Path) -> None:
    ended = run(
        """
import os, pathlib
from hyperstudy.export.output_folder import output_folder
with output_folder(sys.argv[1], "BIDS") as out:
    out.text("a/film.txt", "gigabytes")
    print(flush=True)
    os._exit(9)
""",
        tmp_path / "out [1]",
    )
    assert ended.returncode == 9, ended.stderr
    (left,) = tmp_path.iterdir()
    assert left.is_dir()
    with output_folder(tmp_path / "out [1]", "BIDS"):
        # One that is going on is left alone, in this process and elsewhere.
        going_on = list(tmp_path.iterdir())
        assert left not in going_on
        other = threading.Thread(target=export, args=(tmp_path / "out [1]", NEW))
        other.start()
        other.join()
        assert going_on[0].is_dir()
    assert [one.name for one in tmp_path.iterdir()] == ["out [1]"]
    assert content(tmp_path / "out [1]") == NEW


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_new_folder_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    export(tmp_path / "out", NEW)
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "other").stat().st_mode
