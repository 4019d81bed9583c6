"""One pull at a time in a folder, without locks of the system: network disks do not keep them.

Who pulls holds a claim: a file that only one program can create. It says who that is, and it is
renewed every second as long as they work. A claim whose owner is gone is taken over by whoever
comes next, and a claim that is still renewed never is, whatever else speaks for it: two machines
may have the same id (nodes of a cluster, copies of an image), so that a process of the other one
looks like one that ended here, and their clocks may differ.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import socket
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..downloads.process_ownership import PATTERN, QUIET_SECONDS, ProcessOwner
from ..exceptions import HyperStudyError

if TYPE_CHECKING:
    from collections.abc import Generator

NAME = "claim.json"
_RENEWED_SECONDS = 1.0
_CHECKED_SECONDS = 0.25
# So often a claim is looked at before it is taken over: for four seconds, as some disks count time
# in steps of two. Looks are counted, not seconds: who stood still meanwhile has not watched.
_LOOKS = 20
_LOOK_SECONDS = 0.2
# It has nothing to do but to look at a file, which takes long only where the disk stands still.
_FAREWELL_SECONDS = 5.0
# No clocks of two machines that work together are so far apart.
_LONG_AGO_SECONDS = 1800.0


class StudyLock:
    """The right to change a study, until it is given back.

    Parameters
    ----------
    path : Path
        The file of the claim.
    owner : ProcessOwner
        Who holds it.
    """

    def __init__(self, path: Path, owner: ProcessOwner) -> None:
        self._path = path
        self._owner = owner
        self._ended = threading.Event()
        self._checked = time.monotonic()

    def check_now_and_then(self) -> None:
        """See that it still holds, unless that was seen a moment ago: for loops.

        Raises
        ------
        HyperStudyError
            As for `check`.
        """
        if time.monotonic() - self._checked >= _CHECKED_SECONDS:
            self.check()

    def check(self) -> None:
        """See that it still holds.

        Raises
        ------
        HyperStudyError
            If somebody else took the study over, because this computer seemed gone.
        """
        self._checked = time.monotonic()
        if _read(self._path).get("owner") != str(self._owner):
            raise HyperStudyError(
                "another pull took this folder over while this one stood still",
                "FOLDER_TAKEN_OVER",
                hint="What came until then is kept. Let the other one finish, then pull again.",
            )

    def keep(self) -> None:
        """Renew it again and again, until it ends; for a thread of its own."""
        while not self._ended.wait(_RENEWED_SECONDS):
            with suppress(OSError):
                if _read(self._path).get("owner") == str(self._owner):
                    os.utime(self._path)

    def end(self) -> None:
        """Give it back."""
        self._ended.set()
        try:
            # First, so that a claim that stays all the same counts as one of somebody who is gone.
            self._owner.end()
        finally:
            with suppress(OSError):
                if _read(self._path).get("owner") == str(self._owner):
                    self._path.unlink()


@contextmanager
def hold(state: Path) -> Generator[StudyLock]:
    """Hold the claim of a study while working on it.

    Parameters
    ----------
    state : Path
        The study's folder for unfinished work, which exists.

    Raises
    ------
    HyperStudyError
        If somebody else holds it; it says who, where, and since when.
    """
    owner = ProcessOwner.new()
    path = state / NAME
    claim = StudyLock(path, owner)
    keeper = threading.Thread(target=claim.keep, name="hyperstudy-claim", daemon=True)
    try:
        # Ctrl-C may come at any moment of this: what is left of it would be held for ever.
        _take(path, owner)
        for stray in (*state.glob(f"{NAME}.*.part"), *state.glob(f"{NAME}.*.heir")):
            # Left by who was killed while claiming; who is claiming right now is refused anyway.
            stray.unlink(missing_ok=True)
        keeper.start()
        yield claim
    finally:
        claim.end()
        with suppress(RuntimeError):  # it never began
            keeper.join(_FAREWELL_SECONDS)


def _take(path: Path, owner: ProcessOwner) -> None:
    note = {
        "owner": str(owner),
        "process": os.getpid(),
        "computer": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    content = json.dumps(note).encode()
    # Whole before it has the name: nobody ever reads half a claim.
    unfinished = path.with_name(f"{NAME}.{secrets.token_hex(4)}.part")
    unfinished.write_bytes(content)
    try:
        while not _linked(unfinished, path, content):
            holder = _content(path)
            if holder is None:
                continue  # given back just now
            if _is_gone(path, holder) and _inherited(path, holder, unfinished, content):
                return
            if path.exists():
                raise _refusal(path.parent.parent, _read(path))
    finally:
        unfinished.unlink(missing_ok=True)


def _linked(source: Path, path: Path, content: bytes) -> bool:
    """Give a file its name if nobody has it."""
    try:
        os.link(source, path)
    except FileExistsError:
        return False
    except OSError:  # a disk that knows no links
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            return False
    return True


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        found: Any = json.loads(content)
    except ValueError:
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _read(path: Path) -> dict[str, Any]:
    return _parsed(_content(path) or b"")


def _is_gone(path: Path, holder: bytes) -> bool:
    try:
        quiet = _now_at(path.parent) - path.stat().st_mtime
    except OSError:
        return True
    found = re.fullmatch(PATTERN, str(_parsed(holder).get("owner")))
    seems = ProcessOwner.read(found).is_gone(quiet) if found else quiet > QUIET_SECONDS
    return seems and (quiet > _LONG_AGO_SECONDS or not _is_renewed(path))


def _is_renewed(path: Path) -> bool:
    """Watch a claim, and tell whether anything happens to it."""
    first = _state(path)
    for _ in range(_LOOKS):
        time.sleep(_LOOK_SECONDS)
        if _state(path) != first:
            return True
    return False


def _state(path: Path) -> tuple[int, bytes] | None:
    try:
        # Network disks give out old times of a file until it is opened.
        with path.open("rb") as file:
            return os.fstat(file.fileno()).st_mtime_ns, file.read()
    except OSError:
        return None


def _now_at(folder: Path) -> float:
    """Return the time by the clock of the disk, which may be another computer's."""
    probe = folder / f".{secrets.token_hex(6)}.part"
    try:
        probe.touch()
        return probe.stat().st_mtime
    except OSError:
        return time.time()
    finally:
        probe.unlink(missing_ok=True)


