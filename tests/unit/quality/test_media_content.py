"""What is heard and seen in the files of recordings, compared with what was put into them."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from pathlib import Path
from typing import Any

import pytest

import hyperstudy
from hyperstudy.quality.media_content import PLACES, MediaContent, look_into
from hyperstudy.sandbox import media, start
from hyperstudy.timeline.media_files import inspect

av: Any = pytest.importorskip("av")
np: Any = pytest.importorskip("numpy")


def looked(path: Path, content: bytes) -> MediaContent:
    path.write_bytes(content)
    file = inspect(path)
    assert not file.problem
    return look_into(path, file)


@pytest.mark.parametrize("duration", [700, 9_000, 47_000, 200_000])
@pytest.mark.parametrize("form", ["webm", "wav"])
@pytest.mark.parametrize("silent", [False, True])
def test_sound(tmp_path: Path, form: str, duration: int, silent: bool) -> None:
    make = media.MAKERS[form]
    seen = looked(tmp_path / "file", make(duration, "EG_1", 120, ("silent",) if silent else ()))
    assert seen.silent_share == silent
    assert 0 < seen.sound_s <= PLACES + 1
    assert seen.sound_s >= min(duration / 1_000 - 0.6, PLACES - 1)
    assert isnan(seen.pictures)
    assert isnan(seen.black_share)


@pytest.mark.parametrize("duration", [1_000, 47_000, 4_000_000])
@pytest.mark.parametrize("black", [False, True])
def test_pictures(tmp_path: Path, duration: int, black: bool) -> None:
    seen = looked(tmp_path / "file", media.mp4(duration, "EG_1", 80, ("black",) if black else ()))
    assert seen.black_share == black
    assert 1 <= seen.pictures <= PLACES
    if duration > 40_000:
        assert seen.pictures >= 3
    assert isnan(seen.sound_s)
    assert isnan(seen.silent_share)


def film(path: Path, seconds: int, quiet: tuple[int, int], dark: tuple[int, int]) -> None:
    """Write a file with sound and pictures, as a recorder does, each missing for a while."""
    with av.open(str(path), "w", format="matroska") as out:
        picture = out.add_stream("mpeg4", rate=10)
        picture.width, picture.height, picture.pix_fmt = 64, 48, "yuv420p"
        picture.codec_context.gop_size = 10
        sound = out.add_stream("libopus", rate=48_000)
        sound.layout = "mono"
        for at in range(10 * seconds):
            level = 0 if dark[0] <= at / 10 < dark[1] else 180
            drawn = np.full((48, 64, 3), level, np.uint8)
            frame = av.VideoFrame.from_ndarray(drawn, format="rgb24")
            frame.pts = at
            out.mux(picture.encode(frame))
            times = np.arange(at * 4_800, (at + 1) * 4_800) / 48_000
            loud = 0 if quiet[0] <= at / 10 < quiet[1] else 0.2
            wave = (loud * np.sin(2 * np.pi * 440 * times)).astype(np.float32)
            samples = av.AudioFrame.from_ndarray(wave[None], format="flt", layout="mono")
            samples.sample_rate, samples.pts = 48_000, at * 4_800
            out.mux(sound.encode(samples))
        out.mux(picture.encode(None))
        out.mux(sound.encode(None))


def test_shares_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file.mkv"
    film(path, 120, quiet=(0, 60), dark=(90, 120))
    file = inspect(path)
    seen = look_into(path, file)
    assert seen.silent_share == pytest.approx(0.5, abs=1.5 / PLACES)
    assert seen.black_share == pytest.approx(0.25, abs=1.5 / PLACES)
    assert seen.pictures == PLACES
    assert seen.sound_s == pytest.approx(PLACES, abs=1)


def tracks(
    path: Path,
    seconds: int,
    sounds: Sequence[tuple[float, float, float]] = (),
    films: Sequence[int] = (),
) -> None:
    """Write a file with several streams: loudness, begin and end of sounds; brightness of films."""
    with av.open(str(path), "w", format="matroska") as out:
        pictures = [(out.add_stream("mpeg4", rate=5), brightness) for brightness in films]
        for stream, _ in pictures:
            stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
            stream.codec_context.gop_size = 5
        audio = [(out.add_stream("libopus", rate=48_000), *one) for one in sounds]
        for stream, *_ in audio:
            stream.layout = "mono"
        for stream, brightness in pictures:
            drawn = np.full((48, 64, 3), brightness, np.uint8)
            for at in range(5 * seconds):
                frame = av.VideoFrame.from_ndarray(drawn, format="rgb24")
                frame.pts = at
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
        for stream, loud, begin, end in audio:
            for at in range(int(10 * begin), int(10 * end)):
                times = np.arange(at * 4_800, (at + 1) * 4_800) / 48_000
                wave = (loud * np.sin(2 * np.pi * 440 * times)).astype(np.float32)
                frame = av.AudioFrame.from_ndarray(wave[None], format="flt", layout="mono")
                frame.sample_rate, frame.pts = 48_000, at * 4_800
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))


@pytest.mark.parametrize("silent", [0, 1, 2])
def test_each_sound_is_listened_to(tmp_path: Path, silent: int) -> None:
    path = tmp_path / "file.mkv"
    tracks(path, 20, [(0.0 if at == silent else 0.2, 0, 20) for at in range(3)])
    seen = look_into(path, inspect(path))
    assert seen.silent_share == 1
    assert [one.empty_share for one in seen.sounds] == [float(at == silent) for at in range(3)]
    assert f"sound {silent + 1} of 3: 100 % silent" in seen.silent_note
    assert seen.sound_s == pytest.approx(3 * PLACES, abs=2)
    assert not seen.problem


@pytest.mark.parametrize("black", [0, 1])
def test_each_film_is_looked_at(tmp_path: Path, black: int) -> None:
    path = tmp_path / "file.mkv"
    tracks(path, 20, films=[0 if at == black else 200 for at in range(2)])
    seen = look_into(path, inspect(path))
    assert seen.black_share == 1
    assert [one.empty_share for one in seen.pictures_of] == [float(at == black) for at in range(2)]
    assert f"pictures {black + 1} of 2: 100 % black" in seen.black_note
    assert f"pictures {2 - black} of 2: 0 % black" in seen.black_note


def test_one_stream_of_a_kind_needs_no_name(tmp_path: Path) -> None:
    path = tmp_path / "file.mkv"
    tracks(path, 5, [(0.2, 0, 5)], [200])
    seen = look_into(path, inspect(path))
    assert (seen.silent_note, seen.black_note) == ("", "")


def test_a_stream_is_looked_at_where_it_has_something(tmp_path: Path) -> None:
    path = tmp_path / "file.mkv"
    tracks(path, 120, [(0.2, 0, 120), (0.2, 100, 120), (0.0, 0, 10)])
    seen = look_into(path, inspect(path))
    assert [one.empty_share for one in seen.sounds] == [0, 0, 1]
    assert [one.amount for one in seen.sounds] == pytest.approx([PLACES, PLACES, 10], abs=1.1)


def test_many_streams_take_no_longer_than_some(tmp_path: Path) -> None:
    path = tmp_path / "file.mkv"
    tracks(path, 10, [(0.2, 0, 10)] * 15 + [(0.0, 0, 10)])
    seen = look_into(path, inspect(path))
    assert seen.sound_s == pytest.approx(64, abs=3)
    assert [one.empty_share for one in seen.sounds] == [0] * 15 + [1]


def test_a_stream_that_cannot_be_decoded_is_named_and_the_others_are_judged(
    tmp_path: Path,
) -> None:
    path = tmp_path / "file.mkv"
    tracks(path, 10, [(0.2, 0, 10), (0.0, 0, 10)])
    content = path.read_bytes()
    at = content.index(b"A_OPUS")
    path.write_bytes(content[:at] + b"A_NONE" + content[at + 6 :])
    seen = look_into(path, inspect(path))
    assert [one.empty_share for one in seen.sounds][1] == 1
    assert seen.silent_share == 1
    assert seen.problem == "sound 1 of 2 cannot be decoded: its codec is not known"


def test_the_finding_and_the_page_name_the_stream(tmp_path: Path) -> None:
    for needed in ("duckdb", "polars", "jinja2", "matplotlib"):
        pytest.importorskip(needed)
    folder = tmp_path / "study"
    with (
        start("movie-dyads", minutes=0.5, rooms=1, defects=()) as sandbox,
        sandbox.client() as hs,
    ):
        hs.pull(sandbox.experiment_id, folder, progress=False, recordings=True)
    changed = sorted((folder / "recordings").glob("*.mp4"))[0]
    tracks(changed, 20, [(0.2, 0, 20), (0.0, 0, 20)], [200])
    report = hyperstudy.open_study(folder).report(tmp_path / "report.html", check_files=False)
    (found,) = [one for one in report.quality.findings if one.rule == "recording-silent"]
    streams = "sound 1 of 2: 0 % silent, sound 2 of 2: 100 % silent"
    assert found.text.endswith(streams)
    assert f"Streams of the file: {streams}" in (tmp_path / "report.html").read_text("utf-8")


def test_a_cover_is_no_film(tmp_path: Path) -> None:
    cover = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="rgb24")
    path = tmp_path / "file.mp4"
    with av.open(str(path), "w", format="mp4") as out:
        sound = out.add_stream("aac", rate=48_000)
        picture = out.add_stream("png", rate=1)
        picture.width, picture.height, picture.pix_fmt = 64, 48, "rgb24"
        picture.disposition = av.stream.Disposition.attached_pic.value
        out.mux(picture.encode(cover))
        out.mux(picture.encode(None))
        for at in range(200):
            wave = np.full((1, 1_024), 0.1, np.float32) * (-1) ** at
            frame = av.AudioFrame.from_ndarray(wave, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 48_000, at * 1_024
            out.mux(sound.encode(frame))
        out.mux(sound.encode(None))
    with av.open(str(path)) as opened:
        assert len(opened.streams.video) == 1
    seen = look_into(path, inspect(path))
    assert isnan(seen.black_share)
    assert seen.silent_share == 0


def test_a_quiet_voice_is_no_silence(tmp_path: Path) -> None:
    path = tmp_path / "file.mkv"
    film(path, 20, quiet=(0, 0), dark=(0, 0))
    with av.open(str(path)) as opened:
        loudest = max(float(np.abs(one.to_ndarray()).max()) for one in opened.decode(audio=0))
    assert loudest < 0.3
    file = inspect(path)
    assert look_into(path, file).silent_share == 0


def test_a_file_that_is_no_film_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "file.mp4"
    path.write_bytes(b"this is no film" * 100)
    assert "cannot be decoded" in look_into(path, inspect(path)).problem


def test_a_file_of_which_a_part_is_damaged_is_still_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "file.mkv"
    film(path, 60, quiet=(0, 0), dark=(0, 0))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2_000] = bytes(2_000)
    path.write_bytes(bytes(content))
    seen = look_into(path, inspect(path))
    assert not seen.problem
    assert seen.silent_share < 0.2
    assert seen.sound_s > PLACES / 2


@pytest.mark.parametrize("form", ["mp4"])
def test_a_gap_is_found_where_a_packet_lasts_until_the_next(tmp_path: Path, form: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(media.MAKERS[form](60_000, "EG_1", 0, ("gap",)))
    (gap,) = inspect(path).gaps
    assert gap.length == pytest.approx(8)
    assert 20 < gap.at < 40
    path.write_bytes(media.MAKERS[form](60_000, "EG_1", 0, ()))
    assert inspect(path).gaps == ()
