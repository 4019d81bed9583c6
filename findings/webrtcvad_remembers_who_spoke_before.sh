#!/usr/bin/env bash
# webrtcvad 2.0.14: whether a sound is speech depends on the recordings that were analysed before it.
#
# is_speech(frame) looks like a question about the frame. The detector goes on learning the noise from frame to frame, has
# no way to begin anew, and nothing in its few lines of documentation says so: the same recording gives other answers at
# its second run with the same Vad, and after another recording. Speaking times and turns depend on the order of files, and
# in a pool of processes on which one got which. Make a new Vad for each recording and channel.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check webrtcvad-wheels==2.0.14.post1 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import numpy as np
import webrtcvad

random = np.random.default_rng(0)
length = 480  # samples: 30 ms at 16 kHz
time = np.arange(100 * length) / 16000
voice = (8000 * np.sin(2 * np.pi * 150 * time) * (1 + np.sin(2 * np.pi * 4 * time))).astype("<i2")
noise = (200 * random.normal(size=len(time))).astype("<i2")


def speech(detector: webrtcvad.Vad, sound: np.ndarray) -> list[bool]:
    return [detector.is_speech(sound[at : at + length].tobytes(), 16000) for at in range(0, len(sound), length)]


alone = speech(webrtcvad.Vad(3), voice)
again = speech(webrtcvad.Vad(3), voice)
used = webrtcvad.Vad(3)
before = speech(used, noise)
after = speech(used, voice)
second = speech(used, noise)
differ = sum(one != other for one, other in zip(alone, after))
print("webrtcvad-wheels", metadata.version("webrtcvad-wheels"))
print("voice: frames with speech", sum(alone), "with a new Vad,", sum(after), "after noise;", differ, "of 100 differ")
print("noise: frames with speech", sum(before), "with a new Vad,", sum(second), "after the voice")
assert alone == again
assert differ >= 5
assert before != second
END
