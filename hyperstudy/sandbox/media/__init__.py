"""Small files that play: real media, made by code of ours, the same bytes every time.

The recordings of the sandbox's studies are of these. Each carries a title of its own, so that no
two files are alike and a mix-up shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from hyperstudy.sandbox.media.mp4 import HEIGHT, WIDTH, mp4
from hyperstudy.sandbox.media.wav import wav
from hyperstudy.sandbox.media.webm import webm

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["MAKERS", "MIME_TYPES", "RESOLUTION", "mp4", "wav", "webm"]


class Maker(Protocol):
    """Makes a file, see `mp4`."""

    def __call__(
        self, duration: int, title: str, first: int = 0, faults: Collection[str] = ()
    ) -> bytes: ...


MAKERS: Final[dict[str, Maker]] = {"mp4": mp4, "webm": webm, "wav": wav}
"""What makes a file of a length (ms), a title, the time (ms) of its first packet, and what is to be
wrong with it (silent, black, gap), by format."""

MIME_TYPES: Final = {"mp4": "video/mp4", "webm": "audio/webm", "wav": "audio/wav"}
"""How storage names each format."""

RESOLUTION: Final = f"{WIDTH}x{HEIGHT}"
"""Size of the picture of every video."""
