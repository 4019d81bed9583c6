"""Whether the file of a recording has anything to hear and to see, at places spread over it."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from math import inf, isfinite, log10, nan
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .measures import display

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..timeline.media_files import MediaFile

__all__ = ["PLACES", "MediaContent", "StreamContent", "has_decoder", "look_into"]

PLACES: Final = 16
"""So many places of a stream are looked at, however long it is."""
_PLACES_OF_ALL: Final = 64
"""So many places of all streams of a kind, however many there are."""
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


class StreamContent(NamedTuple):
    """What was heard or seen in one stream of a file.

    Attributes
    ----------
    name : str
        Its kind and number among those of its kind, such as "sound 2 of 3".
    amount : float
        Seconds of sound that were listened to, or pictures that were looked at.
    empty_share : float
        Share of them that is silent (root mean square of each place below -60 dB of full scale),
        or black; NaN if nothing was heard or seen.
    problem : str
        What kept it from being decoded; empty if nothing did.
    """

    name: str
    amount: float
    empty_share: float
    problem: str = ""


class MediaContent(NamedTuple):
    """What was heard and seen in a file.

    Attributes
    ----------
    sounds, pictures_of : tuple of StreamContent
        Its streams with sound, and those with pictures.
    problem : str
        What kept it, or some of its streams, from being decoded; empty if nothing did.
    """

    sounds: tuple[StreamContent, ...] = ()
    pictures_of: tuple[StreamContent, ...] = ()
    problem: str = ""

    @property
    def sound_s(self) -> float:
        """Seconds of sound that were listened to, of all streams; NaN if there are none."""
        return _sum(self.sounds)

    @property
    def silent_share(self) -> float:
        """Share of silence in the stream with the most of it; NaN if none was listened to."""
        return _largest_share(self.sounds)

    @property
    def silent_note(self) -> str:
        """The share of each stream, if there are several."""
        return _by_stream(self.sounds, "silent")

    @property
    def pictures(self) -> float:
        """Pictures that were looked at, of all streams; NaN if there are none."""
        return _sum(self.pictures_of)

    @property
    def black_share(self) -> float:
        """Share of black pictures in the stream with the most of them; NaN if none was seen."""
        return _largest_share(self.pictures_of)

    @property
    def black_note(self) -> str:
        """The share of each stream, if there are several."""
        return _by_stream(self.pictures_of, "black")


def _sum(streams: Sequence[StreamContent]) -> float:
    amount = sum(one.amount for one in streams)
    return amount or nan


def _largest_share(streams: Sequence[StreamContent]) -> float:
    return max((one.empty_share for one in streams if isfinite(one.empty_share)), default=nan)


def _by_stream(streams: Sequence[StreamContent], word: str) -> str:
    if len(streams) < 2:
        return ""
    return ", ".join(
        f"{one.name}: {display(one.empty_share, 'share')} {word}"
        if isfinite(one.empty_share)
        else f"{one.name}: {one.problem or 'not looked at, or nothing there'}"
        for one in streams
    )


def has_decoder() -> bool:
    """Return whether PyAV is installed."""
    try:
        import_module("av")
    except ImportError:
        return False
    return True


def look_into(path: Path, file: MediaFile) -> MediaContent:
    """Decode a second of sound and a key picture at each of some places, evenly spread.

    Parameters
    ----------
    path : Path
        The file.
    file : MediaFile
        What its packets say: from when to when each stream has some.

    Returns
    -------
    MediaContent
        What is in each of its streams.

    Notes
    -----
    The work depends neither on the length nor on the number of streams: places are sought, fewer
    of each stream the more there are, and of pictures only those are decoded that stand by
    themselves.
    """
    av: Any = import_module("av")
    try:
        with av.open(str(path)) as opened:
            sounds = _of_each(av, opened, file, "sound", opened.streams.audio)
        with av.open(str(path)) as opened:
            films = [one for one in opened.streams.video if not _is_cover(av, one)]
            pictures = _of_each(av, opened, file, "pictures", films)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        return MediaContent(problem=f"the file cannot be decoded: {error}")
    streams = (*sounds, *pictures)
    problems = [
        f"{one.name if len(streams) > 1 else 'the file'} cannot be decoded: {one.problem}"
        for one in streams
        if one.problem
    ]
    return MediaContent(sounds, pictures, "; ".join(problems))


def _is_cover(av: Any, stream: Any) -> bool:
    """Return whether it is a picture of the file, such as of an album, and no film."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _of_each(
    av: Any, opened: Any, file: MediaFile, kind: str, streams: Sequence[Any]
) -> tuple[StreamContent, ...]:
    spans = {index: (begin, end) for index, begin, end in file.spans}
    most = min(PLACES, max(1, _PLACES_OF_ALL // max(1, len(streams))))
    found: list[StreamContent] = []
    for at, stream in enumerate(streams, 1):
        name = f"{kind} {at} of {len(streams)}"
        span = spans.get(stream.index)
        if span is None or at > _PLACES_OF_ALL:
            found.append(StreamContent(name, 0, nan))
            continue
        if stream.codec_context is None:
            # PyAV 17 ends the whole process where such a stream is decoded.
            found.append(StreamContent(name, 0, nan, "its codec is not known"))
            continue
        places = _places(*span, most)
        try:
            found.append((_heard if kind == "sound" else _seen)(av, opened, stream, name, places))
        except (av.error.FFmpegError, OSError, ValueError) as error:
            found.append(StreamContent(name, 0, nan, str(error)))
    return tuple(found)


def _heard(av: Any, opened: Any, stream: Any, name: str, places: list[float]) -> StreamContent:
    levels = list(_levels(av, opened, stream, places))
    duration = sum(length for length, _ in levels)
    silent = sum(length for length, level in levels if level < _SILENT_DB)
    return StreamContent(name, duration, silent / duration if duration else nan)


def _seen(av: Any, opened: Any, stream: Any, name: str, places: list[float]) -> StreamContent:
    black = list(_blacknesses(av, opened, stream, places))
    return StreamContent(name, len(black), sum(black) / len(black) if black else nan)


def _places(start: float, end: float, most: int) -> list[float]:
    length = max(0.0, end - start)
    if length <= most * _SOUND:
        return [start + at * _SOUND for at in range(max(1, round(length / _SOUND)))]
    if most == 1:
        return [start + (length - _SOUND) / 2]
    step = (length - _SOUND) / (most - 1)
    return [start + at * step for at in range(most)]


def _levels(
    av: Any, opened: Any, stream: Any, places: list[float]
) -> Iterator[tuple[float, float]]:
    """Give length (s) and level (dB of full scale) of the sound at each place."""
    import numpy as np

    reached = -inf
    for place in places:
        # The last packet of a place may reach into the next.
        decoded_to = max(place, reached)
        resampler = av.AudioResampler(format="flt")
        squares = samples = 0.0
        rate = 1
        for frame in _frames_from(av, opened, stream, place, _LEAD):
            rate = frame.sample_rate
            begin = float(frame.pts * frame.time_base)
            if begin >= place + _SOUND:
                break
            end = begin + frame.samples / rate
            if end <= decoded_to + 1e-6:
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


def _blacknesses(av: Any, opened: Any, stream: Any, places: list[float]) -> Iterator[bool]:
    """Give whether the key picture at or before each place is black; each counts once."""
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
