"""The sandbox's media files are what they claim to be, read by the rules of their formats."""

from __future__ import annotations

import io
import struct
import wave
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperstudy.sandbox import media

DURATIONS = (1, 20, 999, 15_340, 514_237, 3_600_000)


@pytest.mark.parametrize("form", media.MAKERS)
@settings(max_examples=15)
@given(duration=st.integers(1, 60_000), title=st.text("EG_0123456789abcdef", max_size=20))
def test_the_same_is_made_every_time_and_titles_make_a_difference(
    form: str, duration: int, title: str
) -> None:
    make = media.MAKERS[form]
    assert make(duration, title) == make(duration, title) != make(duration, title + "x")
    assert form in media.MIME_TYPES[form]


@pytest.mark.parametrize(
    ("form", "duration"), [("mp4", 500_000), ("webm", 15_000), ("wav", 15_000)]
)
def test_files_are_small_but_not_tiny(form: str, duration: int) -> None:
    sizes = {len(media.MAKERS[form](duration, f"EG_{number}")) for number in range(8)}
    assert all(10_000 < size < 300_000 for size in sizes)
    if form != "wav":
        assert len(sizes) > 1


# -- WAV -------------------------------------------------------------------------------------


@pytest.mark.parametrize("duration", [0, 1, 125, 15_340])
def test_a_wav_holds_sound_of_its_length(duration: int) -> None:
    content = media.wav(duration, "EG_1")
    assert struct.unpack("<I", content[4:8])[0] == len(content) - 8
    with wave.open(io.BytesIO(content)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 8000)
        assert sound.getnframes() == duration * 8
        samples = struct.unpack(f"<{duration * 8}h", sound.readframes(duration * 8))
    if duration > 100:
        assert max(samples) > 1000
        assert min(samples) < -1000


def test_a_wav_has_its_title() -> None:
    assert b"INAM" + struct.pack("<I", 5) + b"EG_1\0" in media.wav(10, "EG_1")


# -- MP4 -------------------------------------------------------------------------------------


