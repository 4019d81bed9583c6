"""How the people in the sandbox feel while a film runs.

What the film does to everybody is shared, so that ratings of two viewers correlate as real ones do;
each viewer adds something of their own.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TypeAlias

from hyperstudy.sandbox.study.randomness import stream

_Waves: TypeAlias = tuple[tuple[float, float, float], ...]


@lru_cache(maxsize=4096)
def waves(*purpose: object) -> _Waves:
    """Draw the slow waves (height, speed per ms, phase) that make up a feeling."""
    rng = stream(*purpose, "waves")
    return tuple(
        (
            rng.uniform(0.5, 1.0) / part,
            math.tau * part / rng.uniform(18_000, 90_000),
            rng.uniform(0, math.tau),
        )
        for part in (1, 2, 3)
    )


def _sum(of: _Waves, position: float) -> float:
    return sum(height * math.sin(speed * position + phase) for height, speed, phase in of)


def pleasure(film: _Waves, person: _Waves, position: float) -> float:
    """Give the feeling at a position in a film (ms), from 0 (negative) to 1 (positive)."""
    felt = 0.5 + 0.19 * _sum(film, position) + 0.085 * _sum(person, position)
    return min(1.0, max(0.0, felt))
