"""Whose an unfinished file is, without lock files: network disks do not keep locks reliably.

An owner is written into the name of the part file: machine, process, run. Whoever is sure that
the owner is gone may take the file over. That is certain on the same machine, as long as it was not
started anew: a run begins with digits of that start, since two machines may have the same id (nodes
of a cluster, copies of an image) but were never started by the same one. Elsewhere a file counts as
abandoned when it has not grown for some minutes, or for as long as this machine runs.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
import sys
import time
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

QUIET_SECONDS = 300.0
"""An owner that cannot be asked, and whose file did not grow for so long, is taken for gone."""
PATTERN = r"(?P<machine>[0-9a-f]{6})-(?P<process>\d{1,10})-(?P<run>[0-9a-f]{8})"
_ID_DIGITS = 32
_START_DIGITS = 3

_running: set[str] = set()


class ProcessOwner(NamedTuple):
    """A run of downloads that may have unfinished files."""

    machine: str
    process: int
    run: str

    @classmethod
    def new(cls) -> ProcessOwner:
        """Make the owner for a run that begins now in this process."""
        owner = cls(_machine(), os.getpid(), _start() + secrets.token_hex(4)[_START_DIGITS:])
        _running.add(owner.run)
        return owner

    @classmethod
    def read(cls, match: re.Match[str]) -> ProcessOwner:
        """Read an owner from a name that matched :data:`PATTERN`."""
        return cls(match["machine"], int(match["process"]), match["run"])

    def end(self) -> None:
        """Let go of everything: others may take it over at once."""
        _running.discard(self.run)

    def is_gone(self, quiet: float) -> bool:
        """Return whether it surely writes no more.

        Parameters
        ----------
        quiet : float
            Seconds since its file grew.
        """
        if self.machine == _machine() and not self.run.startswith(_start()):
            return quiet > min(QUIET_SECONDS, _running_seconds())
        if self.machine == _machine():
            if self.process == os.getpid():
                return self.run not in _running
            if not _runs(self.process):
                return True
        return quiet > QUIET_SECONDS

    def __str__(self) -> str:
        return f"{self.machine}-{self.process}-{self.run}"


@cache
def _machine() -> str:
    name = _computer()
    # Containers may share a host's name, but not its processes.
    with suppress(OSError, NotImplementedError):
        name += str(Path("/proc/self/ns/pid").readlink())
    return hashlib.sha256(name.encode()).hexdigest()[:6]


@cache
def _start() -> str:
    """Give digits that stand for this start of the machine; where none is told, always the same."""
    boot_id = ""
    with suppress(OSError, ValueError):
        boot_id = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    return hashlib.sha256(boot_id.encode()).hexdigest()[:_START_DIGITS]


def _running_seconds() -> float:
    """Return since when the machine runs, times included in which it slept."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return QUIET_SECONDS if clock is None else time.clock_gettime(clock)


def _computer() -> str:
    # The name of a host is no name of a computer: it changes with the network of a laptop.
    with suppress(OSError, ValueError):
        found = Path("/etc/machine-id").read_text("ascii").strip()
        if len(found) >= _ID_DIGITS:
            return found
    card = uuid.getnode()
    # Where no card is found that function makes a number up, with this bit, for each process.
    return socket.gethostname() if card >> 40 & 1 else f"{card:x}"


def _runs(process: int) -> bool:
    """Return whether there is a process of that number that still does something."""
    if sys.platform == "win32":
        return _runs_on_windows(process)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    # What was killed keeps its number until its parent asks for it, which some never do.
    with suppress(OSError, IndexError):
        status = Path(f"/proc/{process}/stat").read_text("utf-8", errors="replace")
        return status.rpartition(")")[2].split()[0] not in {"Z", "X"}
    return True


def _runs_on_windows(process: int) -> bool:  # pragma: no cover
    # There `os.kill(process, 0)` is no question: it presses Ctrl-C.
    import ctypes
    from typing import Any

    windows: Mapping[str, Any] = vars(ctypes)
    system: Any = windows["WinDLL"]("kernel32", use_last_error=True)
    handle: Any = system.OpenProcess(0x00100000, False, process & 0xFFFFFFFF)
    if not handle:
        return bool(windows["get_last_error"]() == 5)
    ended: bool = system.WaitForSingleObject(handle, 0) == 0
    system.CloseHandle(handle)
    return not ended
