#!/usr/bin/env bash
# imageio 2.38.1 with imageio-ffmpeg 0.8.1: a film of 90 pictures has 150, and by its own rate the cut is two seconds late.
#
# Browsers record with a varying rate: here 30 pictures a second for two seconds, then 10 for three, with a cut at 3.5 s.
# The FFMPEG plugin, which comes first for MP4 even where PyAV is installed, repeats pictures up to a steady rate: number
# 105 is the first after the cut, and not 75. Its metadata gives the mean rate instead, 18.75 a second, and 105 of those
# are 5.6 s. Measures by picture (motion, faces) get more weight where the camera was slow. Read with plugin="pyav", or
# PyAV itself.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    imageio==2.38.1 imageio-ffmpeg==0.8.1 av==18.1.0 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata
from fractions import Fraction

import av
import imageio.v3 as imageio
import numpy as np

times = [round(number * 1000 / 30) for number in range(60)] + [2000 + 100 * number for number in range(30)]
av.logging.set_level(av.logging.ERROR)
with av.open("film.mp4", "w") as film:
    stream = film.add_stream("libx264", rate=30)
    stream.width = stream.height = 64
    stream.pix_fmt = "yuv420p"
    stream.codec_context.time_base = Fraction(1, 1000)
    for time in times:
        shade = 230 if time >= 3500 else 20
        picture = av.VideoFrame.from_ndarray(np.full((64, 64, 3), shade, np.uint8), format="rgb24")
        picture.pts, picture.time_base = time, Fraction(1, 1000)
        film.mux(stream.encode(picture))
    film.mux(stream.encode(None))


def read(plugin: str) -> tuple[int, int]:
    bright = [picture.mean() > 120 for picture in imageio.imiter("film.mp4", plugin=plugin)]
    return len(bright), bright.index(True)


(count, cut), in_pyav = read("FFMPEG"), read("pyav")
rate = imageio.immeta("film.mp4", plugin="FFMPEG")["fps"]
print("imageio", metadata.version("imageio"), "imageio-ffmpeg", metadata.version("imageio-ffmpeg"))
print("FFMPEG: pictures", count, "the first after the cut:", cut, "at", rate, "a second:", round(cut / rate, 2), "s")
print("pyav:   pictures", *in_pyav, "of", len(times))
assert in_pyav == (90, 75)
assert 148 <= count <= 151
assert 104 <= cut <= 106
assert 5.4 < cut / rate < 5.8
END
