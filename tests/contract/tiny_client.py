"""The client that our configuration and templates make of the small API."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiny import TINY

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW = {"id": "note_1", "written": "2026-03-02T09:00:04.250Z", "onset": 4250}


@contextmanager
def generated(home: Path) -> Iterator[Path]:
    """Write the package `tiny_api` below `home` and let it be imported."""
    import generated_client
    from contract_file import read

    for path, content in generated_client.render(read(TINY)).items():
        file = home / path.replace(generated_client.FOLDER, "tiny_api")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    sys.path.insert(0, str(home))
    yield home / "tiny_api"
    sys.path.remove(str(home))


def part(name: str) -> Any:
    """Give a module of the package."""
    return importlib.import_module(f"tiny_api.{name}")


def note(**members: Any) -> Any:
    """Give the model of a row."""
    return part("models").Note.from_dict({**ROW, **members})
