"""From a recording's row to a link to its file."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from .. import contract
from ..downloads.recording import read, text
from ..exceptions import HyperStudyError, InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..lists.fetch import Fetcher

_OPERATION = "get_recording_link"
# What stands in a text in place of a signature that was taken out.
_TAKEN_OUT = "?…"


def link(fetcher: Fetcher, row: Mapping[str, Any]) -> str:
    """Give a link to the file of a recording: a new one where the row's own one is of no use.

    Rows have the path of a new link since about June 2026, and before that a link of their own,
    which expires after seven days (observed). Of such a link a study on disk keeps only the
    address: whoever has the signature has the file.

    Raises
    ------
    InputError
        If the row tells no way to the file.
    HyperStudyError
        If the server refuses or cannot be reached, or answers without a link.
    """
    ids, own = _ids(row), _own(row)
    if ids is not None and _has_path(row):
        return _minted(fetcher, ids)
    if own is not None and (ids is None or _may_be_good(own)):
        return own
    if ids is None:
        raise _no_link(row)
    try:
        return _minted(fetcher, ids)
    except (NotFoundError, InputError) as error:
        if own is None:
            raise _no_link(row) from error
        # The file may need no signature, or this computer's clock may be wrong.
        return own


def new_link(fetcher: Fetcher, row: Mapping[str, Any]) -> str | None:
    """Give another link after the storage refused one; None if none can be made.

    Raises
    ------
    HyperStudyError
        If the server refuses or cannot be reached, or answers without a link.
    """
    ids = _ids(row)
    return None if ids is None else _minted(fetcher, ids)


def check(row: Mapping[str, Any]) -> None:
    """See that a row tells a way to the file, without asking anybody.

    Raises
    ------
    InputError
        If it tells none.
    """
    if _ids(row) is None and _own(row) is None:
        raise _no_link(row)


def _minted(fetcher: Fetcher, ids: dict[str, str]) -> str:
    url = fetcher.one(_OPERATION, ids).one().get("url")
    if not isinstance(url, str) or not url:
        raise HyperStudyError(
            "the server gave no link for the recording",
            "NO_LINK",
            hint="It may not be ready yet: look at its status in HyperStudy.",
        )
    return url


def _no_link(row: Mapping[str, Any]) -> InputError:
    status = text(row.get("status"))
    if status and not status.startswith("complete"):
        return InputError(
            f"the recording has no link to its file yet; its status is {status!r}",
            hint="It gets one when it is complete.",
        )
    return InputError(
        "the recording has no link to its file" + (f"; its status is {status!r}" if status else ""),
        hint="Give a row as get_recordings lists it, with downloadPath, downloadUrl or url.",
    )


def _own(row: Mapping[str, Any]) -> str | None:
    link = text(row.get("downloadUrl")) or text(row.get("url"))
    return link.removesuffix(_TAKEN_OUT) if link else None


def _may_be_good(link: str) -> bool:
    """Return whether a link has a signature that, by the clock of this computer, still holds."""
    try:
        query = parse_qs(urlsplit(link).query)
    except ValueError:
        return True  # it is no address, and whoever asks for it says so
    if not query:
        return False
    until = _expires({name.lower(): values[-1] for name, values in query.items()})
    return until is None or datetime.now(UTC) < until


def _expires(query: Mapping[str, str]) -> datetime | None:
    """Read until when a signature holds, as the large storages write it; None if it is not told."""
    try:
        for maker in ("x-goog-", "x-amz-"):
            if f"{maker}expires" in query:
                made = datetime.strptime(query[f"{maker}date"], "%Y%m%dT%H%M%SZ")
                return made.replace(tzinfo=UTC) + timedelta(seconds=int(query[f"{maker}expires"]))
        if "expires" in query:
            return datetime.fromtimestamp(int(query["expires"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        pass
    return None


def _has_path(row: Mapping[str, Any]) -> bool:
    path = text(row.get("downloadPath"))
    return path is not None and _ids_of_path(path) is not None


def _ids(row: Mapping[str, Any]) -> dict[str, str] | None:
    """Give the ids that a link is made with; None if the row does not tell them."""
    path = text(row.get("downloadPath"))
    from_path = _ids_of_path(path) if path else None
    if from_path is not None:
        return from_path
    one = read(row)
    # Rows from before February 2026 call the room so (documented).
    room = one.room_id or text(row.get("sessionId"))
    return {"room_id": room, "recording_id": one.identifier} if room and one.identifier else None


def _ids_of_path(path: str) -> dict[str, str] | None:
    """Read from a row's path the ids that make a link; None if it is no such path.

    Only the ids are taken. Host and path of the request come from the contract, so that no row
    can send the key anywhere.
    """
    template = re.escape(contract.operation(_OPERATION).path)
    pattern = re.sub(r"\\{(\w+)\\}", lambda name: f"(?P<{contract.snake(name[1])}>[^/]+)", template)
    try:
        found = re.search(f"{pattern}/?$", urlsplit(path).path)
    except ValueError:
        return None
    return {name: unquote(value) for name, value in found.groupdict().items()} if found else None
