#!/usr/bin/env bash
# neurokit2 0.3.0 with OpenCV 5.0.0: a film of 29.97 pictures a second has 29, and each minute of it is 62 seconds long.
#
# read_video() gives the pictures and their rate, for the pulse that is to be found in a face. The rate is cut to a whole
# number, not rounded: cameras that say 30 record 29.97, and browsers' films have any mean at all, 29.99 if a picture is late.
# A pulse of 72 beats a minute is 69.7, and what happens after ten minutes is twenty seconds later than it was. There is no
# warning and the number looks plausible. Ask OpenCV for CAP_PROP_FPS, or better, take each picture's time.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    neurokit2==0.3.0 opencv-python-headless==5.0.0.93 av==18.1.0 pandas==3.1.1 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata
from fractions import Fraction

import av
import cv2
import neurokit2
import numpy as np

RATE = Fraction(30000, 1001)
COUNT = 1800  # a minute
light = [round(128 + 60 * np.sin(2 * np.pi * 1.2 * number / float(RATE))) for number in range(COUNT)]  # 72 a minute
with av.open("face.mp4", "w") as film:
    stream = film.add_stream("libx264", rate=RATE)
    stream.width = stream.height = 64
    stream.pix_fmt = "yuv420p"
    for shade in light:
        film.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((64, 64, 3), shade, np.uint8), format="rgb24")))
    film.mux(stream.encode(None))
pictures, rate = neurokit2.read_video("face.mp4")
by_opencv = cv2.VideoCapture("face.mp4").get(cv2.CAP_PROP_FPS)
pulse = pictures.mean(axis=(1, 2, 3))
pulse -= pulse.mean()


def beats(rate: float) -> float:
    upwards = np.flatnonzero((pulse[:-1] < 0) & (pulse[1:] >= 0))
    return 60 * (len(upwards) - 1) / ((upwards[-1] - upwards[0]) / rate)


print("neurokit2", metadata.version("neurokit2"), "OpenCV", cv2.__version__)
print("rate by OpenCV:", round(by_opencv, 3), "by read_video():", rate)
print("length:", round(COUNT / float(RATE), 2), "s, by read_video()'s rate:", round(len(pictures) / rate, 2), "s")
print("beats a minute:", round(beats(by_opencv), 1), "by read_video()'s rate:", round(beats(rate), 1))
assert round(by_opencv, 2) == 29.97
assert rate == 29
assert len(pictures) == COUNT
assert abs(beats(by_opencv) - 72) < 0.3
assert abs(beats(rate) - 69.7) < 0.3
END
