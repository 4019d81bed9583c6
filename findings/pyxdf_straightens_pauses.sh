#!/usr/bin/env bash
# pyxdf 1.17.5: a pause of less than 500 samples is spread over the whole stream, so that every sample gets a wrong time.
#
# load_xdf takes out jitter from streams with a nominal rate by a straight line through their times, piece by piece. A gap
# starts a new piece if it is longer than a second and than 500 samples: two seconds at 250 Hz, but 50 s for ratings at 10
# Hz. Ten seconds of ratings, a pause of 20, ten more: no time is right, and the last before the pause is ten seconds late.
# The log speaks of another effective rate, no more. Pass dejitter_timestamps=False for slow streams.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyxdf==1.17.5 'numpy<3'
cd "$folder"
venv/bin/python -W error - <<'END'
import importlib.metadata as metadata
import struct
from pathlib import Path

import numpy as np
import pyxdf


def chunk(tag: int, content: bytes) -> bytes:
    return b"\x04" + struct.pack("<IH", len(content) + 2, tag) + content


times = np.arange(200) / 10
times[100:] += 20  # a pause
described = (
    b"<?xml version='1.0'?><info><name>slider</name><type>rating</type><channel_count>1</channel_count>"
    b"<nominal_srate>10</nominal_srate><channel_format>double64</channel_format></info>"
)
samples = b"".join(b"\x08" + struct.pack("<dd", time, 0.5) for time in times)
Path("ratings.xdf").write_bytes(
    b"XDF:"
    + chunk(1, b"<?xml version='1.0'?><info><version>1.0</version></info>")
    + chunk(2, struct.pack("<I", 1) + described)
    + chunk(3, struct.pack("<IBI", 1, 4, len(times)) + samples)
    + chunk(6, struct.pack("<I", 1) + b"<?xml version='1.0'?><info></info>")
)
(stream,), _ = pyxdf.load_xdf("ratings.xdf")
(recorded,), _ = pyxdf.load_xdf("ratings.xdf", dejitter_timestamps=False)
errors = stream["time_stamps"] - times
print("pyxdf", metadata.version("pyxdf"))
print("around the pause, recorded:", recorded["time_stamps"][98:102].round(2).tolist())
print("around the pause, read:    ", stream["time_stamps"][98:102].round(2).tolist())
print("largest error:", round(float(np.abs(errors).max()), 1), "s; smallest:", round(float(np.abs(errors).min()), 3), "s")
assert np.array_equal(recorded["time_stamps"], times)
assert 9.5 < np.abs(errors).max() < 10.5
assert np.abs(errors).min() > 0
END
