"""What a download needs to know of a recording, read from its row however odd that is.

Rows come from the listing, or back from a DataFrame: then missing members are NaN, whole numbers
may be floats, and the type may stand in ``metadata_type``.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

AUDIO = "audio"
"""The one word of ``metadata.type`` that decides something: the ending when no format is told."""
LINKS = ("downloadPath", "downloadUrl", "url")
"""Members in which a link may stand, the best one first."""
_NO_SIZE = 1 << 63


@frozen
class Recording:
    """A recording as far as its download is concerned; members that are missing are None.

    Attributes
    ----------
    participant_name, participant_id : str or None
        Who was recorded.
    kind : str or None
        ``metadata.type``, such as ``video`` or ``audio``.
    identifier : str or None
        ``recordingId``, else ``egressId``.
    room_id : str or None
        Where.
    format, file_name : str or None
        As the server sent them.
    start_time : str or None
        In one form, whether it came from a list of dicts or from a frame.
    size : int or None
        ``fileSize`` in bytes, if it is a size.
    place : str or None
        Path of the link in the row, without host and signature.
    """

    participant_name: str | None
    participant_id: str | None
    kind: str | None
    identifier: str | None
    room_id: str | None
    format: str | None
    file_name: str | None
    start_time: str | None
    size: int | None
    place: str | None


def read(row: Mapping[str, Any]) -> Recording:
    """Read a row. Nothing in it can make this fail."""
    metadata = row.get("metadata")
    nested = cast("Mapping[str, Any]", metadata).get("type") if isinstance(metadata, dict) else None
    links = (text(row.get(name)) for name in LINKS)
    return Recording(
        participant_name=text(row.get("participantName")),
        participant_id=text(row.get("participantId")),
        kind=text(nested) or text(row.get("metadata_type")),
        identifier=text(row.get("recordingId")) or text(row.get("egressId")),
        room_id=text(row.get("roomId")),
        format=text(row.get("format")),
        file_name=text(row.get("fileName")),
        start_time=_moment(row.get("startTime")),
        size=whole_number(row.get("fileSize")),
        place=next((_path(link) for link in links if link), None),
    )


def text(value: Any) -> str | None:
    """Give a value as text; None if it is missing or empty in any of the ways that exist."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    if type(value).__name__ in {"NAType", "NaTType"}:
        return None
    return str(value) or None


def whole_number(value: Any) -> int | None:
    """Give a count of bytes; None if it is none, or more than any file can have."""
    if isinstance(value, bool) or text(value) is None:
        return None
    try:
        number = int(value)
        exact = isinstance(value, str) or number == value
    except (TypeError, ValueError, OverflowError):
        return None
    return number if exact and 0 <= number < _NO_SIZE else None


def _moment(value: Any) -> str | None:
    found = text(value.isoformat() if hasattr(value, "isoformat") else value)
    if found is None or text(value) is None:
        return None
    try:
        moment = datetime.fromisoformat(found)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return found


def _path(link: str) -> str:
    try:
        return urlsplit(link).path
    except ValueError:
        return link.partition("?")[0]


def sources(recordings: Sequence[Recording]) -> list[str]:
    """Give each recording the key of its source: what its file and its unfinished part belong to.

    The key is the same in every run. It comes from the ids, so that a new link, another place of
    storage or another name of the person does not change it. Only where rows of one listing agree
    in their ids but not in the rest, that counts too. Rows that contradict each other in nothing
    are one recording, perhaps listed in two states.
    """
    same: defaultdict[tuple[object, ...], list[tuple[object, ...]]] = defaultdict(list)
    for one in recordings:
        same[_identity(one)].append(_rest(one))
    several = {
        identity: any(len(set(values) - {None}) > 1 for values in zip(*rests, strict=True))
        for identity, rests in same.items()
    }
    return [
        _hash(_identity(one) + (_rest(one) if several[_identity(one)] else ()))
        for one in recordings
    ]


def merged(rows: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Give what the rows of each source tell together, by its key."""
    found: dict[str, dict[str, Any]] = {}
    for row, key in zip(rows, keys, strict=True):
        known = found.setdefault(key, {})
        for name, value in row.items():
            if text(known.get(name)) is None:
                known[name] = value
    return found


def _identity(one: Recording) -> tuple[object, ...]:
    common = (one.identifier, one.room_id, one.participant_id, one.kind, one.file_name)
    return common if one.identifier else (*common, one.place, one.start_time)


def _rest(one: Recording) -> tuple[object, ...]:
    return (one.place, one.size, one.format, one.participant_name)


def _hash(parts: Iterable[object]) -> str:
    known = "\x1f".join("" if part is None else f"={part}" for part in parts)
    return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:32]
