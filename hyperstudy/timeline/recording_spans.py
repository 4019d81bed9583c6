"""Where each recording lies on the clock of its room, and how sure that is."""

from __future__ import annotations

from math import isfinite, nan
from typing import TYPE_CHECKING, Any, NamedTuple

from .precision import (
    ARRIVAL,
    BEYOND_A_CLOCK,
    CONTRADICTION,
    DRIFT,
    END_OF_FILE,
    FIRST_PACKET,
    TYPICAL_DRIFT,
)
from .row_numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .media_files import MediaFile

__all__ = ["RecordingSpan", "recording_span"]

_MS = 1000.0
_CONTAINERS = {
    "mp4": "mp4", "m4a": "mp4", "mov": "mp4", "webm": "webm", "mkv": "webm", "ogg": "ogg",
    "opus": "ogg", "wav": "wav",
}  # fmt: skip


class RecordingSpan(NamedTuple):
    """A recording on the clock of its room: its file's time is a straight line of onset."""

    recording: str
    participant: str | None
    onset_start: float
    """ms; NaN where nothing tells."""
    onset_end: float
    """ms; NaN while it runs."""
    file_start: float
    """Time in the file (s) at `onset_start`."""
    rate: float
    """File ms for each ms."""
    drift: float
    """ppm by which the recording's clock is faster than the room's; NaN where nothing tells."""
    uncertainty: float
    """ms."""
    source: str
    findings: tuple[str, ...]


class _Listed(NamedTuple):
    """What the row of the list says, in ms of the room's clock."""

    start: float
    end: float
    duration: float
    source: str
    differs: float
    """By how much two ways to tell the start differ."""


def recording_span(
    row: Mapping[str, Any], zero: float, file: MediaFile | None = None
) -> RecordingSpan:
    """Place a recording.

    Parameters
    ----------
    row : mapping
        A row of the list of recordings, with ``startTime`` and ``endTime`` in ms since 1970.
    zero : float
        When onset is 0, in ms since 1970; NaN if nobody knows.
    file : MediaFile or None
        What its file says, where it is there.
    """
    findings: list[str] = []
    listed = _listed(row, zero, findings)
    person = row.get("participantId")
    identity = str(row.get("recordingId") or row.get("egressId") or "")
    base = RecordingSpan(
        identity, person if isinstance(person, str) else None,
        listed.start, nan, 0.0, 1.0, nan, nan, listed.source, (),
    )  # fmt: skip
    if file is not None:
        _look_at(file, row, findings)
    if not isfinite(listed.start):
        findings.append("neither startTime nor videoOffset tells when it began")
        return base._replace(findings=tuple(findings))
    if file is not None and isfinite(file.length):
        placed = _with_file(base, listed, file, findings)
    else:
        placed = _without_file(base, listed, findings)
    return placed._replace(
        uncertainty=round(placed.uncertainty + listed.differs, 1), findings=tuple(findings)
    )


def _listed(row: Mapping[str, Any], zero: float, findings: list[str]) -> _Listed:
    offset, duration = number(row.get("videoOffset")), number(row.get("duration"))
    start, end = (number(row.get(name)) - zero for name in ("startTime", "endTime"))
    source, differs = "startTime", 0.0
    if not isfinite(start) and isfinite(end) and duration > 0:
        start, source = end - duration, "endTime and duration"
    if not isfinite(start):
        start, source = offset, "videoOffset"
    elif isfinite(offset) and abs(offset - start) > 1:
        differs = abs(offset - start)
        findings.append(
            f"videoOffset is {offset:.0f} ms, but {source} lies {start:.0f} ms after onset 0: "
            "the second counts"
        )
    if isfinite(start) and isfinite(end) and end < start:
        findings.append(f"it ended {start - end:.0f} ms before it began: the end does not count")
        end = nan
    if not isfinite(end) and duration > 0:
        end = start + duration
    elif isfinite(end) and duration > 0 and abs(end - start - duration) > CONTRADICTION:
        findings.append(
            f"duration is {duration / _MS:.3f} s, but from startTime to endTime it is "
            f"{(end - start) / _MS:.3f} s"
        )
    return _Listed(start, end, duration, source, differs)


