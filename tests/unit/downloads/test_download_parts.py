"""Unfinished files and their owners, and what a failing disk is called."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.downloads.checksums import StorageMetadata
from hyperstudy.downloads.parts import Parts, discard, is_part, left_in
from hyperstudy.files import atomic, folders
from hyperstudy.files.folders import FolderError

KEY = "0123456789abcdef0123456789abcdef"
NAME = "Dana_video_EG_1.mp4"


def leave(folder: Path, content: bytes, name: str = NAME, key: str = KEY) -> Path:
    """Leave a part as a run does that was killed."""
    parts = Parts(folder)
    part = parts.open(name, key)
    part.begin(StorageMetadata(etag='"a"'))
    part.write(content)
    part.keep()
    parts.end()
    (path,) = (one.path for one in left_in(folder)[key[:12]] if one.size == len(content))
    return path


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def nothing() -> None:
    """Do nothing between two pieces."""


def test_only_one_of_two_gets_a_part_that_is_left(tmp_path: Path) -> None:
    leave(tmp_path, b"half")
    runs = [Parts(tmp_path), Parts(tmp_path)]
    parts = [run.open(NAME, KEY) for run in runs]
    assert [part.size for part in parts] == [4, 0]
    assert parts[0].known.etag == '"a"'
    for run, part in zip(runs, parts, strict=True):
        part.drop()
        run.end()
    assert names(tmp_path) == set()


def test_a_part_in_use_is_left_alone(tmp_path: Path) -> None:
    running = Parts(tmp_path)
    part = running.open(NAME, KEY)
    part.begin(StorageMetadata())
    part.write(b"half")
    other = Parts(tmp_path)
    assert other.open(NAME, KEY).size == 0
    discard(tmp_path, [KEY])
    assert len(names(tmp_path)) == 2
    part.finish(tmp_path / NAME)
    assert names(tmp_path) == {NAME}
    running.end()
    other.end()


@given(st.text("aü漢😀_-", min_size=40, max_size=180).filter(lambda text: len(text.encode()) < 200))
def test_a_part_has_a_name_hardly_longer_than_its_file(
    tmp_path_factory: pytest.TempPathFactory, stem: str
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    name = f"{stem}.mp4"
    running = Parts(folder)
    part = running.open(name, KEY)
    part.begin(StorageMetadata())
    part.write(b"half")
    part.keep()
    running.end()
    assert len(names(folder)) == 2
    for one in names(folder):
        assert is_part(one)
        assert len(one.encode()) <= max(len(name.encode()) + 20, 80)
    again = Parts(folder)
    part = again.open(name, KEY)
    assert part.size == 4
    part.finish(folder / name)
    again.end()
    assert names(folder) == {name}


def test_the_largest_is_gone_on_with_and_the_others_go(tmp_path: Path) -> None:
    first = leave(tmp_path, b"half of it")
    # A second one, as after two runs at the same time that were both killed.
    second = first.with_name(first.name.replace(".part", "")[:-5] + "00000.part")
    second.write_bytes(b"half")
    second.with_name(f"{second.name}.json").write_bytes(b"{}")
    run = Parts(tmp_path)
    part = run.open("Other_name.mp4", KEY)
    assert part.size == 10
    part.read_back(nothing)
    part.write(b", and the rest")
    part.finish(tmp_path / NAME)
    run.end()
    assert (tmp_path / NAME).read_bytes() == b"half of it, and the rest"
    assert names(tmp_path) == {NAME}


def test_notes_without_a_part_go_too(tmp_path: Path) -> None:
    leave(tmp_path, b"half").unlink()
    assert len(names(tmp_path)) == 1
    run = Parts(tmp_path)
    part = run.open(NAME, KEY)
    assert (part.size, part.begun) == (0, False)
    run.end()
    assert names(tmp_path) == set()


def test_what_is_left_of_a_whole_file_goes(tmp_path: Path) -> None:
    leave(tmp_path, b"half")
    leave(tmp_path, b"other", key=KEY[::-1])
    discard(tmp_path, [KEY])
    assert len(names(tmp_path)) == 2
    assert list(left_in(tmp_path)) == [KEY[::-1][:12]]


def test_links_and_folders_are_no_parts(tmp_path: Path) -> None:
    left = leave(tmp_path, b"half")
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"precious")
    left.unlink()
    left.symlink_to(outside)
    assert all(one.size == 0 for parts in left_in(tmp_path).values() for one in parts)
    run = Parts(tmp_path)
    assert run.open(NAME, KEY).size == 0
    run.end()
    assert outside.read_bytes() == b"precious"
    assert left_in(tmp_path / "not there") == {}


@pytest.mark.skipif(os.name == "nt", reason="a rename does it there")
def test_a_part_that_got_its_final_name_already_is_not_written_into(tmp_path: Path) -> None:
    left = leave(tmp_path, b"whole")
    final = tmp_path / NAME
    final.hardlink_to(left)
    again = Parts(tmp_path).open(NAME, KEY)
    assert (again.size, again.begun) == (0, False)
    assert names(tmp_path) == {NAME}
    assert final.read_bytes() == b"whole"


def test_a_part_has_to_be_begun(tmp_path: Path) -> None:
    run = Parts(tmp_path)
    with pytest.raises(ValueError, match="begun"):
        run.open(NAME, KEY).write(b"x")
    run.end()


def test_a_full_disk_gets_some_room_back(tmp_path: Path) -> None:
    run = Parts(tmp_path)
    part = run.open(NAME, KEY)
    part.make_room(5)
    part.begin(StorageMetadata())
    part.write(b"0123456789")
    part.make_room(4)
    part.keep()
    assert [one.size for one in left_in(tmp_path)[KEY[:12]]] == [6]
    run.end()


def test_names_of_parts_fit_and_are_told_from_others(tmp_path: Path) -> None:
    path = leave(tmp_path, b"x", name="山" * 58 + "_v_x.mp4")
    assert is_part(path.name)
    assert is_part(f"{path.name}.json")
    assert len(f"{path.name}.json".encode()) <= 255
    assert not is_part("Dana_video_EG_1.mp4.part")
    assert not is_part(NAME)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "DISK_FULL"),
        (errno.EDQUOT, "DISK_FULL"),
        (errno.EFBIG, "DISK_ERROR"),
        (errno.EACCES, "DISK_ERROR"),
        (errno.EISDIR, "DISK_ERROR"),
    ],
)
def test_a_failing_disk_in_words(tmp_path: Path, number: int, code: str) -> None:
    error = folders.disk_error(OSError(number, os.strerror(number)), tmp_path)
    assert error.code == code
    # Only what concerns every file ends the whole.
    assert isinstance(error, FolderError) == (code != "DISK_ERROR")
    assert error.hint


def test_a_folder_that_may_not_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = PermissionError(errno.EACCES, "Permission denied")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert folders.disk_error(refused, tmp_path).code == "FOLDER_NOT_WRITABLE"
    assert folders.disk_error(refused, tmp_path / "gone").code == "FOLDER_NOT_WRITABLE"


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="Windows tells it in another way")
@pytest.mark.parametrize("failing", [False, True])
def test_a_disk_that_is_mounted_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: bool
) -> None:
    class DiskStatistics:
        f_flag = os.ST_RDONLY

    def statvfs(_: object) -> type[DiskStatistics]:
        if failing:
            raise OSError
        return DiskStatistics

    monkeypatch.setattr(os, "statvfs", statvfs)
    refused = OSError(errno.EROFS, "Read-only file system")
    assert folders.disk_error(refused, tmp_path).code == "FOLDER_NOT_WRITABLE"


@pytest.mark.parametrize("links", [True, False], ids=["links", "a disk without links"])
def test_a_new_name_takes_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "such a disk knows no second name")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    source, final = tmp_path / "source", tmp_path / "final"
    source.write_bytes(b"first")
    atomic.put_new(source, final)
    assert names(tmp_path) == {"final"}
    source.write_bytes(b"second")
    with pytest.raises(FileExistsError):
        atomic.put_new(source, final)
    assert (source.read_bytes(), final.read_bytes()) == (b"second", b"first")


def test_a_small_file_is_left_if_it_changed_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "small"
    assert atomic.write(path, b"first", instead_of=())
    seen = atomic.state(path)
    assert atomic.write(path, b"second one", instead_of=seen)
    assert not atomic.write(path, b"third", instead_of=seen)
    assert path.read_bytes() == b"second one"
    assert names(tmp_path) == {"small"}


def test_a_small_file_is_replaced_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.csv"
    atomic.write(path, b"old")
    atomic.write(path, b"new")
    assert path.read_bytes() == b"new"

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    # What a program left that was killed while it wrote; and one that may still be writing.
    for name, hours in (("0123abcd", 2), ("4567cdef", 0)):
        left = tmp_path / f".report.csv.{name}.part"
        left.touch()
        os.utime(left, (time.time() - hours * 3600,) * 2)
    with pytest.raises(OSError, match="No space"):
        atomic.write(path, b"newer")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == {"report.csv", ".report.csv.4567cdef.part"}
