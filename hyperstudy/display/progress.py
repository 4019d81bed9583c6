"""Progress bars that appear only where somebody watches."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from tqdm import tqdm

# The two clocks of a wait, its maker's and the bar's, were read a little apart.
_APART_SECONDS = 0.1


def watched() -> bool:
    """Tell whether a bar would be seen: a notebook, or a terminal on stderr."""
    shell: Any = sys.modules.get("IPython")
    if shell is not None and "IPKernelApp" in getattr(shell.get_ipython(), "config", {}):
        return True
    marimo: Any = sys.modules.get("marimo")
    if marimo is not None and marimo.running_in_notebook():
        return True
    return sys.stderr is not None and sys.stderr.isatty()


_shown: set[int] = set()


def is_shown() -> bool:
    """Tell whether somebody watches a bar now, in which waits are shown."""
    return bool(_shown)


class Bar:
    """A tqdm bar that is made on first use, so that short work shows none; for any thread.

    Parameters
    ----------
    what : str
        What is counted, shown before the bar.
    enabled : bool
        ``False`` shows nothing, whoever watches.
    unit : str, optional
        ``"row"`` or ``"B"``; bytes are shown with SI prefixes.
    """

    def __init__(self, what: str, *, enabled: bool, unit: str = "row") -> None:
        self._what = what
        self._unit = unit
        self._enabled = enabled and watched()
        self._bar: tqdm[Any] | None = None
        self._lock = threading.RLock()
        self._said = ""
        self._waits_until: float | None = None

    def start(self, total: int | None, initial: int = 0) -> None:
        """Show the bar, with ``initial`` units done before, or give the one shown a new total."""
        if not self._enabled:
            return
        with self._lock:
            if self._bar is None:
                self._bar = self._made(total, initial)
            elif total is not None and not self._bar.n:
                # In Jupyter, a bar that was made without a total gets its width only so.
                self._bar.reset(total)
            elif total != self._bar.total:
                self._bar.total = total
                self._bar.refresh()

    def advance(self, amount: int) -> None:
        """Move on by ``amount`` units; what was waited for until now is no longer shown."""
        with self._lock:
            if self._bar is None:
                return
            if self._waits_until is not None and not self._waits():
                self.say(self._said)
            if amount:
                self._bar.update(amount)

    def say(self, text: str) -> None:
        """Show a text beside the bar, after what is waited for."""
        with self._lock:
            self._said = text
            if self._bar is not None and not self._waits():
                self._waits_until = None
                self._bar.set_postfix_str(text)

    def wait(self, why: str, seconds: float, until: datetime) -> None:
        """Show for what and until when everything waits, even where there was no bar yet."""
        if not self._enabled:
            return
        with self._lock:
            if self._bar is None:
                self._bar = self._made(None, 0)
            self._waits_until = time.monotonic() + seconds - _APART_SECONDS
            # The time of this place, since a person compares it with a clock on the wall.
            at = f"{until.astimezone():%H:%M:%S}"
            self._bar.set_postfix_str(f"waiting until {at} ({seconds:.0f} s): {why}")

    def _waits(self) -> bool:
        return self._waits_until is not None and time.monotonic() < self._waits_until

    def _made(self, total: int | None, initial: int) -> tqdm[Any]:
        import warnings

        with warnings.catch_warnings():
            # In Jupyter without its widgets the plain bar is as good.
            warnings.simplefilter("ignore")
            from tqdm.auto import tqdm

        # tqdm's monitor is a thread that outlives every bar.
        quiet = type("Bar", (tqdm,), {"monitor_interval": 0})
        options: dict[str, Any] = {"unit_scale": True} if self._unit == "B" else {}
        made: tqdm[Any] = quiet(
            total=total,
            initial=initial,
            desc=self._what,
            unit=self._unit,
            file=sys.stderr,
            **options,
        )
        return made

    def close(self) -> None:
        """End the bar."""
        with self._lock:
            if self._bar is not None:
                self._bar.close()
                self._bar = None

    def __enter__(self) -> Bar:
        if self._enabled:
            _shown.add(id(self))
        return self

    def __exit__(self, *_: object) -> None:
        _shown.discard(id(self))
        self.close()
