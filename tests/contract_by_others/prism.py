"""Prism as a running server on loopback: the contract as a mock, or as a judge before a server."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
from npm_tools import PRISM, environment, program

from hyperstudy import contract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READY = "Prism is listening"
PATIENCE = 120
"""Seconds until it has to be ready; it takes a few."""


@contextmanager
def mock(folder: Path, *options: str) -> Iterator[str]:
    """Serve the contract as a mock; give its address."""
    with _running(folder, "mock", _document(folder), *options) as address:
        yield address


@contextmanager
def proxy(folder: Path, upstream: str, *options: str) -> Iterator[str]:
    """Put Prism before a server; give its address."""
    with _running(folder, "proxy", _document(folder), upstream, *options) as address:
        yield address


def base_path() -> str:
    """Give the path at which all addresses of the contract begin."""
    return urlsplit(contract.servers()[0]).path


def violations(answer: httpx.Response) -> list[dict[str, Any]]:
    """Read what Prism says against a request and its answer."""
    found: list[dict[str, Any]] = json.loads(answer.headers.get("sl-violations", "[]"))
    if answer.headers.get("content-type") == "application/problem+json":
        problem = answer.json()
        found += problem.get("validation", [problem])
    return found


def _document(folder: Path) -> str:
    path = folder / "contract.json"
    path.write_text(json.dumps(contract.document()), "utf-8")
    return str(path)


@contextmanager
def _running(folder: Path, *arguments: str) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    log = folder / f"prism-{arguments[0]}-{port}.log"
    with log.open("w", encoding="utf-8") as written:
        started = subprocess.Popen(
            [*program(PRISM, "prism"), *arguments, "--port", str(port), "--cors=false"],
            stdout=written,
            stderr=subprocess.STDOUT,
            env=environment(),
        )
    try:
        until = time.monotonic() + PATIENCE
        while READY not in log.read_text("utf-8", errors="replace"):
            assert started.poll() is None, f"Prism ended:\n{log.read_text('utf-8')}"
            assert time.monotonic() < until, f"Prism does not start:\n{log.read_text('utf-8')}"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        started.terminate()
        try:
            started.wait(30)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
