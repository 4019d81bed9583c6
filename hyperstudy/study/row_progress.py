"""One bar for the rows of all tables of a pull."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..display.progress import Bar

__all__ = ["RowProgress"]


class RowProgress:
    """Adds up the rows that come and that are promised, for the bar; for several threads.

    Parameters
    ----------
    bar : Bar
        Shows them.
    """

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._promised: dict[str, int] = {}
        self._received: Counter[str] = Counter()
        # Not held while the bar is shown, which may take its time.
        self._lock = threading.Lock()

    def received(self, name: str, count: int, promised: int | None) -> None:
        """Count rows of a table that came; `promised` is how many it has, if the server says."""
        total: int | None = None
        with self._lock:
            self._received[name] += count
            if promised is not None and self._promised.get(name) != promised:
                self._promised[name] = promised
                total = sum(self._promised.values())
        if total is not None:
            self._bar.start(total)
        self._bar.advance(count)

    def finished(self, name: str) -> None:
        """Expect no more rows of a table: of what was there before, only the end is read again."""
        with self._lock:
            if self._promised.get(name) in (None, self._received[name]):
                return
            self._promised[name] = self._received[name]
            total = sum(self._promised.values())
        self._bar.start(total)
