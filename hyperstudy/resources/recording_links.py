"""From a recording's row to a link to its file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from .. import contract
from ..downloads.recording import read, text
from ..exceptions import HyperStudyError, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..lists.fetch import Fetcher

_OPERATION = "get_recording_link"


def mint(fetcher: Fetcher, row: Mapping[str, Any]) -> str:
    """Give a link to the file of a recording: a new one where the server makes them.

    Raises
    ------
    InputError
        If the row tells no way to the file.
    HyperStudyError
        If the server refuses or cannot be reached, or answers without a link.
    """
    way = find(row)
    if isinstance(way, str):
        return way
    url = fetcher.one(_OPERATION, way).one().get("url")
    if not isinstance(url, str) or not url:
        raise HyperStudyError(
            "the server gave no link for the recording",
            "NO_LINK",
            hint="It may not be ready yet: look at its status in HyperStudy.",
        )
    return url


def find(row: Mapping[str, Any]) -> dict[str, str] | str:
    """Find the way to the file of a recording: the ids that a link is made with, or a link.

    Rows have a path since about June 2026, and a link before (observed).

    Raises
    ------
    InputError
        If the row tells neither.
    """
    path = text(row.get("downloadPath"))
    ids = _ids(path) if path else None
    if ids is not None:
        return ids
    link = text(row.get("downloadUrl")) or text(row.get("url"))
    if link is not None:
        return link
    one = read(row)
    if path and one.room_id and one.identifier:
        # A path of another form is not followed: the key would go with it.
        return {"room_id": one.room_id, "recording_id": one.identifier}
    status = text(row.get("status"))
    if status and not status.startswith("complete"):
        raise InputError(
            f"the recording has no link to its file yet; its status is {status!r}",
            hint="It gets one when it is complete.",
        )
    raise InputError(
        "the recording has no link to its file" + (f"; its status is {status!r}" if status else ""),
        hint="Give a row as get_recordings lists it, with downloadPath, downloadUrl or url.",
    )


def _ids(path: str) -> dict[str, str] | None:
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
