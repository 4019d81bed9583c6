#!/usr/bin/env bash
# soundfile 0.14.0 and PyAV: one Opus file, two sampling rates, two lengths.
#
# Opus always decodes at 48 kHz and remembers the rate of its source only as a note. libsndfile goes by the note: 16000
# samples a second, exactly as many as were recorded. FFmpeg (PyAV) goes by the codec: 48000, and the container's
# duration counts the 6.5 ms that a decoder throws away at the start. Sample numbers found with one (onsets of speech) are
# wrong by a factor of three with the other, and lengths differ by more than a frame. Keep seconds, not samples.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check soundfile==0.14.0 av==18.1.0 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import av
import numpy as np
import soundfile

tone = (0.3 * np.sin(np.arange(32000) / 20)).astype("float32")
soundfile.write("tone.ogg", tone, 16000, format="OGG", subtype="OPUS")
samples, rate = soundfile.read("tone.ogg")
with av.open("tone.ogg") as file:
    stream = file.streams.audio[0]
    declared = float(stream.duration * stream.time_base)
    decoded = sum(frame.samples for frame in file.decode(stream))
    other = stream.rate
print("soundfile", metadata.version("soundfile"), ":", rate, "Hz,", len(samples), "samples,", len(samples) / rate, "s")
print("PyAV", metadata.version("av"), ":", other, "Hz,", decoded, "samples,", decoded / other, "s; container", declared, "s")
assert (rate, len(samples)) == (16000, 32000)
assert (other, decoded) == (48000, 96000)
assert declared > 2.006
END
