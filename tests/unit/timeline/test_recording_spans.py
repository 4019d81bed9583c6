"""Where recordings lie: what rows and files say, and what is told when they contradict."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.sandbox import media
from hyperstudy.timeline.media_files import Gap, MediaFile, container_of, inspect
from hyperstudy.timeline.recording_spans import recording_span
from hyperstudy.timeline.room_clock import RoomClock
from hyperstudy.timeline.room_films import RoomFilms

ZERO = 1_772_442_000_000.0


def row(start: float | None = 2_000, end: float | None = 602_000, **more: Any) -> dict[str, Any]:
    return {
        "recordingId": "EG_1",
        "participantId": "ada",
        "startTime": None if start is None else ZERO + start,
        "endTime": None if end is None else ZERO + end,
        "duration": None if start is None or end is None else end - start,
        "videoOffset": start,
        "format": "mp4",
    } | more


def clock_of(span: Any) -> RoomClock:
    return RoomClock("room_31", RoomFilms({}, ZERO, None, []), [span])


class TestRows:
    def test_without_a_file(self) -> None:
        span = recording_span(row(), ZERO)
        assert (span.onset_start, span.onset_end, span.file_start) == (2_000, 602_000, 0)
        assert isnan(span.drift)
        assert span.uncertainty == 100 + 300 + 300
        assert not span.findings
        clock = clock_of(span)
        assert clock.to_recording("EG_1", 12_000) == 10
        assert isnan(clock.to_recording("EG_1", 1_999))
        assert isnan(clock.to_recording("EG_1", 602_001))

    def test_one_that_begins_before_onset_0(self) -> None:
        span = recording_span(row(-5_000, 10_000), ZERO)
        assert clock_of(span).to_recording("EG_1", -1_000) == 4

    def test_one_without_an_end(self) -> None:
        span = recording_span(row(end=None), ZERO)
        assert isnan(span.onset_end)
        assert span.findings == ("nothing tells when it ended",)
        assert clock_of(span).to_recording("EG_1", 1e7) == 9_998

    def test_one_of_which_nothing_tells_the_start(self) -> None:
        span = recording_span(row(start=None, end=None), ZERO)
        assert "neither startTime nor videoOffset" in span.findings[0]
        assert isnan(clock_of(span).to_recording("EG_1", 0))

    def test_an_offset_that_contradicts_is_a_finding_and_makes_it_less_sure(self) -> None:
        span = recording_span(row(videoOffset=2_400.0), ZERO)
        assert "videoOffset is 2400 ms" in span.findings[0]
        assert span.uncertainty == recording_span(row(), ZERO).uncertainty + 400

    def test_a_duration_that_contradicts_is_a_finding_and_makes_it_less_sure(self) -> None:
        span = recording_span(row(duration=610_000.0), ZERO)
        assert "610.000 s" in span.findings[0]
        assert span.uncertainty == recording_span(row(), ZERO).uncertainty + 10_000


class TestFiles:
    def test_the_first_packet_and_the_drift(self) -> None:
        length = (600 - 0.2) * (1 + 400e-6)
        span = recording_span(row(), ZERO, MediaFile("mp4", 0.2, 0.2 + length, ()))
        assert (span.onset_start, span.file_start) == (2_200, 0.2)
        assert span.drift == pytest.approx(400, abs=40)
        place = clock_of(span).to_recording("EG_1", 302_000)
        assert place == pytest.approx(0.2 + 299.8 * (1 + 400e-6), abs=0.01)

    def test_a_stall_is_told_with_three_lengths(self) -> None:
        span = recording_span(row(), ZERO, MediaFile("mp4", 0.0, 582.0, ()))
        assert (
            "duration 600.000 s, startTime to endTime 600.000 s, the file 582.000 s"
            in (span.findings[0])
        )
        assert isnan(span.drift)
        assert span.uncertainty >= 18_000
        # Whatever happened where, it lies in the file.
        assert clock_of(span).to_recording("EG_1", 601_999) == pytest.approx(582, abs=0.01)

    def test_gaps_and_a_wrong_name_are_told(self) -> None:
        span = recording_span(row(), ZERO, MediaFile("webm", 0.0, 600.0, (Gap(12.0, 3.5),)))
        assert span.findings == (
            "format says mp4, but the file is webm",
            "no packets for 3.500 s from 12.000 s of the file",
        )

    @given(
        start=st.floats(-1e5, 1e6), length=st.floats(500, 4e6), late=st.floats(0, 0.3),
        ppm=st.floats(-500, 500), at=st.floats(0.001, 0.999),
    )  # fmt: skip
    def test_there_and_back(
        self, start: float, length: float, late: float, ppm: float, at: float
    ) -> None:
        seconds = max(0.1, length / 1000 - late) * (1 + ppm * 1e-6)
        file = MediaFile("mp4", late, late + seconds, ())
        span = recording_span(row(start, start + length), ZERO, file)
        clock = clock_of(span)
        onset = span.onset_start + at * (span.onset_end - span.onset_start)
        place = clock.to_recording("EG_1", onset)
        assert clock.from_recording("EG_1", place) == pytest.approx(onset, abs=0.01)
        true = late + (onset - start - late * 1000) / 1000 * (1 + ppm * 1e-6)
        assert abs(float(place) - true) * 1000 <= span.uncertainty


class TestContainers:
    @pytest.mark.parametrize(
        ("form", "container"), [("mp4", "mp4"), ("webm", "webm"), ("wav", "wav")]
    )
    @pytest.mark.parametrize("first", [0, 180])
    def test_what_packets_say(self, form: str, container: str, first: int, tmp_path: Path) -> None:
        pytest.importorskip("av")
        path = tmp_path / "recording.bin"  # the name tells nothing
        path.write_bytes(media.MAKERS[form](12_340, "a title", first))
        found = inspect(path)
        assert (found.container, found.problem, found.gaps) == (container, "", ())
        # Opus takes 6.5 ms to begin, which players leave out.
        assert found.start == pytest.approx(0 if form == "wav" else first / 1000, abs=0.008)
        assert found.length == pytest.approx(12.34, abs=0.021)

    def test_what_cannot_be_read_is_told(self, tmp_path: Path) -> None:
        pytest.importorskip("av")
        path = tmp_path / "recording.mp4"
        path.write_bytes(media.mp4(5_000, "a title")[:300])
        found = inspect(path)
        assert found.problem
        assert isnan(found.length)
        span = recording_span(row(), ZERO, found)
        assert found.problem in span.findings
        assert span.uncertainty == recording_span(row(), ZERO).uncertainty
        assert "cannot be read" in inspect(tmp_path / "nothing.mp4").problem

    def test_first_bytes(self) -> None:
        assert container_of(b"OggS\0\2") == "ogg"
        assert container_of(b"") == "unknown"
