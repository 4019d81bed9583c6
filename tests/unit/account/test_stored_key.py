"""Where the key is kept, for which address, and who can read it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from hyperstudy import AuthenticationError, HyperStudy
from hyperstudy.account import stored_key

HOME = "https://api.example.org/api/v3"
KEY = "hst_live_" + "k" * 20


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HYPERSTUDY_CONFIG_DIR", str(tmp_path / "settings"))
    for name in ("HYPERSTUDY_API_KEY", "HYPERSTUDY_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "keyring", None)
    return tmp_path / "settings"


class Ring:
    """A keyring in memory; ``open`` tells whether it lets anybody in."""

    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.open = True

    def get_password(self, service: str, name: str) -> str | None:
        self._knock()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, key: str) -> None:
        self._knock()
        self.kept[service, name] = key

    def delete_password(self, service: str, name: str) -> None:
        self._knock()
        del self.kept[service, name]

    def _knock(self) -> None:
        if not self.open:
            raise RuntimeError("locked")


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    ring = Ring()
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_keyring=lambda: ring))
    return ring


def test_the_file_is_for_the_user_alone(folder: Path) -> None:
    where = stored_key.keep(HOME, KEY)
    assert str(stored_key.file()) in where
    assert KEY not in where
    assert stored_key.find(HOME) == KEY
    if sys.platform != "win32":
        assert stat.S_IMODE(stored_key.file().stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [one.name for one in folder.iterdir()] == ["keys.json"]


def test_a_key_is_for_its_address_alone() -> None:
    stored_key.keep(HOME, KEY)
    assert stored_key.find("https://other.example.org/api/v3") is None
    assert stored_key.find(f"{HOME.upper()}/") == KEY


def test_the_client_asks_argument_then_environment_then_the_kept_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored_key.keep(HOME, KEY)
    with HyperStudy(base_url=HOME) as hs:
        assert "hst_live" in repr(hs)
    with pytest.raises(AuthenticationError, match="No API key"):
        HyperStudy()
    monkeypatch.setenv("HYPERSTUDY_API_KEY", "hst_test_environment")
    with HyperStudy(base_url=HOME) as hs:
        assert "hst_test" in repr(hs)
    with HyperStudy("hst_other_argument", HOME) as hs:
        assert "hst_other" in repr(hs)


def test_without_any_login_no_keyring_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError("opened")

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_keyring=never))
    assert stored_key.find(HOME) is None


def test_a_keyring_is_preferred_and_the_file_holds_no_key(ring: Ring) -> None:
    assert "keyring" in stored_key.keep(HOME, KEY)
    assert KEY not in stored_key.file().read_text()
    assert stored_key.find(HOME) == KEY
    assert stored_key.forget(HOME)
    assert ring.kept == {}
    assert stored_key.find(HOME) is None
    assert not stored_key.forget(HOME)


def test_the_file_can_be_wanted_all_the_same(ring: Ring) -> None:
    stored_key.keep(HOME, KEY, in_file=True)
    assert ring.kept == {}
    assert stored_key.find(HOME) == KEY


def test_a_locked_keyring_means_the_file_when_keeping_and_an_error_when_asking(ring: Ring) -> None:
    stored_key.keep(HOME, KEY)
    ring.open = False
    with pytest.raises(AuthenticationError, match="keyring") as caught:
        stored_key.find(HOME)
    assert "HYPERSTUDY_API_KEY" in str(caught.value)
    assert "file" in stored_key.keep(HOME, KEY)
    assert stored_key.find(HOME) == KEY


def test_a_keyring_that_keeps_no_secret_is_not_used(ring: Ring) -> None:
    ring.priority = 0.5
    stored_key.keep(HOME, KEY)
    assert ring.kept == {}


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_file_that_others_can_read_is_refused_with_what_to_do() -> None:
    stored_key.keep(HOME, KEY)
    stored_key.file().chmod(0o644)
    with pytest.raises(AuthenticationError, match="read by others") as caught:
        stored_key.find(HOME)
    assert "chmod 600" in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_on_a_disk_without_owners_nothing_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everybody(path: object, flags: int, mode: int) -> int:
        return os_open(path, flags, 0o666 & ~0o022 | 0o044)

    os_open = os.open
    monkeypatch.setattr(os, "open", everybody)
    with pytest.raises(stored_key.StorageError, match="lets others read"):
        stored_key.keep(HOME, KEY)
    assert list(folder.iterdir()) == []


def test_a_place_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").touch()
    monkeypatch.setenv("HYPERSTUDY_CONFIG_DIR", str(tmp_path / "taken" / "inside"))
    with pytest.raises((stored_key.StorageError, AuthenticationError)) as caught:
        stored_key.keep(HOME, KEY)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("content", ["{", "[]", '{"x": 1}', ""])
def test_whatever_the_file_holds_there_is_an_answer(folder: Path, content: str) -> None:
    folder.mkdir()
    stored_key.file().write_text(content)
    stored_key.file().chmod(0o600)
    try:
        assert stored_key.find(HOME) is None
    except AuthenticationError as error:
        assert "hyperstudy login" in str(error)  # noqa: PT017


def test_the_place_follows_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HYPERSTUDY_CONFIG_DIR")
    variable = "APPDATA" if sys.platform == "win32" else "XDG_CONFIG_HOME"
    monkeypatch.setenv(variable, str(tmp_path))
    assert stored_key.file() == tmp_path / "hyperstudy" / "keys.json"
