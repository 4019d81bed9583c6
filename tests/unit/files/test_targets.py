"""Files that are there already: links stay links, modes stay, what is read-only stays as it is."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from hyperstudy import Experiment, InputError, save_experiment
from hyperstudy.account import stored_key
from hyperstudy.cli import main
from hyperstudy.downloads import sidecar
from hyperstudy.files import atomic, folders, tables

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def by_write(path: Path) -> None:
    assert atomic.write(path, b"new")


def by_whole(path: Path) -> None:
    with atomic.whole(path) as part:
        part.write_bytes(b"new")


def by_table(path: Path) -> None:
    tables.write([{"a": 1}], path, "json")


def by_saving(path: Path) -> None:
    save_experiment(Experiment(name="Dyads"), path)


WRITERS = [by_write, by_whole, by_table, by_saving]


@pytest.mark.parametrize("writer", WRITERS)
class TestWhatIsThere:
    @pytest.mark.parametrize("relative", [True, False])
    def test_a_link_stays_one_and_its_target_is_written(
        self, tmp_path: Path, writer: Callable[[Path], None], relative: bool
    ) -> None:
        (tmp_path / "shared").mkdir()
        target = tmp_path / "shared" / "data.json"
        target.write_bytes(b"old")
        link, second = tmp_path / "data.json", tmp_path / "second.json"
        link.symlink_to("shared/data.json" if relative else target)
        second.symlink_to(link)
        writer(second)
        assert link.is_symlink()
        assert second.is_symlink()
        assert not target.is_symlink()
        assert target.read_bytes() not in {b"old", b""}
        assert sorted(one.name for one in tmp_path.rglob("*")) == [
            "data.json", "data.json", "second.json", "shared",
        ]  # fmt: skip

    def test_a_link_to_nothing_makes_its_target(
        self, tmp_path: Path, writer: Callable[[Path], None]
    ) -> None:
        link = tmp_path / "link.json"
        link.symlink_to("made.json")
        writer(link)
        assert link.is_symlink()
        assert (tmp_path / "made.json").is_file()

    def test_links_in_a_circle_are_an_error(
        self, tmp_path: Path, writer: Callable[[Path], None]
    ) -> None:
        (tmp_path / "a.json").symlink_to("b.json")
        (tmp_path / "b.json").symlink_to("a.json")
        with pytest.raises(OSError, match="symbolic links"):
            writer(tmp_path / "a.json")
        assert (tmp_path / "a.json").is_symlink()

    @pytest.mark.parametrize("bits", [0o664, 0o600, 0o640, 0o666, 0o755])
    def test_the_mode_stays(
        self, tmp_path: Path, writer: Callable[[Path], None], bits: int
    ) -> None:
        path = tmp_path / "data.json"
        path.write_bytes(b"old")
        path.chmod(bits)
        writer(path)
        assert path.read_bytes() != b"old"
        assert mode(path) == bits

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs two groups")
    def test_the_group_stays(self, tmp_path: Path, writer: Callable[[Path], None]) -> None:
        path = tmp_path / "data.json"
        path.write_bytes(b"old")
        os.chown(path, 1234, 4321)
        path.chmod(0o660)
        writer(path)
        assert (path.stat().st_uid, path.stat().st_gid, mode(path)) == (1234, 4321, 0o660)

    def test_a_new_file_has_the_mode_that_is_usual(
        self, tmp_path: Path, writer: Callable[[Path], None]
    ) -> None:
        before = os.umask(0o027)
        try:
            writer(tmp_path / "new.json")
        finally:
            os.umask(before)
        assert mode(tmp_path / "new.json") == 0o640

    @pytest.mark.parametrize("linked", [True, False])
    def test_what_is_read_only_stays_as_it_is(
        self, tmp_path: Path, writer: Callable[[Path], None], linked: bool
    ) -> None:
        path = tmp_path / "data.json"
        path.write_bytes(b"old")
        path.chmod(0o444)
        name = tmp_path / "link.json" if linked else path
        if linked:
            name.symlink_to(path)
        with pytest.raises(PermissionError, match="read-only"):
            writer(name)
        assert path.read_bytes() == b"old"
        assert mode(path) == 0o444
        assert not list(tmp_path.glob(".*"))

    def test_a_pipe_is_written_into(self, tmp_path: Path, writer: Callable[[Path], None]) -> None:
        pipe = tmp_path / "pipe.json"
        os.mkfifo(pipe)
        came: list[bytes] = []
        reader = threading.Thread(target=lambda: came.append(pipe.read_bytes()))
        reader.start()
        writer(pipe)
        reader.join(60)
        assert came
        assert came[0]
        assert stat.S_ISFIFO(pipe.stat().st_mode)

    def test_a_device_stays_one(self, writer: Callable[[Path], None]) -> None:
        writer(Path(os.devnull))
        assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)

    def test_names_may_be_as_long_as_the_disk_takes(
        self, tmp_path: Path, writer: Callable[[Path], None]
    ) -> None:
        path = tmp_path / ("ü" * 125 + ".json")
        writer(path)
        assert path.is_file()


class TestBeforeAnythingIsFetched:
    def test_read_only(self, tmp_path: Path) -> None:
        path = tmp_path / "data.csv"
        path.touch(0o444)
        with pytest.raises(InputError, match="read-only"):
            tables.check_place(path, "csv")

    def test_a_link_into_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / "data.csv").symlink_to(tmp_path / "absent" / "data.csv")
        with pytest.raises(InputError, match="absent"):
            tables.check_place(tmp_path / "data.csv", "csv")

    def test_a_circle(self, tmp_path: Path) -> None:
        (tmp_path / "data.csv").symlink_to("data.csv")
        with pytest.raises(InputError, match="symbolic links"):
            tables.check_place(tmp_path / "data.csv", "csv")

    def test_a_device(self) -> None:
        tables.check_place(Path(os.devnull), "csv")


class TestKeys:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HYPERSTUDY_CONFIG_DIR", str(tmp_path / "settings"))
        monkeypatch.setitem(sys.modules, "keyring", None)
        (tmp_path / "settings").mkdir(mode=0o700)

    def test_a_linked_file_stays_linked(self, tmp_path: Path) -> None:
        kept = tmp_path / "dotfiles.json"
        stored_key.file().symlink_to(kept)
        stored_key.keep("https://a", "hst_live_1")
        stored_key.keep("https://b", "hst_live_2")
        assert stored_key.file().is_symlink()
        assert mode(kept) == 0o600
        assert stored_key.find("https://a") == "hst_live_1"

    def test_one_that_is_read_only_stays(self) -> None:
        stored_key.keep("https://a", "hst_live_1")
        stored_key.file().chmod(0o400)
        with pytest.raises(stored_key.StorageError, match="read-only"):
            stored_key.keep("https://a", "hst_live_2")
        assert stored_key.find("https://a") == "hst_live_1"


def test_the_sidecar_of_recordings_stays_where_it_is(tmp_path: Path) -> None:
    kept = tmp_path / "elsewhere.csv"
    kept.touch(0o664)
    kept.chmod(0o664)
    folder = tmp_path / "recordings"
    folder.mkdir()
    (folder / sidecar.NAME).symlink_to(kept)
    columns = [sidecar.LOCAL_PATH, sidecar.STATUS]
    sidecar.write(folder, columns, [{sidecar.LOCAL_PATH: "a.mp4", sidecar.STATUS: "downloaded"}])
    assert (folder / sidecar.NAME).is_symlink()
    assert "a.mp4" in pd.read_csv(kept)[sidecar.LOCAL_PATH].tolist()
    assert mode(kept) == 0o664


def test_the_command_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "events.csv"
    path.touch(0o444)
    monkeypatch.setattr(sys, "argv", ["hyperstudy", "get", "events", "exp_1", "-o", str(path)])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert "read-only" in capsys.readouterr().err


class TestWords:
    def test_a_name_that_the_disk_finds_too_long(self, tmp_path: Path) -> None:
        name = f"{'Dana_' * 80}.mp4"
        with pytest.raises(OSError, match="too long") as caught:
            (tmp_path / name).write_bytes(b"")
        error = folders.disk_error(caught.value, tmp_path)
        assert error.code == "NAME_TOO_LONG"
        assert not isinstance(error, folders.FolderError)  # other files may have shorter names
        assert "404 characters" in error.message
        assert f"{len(str(tmp_path / name))} characters" in error.message
        assert "use_names=False" in str(error)

    def test_windows_says_of_a_long_path_that_it_is_not_there(self, tmp_path: Path) -> None:
        long = FileNotFoundError(errno.ENOENT, "No such file", str(tmp_path / ("x" * 300)))
        long.winerror = 3
        assert folders.disk_error(long, tmp_path).code == "NAME_TOO_LONG"
        short = FileNotFoundError(errno.ENOENT, "No such file", str(tmp_path / "x"))
        short.winerror = 3
        assert folders.disk_error(short, tmp_path).code == "DISK_ERROR"

    def test_a_file_that_is_read_only(self, tmp_path: Path) -> None:
        path = tmp_path / "manifest.json"
        path.touch(0o444)
        with pytest.raises(PermissionError) as caught:
            atomic.write(path, b"new")
        error = folders.disk_error(caught.value, tmp_path)
        assert error.code == "FILE_READ_ONLY"
        assert str(path) in error.message
