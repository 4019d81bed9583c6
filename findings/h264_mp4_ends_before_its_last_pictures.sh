#!/usr/bin/env bash
# PyAV 18.1.0 (FFmpeg 8): a screen recording of seven seconds lasts 5.1 s as MP4; two pictures come after its end.
#
# Thirty pictures a second for two seconds, then one a second, as of a page where nothing moves. The usual encoder of H.264
# (libx264) sends pictures in another order than they are shown, and the length of the track is written from the times of
# sending, which at the end are two pictures behind: with a steady rate that is nothing, here it is two seconds. FFmpeg, and
# with it PyAV, believes it: the rate comes out as 12.9 a second, not 9.4, and who cuts the sound or the ratings at the
# duration loses two seconds. mutagen reads the other length that the same file has, 7.03 s; as Matroska all agree.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check av==18.1.0 mutagen==1.48.1 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
from fractions import Fraction

import av
import mutagen
import numpy as np

TICK = Fraction(1, 1000)
times = [i / 30 for i in range(60)] + [2.0 + i for i in range(6)]
print("PyAV", av.__version__, "mutagen", mutagen.version_string)
found = {}
for name, container in (("film.mkv", "matroska"), ("film.mp4", "mp4")):
    with av.open(name, "w", format=container) as file:
        stream = file.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.time_base = stream.codec_context.time_base = TICK
        for number, time in enumerate(times):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), number, "uint8"), format="rgb24")
            frame.pts, frame.time_base = round(time * 1000), TICK
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    with av.open(name) as file:
        shown = [frame.time for frame in file.decode(video=0)]
        duration = file.duration / 1e6
        rate = float(file.streams.video[0].average_rate)
    late = [round(time, 3) for time in shown if time > duration]
    found[name] = len(shown), round(shown[-1], 3), round(duration, 1), late
    print(name, len(shown), "pictures, last at", found[name][1], "duration", duration, "after it:", late, "rate", rate)
length = mutagen.File("film.mp4").info.length
print("mutagen:", length)
assert found["film.mkv"] == (66, 7.0, 7.0, [])
assert found["film.mp4"] == (66, 7.0, 5.1, [6.0, 7.0])
assert 7.0 < length < 7.1
END
