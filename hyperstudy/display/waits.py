"""Waits that no bar shows: one line in the log, which Python prints on stderr if nobody set it up.

Without it a job of a cluster, or one of cron, stands still for an hour and nobody knows why.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from . import progress

if TYPE_CHECKING:
    from datetime import datetime

LOGGER = "hyperstudy.waits"
"""``logging.getLogger("hyperstudy.waits").setLevel("ERROR")`` silences it."""
LONG_SECONDS = 10.0
"""Shorter waits are over before anybody wonders."""

_log = logging.getLogger(LOGGER)


def log_wait(why: str, seconds: float, until: datetime) -> None:
    """Note a wait: as a warning if it is long and no bar is there to show it."""
    unseen = seconds >= LONG_SECONDS and not progress.is_displayed()
    _log.log(
        logging.WARNING if unseen else logging.INFO,
        "hyperstudy is waiting %.1f s, until %s UTC: %s",
        seconds,
        f"{until:%H:%M:%S}",
        why,
    )
