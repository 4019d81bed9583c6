"""Starting, using and ending a sandbox."""

from __future__ import annotations

import logging
import math
import re
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from queue import Queue
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from interrupted_programs import interrupted_at_line
from sandbox_answers import client

from hyperstudy import sandbox as package
from hyperstudy.sandbox import server
from hyperstudy.sandbox.seen import note
from hyperstudy.sandbox.study import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from hyperstudy.sandbox import Sandbox


def test_the_client_of_a_sandbox_reads_its_data(sandbox: Sandbox) -> None:
    with sandbox.client() as hs:
        rooms = hs.get_rooms(sandbox.experiment_id, output="dict")
    assert [room["id"] for room in rooms] == [room["id"] for room in sandbox.study.rooms]


@contextmanager
def serving(lines: list[str], **options: Any) -> Iterator[httpx.Client]:
    """Serve in another thread, and give a client made of what was told to export."""
    announced, ended = threading.Event(), threading.Event()

    def say(line: str) -> None:
        lines.append(line)
        if "HYPERSTUDY_API_KEY" in line:
            announced.set()

    thread = threading.Thread(
        target=package.serve, args=("agents",), kwargs={"say": say, "until": ended, **options}
    )
    thread.start()
    try:
        assert announced.wait(60)
        # For a shell, or for PowerShell on Windows.
        exported = dict(re.findall(r"(HYPERSTUDY_\w+) ?= ?'?([^ ;']+)", lines[-1]))
        with client(exported["HYPERSTUDY_BASE_URL"], exported["HYPERSTUDY_API_KEY"]) as one:
            yield one
    finally:
        ended.set()
        thread.join(60)
    assert not thread.is_alive()


def test_serving_tells_what_to_export_and_ends_when_told() -> None:
    lines: list[str] = []
    with serving(lines, rooms=1) as one:
        assert one.get("/experiments").status_code == 200
        page = next(line for line in lines if line.endswith("/docs")).split()[-1]
        assert one.get(page).status_code == 200


