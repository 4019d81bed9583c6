"""The mark for a null that is meant."""

from __future__ import annotations

from typing import Any


class _Null:
    """The type of `NULL`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "NULL"

    def __reduce__(self) -> str:
        # There is one NULL: copies and unpickled objects are compared with it by identity.
        return "NULL"


NULL: Any = _Null()
"""Sends null where None leaves a member out: ``Experiment(name="Dyads", description=NULL)``."""
