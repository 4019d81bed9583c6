"""From a handler's answer to bytes: envelope, pagination, query echo, CSV and NDJSON, errors."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .call import Answer, Call, Page
    from .refusal import Refusal

__all__ = ["Reply", "envelope", "error_reply", "iso_time", "reply"]

JSON = "application/json"
_WRITERS_OF_LISTS = {"csv": "text/csv", "ndjson": "application/x-ndjson"}


@frozen
class Reply:
    """An HTTP answer, ready to be sent."""

    status: int
    content: bytes
    media_type: str = JSON
    headers: Mapping[str, str] = field(factory=dict[str, str])


def iso_time(moment: datetime) -> str:
    """Write a moment as the service does: UTC, milliseconds, ``Z``."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def envelope(call: Call, answer: Answer, *, version: str, milliseconds: int) -> dict[str, Any]:
    """Put data and metadata into the success envelope that the contract has for the operation.

    Parameters
    ----------
    call, answer
        The request and what its handler says.
    version
        The API's version, for ``metadata.processing``.
    milliseconds
        How long the handler took.
    """
    metadata: dict[str, Any] = {**answer.metadata, "timestamp": iso_time(call.now)}
    if call.operation.tag == "data":
        metadata["query"] = {
            name: call[name] for name in call.operation.names("query") if name not in _NOT_ECHOED
        } | ({"roomId": call["scopeId"]} if call["scope"] == "room" else {})
        metadata["processing"] = {
            "processingTimeMs": milliseconds,
            "enriched": True,
            "version": version,
        }
    if answer.page is not None:
        metadata["pagination"] = _pagination(answer.page, len(answer.data))
    data = [answer.data] if call.operation.shape == "one" else answer.data
    return {"status": "success", "data": data, "metadata": metadata}


_NOT_ECHOED = {"format", "export"}


def _pagination(page: Page, returned: int) -> dict[str, Any]:
    upto = page.offset + returned
    more = upto < page.total and returned > 0
    pagination: dict[str, Any] = {
        "total": page.total,
        "returned": returned,
        "hasMore": more,
        "limit": page.limit,
        "offset": page.offset,
    }
    return pagination | ({"nextOffset": upto} if more else {})


def reply(call: Call, content: Mapping[str, Any]) -> Reply:
    """Write the envelope, or its rows alone when another format was asked for."""
    form = call["format"]
    if form in _WRITERS_OF_LISTS and call.operation.shape == "list":
        media_type = _WRITERS_OF_LISTS[form]
        rows: list[Mapping[str, Any]] = content["data"]
        if media_type in call.operation.formats:
            if form == "csv":
                return Reply(call.operation.status, _csv(rows), f"{media_type}; charset=utf-8")
            return Reply(call.operation.status, _ndjson(rows), media_type)
    return Reply(call.operation.status, orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS))


def error_reply(refusal: Refusal) -> Reply:
    """Write the error envelope."""
    error: dict[str, Any] = {"code": refusal.code, "message": refusal.message}
    if refusal.details is not None:
        error["details"] = refusal.details
    content = orjson.dumps({"status": "error", "error": error}, default=str)
    return Reply(refusal.status, content, headers=refusal.headers)


def _ndjson(rows: Sequence[Mapping[str, Any]]) -> bytes:
    return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


def _csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Write a header, and a line for each row; members of objects get ``object_member`` columns."""
    flat = [_flat(row) for row in rows]
    columns = dict.fromkeys(name for row in flat for name in row)
    text = io.StringIO()
    if columns:
        writer = csv.DictWriter(text, columns)
        writer.writeheader()
        writer.writerows(flat)
    return text.getvalue().encode()


def _flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict) and value:
            cells |= _flat(value, f"{prefix}{name}_")  # pyright: ignore[reportUnknownArgumentType]
        elif isinstance(value, (list, dict, bool)):
            cells[prefix + name] = orjson.dumps(value).decode()
        else:
            cells[prefix + name] = value
    return cells
