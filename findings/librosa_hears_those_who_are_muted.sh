#!/usr/bin/env bash
# librosa 0.11.0: who says nothing speaks all the time, by effects.split().
#
# split() gives the stretches that are not silent: those less than 60 dB below the loudest moment of the same recording.
# With a second of voice in three, that is the voice. In a muted channel the loudest moment is nothing, all is within 60 dB
# of it, and the whole recording is one stretch of sound; so is a room's faint noise. Speaking times are highest for those
# who were not there. Pass ref as a fixed level, such as ref=1.0.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check librosa==0.11.0 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import librosa
import numpy as np

rate = 16000
voice = 0.3 * np.sin(2 * np.pi * 150 * np.arange(rate) / rate)
channels = {
    "spoke for a second": np.concatenate([np.zeros(rate), voice, np.zeros(rate)]),
    "muted": np.zeros(3 * rate),
    "faint noise": 1e-5 * np.random.default_rng(0).normal(size=3 * rate),
}


def seconds(sound: np.ndarray, **options: float) -> float:
    return sum(end - start for start, end in librosa.effects.split(sound, **options)) / rate


print("librosa", metadata.version("librosa"))
for name, sound in channels.items():
    print(f"{name:18} sound in three seconds: {seconds(sound):.2f} s; with ref=1.0: {seconds(sound, ref=1.0):.2f} s")
assert 1.0 < seconds(channels["spoke for a second"]) < 1.2
assert seconds(channels["muted"]) == seconds(channels["faint noise"]) == 3
assert seconds(channels["muted"], ref=1.0) == seconds(channels["faint noise"], ref=1.0) == 0
END