def _inherited(path: Path, holder: bytes, unfinished: Path, content: bytes) -> bool:
    """Take over the claim of somebody who is gone.

    Only one program can be the heir of a certain claim: who creates the file that is named after
    it. And it is taken over only as long as it is still that claim: who was slow finds another.
    """
    dead, wills = holder, list[Path]()
    while True:
        will = path.with_name(f"{NAME}.{hashlib.sha256(dead).hexdigest()[:16]}.heir")
        if _linked(unfinished, will, content):
            break
        heir = _content(will)
        if heir is None or not _is_gone(will, heir):
            return False
        # The heir died, too: somebody has to be theirs.
        dead += heir
        wills.append(will)
    try:
        if _content(path) != holder:
            return False
        mine = path.with_name(f"{unfinished.name}.part")
        mine.write_bytes(content)
        mine.replace(path)
        return True
    finally:
        for one in (*wills, will):
            one.unlink(missing_ok=True)


def _refusal(study: Path, holder: dict[str, Any]) -> HyperStudyError:
    who = f"process {holder.get('process', '?')} on {holder.get('computer', 'another computer')}"
    return HyperStudyError(
        f"another pull is at work in {study}: {who}, since {holder.get('since', '?')}",
        "FOLDER_IN_USE",
        hint="Wait until it ends; nothing was changed here. If that computer is off, try again in "
        "five minutes.",
    )
