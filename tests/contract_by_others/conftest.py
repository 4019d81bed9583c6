"""What others' tools say about the contract, the sandbox and the client: `nox -s contract`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from populated import Populated, populated

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("HYPERSTUDY_CONTRACT") != "1":
        away = pytest.mark.skip(reason="needs npm and minutes: nox -s contract")
        for item in items:
            if item.path.is_relative_to(HERE):
                item.add_marker(away)


@pytest.fixture(scope="module")
def served() -> Iterator[Populated]:
    """A sandbox in which every operation finds something to work on."""
    with populated() as running:
        yield running
