#!/usr/bin/env bash
# librosa 0.11.0 and praat-parselmouth 0.4.7: the pitch of silence is 0 Hz, or 400 Hz, or missing.
#
# A second of silence, then a second of a voice at 150 Hz. Praat gives 0 where there is no voice, so that the mean pitch is
# 75 Hz; librosa's yin() gives the highest pitch that one allowed, 400 Hz, so that it is 269; pyin() of the same library
# gives NaN, and nanmean is right. None of the first two has a NaN to find, and the mean of a turn depends on its pauses.
# Set what is not voiced to NaN before anything else.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    librosa==0.11.0 praat-parselmouth==0.4.7 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import librosa
import numpy as np
import parselmouth

rate = 16000
time = np.arange(2 * rate) / rate
sound = 0.3 * np.sin(2 * np.pi * 150 * time) * (time >= 1)
limits = {"fmin": 75, "fmax": 400, "sr": rate}
pitches = {
    "Praat": parselmouth.Sound(sound, rate).to_pitch().selected_array["frequency"],
    "librosa yin": librosa.yin(sound, **limits),
    "librosa pyin": librosa.pyin(sound, **limits)[0],
}
print("librosa", metadata.version("librosa"), "praat-parselmouth", metadata.version("praat-parselmouth"))
for name, pitch in pitches.items():
    print(f"{name:12} at 0.3 s: {pitch[len(pitch) * 15 // 100]:.1f}  mean: {np.nanmean(pitch):.1f} Hz")
in_silence = {name: pitch[len(pitch) * 15 // 100] for name, pitch in pitches.items()}
assert in_silence["Praat"] == 0
assert abs(in_silence["librosa yin"] - 400) < 1
assert np.isnan(in_silence["librosa pyin"])
assert 70 < np.nanmean(pitches["Praat"]) < 80
assert 250 < np.nanmean(pitches["librosa yin"]) < 300
assert 148 < np.nanmean(pitches["librosa pyin"]) < 152
END
