"""Whether the file of a recording has anything to hear and to see, at places spread over it."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from math import inf, log10, nan
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["PLACES", "MediaContent", "has_decoder", "look_into"]

PLACES: Final = 16
"""So many places of a file are looked at, however long it is."""
_SOUND: Final = 1.0
"""Seconds of sound at each place."""
_SILENT_DB: Final = -60.0
_DARK: Final = 16 + 0.1 * (235 - 16)
_DARK_SHARE: Final = 0.98
"""A picture is black if so many of its pixels are darker than a tenth of the way to white; these,
and what is silent, are the usual thresholds of ffmpeg's blackdetect and silencedetect."""
_LEAD: Final = 0.5
"""Seconds of sound before a place that a decoder gets to find its way in."""
_UNDECODED: Final = 500
"""Packets after a place of which no picture came, before the next place is tried."""


class MediaContent(NamedTuple):
    """What was heard and seen in a file.

    Attributes
    ----------
    sound_s : float
        Seconds of sound that were listened to; NaN if it has none.
    silent_share : float
        Share of them below -60 dB of full scale (root mean square of each place).
    pictures : float
        Pictures that were looked at; NaN if it has none.
    black_share : float
        Share of them that are black.
    problem : str
        What kept the file from being decoded; empty if nothing did.
    """

    sound_s: float = nan
    silent_share: float = nan
    pictures: float = nan
    black_share: float = nan
    problem: str = ""


def has_decoder() -> bool:
    """Tell whether PyAV is installed."""
    try:
        import_module("av")
    except ImportError:
        return False
    return True


def look_into(path: Path, start: float, end: float) -> MediaContent:
    """Decode a second of sound and a key picture at each of some places, evenly spread.

    Parameters
    ----------
    path : Path
        The file.
    start, end : float
        Times in the file (s) between which it has packets.

    Returns
    -------
    MediaContent
        What is in it.

    Notes
    -----
    The work does not depend on the length: places are sought, and of pictures only those are
    decoded that stand by themselves.
    """
    av: Any = import_module("av")
    places = _places(start, end)
    try:
        with av.open(str(path)) as opened:
            levels = list(_levels(av, opened, places)) if opened.streams.audio else []
        with av.open(str(path)) as opened:
            black = list(_blacknesses(av, opened, places)) if opened.streams.video else []
    except (av.error.FFmpegError, OSError, ValueError) as error:
        return MediaContent(problem=f"the file cannot be decoded: {error}")
    heard = sum(length for length, _ in levels)
    silent = sum(length for length, level in levels if level < _SILENT_DB)
    return MediaContent(
        heard if levels else nan,
        silent / heard if heard else nan,
        float(len(black)) if black else nan,
        sum(black) / len(black) if black else nan,
    )


def _places(start: float, end: float) -> list[float]:
    length = max(0.0, end - start)
    if length <= PLACES * _SOUND:
        return [start + at * _SOUND for at in range(max(1, round(length / _SOUND)))]
    step = (length - _SOUND) / (PLACES - 1)
    return [start + at * step for at in range(PLACES)]


def _levels(av: Any, opened: Any, places: list[float]) -> Iterator[tuple[float, float]]:
    """Give length (s) and level (dB of full scale) of the sound at each place."""
    import numpy as np

    stream = opened.streams.audio[0]
    reached = -inf
    for place in places:
        # The last packet of a place may reach into the next.
        heard = max(place, reached)
        resampler = av.AudioResampler(format="flt")
        squares = samples = 0.0
        rate = 1
        for frame in _frames_from(av, opened, stream, place, _LEAD):
            rate = frame.sample_rate
            begin = float(frame.pts * frame.time_base)
            if begin >= place + _SOUND:
                break
            end = begin + frame.samples / rate
            if end <= heard + 1e-6:
                continue
            reached = end
            for one in resampler.resample(frame):
                values = one.to_ndarray().astype(np.float64)
                channels = max(1, len(one.layout.channels))
                squares += float((values * values).sum()) / channels
                samples += values.size / channels
            if reached >= place + _SOUND:
                break
        if samples:
            yield samples / rate, 10 * log10(squares / samples) if squares else -inf


def _blacknesses(av: Any, opened: Any, places: list[float]) -> Iterator[bool]:
    """Tell of the key picture at or before each place whether it is black; each counts once."""
    stream = opened.streams.video[0]
    stream.codec_context.skip_frame = "NONKEY"
    seen: set[int] = set()
    for place in places:
        for frame in _frames_from(av, opened, stream, place):
            if frame.pts not in seen:
                seen.add(frame.pts)
                yield _black(frame)
            break


def _frames_from(
    av: Any, opened: Any, stream: Any, place: float, lead: float = inf
) -> Iterator[Any]:
    """Give the frames of a stream from the last key frame before a place on.

    Nothing is decoded that lies more than `lead` seconds before it.
    """
    with suppress(av.error.FFmpegError):
        # Where this cannot be sought, it is read on from where it is.
        opened.seek(int(place / stream.time_base), stream=stream, backward=True)
    decoded = 0
    for packet in opened.demux(stream):
        if packet.pts is not None and float(packet.pts * packet.time_base) < place - lead:
            continue
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            frames = []
        yield from (frame for frame in frames if frame.pts is not None)
        decoded += 1
        if decoded > _UNDECODED:
            return


def _black(frame: Any) -> bool:
    import numpy as np

    if frame.format.name not in {"yuv420p", "yuvj420p", "nv12", "yuv422p", "yuv444p"}:
        frame = frame.reformat(format="yuv420p")
    plane = frame.planes[0]
    rows = np.frombuffer(plane, dtype=np.uint8).reshape(-1, plane.line_size)
    brightness = rows[: frame.height, : frame.width]
    return bool((brightness < _DARK).mean() >= _DARK_SHARE)
