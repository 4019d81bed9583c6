"""A WebM file with Opus sound.

Padding, which the format provides for, gives files sizes of their own.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

from hyperstudy.sandbox.media.opus_sound import FRAMES, TOC

if TYPE_CHECKING:
    from collections.abc import Collection

_PACKET: Final = 20
"""Length of a packet in ms."""
_CLUSTER: Final = 10_000
"""Length of a cluster in ms; block times within it are 16 bits."""
_DELAY: Final = 6_500_000
"""Decoder delay in ns: the 312 samples that `_head` says to skip."""


def _size(length: int) -> bytes:
    """Write a length in EBML, in eight bytes."""
    return struct.pack(">Q", length | 1 << 56)


def _element(identity: int, body: bytes) -> bytes:
    return identity.to_bytes((identity.bit_length() + 7) // 8, "big") + _size(len(body)) + body


def _number(identity: int, value: int) -> bytes:
    return _element(identity, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def _text(identity: int, value: str) -> bytes:
    return _element(identity, value.encode())


def _head() -> bytes:
    return b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)


def _packet(toc: int, frame: bytes, padding: int) -> bytes:
    """Put one frame into a packet of code 3, which may be padded."""
    return bytes((toc | 3, 0x41, padding)) + frame + b"\0" * padding


def _packets(length: int, silent: bool) -> list[bytes]:
    """Make packets of one length that follow each other again and again."""
    if silent:
        # One frame of silence in full band.
        return [_packet(0xF8, b"\xff\xfe", length - 5)]
    return [_packet(TOC, frame, length - 3 - len(frame)) for frame in FRAMES]


def webm(duration: int, title: str, first: int = 0, faults: Collection[str] = ()) -> bytes:
    """Make a WebM file: Opus, one channel, a tone that comes and goes.

    Parameters
    ----------
    duration
        Length in ms; the sound is rounded up to full packets of 20 ms.
    title
        Title in the file; it also sets the bitrate.
    first
        Time of the first packet, in ms.
    faults
        ``"silent"``: there is nothing to hear.
    """
    length = 29 + zlib.crc32(title.encode()) % 64
    sound = _packets(length, "silent" in faults)
    packets = -(-duration // _PACKET)
    # SimpleBlock: track 1, time within the cluster, key frame.
    head = b"\xa3" + struct.pack(">H", 0x4000 | 4 + length) + b"\x81"
    clusters: list[bytes] = []
    per_cluster = _CLUSTER // _PACKET
    for begin in range(0, packets, per_cluster):
        blocks = b"".join(
            head + struct.pack(">h", at * _PACKET) + b"\x80" + sound[(begin + at) % len(sound)]
            for at in range(min(per_cluster, packets - begin))
        )
        clusters.append(_element(0x1F43B675, _number(0xE7, first + begin * _PACKET) + blocks))
    information = _element(
        0x1549A966,
        _number(0x2AD7B1, 1_000_000)
        + _element(0x4489, struct.pack(">d", first + packets * _PACKET))
        + _text(0x7BA9, title)
        + _text(0x4D80, "hyperstudy sandbox")
        + _text(0x5741, "hyperstudy sandbox"),
    )
    form = _element(0xE1, _element(0xB5, struct.pack(">d", 48_000)) + _number(0x9F, 1))
    track = _element(
        0xAE,
        _number(0xD7, 1)
        + _number(0x73C5, 1)
        + _number(0x83, 2)
        + _text(0x86, "A_OPUS")
        + _number(0x56AA, _DELAY)
        + _number(0x56BB, 80_000_000)
        + _element(0x63A2, _head())
        + form,
    )
    declared = _element(
        0x1A45DFA3,
        _number(0x4286, 1)
        + _number(0x42F7, 1)
        + _number(0x42F2, 4)
        + _number(0x42F3, 8)
        + _text(0x4282, "webm")
        + _number(0x4287, 4)
        + _number(0x4285, 2),
    )
    return declared + _element(
        0x18538067, information + _element(0x1654AE6B, track) + b"".join(clusters)
    )
