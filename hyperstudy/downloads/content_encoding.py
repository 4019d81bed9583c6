"""Bodies that a storage compressed on their way: whole, or an error."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from .checksums import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

READABLE = ("gzip", "x-gzip", "deflate")
_GZIP = 16 + zlib.MAX_WBITS


def encodings(headers: Mapping[str, str]) -> list[str]:
    """Return how a body was compressed, the first step first.

    Parameters
    ----------
    headers : mapping of str to str
        Names in lower case, or a mapping that ignores case.
    """
    codings = headers.get("content-encoding", "").lower().split(",")
    # Amazon's storage gives back how a file was once sent to it; the body is plain.
    return [one.strip() for one in codings if one.strip() not in {"", "identity", "aws-chunked"}]


def unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Unpack a body piece by piece, however much it unpacks to.

    Parameters
    ----------
    pieces : iterable of bytes
        The body.
    encoding : str
        One of :data:`READABLE`.

    Raises
    ------
    zlib.error
        If it is damaged.
    EOFError
        If it ends before its end; what came until then was given.
    """
    unpacker = None
    ended = False
    for piece in pieces:
        data = piece
        # A file of gzip may have several members; whatever else follows is padding.
        while data and (not ended or (encoding != "deflate" and data[0] == 0x1F)):
            unpacker = unpacker or zlib.decompressobj(_window(encoding, data))
            ended = False
            while not ended:
                out = unpacker.decompress(data, CHUNK)
                if out:
                    yield out
                data = unpacker.unconsumed_tail
                ended = unpacker.eof
                if not data and len(out) < CHUNK:
                    break
            if ended:
                data, unpacker = unpacker.unused_data, None
    if not ended:
        raise EOFError


def _window(encoding: str, start: bytes) -> int:
    if encoding != "deflate":
        return _GZIP
    # Some servers leave out the frame that the standard wants around it.
    framed = start[0] & 0x0F == 8 and (len(start) == 1 or (start[0] * 256 + start[1]) % 31 == 0)
    return zlib.MAX_WBITS if framed else -zlib.MAX_WBITS
