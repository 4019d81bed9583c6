"""Keys as people paste them, and machines on which nobody has a home folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy import AuthenticationError, HyperStudy
from hyperstudy.account import stored_key
from hyperstudy.client.online import default_address, find_key
from hyperstudy.transport.settings import organization_id

KEY = "hst_live_" + "k" * 20
ADDRESS = "https://api.example.org/api/v3"


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HYPERSTUDY_API_KEY", "HYPERSTUDY_BASE_URL", "HYPERSTUDY_CONFIG_DIR"):
        monkeypatch.delenv(name, raising=False)


PASTED = [
    "\ufeff{}",
    "{}\u200b",
    "\u200e{}\u200f",
    '"{}"',
    "'{}'\n",
    "“{}”",
    " \u00a0{}\u00a0\r\n",
    '\ufeff"{}"',
    "HYPERSTUDY_API_KEY={}",
    "export HYPERSTUDY_API_KEY='{}'",
    '$env:HYPERSTUDY_API_KEY = "{}"',
]


@pytest.mark.parametrize("pasted", PASTED)
def test_what_comes_along_is_taken_away(pasted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = pasted.format(KEY)
    assert find_key(ADDRESS, text) == (KEY, "the argument api_key")
    monkeypatch.setenv("HYPERSTUDY_API_KEY", text)
    assert find_key(ADDRESS) == (KEY, "the variable HYPERSTUDY_API_KEY")
    with HyperStudy(base_url="http://127.0.0.1:9") as hs:
        assert "hst_live_…" in repr(hs)


@given(st.sampled_from("\ufeff\u200b\u200c\u200d\u2060\u00ad"), st.integers(0, len(KEY)))
def test_what_nobody_sees_is_taken_away_anywhere(mark: str, place: int) -> None:
    assert find_key(ADDRESS, KEY[:place] + mark + KEY[place:])[0] == KEY


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("–", "EN DASH"),
        ("\n", "a line end"),
        (" ", "a space"),
        ("ü", "U WITH DIAERESIS"),
        ("\udcff", "U+DCFF"),
        ("\0", "U+0000"),
    ],
)
def test_what_no_key_has_is_named(wrong: str, named: str) -> None:
    with pytest.raises(AuthenticationError) as caught:
        HyperStudy(f"hst_live_abc{wrong}defgh", base_url="http://127.0.0.1:9")
    assert named in caught.value.message
    assert len(str(caught.value).splitlines()) == 2
    for piece in ("abc", "defgh"):
        assert piece not in str(caught.value)


def test_only_marks_are_no_key() -> None:
    with pytest.raises(AuthenticationError, match="No API key was given"):
        find_key(ADDRESS, "\ufeff'' ")


def test_addresses_and_organizations_are_pasted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYPERSTUDY_BASE_URL", f'\ufeff"{ADDRESS}"')
    assert default_address() == ADDRESS
    assert organization_id("“org_7”\u200b") == "org_7"
    with HyperStudy(KEY, base_url="\u200bhttp://127.0.0.1:9/v3/ ") as hs:
        assert hs.base_url == "http://127.0.0.1:9/v3"


def test_a_file_of_keys_may_have_a_byte_order_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYPERSTUDY_CONFIG_DIR", str(tmp_path))
    monkeypatch.setitem(sys.modules, "keyring", None)
    stored_key.keep(ADDRESS, KEY)
    content = stored_key.file().read_bytes()
    stored_key.file().write_bytes(b"\xef\xbb\xbf" + content)
    assert stored_key.find(ADDRESS) == KEY


@pytest.mark.skipif(sys.platform == "win32", reason="there each user has a home folder")
@pytest.mark.parametrize("home", ["no user", "/dev/null", "/nonexistent"])
def test_without_a_home_folder(home: str) -> None:
    """A container's user has a number and no name, a service's a home that is none."""
    program = (
        "import os\n"
        "if os.environ['THE_HOME'] == 'no user':\n"
        "    import pwd\n"
        "    def nobody(number): raise KeyError(number)\n"
        "    pwd.getpwuid = nobody\n"
        "import sys; sys.modules['keyring'] = None\n"
        "import hyperstudy\n"
        "from hyperstudy.account import stored_key\n"
        "try: hyperstudy.HyperStudy(base_url='http://127.0.0.1:9')\n"
        "except hyperstudy.AuthenticationError as error: print(error.code)\n"
        "try: stored_key.keep('http://127.0.0.1:9', 'k')\n"
        "except hyperstudy.HyperStudyError as error: print(error.code)\n"
        "print(stored_key.forget('http://127.0.0.1:9'))\n"
        "os.environ['HYPERSTUDY_API_KEY'] = 'hst_live_x'\n"
        "print(hyperstudy.HyperStudy(base_url='http://127.0.0.1:9'))\n"
    )
    environment = {name: value for name, value in os.environ.items() if name[:4] != "XDG_"}
    environment.pop("HOME", None)
    if home == "no user":
        environment["THE_HOME"] = home
    else:
        environment |= {"HOME": home, "THE_HOME": home}
    if home == "/nonexistent" and os.geteuid() == 0:
        environment["HOME"] = "/proc/nonexistent"  # where root cannot make it either
    completed = subprocess.run(
        [sys.executable, "-c", program],
        env=environment, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert completed.stdout.splitlines() == [
        "MISSING_API_KEY",
        "KEY_NOT_KEPT",
        "False",
        "HyperStudy('http://127.0.0.1:9', key hst_live_…)",
    ]
