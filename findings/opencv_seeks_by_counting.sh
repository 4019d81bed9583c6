#!/usr/bin/env bash
# OpenCV 5.0.0: asked for the picture at a time, it counts frames at an average rate, and gives another moment.
#
# Browsers record with a varying rate: a film here has 30 frames a second for two seconds, then 10 for three (90 frames).
# After set(CAP_PROP_POS_MSEC, 2500) the picture read from the WebM is that of 3500 ms, and from 3000 ms on there is none,
# since the frame with the number 2.5 times 30 is meant; from the MP4 at 1000 ms it is that of 633 ms. CAP_PROP_FRAME_COUNT
# of the WebM says 148. Read from the start and take the time that each read() gives, or use PyAV.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    opencv-python-headless==5.0.0.93 av==18.1.0 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
from fractions import Fraction

import av
import cv2
import numpy as np

times = [round(number * 1000 / 30) for number in range(60)] + [2000 + 100 * number for number in range(30)]
for name, codec in (("film.webm", "libvpx"), ("film.mp4", "libx264")):
    with av.open(name, "w") as film:
        stream = film.add_stream(codec, rate=30)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for number, time in enumerate(times):
            picture = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 2 * number, np.uint8), format="rgb24")
            picture.pts, picture.time_base = time, Fraction(1, 1000)
            film.mux(stream.encode(picture))
        film.mux(stream.encode(None))
    with av.open(name) as film:
        assert [round(1000 * frame.time) for frame in film.decode(video=0)] == times


def reached(name: str, time: int) -> int | None:
    film = cv2.VideoCapture(name)
    film.set(cv2.CAP_PROP_POS_MSEC, time)
    found, _ = film.read()
    return round(film.get(cv2.CAP_PROP_POS_MSEC)) if found else None


wanted = [500, 1000, 2500, 3500]
in_webm, in_mp4 = ([reached(name, time) for time in wanted] for name in ("film.webm", "film.mp4"))
count = int(cv2.VideoCapture("film.webm").get(cv2.CAP_PROP_FRAME_COUNT))
print("OpenCV", metadata.version("opencv-python-headless"))
print("wanted, ms:", wanted)
print("WebM:", in_webm, "MP4:", in_mp4)
print("frames of the WebM:", count, "said,", len(times), "there")
assert in_webm == [500, 1000, 3500, None]
assert in_mp4[1] == 633
assert count == 148
END
