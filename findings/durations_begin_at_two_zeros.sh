#!/usr/bin/env bash
# PyAV 18.1.0 (FFmpeg 8) and mediabunny 1.61.0: a camera on from 2 s to 9 s lasts 9 s in a WebM and 7 s in an MP4.
#
# The pictures have the same times in both files, and both begin at 2 s. But the duration that FFmpeg gives is the moment of
# the end for WebM and Matroska, which is what these files hold, and the time from first to last for MP4 and MOV: beginning
# plus duration is the end of the one and two seconds after the end of the other. mediabunny's is the moment of the end for
# both. Who finds when a recording began from when it was stopped (clock minus duration) is two seconds off after a mere
# change of container, and 70 pictures in 9 s are a wrong rate. Take the times of the first and the last picture.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check av==18.1.0 'numpy<3'
cd "$folder"
npm install --silent --no-audit --no-fund mediabunny@1.61.0
cat >duration.mjs <<'END'
import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";

const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(process.argv[2]) });
console.log(await input.computeDuration());
END
venv/bin/python - <<'END'
import json
import subprocess
from fractions import Fraction

import av
import numpy as np

TICK = Fraction(1, 1000)
with open("node_modules/mediabunny/package.json") as file:
    print("PyAV", av.__version__, "mediabunny", json.load(file)["version"])
found = {}
for name, codec in (("film.webm", "libvpx"), ("film.mp4", "mpeg4"), ("film.mkv", "mpeg4"), ("film.mov", "mpeg4")):
    with av.open(name, "w") as file:
        stream = file.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.time_base = stream.codec_context.time_base = TICK
        for number in range(70):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), number, "uint8"), format="rgb24")
            frame.pts, frame.time_base = 2000 + 100 * number, TICK
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    with av.open(name) as file:
        shown = [frame.time for frame in file.decode(video=0)]
        begin, duration = file.start_time / 1e6, file.duration / 1e6
    found[name] = [round(value, 1) for value in (shown[0], shown[-1], begin, duration)]
    print(name, "first, last, begin, duration:", found[name], end=" ")
    if name in ("film.webm", "film.mov"):
        found[name].append(float(subprocess.check_output(["node", "duration.mjs", name])))
        print("mediabunny:", found[name][-1], end="")
    print()
    assert found[name][:3] == [2.0, 8.9, 2.0]
assert found["film.webm"][3] == found["film.mkv"][3] == 9.0
assert found["film.mp4"][3] == found["film.mov"][3] == 7.0
assert round(found["film.webm"][4], 1) == round(found["film.mov"][4], 1) == 9.0
END
