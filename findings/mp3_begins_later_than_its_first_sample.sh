#!/usr/bin/env bash
# PyAV 18.1.0 and soundfile 0.14.0: what was heard at 1.000 s is at 1.069 s in the MP3 of the same recording.
#
# An MP3 begins with samples that belong to nobody, and the file tells how many. Both libraries leave them out, so that the
# samples are exactly those that were recorded, 48000 of them. But PyAV gives the first frame the time 0.069 s (23 ms at
# 48 kHz), as if the samples left out were a silence that one heard; in WAV and FLAC it is 0. Frame times are what one takes
# for files with pauses or pictures, and what they say differs by the format. Subtract the stream's start time of an MP3.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check av==18.1.0 soundfile==0.14.0 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import av
import numpy as np
import soundfile

RATE = 16000
sound = (1e-4 * np.random.default_rng(0).standard_normal(3 * RATE)).astype("float32")
sound[RATE : RATE + 200] = 0.8 * np.sin(np.arange(200) * 0.3)  # the click, at 1 s
print("PyAV", av.__version__, "soundfile", soundfile.__version__)
found = {}
for name in ("sound.wav", "sound.flac", "sound.mp3"):
    soundfile.write(name, sound, RATE)
    samples, _ = soundfile.read(name)
    with av.open(name) as file:
        stream = file.streams.audio[0]
        lengths, onset = 0, None
        for frame in file.decode(stream):
            values = frame.to_ndarray().reshape(-1).astype("float64")
            loud = np.flatnonzero(np.abs(values) > 0.3 * (1 if frame.format.name.startswith("flt") else 32768))
            if onset is None and loud.size:
                onset = (lengths + loud[0]) / RATE, frame.time + loud[0] / RATE
            lengths += frame.samples
    by_soundfile = np.flatnonzero(np.abs(samples) > 0.3)[0] / RATE
    found[name] = [round(float(value), 3) for value in (by_soundfile, *onset)]
    print(name, "soundfile, PyAV by samples, PyAV by frame times:", found[name], lengths, "samples")
    assert lengths == len(samples) == len(sound)
assert found["sound.wav"] == found["sound.flac"] == [1.0, 1.0, 1.0]
assert found["sound.mp3"] == [1.0, 1.0, 1.069]
END
