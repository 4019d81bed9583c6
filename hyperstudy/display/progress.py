"""Progress bars that appear only where somebody watches, and never cost data.

A display may fail in any thread (some notebook kernels raise LookupError in all but one), keep a
lock for ever, or stand still. What is counted is therefore apart from what is shown: to count never
waits, and whoever finds another thread showing goes on. What it counted is shown by the next one.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from math import inf
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from datetime import datetime

    from tqdm import tqdm

_LOG = logging.getLogger("hyperstudy.progress")
# The two clocks of a wait, its maker's and the bar's, were read a little apart.
_APART_SECONDS = 0.1


def watched() -> bool:
    """Return whether a bar would be seen: a notebook, or a terminal on stderr."""
    try:
        return _in_notebook() or (sys.stderr is not None and sys.stderr.isatty())
    except Exception:  # noqa: BLE001 - a notebook half started, a stream that was closed
        return False


def _in_notebook() -> bool:
    shell: Any = sys.modules.get("IPython")
    if shell is not None and "IPKernelApp" in getattr(shell.get_ipython(), "config", {}):
        return True
    marimo: Any = sys.modules.get("marimo")
    return marimo is not None and bool(marimo.running_in_notebook())


def is_displayed() -> bool:
    """Return whether somebody watches a bar now, in which waits are shown."""
    return len(_displayed) > 0


class Bar:
    """A tqdm bar that is made on first use, so that short work shows none; for any thread.

    No method raises what the display raises: the first such error is logged, and from then on
    nothing is shown.

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
        # Held for a few assignments only, and never while anything is shown.
        self._counting = threading.Lock()
        self._begun = self._closed = False
        self._count = self._initial = 0
        self._total: int | None = None
        self._text = self._wait_text = ""
        self._waits_until = 0.0
        # Held by the thread that shows. Nobody waits for it.
        self._showing = threading.Lock()
        self._bar: tqdm[Any] | None = None
        self._bar_lock: _LockNotWaitedFor | None = None
        self._displayed_text = ""

    def start(self, total: int | None, initial: int = 0) -> None:
        """Show the bar, with ``initial`` units done before, or give the one shown a new total."""
        with self._counting:
            if not self._begun:
                self._begun, self._initial, self._count = True, initial, initial
            self._total = total
        self._show()

    def advance(self, amount: int) -> None:
        """Move on by ``amount`` units; what was waited for until now is no longer shown."""
        with self._counting:
            self._count += amount if self._begun else 0
        self._show()

    def set_text(self, text: str) -> None:
        """Show a text beside the bar, after what is waited for."""
        with self._counting:
            self._text = text
        self._show()

    def wait(self, why: str, seconds: float, until: datetime) -> None:
        """Show for what and until when everything waits, even where there was no bar yet."""
        # The time of this place, since a person compares it with a clock on the wall.
        at = f"{until.astimezone():%H:%M:%S}"
        with self._counting:
            self._begun = True
            self._waits_until = time.monotonic() + seconds - _APART_SECONDS
            self._wait_text = f"waiting until {at} ({seconds:.0f} s): {why}"
        self._show()

    def close(self) -> None:
        """End the bar."""
        self._closed = True
        self._show()

    def _show(self) -> None:
        while self._enabled and self._begun and self._showing.acquire(blocking=False):
            try:
                self._draw()
                if self._closed:
                    self._draw()  # what was counted while this thread was showing
                    self._end()
            except Exception as error:  # noqa: BLE001 - whatever the display raises
                self._give_up(error)
            finally:
                try:
                    self._let_go()
                finally:
                    self._showing.release()
            # Whoever closed the bar meanwhile did not wait for this thread.
            if not self._closed:
                return

    def _draw(self) -> None:
        with self._counting:
            count, total = self._count, self._total
            waiting = time.monotonic() < self._waits_until
            text = self._wait_text if waiting else self._text
        if self._bar is None:
            self._bar = self._made(total)
        bar = self._bar
        if bar is None or not self._can_draw():
            return
        if total is not None and total != bar.total and not bar.n:
            # In Jupyter, a bar that was made without a total gets its width only so.
            bar.reset(total)
        elif total != bar.total:
            bar.total = total
            bar.refresh()
        if text != self._displayed_text:
            self._displayed_text = text
            bar.set_postfix_str(text)
        if count != bar.n:
            bar.update(count - bar.n)

    def _let_go(self) -> None:
        if self._bar_lock is not None:
            self._bar_lock.let_go()

    def _can_draw(self) -> bool:
        return self._bar_lock is None or self._bar_lock.acquire()

    def _end(self) -> None:
        self._enabled = False
        if self._bar is not None and self._can_draw():
            self._bar.close()
        self._forget()

    def _give_up(self, error: Exception) -> None:
        self._enabled = False
        _displayed.discard(self)
        self._forget()
        _LOG.warning(
            "The progress bar cannot be shown here (%s: %s). The work goes on without it.",
            type(error).__name__,
            error,
        )

    def _forget(self) -> None:
        if self._bar is not None:
            # Else it would end itself when it is collected, and wait for its lock then.
            self._bar.disable = True
            self._bar = None

    def _made(self, total: int | None) -> tqdm[Any] | None:
        import warnings

        with warnings.catch_warnings():
            # In Jupyter without its widgets the plain bar is as good.
            warnings.simplefilter("ignore")
            from tqdm.auto import tqdm

        untyped: Any = tqdm
        lock = self._bar_lock = _LockNotWaitedFor(untyped.get_lock())
        if not lock.acquire():
            return None
        # tqdm's monitor is a thread that outlives every bar.

        def close(bar: Any) -> None:
            if not hasattr(bar, "start_t"):
                # Its first display failed, so that it was never shown: older tqdm cannot close it.
                bar.last_print_t, bar.start_t = 0.0, inf
            untyped.close(bar)

        own = {"monitor_interval": 0, "_lock": lock, "close": close}
        quiet = type("Bar", (untyped,), own)
        options: dict[str, Any] = {"unit_scale": True} if self._unit == "B" else {}
        made: tqdm[Any] = quiet(
            total=total,
            initial=self._initial,
            desc=self._what,
            unit=self._unit,
            file=sys.stderr,
            **options,
        )
        return made

    def __enter__(self) -> Bar:
        if self._enabled:
            _displayed.add(self)
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.close()
        finally:
            _displayed.discard(self)


# Ctrl-C may come when a bar is among them and its block is not entered yet.
_displayed: WeakSet[Bar] = WeakSet()


class _LockNotWaitedFor:
    """The lock that all tqdm bars of the process share, taken only when it is free.

    A bar whose display failed keeps it for ever, since tqdm does not release it then.

    Parameters
    ----------
    shared : object
        tqdm's lock, or what a program set in its place.
    """

    def __init__(self, shared: Any) -> None:
        self._locks: list[Any] = list(getattr(shared, "locks", [shared]))
        # What is held, whatever Ctrl-C cut off.
        self._held: list[Any] = []
        self._depth = 0

    def acquire(self, *_: Any, **__: Any) -> bool:
        if not self._depth:
            for one in self._locks:
                before = len(self._held)
                # At once, so that Ctrl-C leaves no lock that nobody knows to be held.
                self._held += [one] * bool(one.acquire(False))
                if len(self._held) == before:
                    self._release()
                    return False
        self._depth += 1
        return True

    def release(self) -> None:
        self._depth -= 1
        if not self._depth:
            self._release()

    def let_go(self) -> None:
        """Release it, however often it is held."""
        self._depth = 0
        self._release()

    def _release(self) -> None:
        while self._held:
            self._held.pop().release()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()
