"""The little of H.264 that it takes to show coloured squares.

Key pictures are made of raw macroblocks (I_PCM), the pictures between repeat the one before: no
prediction and no transform, yet every player shows it (constrained baseline profile).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK: Final = 16
"""Width and height of a macroblock in pixels."""
_FRAME_NUMBER_BITS: Final = 4


class _Bits:
    """Bits in the order in which they are sent."""

    def __init__(self) -> None:
        self._text = ""

    def fixed(self, value: int, count: int) -> _Bits:
        self._text += f"{value:0{count}b}"
        return self

    def golomb(self, *values: int) -> _Bits:
        for value in values:
            digits = f"{value + 1:b}"
            self._text += "0" * (len(digits) - 1) + digits
        return self

    def aligned(self) -> bytes:
        text = self._text + "0" * (-len(self._text) % 8)
        return int(text, 2).to_bytes(len(text) // 8, "big")

    def closed(self) -> bytes:
        self._text += "1"
        return self.aligned()


def _unit(kind: int, payload: bytes) -> bytes:
    """Close a unit: no start code may appear by chance within it."""
    return bytes((kind,)) + re.sub(rb"\0\0(?=[\0-\3])", b"\0\0\3", payload)


def sequence(width: int, height: int) -> bytes:
    """Write the sequence parameters for a picture of full macroblocks."""
    bits = _Bits().fixed(66, 8).fixed(0b1100_0000, 8).fixed(30, 8)
    bits.golomb(0, _FRAME_NUMBER_BITS - 4, 2, 1).fixed(0, 1)
    bits.golomb(width // BLOCK - 1, height // BLOCK - 1)
    # Whole frames, direct inference, no cropping, no usability information.
    return _unit(0x67, bits.fixed(0b1100, 4).closed())


def picture_parameters() -> bytes:
    """Write the picture parameters: one slice, the loop filter under the slice's control."""
    bits = _Bits().golomb(0, 0).fixed(0, 2).golomb(0, 0, 0).fixed(0, 3).golomb(0, 0, 0)
    return _unit(0x68, bits.fixed(0b100, 3).closed())


def key_picture(colours: Sequence[tuple[int, int, int]], number: int) -> bytes:
    """Write a picture that stands by itself.

    Parameters
    ----------
    colours
        Luma, blue and red difference of each macroblock, row by row.
    number
        Any number; neighbours need different parity.
    """
    bits = _Bits().golomb(0, 7, 0).fixed(0, _FRAME_NUMBER_BITS).golomb(number % 2)
    bits.fixed(0, 2).golomb(0, 1)
    blocks = [
        bytes((luma,)) * 256 + bytes((blue,)) * 64 + bytes((red,)) * 64
        for luma, blue, red in colours
    ]
    raw = _Bits().golomb(25).aligned()
    return _unit(0x65, bits.golomb(25).aligned() + raw.join(blocks) + b"\x80")


@lru_cache(maxsize=64)
def repeated_picture(blocks: int, since_key: int) -> bytes:
    """Write a picture like the one before.

    Parameters
    ----------
    blocks
        Macroblocks of the picture, all of which are skipped.
    since_key
        How many pictures the last key picture is ago.
    """
    bits = _Bits().golomb(0, 5, 0)
    bits.fixed(since_key % (1 << _FRAME_NUMBER_BITS), _FRAME_NUMBER_BITS)
    return _unit(0x41, bits.fixed(0, 3).golomb(0, 1, blocks).closed())
