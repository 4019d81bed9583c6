#!/usr/bin/env bash
# decord2 3.4.0 and OpenCV 5.0.0: a camera that was switched on later is shown as if it had been on from the beginning.
#
# In a room people speak first and switch the camera on when asked: sound begins at 0 s, pictures at 2 s, and the file (a
# WebM, or an MP4 with an edit list) says so. decord's AVReader gives for each picture "its" sound: with the picture of 3 s
# comes the sound of 1 s, since times of pictures are counted from the first one and those of sound from the file's start.
# CAP_PROP_POS_MSEC and get_frame_timestamp() are zero for the first picture, too. What lips and voices have in common, or
# faces and a rating, is sought two seconds away. PyAV gives the times in the file.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    decord2==3.4.0 opencv-python-headless==5.0.0.93 av==18.1.0 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata
from fractions import Fraction

import av
import cv2
import decord
import numpy as np

RATE = 48000
CLAP = 3.0  # seen and heard
sound = np.zeros(6 * RATE, np.float32)
sound[int(CLAP * RATE) :][:4800] = 0.5 * np.sin(2 * np.pi * 500 * np.arange(4800) / RATE)


def record(name: str, picture_codec: str, sound_codec: str) -> None:
    with av.open(name, "w") as film:
        video, audio = film.add_stream(picture_codec, rate=25), film.add_stream(sound_codec, rate=RATE)
        video.width = video.height = 64
        video.pix_fmt = "yuv420p"
        video.codec_context.time_base = Fraction(1, 1000)
        audio.layout = "mono"
        packets = []
        for time in range(2000, 6000, 40):  # the camera is on from 2 s on
            shade = 200 if CLAP <= time / 1000 < CLAP + 0.1 else 20
            picture = av.VideoFrame.from_ndarray(np.full((64, 64, 3), shade, np.uint8), format="rgb24")
            picture.pts, picture.time_base = time, Fraction(1, 1000)
            packets += video.encode(picture)
        for place in range(0, len(sound), 960):
            frame = av.AudioFrame.from_ndarray(sound[None, place : place + 960], format="flt", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, place, Fraction(1, RATE)
            packets += audio.encode(frame)
        packets += [*video.encode(None), *audio.encode(None)]
        for packet in sorted(packets, key=lambda one: float(one.dts * one.time_base)):
            film.mux(packet)


found = {}
for name, picture_codec, sound_codec in (("room.webm", "libvpx", "libopus"), ("room.mp4", "libx264", "aac")):
    record(name, picture_codec, sound_codec)
    with av.open(name) as film:
        times = [frame.time for frame in film.decode(video=0) if frame.to_ndarray(format="gray").mean() > 100]
    by_pyav = round(times[0], 2)
    film, times = cv2.VideoCapture(name), []
    while (read := film.read())[0]:
        if read[1].mean() > 100:
            times.append(film.get(cv2.CAP_PROP_POS_MSEC) / 1000)
    by_opencv = round(times[0], 2)
    both = decord.AVReader(name, sample_rate=RATE, mono=True)
    parts, pictures = both[:]
    seen = int(np.argmax(pictures.asnumpy().mean(axis=(1, 2, 3)) > 100))
    heard = int(np.argmax([abs(part.asnumpy()).max() > 0.2 for part in parts]))
    first = [round(float(time), 2) for time in decord.VideoReader(name).get_frame_timestamp(seen)]
    found[name] = (by_pyav, by_opencv, first[0], seen, heard)
print("decord2", metadata.version("decord2"), "OpenCV", cv2.__version__, "PyAV", metadata.version("av"))
for name, (by_pyav, by_opencv, by_decord, seen, heard) in found.items():
    print(f"{name:10} seen by PyAV at {by_pyav} s, by OpenCV at {by_opencv} s, by decord at {by_decord} s;", end=" ")
    print(f"AVReader: seen with picture {seen}, heard with picture {heard}")
    assert by_pyav == CLAP
    assert abs(by_opencv - 1) < 0.05
    assert abs(by_decord - 1) < 0.05
    assert seen == 25
    assert 73 <= heard <= 75
END
