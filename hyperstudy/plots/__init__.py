"""Pictures of a study (extra ``plot``: matplotlib).

Each function gives a figure of matplotlib, to show in a notebook or to save with
``figure.savefig(path)``.
"""

from __future__ import annotations

from .completeness import completeness
from .film_time import film_time
from .ratings import ratings_over_time
from .timeline import room_timeline

__all__ = ["completeness", "film_time", "ratings_over_time", "room_timeline"]
