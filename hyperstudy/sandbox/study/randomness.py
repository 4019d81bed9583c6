"""Chance that can be repeated: a draw depends on the seed and on what it is for, nothing else.

A stream per purpose makes what is drawn independent of the order in which tables are asked for, and
of the interpreter's hash seed.
"""

from __future__ import annotations

import random
from typing import Final

_MASK: Final = (1 << 64) - 1


def stream(*purpose: object) -> random.Random:
    """Open the stream of chance for a purpose, such as (seed, room, seat, "answers")."""
    return random.Random("/".join(map(str, purpose)))


def key(*purpose: object) -> int:
    """Give the number that stands for a purpose in `chance`."""
    return stream(*purpose).getrandbits(64)


def chance(of: int, index: int) -> float:
    """Draw the number between 0 and 1 that belongs to an index, without drawing those before it.

    It is the finalizer of SplitMix64: cheap enough for a row of eye tracking.
    """
    mixed = (of + index * 0x9E3779B97F4A7C15) & _MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
    return (mixed ^ (mixed >> 31)) / 18446744073709551616.0
