#!/usr/bin/env bash
# PySceneDetect 0.7.2: the last scene of a browser's recording ends before it begins.
#
# Pictures at 30 a second for two seconds, then 10 for three, with a cut at 3.5 s; it lasts five. The cut is found at 3.5
# s, by the times of the pictures. The end is the number of pictures by the nominal rate, 90 by 30: the second scene lasts
# from 3.5 s to 3.0 s. Lengths of scenes, and means weighted by them, are negative for the last. Take the end from the last
# picture's time yourself.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    scenedetect==0.7.2 opencv-python-headless==5.0.0.93 av==18.1.0 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata
from fractions import Fraction

import av
import numpy as np
import scenedetect

av.logging.set_level(av.logging.ERROR)
times = [round(number * 1000 / 30) for number in range(60)] + [2000 + 100 * number for number in range(30)]
with av.open("film.webm", "w") as film:
    stream = film.add_stream("libvpx", rate=30)
    stream.width = stream.height = 64
    stream.pix_fmt = "yuv420p"
    stream.codec_context.time_base = Fraction(1, 1000)
    for time in times:
        shade = 230 if time >= 3500 else 20
        picture = av.VideoFrame.from_ndarray(np.full((64, 64, 3), shade, np.uint8), format="rgb24")
        picture.pts, picture.time_base = time, Fraction(1, 1000)
        film.mux(stream.encode(picture))
    film.mux(stream.encode(None))

scenes = [
    (start.get_seconds(), end.get_seconds())
    for start, end in scenedetect.detect("film.webm", scenedetect.ContentDetector())
]
print("PySceneDetect", metadata.version("scenedetect"))
print("scenes, s:", scenes)
assert [round(start, 2) for start, _ in scenes] == [0.0, 3.5]
assert round(scenes[0][1], 2) == 3.5
assert round(scenes[1][1], 2) == 3.0
END
