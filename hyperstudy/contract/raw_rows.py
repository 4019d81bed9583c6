"""An answer opened as far as its rows, whose texts are not read yet.

A page may have ten thousand rows. Read at once they do not fit into the processor's cache, and the
objects that they become take many times their bytes; some at a time, they are read faster by half.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["MEMBERS", "RawAnswer", "beside", "raw_answer"]


class RawAnswer(NamedTuple):
    """An answer whose rows are text.

    Attributes
    ----------
    rows : sequence of bytes
        The JSON text of each row.
    beside : dict
        The rest of the envelope: status, metadata, and the error if there is one.
    """

    rows: Sequence[bytes]
    beside: dict[str, Any]

    def arrays(self, size: int) -> Iterator[bytes]:
        """Give JSON arrays of so many rows each; the last one may have fewer."""
        for start in range(0, len(self.rows), size):
            yield b"[" + b",".join(self.rows[start : start + size]) + b"]"


def raw_answer(content: bytes) -> RawAnswer | None:
    """Open an answer.

    Parameters
    ----------
    content : bytes
        Its JSON text.

    Returns
    -------
    RawAnswer or None
        None if it is no JSON object with a list under ``data``, if it has members that an envelope
        does not have, or if msgspec is not installed.
        What is in the rows was not looked at: whoever parses them sees whether they are JSON.
    """
    decode = _decoder()
    if decode is None:
        return None
    from msgspec import MsgspecError

    try:
        answer = decode(content)
    except (MsgspecError, ValueError, RecursionError):
        return None
    return RawAnswer(answer.data, beside(answer))


def beside(answer: Any) -> dict[str, Any]:
    """Give what stands beside the rows in an answer that msgspec decoded; see `MEMBERS`."""
    error = {} if answer.error is None else {"error": answer.error}
    return {"status": answer.status, "metadata": answer.metadata, **error}


MEMBERS = tuple((name, Any, None) for name in ("status", "metadata", "error"))
"""The members of an envelope beside its rows, for `msgspec.defstruct`."""


@cache
def _decoder() -> Callable[[bytes], Any] | None:
    if find_spec("msgspec") is None:
        return None
    from msgspec import Raw, defstruct, json

    # What else stands in an answer may say something of its rows: it is read another way.
    answer = defstruct("RawAnswer", [("data", list[Raw]), *MEMBERS], forbid_unknown_fields=True)
    return json.Decoder(answer).decode
