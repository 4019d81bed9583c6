"""What an answer of the storage means for a file of which some bytes may be here."""

from __future__ import annotations

import re
from enum import Enum
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from ..transport.retry_policy import TRANSIENT_STATUSES, parse_retry_after
from .checksums import StorageMetadata, described
from .content_encoding import READABLE, encodings

if TYPE_CHECKING:
    from collections.abc import Mapping

_RANGE = re.compile(r"bytes (?P<first>\d+)-(?P<last>\d+)/(?P<total>\d+|\*)")
_BEYOND = re.compile(r"bytes \*/(?P<total>\d+)")
# A signature that expired is a 400 in one storage, a 401, 403, 404 or 410 in others.
_LINK_REFUSED = frozenset({400, 401, 403, 404, 410})


class Action(Enum):
    """What to do."""

    GO_ON = "the body continues what is here"
    FROM_START = "the body is the file from its first byte on"
    WHOLE = "everything is here already"
    START_OVER = "what is here is not the start of this file"
    ASK_WHOLE = "the storage cannot send a part of the file"
    DOUBT = "the answer cannot be right"
    NEW_LINK = "the link is no good any more"
    TRY_AGAIN = "it may work later"
    GIVE_UP = "it will not work"


class Verdict(NamedTuple):
    """What to do, why in words, for how long to wait if told, and what is known of the file."""

    action: Action
    why: str = ""
    wait: float | None = None
    known: StorageMetadata = StorageMetadata()


def judge(
    status: int, headers: Mapping[str, str], have: int, metadata: StorageMetadata, size: int | None
) -> Verdict:
    """Decide what an answer means.

    Parameters
    ----------
    status : int
        HTTP status.
    headers : mapping of str to str
        Names in lower case, or a mapping that ignores case.
    have : int
        The byte from which on the file was asked for; 0 if it was asked for as a whole.
    metadata : StorageMetadata
        What the storage said of the file when the bytes that are here came.
    size : int or None
        Bytes of the file as HyperStudy lists it. What the storage says of its own file counts for
        more: a listing may be old, or of another unit.
    """
    if status == HTTPStatus.OK:
        return _whole(headers, size)
    if status == HTTPStatus.PARTIAL_CONTENT:
        return _part(headers, have, metadata)
    if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        return _beyond(headers, have, metadata)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status in TRANSIENT_STATUSES:
        wait = parse_retry_after(headers.get("retry-after"), status, now=headers.get("date"))
        return Verdict(Action.TRY_AGAIN, f"the storage is busy or out of order ({status})", wait)
    if status in _LINK_REFUSED:
        return Verdict(Action.NEW_LINK, f"the storage refused the link ({status})")
    return Verdict(Action.GIVE_UP, f"the storage answered with status {status}")


def _whole(headers: Mapping[str, str], size: int | None) -> Verdict:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "text/html":
        return Verdict(
            Action.TRY_AGAIN,
            "a web page came instead of the recording; it may be the login page of a network",
        )
    # Chunks have lengths of their own, and a length beside them means nothing (RFC 9112).
    length = "" if "transfer-encoding" in headers else headers.get("content-length", "").strip()
    packed = encodings(headers)
    if packed and (len(packed) > 1 or packed[0] not in READABLE):
        return Verdict(
            Action.DOUBT,
            f"the storage compressed the file ({', '.join(packed)}), which it was not asked to do "
            "and which cannot be read here",
        )
    total = int(length) if length.isdecimal() else None
    metadata = described(headers, total, encoded=bool(packed))
    if _is_text(kind) and not metadata.hashed and total is not None and size not in (None, total):
        return Verdict(
            Action.DOUBT,
            f"a text ({kind}) of {total} bytes came instead of the recording, which has {size}",
        )
    if size is None and not metadata.hashed and _is_message(kind):
        return Verdict(
            Action.DOUBT,
            f"a message ({kind}) came instead of the recording, of which no size is known that "
            "would show that this is it",
        )
    return Verdict(Action.FROM_START, known=metadata)


def _is_text(kind: str) -> bool:
    """Return whether a body is rather the message of some server than a recording."""
    return kind.startswith("text/") or _is_message(kind)


def _is_message(kind: str) -> bool:
    """Return whether a body is of a kind in which storages tell errors, and no recording comes.

    Not so ``text/plain``: some servers call everything that, whose ending they do not know.
    """
    return kind.endswith(("/json", "/xml", "+json", "+xml"))


def _part(headers: Mapping[str, str], have: int, metadata: StorageMetadata) -> Verdict:
    found = _RANGE.fullmatch(headers.get("content-range", "").strip())
    if found is None or int(found["first"]) != have:
        return Verdict(Action.ASK_WHOLE, "the storage sent another part of the file than asked for")
    total = None if found["total"] == "*" else int(found["total"])
    new = described(headers, total)
    if encodings(headers):
        return Verdict(Action.ASK_WHOLE, "the storage compressed a part of the file")
    if have == 0:
        return Verdict(Action.FROM_START, known=new)
    if metadata.contradicts(new):
        return Verdict(Action.START_OVER, "the file in the storage changed in the meantime")
    return Verdict(Action.GO_ON, known=metadata.filled(new))


def _beyond(headers: Mapping[str, str], have: int, metadata: StorageMetadata) -> Verdict:
    found = _BEYOND.fullmatch(headers.get("content-range", "").strip())
    if have and found and int(found["total"]) == have and metadata.total in (None, have):
        return Verdict(Action.WHOLE, known=metadata.filled(StorageMetadata(total=have)))
    return Verdict(Action.START_OVER, "the storage has fewer bytes of the file than are here")
