"""Imports httpx without its command line.

Where click and rich are installed, as with ``hyperstudy[cli]``, ``import httpx`` loads them for a
program of its own: a third of the time that the first request would take. httpx does without it
when it cannot be imported, and that is what it finds here, for as long as the import lasts.
"""

from __future__ import annotations

import sys

__all__: list[str] = []

_COMMAND_LINE = "httpx._main"


def _import_httpx() -> None:
    if "httpx" in sys.modules or _COMMAND_LINE in sys.modules:
        return
    sys.modules[_COMMAND_LINE] = None  # type: ignore[assignment]  # that is: not to be had
    try:
        import httpx  # noqa: F401  # pyright: ignore[reportUnusedImport]
    finally:
        del sys.modules[_COMMAND_LINE]


_import_httpx()
