"""Progress bars that appear only where somebody watches."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqdm import tqdm


def watched() -> bool:
    """Tell whether a bar would be seen: a notebook, or a terminal on stderr."""
    shell: Any = sys.modules.get("IPython")
    if shell is not None and "IPKernelApp" in getattr(shell.get_ipython(), "config", {}):
        return True
    marimo: Any = sys.modules.get("marimo")
    if marimo is not None and marimo.running_in_notebook():
        return True
    return sys.stderr is not None and sys.stderr.isatty()


class Bar:
    """A tqdm bar that is made on first use, so that short work shows none.

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

    def start(self, total: int | None, initial: int = 0) -> None:
        """Show the bar, with ``initial`` units done before, or give the one shown a new total."""
        if not self._enabled:
            return
        if self._bar is None:
            import warnings

            with warnings.catch_warnings():
                # In Jupyter without its widgets the plain bar is as good.
                warnings.simplefilter("ignore")
                from tqdm.auto import tqdm

            # tqdm's monitor is a thread that outlives every bar.
            quiet = type("Bar", (tqdm,), {"monitor_interval": 0})
            options: dict[str, Any] = {"unit_scale": True} if self._unit == "B" else {}
            self._bar = quiet(
                total=total,
                initial=initial,
                desc=self._what,
                unit=self._unit,
                file=sys.stderr,
                **options,
            )
        elif total != self._bar.total:
            self._bar.total = total
            self._bar.refresh()

    def advance(self, amount: int) -> None:
        """Move on by ``amount`` units."""
        if self._bar is not None and amount:
            self._bar.update(amount)

    def say(self, text: str) -> None:
        """Show beside the bar what it waits for, or with ``""`` that it goes on."""
        if self._bar is not None:
            self._bar.set_postfix_str(text)

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
