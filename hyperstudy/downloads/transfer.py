"""One recording: from wherever it stopped to whole under its name, or an error that says why."""

from __future__ import annotations

import random
import time
import zlib
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import httpx
from attrs import frozen

from ..exceptions import HyperStudyError, IncompleteDataError, NetworkError
from ..files.folders import disk_error, format_size, size_of_disk
from ..transport.response_errors import first_words
from . import sidecar
from .checksums import Digest, StorageMetadata, read_through
from .content_encoding import encodings, unpacked
from .events import Advanced, Started, Waiting
from .file_names import beside, same_file
from .job import Saved
from .retry_budget import AttemptCounter
from .storage_responses import Action, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from .cancellation import Cancellation
    from .events import Event
    from .job import Job
    from .parts import Part, Parts
    from .retry_budget import RetryBudget

_EVENT_SECONDS = 0.1
_ROOM_FOR_REPORT = 1 << 20
# How the transport tells that a request was ended from outside, perhaps for the sake of others.
_INTERRUPTED = "INTERRUPTED"


@frozen
class TransferContext:
    """What all transfers of a run share.

    Attributes
    ----------
    link : callable
        Gives the link of a recording.
    new_link : callable
        Gives another one when a link is no good any more; None if none can be made.
    storage : httpx.Client
        Reads links; it does not know the API key.
    parts : Parts
        Where unfinished files are.
    emit : callable
        Takes events.
    halt : Cancellation
        Says when to stop.
    retry_budget : RetryBudget
        How long to go on.
    """

    link: Callable[[Mapping[str, Any]], str]
    new_link: Callable[[Mapping[str, Any]], str | None]
    storage: httpx.Client
    parts: Parts
    emit: Callable[[Event], None]
    halt: Cancellation
    retry_budget: RetryBudget


class _Fault(Exception):
    def __init__(
        self, why: str, retry_after: float | None = None, cause: Exception | None = None
    ) -> None:
        self.why, self.retry_after, self.cause = why, retry_after, cause


class _Contradiction(Exception):
    def __init__(self, why: str, *, discard: bool = True) -> None:
        self.why, self.discard = why, discard


def _quoted(answer: httpx.Response) -> str:
    """Quote a refusal that comes from a firewall and not from a storage, which answers in XML."""
    kind = answer.headers.get("Content-Type", "")
    if not kind.startswith("text/") or "xml" in kind:
        return ""
    words = first_words(next(answer.iter_raw(), b""), kind)
    return f", saying {words!r}" if words else ""


class _LinkRefused(Exception):
    def __init__(self, why: str, status: int) -> None:
        self.why, self.status = why, status