def boxes(content: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Give name, body and place of the body of each box."""
    at = 0
    while at < len(content):
        size, name = struct.unpack(">I4s", content[at : at + 8])
        assert 8 <= size <= len(content) - at
        yield name, content[at + 8 : at + size], at + 8
        at += size


def inside(content: bytes, *path: bytes) -> bytes:
    for name in path:
        content = next(body for box, body, _ in boxes(content) if box == name)
    return content


def numbers(body: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(body) // 4}I", body)


class Bits:
    def __init__(self, unit: bytes) -> None:
        assert b"\0\0\0" not in unit
        assert b"\0\0\1" not in unit
        plain = unit.replace(b"\0\0\3", b"\0\0")
        self.text = "".join(f"{byte:08b}" for byte in plain)
        self.at = 0

    def fixed(self, count: int) -> int:
        self.at += count
        return int(self.text[self.at - count : self.at] or "0", 2)

    def golomb(self) -> int:
        zeros = 0
        while not self.fixed(1):
            zeros += 1
        return (1 << zeros) - 1 + self.fixed(zeros)

    def rest(self) -> str:
        return self.text[self.at :]


@pytest.mark.parametrize("duration", DURATIONS)
def test_an_mp4_has_a_table_that_leads_to_every_picture(duration: int) -> None:
    content = media.mp4(duration, "EG_1")
    assert [name for name, _, _ in boxes(content)] == [b"ftyp", b"moov", b"mdat"]
    assert numbers(inside(content, b"moov", b"mvhd"))[3:5] == (1000, duration)
    track = inside(content, b"moov", b"trak")
    assert numbers(inside(track, b"tkhd"))[5] == duration
    assert numbers(inside(track, b"mdia", b"mdhd")[:20])[3:5] == (1000, duration)
    table = inside(track, b"mdia", b"minf", b"stbl")
    _, entries, *times = numbers(inside(table, b"stts"))
    assert len(times) == 2 * entries
    _, _, count, *sizes = numbers(inside(table, b"stsz"))
    assert sum(times[::2]) == count == len(sizes) <= 900
    assert sum(many * each for many, each in zip(times[::2], times[1::2], strict=True)) == duration
    assert min(times[1::2]) > 0
    _, _, first, per_chunk, _ = numbers(inside(table, b"stsc"))
    assert (first, per_chunk) == (1, count)
    _, _, place = numbers(inside(table, b"stco"))
    data = next((body, at) for name, body, at in boxes(content) if name == b"mdat")
    assert place == data[1]
    assert sum(sizes) == len(data[0])
    _, _, *keys = numbers(inside(table, b"stss"))
    assert keys[0] == 1
    at = place
    kinds: list[int] = []
    for size in sizes:
        length, kind = struct.unpack(">IB", content[at : at + 5])
        assert length == size - 4
        kinds.append(kind)
        at += size
    assert [number for number, kind in enumerate(kinds, 1) if kind == 0x65] == keys
    assert set(kinds) <= {0x65, 0x41}
    assert at == len(content)


def test_the_pictures_of_an_mp4_are_whole() -> None:
    content = media.mp4(30_000, "EG_1")
    table = inside(content, b"moov", b"trak", b"mdia", b"minf", b"stbl")
    entry = inside(inside(table, b"stsd")[8:], b"avc1")
    width, height = struct.unpack(">HH", entry[24:28])
    assert f"{width}x{height}" == media.RESOLUTION
    blocks = width * height // 256
    configuration = inside(entry[78:], b"avcC")
    (length,) = struct.unpack(">H", configuration[6:8])
    parameters = Bits(configuration[8 : 8 + length])
    assert [parameters.fixed(8) for _ in range(4)] == [0x67, *configuration[1:4]]
    assert [parameters.golomb() for _ in range(4)] == [0, 0, 2, 1]
    parameters.fixed(1)
    assert (parameters.golomb() + 1, parameters.golomb() + 1) == (width // 16, height // 16)
    assert parameters.rest().rstrip("0") == "11" + "001"
    _, _, _, *sizes = numbers(inside(table, b"stsz"))
    at = numbers(inside(table, b"stco"))[2]
    since = 0
    colours = set[bytes]()
    for size in sizes:
        unit = content[at + 4 : at + size]
        at += size
        bits = Bits(unit)
        key = bits.fixed(8) == 0x65
        since = 0 if key else since + 1
        assert [bits.golomb() for _ in range(3)] == [0, 7 if key else 5, 0]
        assert bits.fixed(4) == since % 16
        if not key:
            bits.fixed(3)
            assert [bits.golomb() for _ in range(3)] == [0, 1, blocks]
            assert bits.rest().rstrip("0") == "1"
            continue
        bits.golomb()
        bits.fixed(2)
        bits.golomb()
        bits.golomb()
        for _ in range(blocks):
            assert bits.golomb() == 25
            assert bits.fixed(-bits.at % 8) == 0
            raw = bits.fixed(384 * 8).to_bytes(384, "big")
            assert len(set(raw[:256])) == len(set(raw[256:320])) == len(set(raw[320:])) == 1
            assert 16 <= raw[0] <= 235
            colours.add(raw)
        assert bits.rest() == "10000000"
    assert len(colours) > 20


def test_an_mp4_has_its_title() -> None:
    udta = inside(media.mp4(1000, "EG_ö"), b"moov", b"udta")
    listed = inside(inside(udta, b"meta")[4:], b"ilst", b"\xa9nam", b"data")
    assert listed[8:].decode() == "EG_ö"


# -- WebM ------------------------------------------------------------------------------------


def elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Give id and body of each element of EBML."""
    at = 0
    while at < len(content):
        width = 9 - content[at].bit_length()
        identity = int.from_bytes(content[at : at + width], "big")
        at += width
        width = 9 - content[at].bit_length()
        size = int.from_bytes(content[at : at + width], "big") & (1 << 7 * width) - 1
        at += width
        assert at + size <= len(content)
        yield identity, content[at : at + size]
        at += size


def member(content: bytes, *path: int) -> bytes:
    for wanted in path:
        content = next(body for identity, body in elements(content) if identity == wanted)
    return content


@pytest.mark.parametrize("duration", DURATIONS[:-1])
def test_a_webm_holds_opus_for_its_length(duration: int) -> None:
    content = media.webm(duration, "EG_1")
    assert [identity for identity, _ in elements(content)] == [0x1A45DFA3, 0x18538067]
    assert member(content, 0x1A45DFA3, 0x4282) == b"webm"
    segment = member(content, 0x18538067)
    track = member(segment, 0x1654AE6B, 0xAE)
    assert member(track, 0x86) == b"A_OPUS"
    head = struct.unpack("<8sBBHIhB", member(track, 0x63A2))
    assert head == (b"OpusHead", 1, 1, 312, 48_000, 0, 0)
    assert struct.unpack(">d", member(track, 0xE1, 0xB5)) == (48_000,)
    assert int.from_bytes(member(track, 0x56AA), "big") * 48_000 == 312 * 1_000_000_000
    times: list[int] = []
    for identity, cluster in elements(segment):
        if identity != 0x1F43B675:
            continue
        begin = int.from_bytes(member(cluster, 0xE7), "big")
        for kind, block in elements(cluster):
            if kind != 0xA3:
                continue
            number, since, flags = struct.unpack(">BhB", block[:4])
            assert (number, flags) == (0x81, 0x80)
            times.append(begin + since)
            toc, frames, padding = block[4:7]
            # Wide band, 20 ms, mono; a count byte follows: one frame, padded, all of one size.
            assert (toc, frames) == (23 << 3 | 3, 0x41)
            assert len(block) == 4 + 3 + 24 + padding
            assert block[7 + 24 :] == bytes(padding)
            assert padding < 255
    assert times == list(range(0, 20 * len(times), 20))
    assert struct.unpack(">d", member(segment, 0x1549A966, 0x4489)) == (20 * len(times),)
    assert 0 <= 20 * len(times) - duration < 20
    assert member(segment, 0x1549A966, 0x7BA9) == b"EG_1"


# -- what is wrong on purpose ----------------------------------------------------------------


def decoded(content: bytes) -> tuple[float, float, list[float]]:
    """Give the loudest sample (0 to 1), the brightest pixel and the times of the packets (s)."""
    av: Any = pytest.importorskip("av")
    np: Any = pytest.importorskip("numpy")
    loudest = brightest = 0.0
    times: list[float] = []
    with av.open(io.BytesIO(content)) as opened:
        for packet in opened.demux():
            if packet.pts is None:
                continue
            times.append(float(packet.pts * packet.time_base))
            for frame in packet.decode():
                samples = frame.to_ndarray()
                if packet.stream.type == "video":
                    brightest = max(brightest, float(samples[: frame.height].max()))
                    continue
                if samples.dtype.kind == "i":
                    samples = samples / np.iinfo(samples.dtype).max
                loudest = max(loudest, float(np.abs(samples).max()))
    return loudest, brightest, times


@pytest.mark.parametrize("form", ["webm", "wav"])
def test_sound_is_heard_unless_the_file_is_to_be_silent(form: str) -> None:
    make = media.MAKERS[form]
    assert 0.1 < decoded(make(8_000, "EG_1", 0, ()))[0] <= 1
    assert decoded(make(8_000, "EG_1", 0, ("silent",)))[0] < 0.001
    assert len(make(8_000, "EG_1", 0, ("silent",))) == len(make(8_000, "EG_1", 0, ()))


def test_pictures_are_seen_unless_the_file_is_to_be_black() -> None:
    assert decoded(media.mp4(20_000, "EG_1"))[1] > 100
    assert decoded(media.mp4(20_000, "EG_1", 0, ("black",)))[1] == 16


@pytest.mark.parametrize("duration", [40_000, 61_340, 1_900_000])
def test_a_gap_lacks_pictures_and_lasts_as_long(duration: int) -> None:
    whole = decoded(media.mp4(duration, "EG_1"))[2]
    broken = decoded(media.mp4(duration, "EG_1", 0, ("gap",)))[2]
    assert len(broken) == len(whole) - 8
    assert set(broken) < set(whole)
    assert (broken[0], broken[-1]) == (whole[0], whole[-1])
    steps = [after - before for before, after in pairwise(broken)]
    assert sorted(steps)[-1] == pytest.approx(9 * sorted(steps)[0])
    assert len({round(one, 6) for one in steps[:-1]}) == 2
