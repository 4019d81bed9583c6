"""What is heard and seen in the files of recordings, compared with what was put into them."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import Any

import pytest

from hyperstudy.quality.media_content import PLACES, MediaContent, look_into
from hyperstudy.sandbox import media
from hyperstudy.timeline.media_files import inspect

av: Any = pytest.importorskip("av")
np: Any = pytest.importorskip("numpy")


def looked(path: Path, content: bytes) -> MediaContent:
    path.write_bytes(content)
    file = inspect(path)
    assert not file.problem
    return look_into(path, file.start, file.end)


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
            heard = av.AudioFrame.from_ndarray(wave[None], format="flt", layout="mono")
            heard.sample_rate, heard.pts = 48_000, at * 4_800
            out.mux(sound.encode(heard))
        out.mux(picture.encode(None))
        out.mux(sound.encode(None))


def test_shares_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file.mkv"
    film(path, 120, quiet=(0, 60), dark=(90, 120))
    file = inspect(path)
    seen = look_into(path, file.start, file.end)
    assert seen.silent_share == pytest.approx(0.5, abs=1.5 / PLACES)
    assert seen.black_share == pytest.approx(0.25, abs=1.5 / PLACES)
    assert seen.pictures == PLACES
    assert seen.sound_s == pytest.approx(PLACES, abs=1)


def test_a_quiet_voice_is_no_silence(tmp_path: Path) -> None:
    path = tmp_path / "file.mkv"
    film(path, 20, quiet=(0, 0), dark=(0, 0))
    with av.open(str(path)) as opened:
        loudest = max(float(np.abs(one.to_ndarray()).max()) for one in opened.decode(audio=0))
    assert loudest < 0.3
    file = inspect(path)
    assert look_into(path, file.start, file.end).silent_share == 0


def test_a_file_that_is_no_film_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "file.mp4"
    path.write_bytes(b"this is no film" * 100)
    assert "cannot be decoded" in look_into(path, 0, 10).problem


def test_a_file_of_which_a_part_is_damaged_is_still_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "file.mkv"
    film(path, 60, quiet=(0, 0), dark=(0, 0))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2_000] = bytes(2_000)
    path.write_bytes(bytes(content))
    seen = look_into(path, 0, 60)
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
