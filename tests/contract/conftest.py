"""What the tests of the contract and its tools share: the tools, and a server on loopback."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from local_server import Server, serve
from tiny_client import generated

if TYPE_CHECKING:
    from collections.abc import Iterator

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))


@pytest.fixture(scope="session")
def tiny_package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    pytest.importorskip("openapi_python_client", reason="the generator is in the group `generate`")
    with generated(tmp_path_factory.mktemp("generated")) as package:
        yield package


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as server:
        yield server