def _look_at(file: MediaFile, row: Mapping[str, Any], findings: list[str]) -> None:
    if file.problem:
        findings.append(file.problem)
    listed_format = str(row.get("format") or "").lower()
    if (
        file.container != "unknown"
        and listed_format
        and _CONTAINERS.get(listed_format) != file.container
    ):
        findings.append(f"format says {listed_format}, but the file is {file.container}")
    findings += [
        f"no packets for {gap.length:.3f} s from {gap.at:.3f} s of the file"
        for gap in file.gaps[:3]
    ]
    if len(file.gaps) > 3:
        findings.append(f"{len(file.gaps) - 3} more gaps without packets")


def _without_file(base: RecordingSpan, listed: _Listed, findings: list[str]) -> RecordingSpan:
    uncertainty = ARRIVAL + FIRST_PACKET
    if isfinite(listed.end):
        span = listed.end - listed.start
        uncertainty += DRIFT * 1e-6 * span
        if listed.duration > 0:
            uncertainty += abs(span - listed.duration)
    else:
        findings.append("nothing tells when it ended")
    return base._replace(onset_end=listed.end, uncertainty=uncertainty)


def _with_file(
    base: RecordingSpan, listed: _Listed, file: MediaFile, findings: list[str]
) -> RecordingSpan:
    first = file.start * _MS
    length = file.length * _MS
    source = f"{listed.source}, file"
    # The file's time 0 is when the recorder began, and the first packet may be later; where its
    # end fits better, the first packet is what the recorder began with.
    late = first
    span = listed.end - listed.start
    if first > 500 and abs(length - span) < abs(first + length - span):
        late = 0.0
    start = listed.start + late
    # If it were the other way round, it would be off by so much.
    uncertainty = ARRIVAL + min(first, abs(length - span)) if first > 0 else ARRIVAL
    if not isfinite(listed.end):
        if listed.duration <= 0:
            findings.append("nothing but its file tells when it ended")
        return base._replace(
            onset_start=start, onset_end=start + length, file_start=file.start, source=source,
            uncertainty=uncertainty + DRIFT * 1e-6 * length,
        )  # fmt: skip
    span = listed.end - start
    more = length - span
    if abs(more) > BEYOND_A_CLOCK * 1e-6 * span + 6 * END_OF_FILE:
        # Where it lost or won the time is not known: spread over all, it is off by no more.
        findings.append(_contradiction(listed, length, more))
        rate = length / span if span > 0 and length > 0 else 1.0
        return base._replace(
            onset_start=start, onset_end=start + length / rate, file_start=file.start, rate=rate,
            source=source, uncertainty=uncertainty + abs(more),
        )  # fmt: skip
    # Both a drift and an end that was told a little late make a file too long or too short. What
    # is expected of each (normally distributed) decides how much of it is drift.
    expected, end = TYPICAL_DRIFT * 1e-6 * span, END_OF_FILE
    share = expected**2 / (expected**2 + end**2)
    drift = 1e6 * share * more / span if span > 0 else 0.0
    rate = 1 + drift * 1e-6
    if abs(drift) > 200:
        findings.append(
            f"its clock drifts: {length / _MS:.3f} s in the file for {span / _MS:.3f} s "
            f"({drift:+.0f} ppm)"
        )
    if listed.duration > 0 and abs(listed.duration - (listed.end - listed.start)) > CONTRADICTION:
        uncertainty += abs(listed.duration - (listed.end - listed.start))
    return base._replace(
        onset_start=start, onset_end=start + length / rate, file_start=file.start, rate=rate,
        drift=round(drift, 1), source=source,
        uncertainty=uncertainty + (1 - share) * abs(more) + min(2 * END_OF_FILE, expected),
    )  # fmt: skip


def _contradiction(listed: _Listed, length: float, more: float) -> str:
    duration = f"{listed.duration / _MS:.3f} s" if listed.duration > 0 else "not told"
    why = (
        "it lacks a part (a stall), or the times were computed"
        if more < 0
        else "it has more than was recorded in that time, or the times were computed"
    )
    return (
        f"three lengths contradict each other: duration {duration}, startTime to endTime "
        f"{(listed.end - listed.start) / _MS:.3f} s, the file {length / _MS:.3f} s: {why}"
    )
