#!/usr/bin/env bash
# auditok 0.5.2: who talks for twelve seconds has three turns, and every turn ends 0.3 s after its last word.
#
# split() finds where a recording is loud. Its events have no more than five seconds by the usual settings, so that a long
# turn is cut in pieces that touch each other: counts of turns rise with their length, and no turn is longer than 5 s. The
# silence that ends a turn is part of it, so that gaps between speakers are 0.3 s too short, and short ones look like
# somebody falling in; a turn that is cut has that only at its last piece. Pass max_dur=None and max_trailing_silence=0.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check auditok==0.5.2 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import auditok
import numpy as np

RATE = 16000
times = np.arange(20 * RATE) / RATE
SPOKEN = [(1, 2), (4, 16)]
voice = np.zeros(len(times))
for begin, end in SPOKEN:
    inside = (times >= begin) & (times < end)
    voice[inside] = 0.3 * np.sin(2 * np.pi * 200 * times[inside])
sound = (voice * 32767).astype(np.int16).tobytes()


def turns(**options: object) -> list[tuple[float, float]]:
    found = auditok.split(sound, sampling_rate=RATE, sample_width=2, channels=1, **options)
    return [(round(turn.start, 3), round(turn.end, 3)) for turn in found]


usual = turns()
whole = turns(max_dur=None, max_trailing_silence=0)
print("auditok", metadata.version("auditok"), "spoken:", SPOKEN)
print("usual:", usual)
print("max_dur=None, max_trailing_silence=0:", whole)
assert whole == SPOKEN
assert usual == [(1.0, 2.3), (4.0, 9.0), (9.0, 14.0), (14.0, 16.3)]
END
