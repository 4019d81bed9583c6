"""CRC-32C at disk speed: the checksum that Google's storage has for every object.

The standard library does not have it, and byte by byte in Python it takes minutes for a video.
Here the bytes of many short pieces are taken step by step side by side with NumPy (which pandas
brings along), and the pieces' checksums are then joined in pairs: a checksum is linear, so that
of ``a + b`` is that of ``a`` carried over the length of ``b``, exclusive-or that of ``b``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Words = NDArray[np.uint32]

_POLYNOMIAL = 0x82F63B78
_PIECE = 256
_LARGE = 4096 * _PIECE
_SMALL = 64 * _PIECE


class Crc32c:
    """A running checksum, used as those of ``hashlib`` are."""

    def __init__(self) -> None:
        self._state = 0xFFFFFFFF
        self._rest = bytearray()

    def update(self, data: bytes | memoryview) -> None:
        """Take more bytes."""
        self._rest += data
        if len(self._rest) >= _LARGE:
            self._take(_LARGE)

    def digest(self) -> bytes:
        """Give the checksum of all bytes so far, most significant byte first."""
        self._take(_SMALL)
        table = _byte_table()
        state = self._state
        for byte in self._rest:
            state = int(table[(state ^ byte) & 0xFF]) ^ (state >> 8)
        return (state ^ 0xFFFFFFFF).to_bytes(4, "big")

    def _take(self, size: int) -> None:
        whole = len(self._rest) // size * size
        for start in range(0, whole, size):
            block = bytes(self._rest[start : start + size])
            pieces, over = _joined(_side_by_side(block))
            self._state = int(_carried(over, np.array([self._state], np.uint32))[0]) ^ pieces
        del self._rest[:whole]


def _side_by_side(block: bytes) -> Words:
    """Give the checksum of each piece of a block, all begun with 0."""
    steps = np.frombuffer(block, "<u2").reshape(-1, _PIECE // 2).T.copy()
    table = _word_table()
    states = np.zeros(steps.shape[1], np.uint32)
    for step in steps:
        states = table[(states ^ step) & np.uint32(0xFFFF)] ^ (states >> np.uint32(16))
    return states


def _joined(states: Words) -> tuple[int, int]:
    """Join the checksums of equal pieces into one; also tell over how many doublings."""
    doublings = 0
    while len(states) > 1:
        states = _carried(doublings, states[0::2]) ^ states[1::2]
        doublings += 1
    return int(states[0]), doublings


def _carried(doublings: int, states: Words) -> Words:
    """Carry checksums over so many bytes of zeros: one piece, doubled so many times."""
    tables = _carry(doublings)
    byte = np.uint32(0xFF)
    result: Words = tables[0][states & byte]
    for place in (1, 2, 3):
        result = result ^ tables[place][(states >> np.uint32(8 * place)) & byte]
    return result


@cache
def _carry(doublings: int) -> Words:
    """Give, for each of the four bytes of a checksum, what becomes of its 256 values."""
    bits = np.uint32(1) << np.arange(32, dtype=np.uint32)
    if doublings:
        images = _carried(doublings - 1, _carried(doublings - 1, bits))
    else:
        table = _byte_table()
        images = bits
        for _ in range(_PIECE):
            images = table[images & np.uint32(0xFF)] ^ (images >> np.uint32(8))
    tables = np.zeros((4, 256), np.uint32)
    values = np.arange(256)
    for bit in range(32):
        tables[bit // 8] ^= np.where(values >> (bit % 8) & 1, images[bit], np.uint32(0))
    return tables


@cache
def _byte_table() -> Words:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> np.uint32(1)) ^ np.uint32(_POLYNOMIAL), table >> 1)
    return table.astype(np.uint32)


@cache
def _word_table() -> Words:
    table = np.arange(65536, dtype=np.uint32)
    for _ in range(2):
        table = _byte_table()[table & np.uint32(0xFF)] ^ (table >> np.uint32(8))
    return table
