"""What the file of a recording says of itself: its container, and when its packets are."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from math import isfinite
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Gap", "MediaFile", "container_of", "inspect"]

_PRE_SKIP: Final = 0.1
"""Opus begins with a few ms before 0 that are decoded and thrown away."""


class Gap(NamedTuple):
    """A stretch without packets."""

    at: float
    """s, in the file."""
    length: float
    """s."""


class MediaFile(NamedTuple):
    """What the packets of a file say.

    Attributes
    ----------
    container : str
        mp4, webm, ogg, wav or unknown, from the first bytes.
    start, end : float
        Times in the file (s) of the first packet and of the end of the last one.
    gaps : tuple of Gap
        Stretches within it for which no stream has packets.
    problem : str
        What kept the file from being read; empty if nothing did.
    spans : tuple of tuple
        Of each stream with packets its index in the file, and their begin and end (s).
    """

    container: str
    start: float
    end: float
    gaps: tuple[Gap, ...]
    problem: str = ""
    spans: tuple[tuple[int, float, float], ...] = ()

    @property
    def length(self) -> float:
        """Seconds from the first packet to the end of the last one."""
        return self.end - self.start


def container_of(beginning: bytes) -> str:
    """Return the container by the first bytes of a file; its name may be wrong."""
    if beginning.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm"
    if beginning.startswith(b"OggS"):
        return "ogg"
    if beginning[4:8] in (b"ftyp", b"styp", b"moov", b"mdat"):
        return "mp4"
    if beginning.startswith((b"RIFF", b"RF64")) and beginning[8:12] == b"WAVE":
        return "wav"
    return "unknown"


def inspect(path: Path) -> MediaFile:
    """Read the times of all packets of a file; nothing is decoded.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    MediaFile
        What it says. A file that cannot be read, and a missing PyAV, are told in ``problem``.
    """
    nan = float("nan")
    try:
        with path.open("rb") as file:
            container = container_of(file.read(16))
    except OSError as error:
        return MediaFile("unknown", nan, nan, (), f"the file cannot be read: {error.strerror}")
    try:
        av: Any = import_module("av")
    except ImportError:
        problem = 'what its packets say is not known without PyAV: pip install "hyperstudy[media]"'
        return MediaFile(container, nan, nan, (), problem)
    try:
        packets = _packets(av, path)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        return MediaFile(container, nan, nan, (), f"the file cannot be played: {error}")
    streams = list(packets.values())
    if not streams:
        return MediaFile(container, nan, nan, (), "the file has neither sound nor pictures")
    start = min(one[0][0] for one in streams)
    if -_PRE_SKIP < start < 0:
        start = 0.0
    spans = tuple(
        (index, max(start, one[0][0]), max(end for _, end in one)) for index, one in packets.items()
    )
    return MediaFile(
        container, start, max(one[-1][1] for one in streams), _gaps(streams), spans=spans
    )


def _packets(av: Any, path: Path) -> dict[int, list[tuple[float, float]]]:
    """Give begin and end of the packets of each stream with sound or pictures, in order."""
    times: dict[int, list[tuple[float, float]]] = {}
    with av.open(str(path)) as opened:
        wanted = [one for one in opened.streams if one.type in ("audio", "video")]
        for packet in opened.demux(*wanted) if wanted else ():
            if packet.pts is None or not packet.time_base:
                continue
            base = float(packet.time_base)
            begin = packet.pts * base
            if isfinite(begin):
                length = max(0.0, float(packet.duration or 0) * base)
                times.setdefault(packet.stream_index, []).append((begin, begin + length))
    return {index: _ended(sorted(one)) for index, one in times.items()}


def _ended(packets: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Give packets without a length the usual one."""
    usual = _usual(packets)
    return [(begin, end if end > begin else begin + usual) for begin, end in packets]


def _usual(packets: list[tuple[float, float]]) -> float:
    """Give how far apart the packets of a stream usually are; one alone has its own length."""
    steps = [after[0] - before[0] for before, after in pairwise(packets)]
    return median(steps) if steps else packets[0][1] - packets[0][0]


def _gaps(streams: list[list[tuple[float, float]]]) -> tuple[Gap, ...]:
    """Find where all streams are silent: far longer than between any two packets otherwise."""
    steps = [after[0] - before[0] for one in streams for before, after in pairwise(one)]
    if not steps:
        return ()
    longest = max(0.5, 4 * median(steps))
    # MP4 lets a packet last until the next one, however long nothing came: it counts as long as
    # those of its stream usually are.
    joined = sorted(
        (begin, min(end, begin + usual))
        for one, usual in ((one, _usual(one)) for one in streams)
        for begin, end in one
    )
    gaps: list[Gap] = []
    reached = joined[0][1]
    for begin, end in joined:
        if begin - reached > longest:
            gaps.append(Gap(reached, begin - reached))
        reached = max(reached, end)
    return tuple(gaps)