class Transfer:
    """The transfer of one file."""

    def __init__(self, job: Job, tools: TransferContext) -> None:
        self._job = job
        self._tools = tools
        self._link: str | None = None
        self._refusal: _LinkRefused | None = None
        self._is_new_link = True
        self._ranges = True
        # The last answer was a part of the file, and nobody told how much there is in all.
        self._open_ended = False
        self._emitted = 0
        self._emitted_at = 0.0
        self._attempts = AttemptCounter(tools.retry_budget, 0)

    @property
    def attempts(self) -> int:
        """How often the file was asked for so far."""
        return self._attempts.connections

    def run(self) -> Saved:
        """Bring the file to its place.

        Raises
        ------
        HyperStudyError
            If the file cannot be had. What came of it stays for the next run.
        Cancelled
            If the run is over.
        """
        part: Part | None = None
        try:
            if saved := self._proved():
                return saved
            part = self._tools.parts.open(self._job.path.name, self._job.key)
            return self._saved(part)
        except OSError as error:
            found = disk_error(error, self._job.path.parent)
            if found.code == "DISK_FULL" and part is not None:
                part.make_room(_ROOM_FOR_REPORT)
            raise found from error
        finally:
            if part is not None:
                part.keep()

    def _proved(self) -> Saved | None:
        job = self._job
        if job.proof is None:
            return None
        digest = Digest(StorageMetadata())
        read = 0

        def take(data: memoryview) -> None:
            nonlocal read
            digest.update(data)
            read += len(data)
            self._advance_to(read, total)

        try:
            total = job.path.stat().st_size
            self._emit(Started(job.number, job.path.name, total, 0))
            size = read_through(job.path, take, self._tools.halt.check)
            same = digest.sha256 == job.proof
        except FileNotFoundError:
            size, same = 0, False
        if not same:
            # It starts over, with the bytes of the storage.
            self._advance_to(0, job.size, now=True)
            return None
        self._advance_to(size, size, now=True)
        return Saved(job.path, "skipped", size, job.proof, "sha256", 0, job.size)

    def _saved(self, part: Part) -> Saved:
        self._emit(Started(self._job.number, self._job.path.name, self._size(part), part.size))
        self._emitted = self._attempts.best = part.size
        part.read_back(self._tools.halt.check)
        while True:
            self._tools.halt.check()
            try:
                if not self._is_whole(part):
                    self._fetch(part)
                if not self._open_ended:
                    return self._finish(part)
            except _Fault as fault:
                self._pause(fault)
            except _Contradiction as contradiction:
                if contradiction.discard:
                    part.drop()
                    self._advance(part, now=True)
                if not self._attempts.contradiction():
                    raise self._incomplete(contradiction.why) from None
            except _LinkRefused as refused:
                # One that was good for an earlier attempt has expired since: that is no reason to
                # give up, however often it happens.
                if self._is_new_link and not self._attempts.refusal():
                    raise self._refused(refused) from None
                self._refusal = refused

    def _size(self, part: Part) -> int | None:
        """Give the bytes of the file: as the storage tells them, else as HyperStudy lists them."""
        return self._job.size if part.known.total is None else part.known.total

    def _most(self, part: Part) -> int | None:
        """Give how many bytes it can have; None if only its hash can tell that."""
        return None if part.known.total is None and part.known.hashed else self._size(part)

    def _is_whole(self, part: Part) -> bool:
        most = self._most(part)
        if most is not None and part.size > most:
            raise _Contradiction(f"{part.size} bytes are here, and the recording has {most}")
        return part.begun and part.size == self._size(part)

    def _fetch(self, part: Part) -> None:
        try:
            link = self._good_link()
            self._tools.halt.check()
            self._attempts.connections += 1
            with self._tools.storage.stream("GET", link, headers=self._ask(part)) as answer:
                self._take(answer, part)
        except HyperStudyError as error:
            lost = isinstance(error, NetworkError) and not error.permanent
            if lost or error.code == _INTERRUPTED:
                raise _Fault(error.message, cause=error) from error
            raise
        except EOFError:
            raise _Fault("the connection ended in the middle of the compressed file") from None
        except zlib.error as error:
            raise _Contradiction("the storage compressed the file, and it came damaged") from error
        except httpx.InvalidURL as error:
            raise HyperStudyError(
                "the link of the recording is no address",
                "INVALID_LINK",
                hint="The server's list of recordings has a fault; tell HyperStudy.",
            ) from error
        finally:
            self._advance(part, now=True)

    def _good_link(self) -> str:
        self._is_new_link = self._link is None or self._refusal is not None
        if self._link is None:
            self._link = self._tools.link(self._job.row)
        if (refusal := self._refusal) is not None:
            self._link = self._new_link(refusal)
            self._refusal = None
        return self._link

    def _new_link(self, refusal: _LinkRefused) -> str:
        try:
            link = self._tools.new_link(self._job.row)
        except HyperStudyError as error:
            if isinstance(error, NetworkError) or error.code == _INTERRUPTED:
                raise
            raise self._refused(refusal, f"a new one could not be had: {error.message}") from error
        if link is None:
            raise self._refused(refusal, "its row does not tell the ids that a new one needs")
        return link

    def _ask(self, part: Part) -> dict[str, str]:
        # The length of a compressed body says nothing about the file.
        ask = {"Accept-Encoding": "identity"}
        if not part.size:
            return ask
        verifiable = part.known.validator is not None or self._size(part) is not None
        verifiable = verifiable or self._open_ended
        if not self._ranges or part.known.encoded or not verifiable:
            return ask
        ask["Range"] = f"bytes={part.size}-"
        if part.known.validator:
            ask["If-Range"] = part.known.validator
        return ask

    def _take(self, answer: httpx.Response, part: Part) -> None:
        asked_from = part.size if "range" in answer.request.headers else 0
        verdict = judge(answer.status_code, answer.headers, asked_from, part.known, self._job.size)
        match verdict.action:
            case Action.WHOLE:
                part.learn(verdict.known)
                self._open_ended = False
                return
            case Action.GO_ON:
                part.learn(verdict.known)
            case Action.FROM_START:
                part.begin(verdict.known)
            case Action.START_OVER:
                raise _Contradiction(verdict.why)
            case Action.ASK_WHOLE:
                self._ranges = False
                raise _Contradiction(verdict.why, discard=False)
            case Action.DOUBT:
                raise _Contradiction(verdict.why, discard=False)
            case Action.NEW_LINK:
                raise _LinkRefused(f"{verdict.why}{_quoted(answer)}", answer.status_code)
            case Action.TRY_AGAIN:
                raise _Fault(verdict.why, verdict.wait)
            case Action.GIVE_UP:
                why = f"{verdict.why}{_quoted(answer)}"
                raise HyperStudyError(why, "STORAGE_REFUSED", answer.status_code)
        self._copy(answer, part)

    def _copy(self, answer: httpx.Response, part: Part) -> None:
        size, most, before = self._size(part), self._most(part), part.size
        self._check_room(part)
        self._open_ended = size is None and answer.status_code == HTTPStatus.PARTIAL_CONTENT
        if self._open_ended and not self._ranges:
            why = "the storage sends only a part of the file, and not how much there is in all"
            raise _Contradiction(why, discard=False)
        packed = encodings(answer.headers) if part.known.encoded else []
        pieces = answer.iter_raw()
        for data in unpacked(pieces, packed[0]) if packed else pieces:
            self._tools.halt.check()
            part.write(data)
            self._attempts.arrived(part.size)
            if most is not None and part.size > most:
                raise _Contradiction(f"more bytes came than the {most} that the recording has")
            self._advance(part)
        if size is not None and part.size < size and not (most is None and self._is_proved(part)):
            raise _Fault(f"the connection ended after {part.size} of {size} bytes")
        if part.size == before and (size is None or not (size or self._job.size == 0)):
            raise _Contradiction("the storage sent an empty file", discard=not before)

    def _is_proved(self, part: Part) -> bool:
        part.read_back(self._tools.halt.check)
        return part.digest.verdict()[0] is not None

    def _check_room(self, part: Part) -> None:
        folder, size = self._job.path.parent, self._most(part) or 0
        if size - part.size > size_of_disk(folder):
            raise HyperStudyError(
                f"it has {format_size(size)}, which is more than the whole disk of {folder} takes",
                "NOT_ENOUGH_SPACE",
                hint="If the size that HyperStudy lists is wrong, hs.download_recording("
                '{**recording, "fileSize": None}) does not ask for it.',
            )

    def _finish(self, part: Part) -> Saved:
        part.read_back(self._tools.halt.check)
        proof, denial = part.digest.verdict()
        if denial:
            raise _Contradiction(f"the {denial} of what came is not that of the storage")
        size, sha256 = part.size, part.digest.sha256
        measured, listed = self._size(part) is not None, self._job.size
        if not proof and part.known.total is None and listed not in (None, size):
            # Neither a length nor a hash of the storage says that this is all of it.
            raise _Contradiction(f"{size} bytes came, and HyperStudy lists {listed}")
        try:
            path = self._named(part, size, sha256)
        except FileNotFoundError:
            if not self._job.path.parent.is_dir():
                raise
            raise _Contradiction("another run took the unfinished file over") from None
        return Saved(
            path,
            "downloaded",
            size,
            sha256,
            proof or ("size" if measured else None),
            self.attempts,
            listed,
        )

    def _named(self, part: Part, size: int, sha256: str) -> Path:
        path, is_new = self._job.path, self._job.is_new
        while True:
            try:
                part.finish(path, is_new=is_new)
            except FileExistsError:
                ours = self._is_ours(path, size, sha256)
                other = None if ours else beside(path.name, self._job.key)
                if not ours and other is None:
                    raise
                path, is_new = path.with_name(other or path.name), not ours
            else:
                return path

    def _is_ours(self, path: Path, size: int, sha256: str) -> bool:
        """Return whether a file that came in the meantime is the same recording."""
        for entry in sidecar.known(path.parent):
            if entry.name and entry.source and same_file(entry.name) == same_file(path.name):
                return entry.source == self._job.key
        # That run may not have noted it yet.
        if not path.is_file() or path.stat().st_size != size:
            return not path.is_file()
        digest = Digest(StorageMetadata())
        read_through(path, digest.update, self._tools.halt.check)
        return digest.sha256 == sha256

    def _pause(self, fault: _Fault) -> None:
        wait = self._attempts.fault(fault.retry_after, random.uniform(0.75, 1.25))
        if wait is None:
            if isinstance(fault.cause, HyperStudyError):
                raise fault.cause
            raise NetworkError(
                fault.why,
                "STORAGE_FAILED",
                hint=f"It was asked for {self.attempts} times. {_RESUMES}",
            ) from None
        until = datetime.now(UTC) + timedelta(seconds=wait)
        self._emit(Waiting(self._job.number, self._job.path.name, fault.why, wait, until))
        self._tools.halt.wait(wait)

    def _incomplete(self, why: str) -> HyperStudyError:
        return IncompleteDataError(
            why,
            "WRONG_CONTENT",
            hint="Nothing was written under the recording's name."
            + (
                ""
                if self._job.size is None
                else " If the size that HyperStudy lists is wrong, hs.download_recording("
                '{**recording, "fileSize": None}) does not ask for it.'
            ),
        )

    def _refused(self, refused: _LinkRefused, and_then: str = "") -> HyperStudyError:
        return HyperStudyError(
            f"{refused.why}, and {and_then or 'a new one did not help'}",
            "STORAGE_REFUSED",
            refused.status,
            hint="The file may have been deleted or not be ready. Look at the recording in "
            f"HyperStudy. {_RESUMES}",
        )

    def _advance(self, part: Part, *, now: bool = False) -> None:
        self._advance_to(part.size, self._size(part), now=now)

    def _advance_to(self, have: int, size: int | None, *, now: bool = False) -> None:
        moment = time.monotonic()
        if have == self._emitted or (not now and moment - self._emitted_at < _EVENT_SECONDS):
            return
        amount, self._emitted, self._emitted_at = have - self._emitted, have, moment
        self._emit(Advanced(self._job.number, self._job.path.name, amount, size))

    def _emit(self, event: Event) -> None:
        self._tools.emit(event)


_RESUMES = "Run the same line again: it goes on where this one stopped."
