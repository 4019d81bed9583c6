"""An MP4 file with moving squares of colour in H.264."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

from hyperstudy.sandbox.media import h264

if TYPE_CHECKING:
    from collections.abc import Collection

WIDTH: Final = 96
"""Width of the picture in pixels."""
HEIGHT: Final = 64
"""Height of the picture in pixels."""
_BLOCKS: Final = (WIDTH // h264.BLOCK) * (HEIGHT // h264.BLOCK)
_MOST_PICTURES: Final = 900
_MISSING: Final = 8
"""Pictures that a gap lacks: far more than a player waits between two others."""
_BLACK: Final = (16, 128, 128)
_MATRIX: Final = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)


def _box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + name + body


def _full(name: bytes, flags: int, *parts: bytes) -> bytes:
    """Write a box with version 0 and flags."""
    return _box(name, struct.pack(">I", flags), *parts)


def _numbers(*values: int) -> bytes:
    return struct.pack(f">{len(values)}I", *values)


def _pictures(count: int, title: str, black: bool) -> tuple[list[bytes], list[int]]:
    """Draw the pictures; also tell which are key pictures, from 1."""
    drawn = zlib.crc32(title.encode())
    keys = min(count, 3 + drawn % 16)
    first = {at * count // keys: at for at in range(keys)}
    pictures: list[bytes] = []
    since = 0
    for number in range(count):
        if number in first:
            since = 0
            key = first[number]
            colours = [
                _BLACK
                if black
                else (
                    40 + (drawn + 23 * (block + key)) % 180,
                    60 + (drawn // 7 + 31 * key + 11 * block) % 136,
                    60 + (drawn // 11 + 17 * key + 29 * block) % 136,
                )
                for block in range(_BLOCKS)
            ]
            unit = h264.key_picture(colours, key)
        else:
            since += 1
            unit = h264.repeated_picture(_BLOCKS, since % 16)
        pictures.append(struct.pack(">I", len(unit)) + unit)
    return pictures, [number + 1 for number in sorted(first)]


def _sample_entry() -> bytes:
    parameters, picture = h264.sequence(WIDTH, HEIGHT), h264.picture_parameters()
    configuration = _box(
        b"avcC",
        bytes((1, *parameters[1:4], 0xFF, 0xE1)),
        struct.pack(">H", len(parameters)) + parameters,
        b"\x01" + struct.pack(">H", len(picture)) + picture,
    )
    return _box(
        b"avc1",
        bytes(6) + struct.pack(">H", 1) + bytes(16),
        struct.pack(">HHIIIH", WIDTH, HEIGHT, 72 << 16, 72 << 16, 0, 1),
        bytes(32) + struct.pack(">Hh", 24, -1),
        configuration,
    )


def _title(title: str) -> bytes:
    name = _box(b"\xa9nam", _box(b"data", _numbers(1, 0), title.encode()))
    handler = _full(b"hdlr", 0, bytes(4) + b"mdirappl" + bytes(9))
    return _box(b"udta", _full(b"meta", 0, handler, _box(b"ilst", name)))


def _edits(duration: int, first: int) -> bytes:
    """Make the edit list by which nothing is shown until the first picture."""
    nothing = struct.pack(">IiI", first, -1, 1 << 16)
    return _box(
        b"edts", _full(b"elst", 0, _numbers(2), nothing, struct.pack(">IiI", duration, 0, 1 << 16))
    )


def mp4(duration: int, title: str, first: int = 0, faults: Collection[str] = ()) -> bytes:
    """Make an MP4 file: H.264, 96 by 64 pixels, one picture a second, fewer in long files.

    Parameters
    ----------
    duration
        Length in ms, at least 1.
    title
        Title in the file; it also sets the colours and how often they change.
    first
        Time of the first picture, in ms.
    faults
        ``"black"``: there is nothing to see. ``"gap"``: pictures are missing in the middle.
    """
    interval = 1_000 * max(1, -(-duration // (_MOST_PICTURES * 1_000)))
    count = max(1, -(-duration // interval))
    last = duration - (count - 1) * interval
    missing = _MISSING if "gap" in faults and count > 4 * _MISSING else 0
    count -= missing
    pictures, keys = _pictures(count, title, "black" in faults)
    before = count // 2
    times = (
        [(before, interval), (1, (1 + missing) * interval), (count - before - 2, interval)]
        if missing
        else [(count - 1, interval)]
    )
    lengths = [(number, length) for number, length in [*times, (1, last)] if number]
    table = _box(
        b"stbl",
        _full(b"stsd", 0, _numbers(1), _sample_entry()),
        _full(b"stts", 0, _numbers(len(lengths)), *(_numbers(*each) for each in lengths)),
        _full(b"stss", 0, _numbers(len(keys), *keys)),
        _full(b"stsc", 0, _numbers(1, 1, count, 1)),
        _full(b"stsz", 0, _numbers(0, count, *map(len, pictures))),
        _full(b"stco", 0, _numbers(1, 0)),
    )
    source = _box(b"dinf", _full(b"dref", 0, _numbers(1), _full(b"url ", 1)))
    media = _box(
        b"mdia",
        _full(b"mdhd", 0, _numbers(0, 0, 1_000, duration), struct.pack(">HH", 0x55C4, 0)),
        _full(b"hdlr", 0, bytes(4) + b"vide" + bytes(12) + b"Video\0"),
        _box(b"minf", _full(b"vmhd", 1, bytes(8)), source, table),
    )
    track = _box(
        b"trak",
        _full(b"tkhd", 3, _numbers(0, 0, 1, 0, first + duration), bytes(16), _MATRIX,
              _numbers(WIDTH << 16, HEIGHT << 16)),
        *([_edits(duration, first)] if first else []),
        media,
    )  # fmt: skip
    movie = _box(
        b"moov",
        _full(b"mvhd", 0, _numbers(0, 0, 1_000, first + duration, 1 << 16),
              struct.pack(">H", 1 << 8), bytes(10), _MATRIX, bytes(24), _numbers(2)),
        track,
        _title(title),
    )  # fmt: skip
    kind = _box(b"ftyp", b"isom", _numbers(0x200), b"isomiso2avc1mp41")
    # The place of the first picture is known once the boxes before it have their length.
    place = len(kind) + len(movie) + 8
    movie = movie.replace(
        _full(b"stco", 0, _numbers(1, 0)), _full(b"stco", 0, _numbers(1, place)), 1
    )
    return kind + movie + _box(b"mdat", *pictures)
