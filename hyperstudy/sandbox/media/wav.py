"""A WAV file: uncompressed sound."""

from __future__ import annotations

import math
import struct
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_RATE: Final = 8_000


@lru_cache(maxsize=8)
def _second(pitch: int) -> bytes:
    """Make a second of four syllables; at a whole number of Hz, seconds join without a click."""
    turns = (math.tau * at / _RATE for at in range(_RATE))
    samples = (round(9_000 * math.sin(pitch * turn) * math.sin(2 * turn) ** 2) for turn in turns)
    return struct.pack(f"<{_RATE}h", *samples)


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def wav(
    duration: int,
    title: str,
    first: int = 0,  # noqa: ARG001
    faults: Collection[str] = (),
) -> bytes:
    """Make a WAV file: 16-bit PCM, one channel, 8000 samples a second, a tone that comes and goes.

    Parameters
    ----------
    duration
        Length in ms.
    title
        Title in the file; it also sets the pitch.
    first
        Not told: this format knows no times.
    faults
        ``"silent"``: there is nothing to hear.
    """
    pitch = 110 + 20 * (zlib.crc32(title.encode()) % 8)
    count = duration * _RATE // 1_000
    sound = (_second(pitch) * (count // _RATE + 1))[: 2 * count]
    if "silent" in faults:
        sound = bytes(len(sound))
    form = struct.pack("<HHIIHH", 1, 1, _RATE, 2 * _RATE, 2, 16)
    named = b"INFO" + _chunk(b"INAM", title.encode() + b"\0")
    body = b"WAVE" + _chunk(b"fmt ", form) + _chunk(b"LIST", named) + _chunk(b"data", sound)
    return _chunk(b"RIFF", body)