def test_serving_reports_each_fault_while_it_runs_and_their_sum(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reported = Queue[str]()
    with serving([], rooms=1, faults="server-error:1", report=reported.put) as one:
        assert one.get("/health").status_code == 500
        played = "Fault played: server-error=500 for GET /api/v3/health"
        assert reported.get(timeout=60) == played
        one.headers["X-Sandbox-Fault"] = "html=504"
        assert one.get("/health").status_code == 504
    messages = [reported.get(timeout=60) for _ in range(2)]
    assert messages == [
        "Fault played: html=504 for GET /api/v3/health",
        "Faults played in all: 2 (server-error 1, html 1)",
    ]
    with serving([], rooms=1, faults="cut"):
        pass
    assert capsys.readouterr().err == "Faults played in all: 0\n"
    with serving([], rooms=1):
        pass
    assert capsys.readouterr().err == ""


def test_on_windows_it_tells_what_powershell_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    ended.set()
    lines: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr("hyperstudy.sandbox.launch.sys", SimpleNamespace(platform="win32"))
        package.serve(rooms=1, say=lines.append, until=ended)
    assert re.fullmatch(
        r"\$env:HYPERSTUDY_API_KEY = 'hst_\w+'; \$env:HYPERSTUDY_BASE_URL = 'http://[^']+'",
        lines[-1],
    )


def test_serving_ends_with_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            raise KeyboardInterrupt

    lines: list[str] = []
    package.serve(rooms=1, say=lines.append, until=Interrupted())
    assert "stopped" in lines[-1]


def test_a_port_of_ones_own() -> None:
    with package.start(rooms=1) as first:
        port = int(first.base_url.split(":")[2].partition("/")[0])
        with pytest.raises(OSError, match=str(port)):
            package.start(rooms=1, port=port)
        with pytest.raises(OSError, match=str(port)):
            package.start(rooms=1, storage_port=port)
    # Closed means free again.
    with package.start(rooms=1, port=port) as again:
        assert f":{port}/" in again.base_url


def servers() -> set[threading.Thread]:
    return {one for one in threading.enumerate() if one.name == "hyperstudy-sandbox"}


def test_a_start_that_is_interrupted_keeps_no_port_and_no_thread() -> None:
    made = make(rooms=1, minutes=1)
    with package.start(made) as first:
        port = int(first.base_url.split(":")[2].partition("/")[0])
    others = servers()
    began: list[package.Sandbox] = []

    def begin() -> None:
        began.append(package.start(made, port=port))
        sys.settrace(None)

    number = 1
    while interrupted_at_line(number, server, begin):
        assert not began
        assert servers() == others
        number += 1
    began[0].close()
    assert number > 20


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rooms": "two"}, "rooms='two' is not a whole number"),
        ({"rooms": 0}, "rooms=0 is too small"),
        ({"minutes": "two"}, "minutes='two' is not a finite number"),
        ({"minutes": 1000}, "600 minutes"),
        ({"port": 70_000}, "port=70000 is too large; the most is 65535"),
        ({"storage_port": -1}, "storage_port=-1 is too small"),
        ({"rate_limits": (0, 5)}, r"rate_limits\[0\]=0 is too small"),
        ({"rate_limits": (5, 0)}, r"rate_limits\[1\]=0 is too small"),
        ({"rate_limits": 5}, "rate_limits=5 is neither True nor False nor two numbers"),
        ({"page_limit": 0}, "page_limit=0 is too small; the least is 1"),
        ({"page_limit": -3}, "page_limit=-3 is too small"),
        ({"latency": -1}, "latency=-1 is too small; the least is 0"),
        ({"latency": math.nan}, "latency=nan is not a finite number"),
        ({"link_lifetime": -5}, "link_lifetime=-5 is too small"),
        ({"agent_pace": math.inf}, "agent_pace=inf is not a finite number"),
        ({"scopes": "read:chat"}, r"scopes='read:chat' is a single text. Give a list: \['read:"),
    ],
    ids=str,
)
def test_what_makes_no_sense_does_not_start(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        package.start(**{"rooms": 1, **options})


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine knows no IPv6")
def test_the_newer_protocol_works_too() -> None:
    try:
        running = package.start(rooms=1, host="::1")
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with running, client(running.base_url, running.api_key) as one:
        assert "[::1]" in running.base_url
        assert one.get("/experiments").status_code == 200
        row = next(row for row in running.study.recordings if row.get("downloadPath"))
        url = one.get(row["downloadPath"]).json()["data"]["url"]
        assert len(one.get(url).content) == row["fileSize"]


def test_closing_twice_is_closing() -> None:
    running = package.start(rooms=1)
    running.close()
    running.close()


def test_many_callers_at_once(sandbox: Sandbox) -> None:
    path = f"/data/events/experiment/{sandbox.experiment_id}"
    seen: list[Any] = []

    def read() -> None:
        with client(sandbox.base_url, sandbox.api_key) as one:
            seen.extend(one.get(path, params={"limit": 50}).json()["data"][0] for _ in range(10))

    callers = [threading.Thread(target=read) for _ in range(8)]
    for each in callers:
        each.start()
    for each in callers:
        each.join()
    assert len(seen) == 80
    assert all(row == seen[0] for row in seen)


def test_a_mistake_of_the_sandbox_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with package.start(rooms=1) as broken, client(broken.base_url, broken.api_key) as one:

        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("a mistake")

        object.__setattr__(broken.study, "table", fail)
        with caplog.at_level(logging.ERROR, logger="hyperstudy.sandbox"):
            answer = one.get(f"/data/events/experiment/{broken.experiment_id}")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "INTERNAL_SERVER_ERROR"
    assert "a mistake" in caplog.text


def test_what_is_missing_is_told() -> None:
    code = (
        "import sys; sys.modules['uvicorn'] = None\n"
        "try: import hyperstudy.sandbox\n"
        "except ImportError as error: print(error)"
    )
    completed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "pip install 'hyperstudy[sandbox]'" in completed.stdout


def test_the_log_of_requests_is_not_endless() -> None:
    requests: list[package.SeenRequest] = []
    for number in range(100_001):
        note(requests, package.SeenRequest("GET", f"/{number}", "", 200, "", with_key=False))
    assert len(requests) == 50_001
    assert requests[-1].path == "/100000"


def test_the_study_can_be_made_before() -> None:
    from hyperstudy.sandbox.study import make

    with package.start(make("questionnaires", rooms=3)) as running:
        assert len(running.study.rooms) == 3
        assert repr(running).startswith("<Sandbox questionnaires at http://127.0.0.1:")
