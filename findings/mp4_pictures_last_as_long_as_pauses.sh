#!/usr/bin/env bash
# PyAV 18.1.0 with FFmpeg 8: the last picture before a pause lasts 4.1 s in an MP4 and 0.1 s in a WebM of the same film.
#
# Ten pictures a second, a pause of four seconds (the tab was hidden), ten more; each is encoded with its own time. MP4
# keeps no durations of pictures and no gaps, only how far on the next one is, so that packets and frames before a pause
# are said to last all through it. WebM's have the usual length. Coverage of a film, or time without a picture, that is
# summed from durations is whole in one format and has a gap in the other, by which browser was used. Take the times, and
# name gaps.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check av==18.1.0 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
from fractions import Fraction

import av
from av import library_versions
import numpy as np

av.logging.set_level(av.logging.ERROR)
times = [*range(0, 1000, 100), *range(5000, 6000, 100)]
found = {}
for codec, name in (("libx264", "h264.mp4"), ("mpeg4", "mpeg4.mp4"), ("libvpx", "vp8.webm")):
    with av.open(name, "w") as film:
        stream = film.add_stream(codec, rate=10)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for time in times:
            picture = av.VideoFrame.from_ndarray(np.full((64, 64, 3), time // 30, np.uint8), format="rgb24")
            picture.pts, picture.time_base = time, Fraction(1, 1000)
            film.mux(stream.encode(picture))
        film.mux(stream.encode(None))
    with av.open(name) as film:
        packets = [packet for packet in film.demux(video=0) if packet.pts is not None]
        film.seek(0)
        frames = list(film.decode(video=0))
    found[name] = []
    for parts in (packets, frames):
        lasting = {round(1000 * part.pts * part.time_base): round(1000 * part.duration * part.time_base) for part in parts}
        assert sorted(lasting) == times
        found[name].append({time: duration for time, duration in lasting.items() if duration != 100})
print("PyAV", metadata.version("av"), "libavformat", library_versions["libavformat"])
for name, (of_packets, of_frames) in found.items():
    print(f"{name:9} not 100 ms long (start: duration): packets {of_packets} frames {of_frames}")
assert found["h264.mp4"] == found["mpeg4.mp4"] == [{900: 4100}, {900: 4100}]
assert found["vp8.webm"] == [{}, {}]
END
