"""What belongs to one process, and says so when it is asked to leave it."""

from __future__ import annotations

from typing import NoReturn

__all__ = ["ProcessGuard"]


class ProcessGuard:
    """Holds a key and open connections: neither can be written down, nor be there twice."""

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled or copied: a key has no business in a file."""
        raise TypeError(
            "a HyperStudy client cannot be pickled or copied: it holds your key and open"
            " connections. Make a new one in each process."
        )
