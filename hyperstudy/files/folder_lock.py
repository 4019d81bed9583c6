"""One program at a time in a folder, where its disk keeps locks."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

# Who holds a lock for so long stands still, or the disk forgot to give it back.
_LONGEST_WAIT_SECONDS = 10.0
_LOOK_SECONDS = 0.01


@contextmanager
def locked(folder: Path) -> Generator[None]:
    """Let no other program that asks for the same be in the block at the same time.

    It is a help and no promise: some network disks know no locks, Windows knows none of folders,
    and one that is not given back is waited for only some seconds. A program that ends, however it
    does, gives it back.
    """
    if sys.platform == "win32":
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        _lock(descriptor)
        yield
    finally:
        _unlock(descriptor)
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    end = time.monotonic() + _LONGEST_WAIT_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return
            time.sleep(_LOOK_SECONDS)
        except OSError:
            return  # a disk without locks
        else:
            return


def _unlock(descriptor: int) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    # Closing is not enough: a copy of this process (fork) would keep it.
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_UN)
