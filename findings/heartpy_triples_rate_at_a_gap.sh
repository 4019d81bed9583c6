#!/usr/bin/env bash
# heartpy 1.2.7: five seconds without a sensor make 70 beats a minute into more than 200 for the whole recording.
#
# process() chooses one threshold for all peaks, by the steadiness of what it then finds. With a pulse of a minute and a
# flat stretch of five seconds in it (the finger was off, filled with zeros) the threshold that wins is one that finds small
# peaks between the beats, everywhere. The rate is that of nobody, the variability too, and no warning is given; without the
# gap, or with the two halves each by itself, the rate is right. Cut recordings at gaps, and look at the peaks.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check heartpy==1.2.7 'numpy<3' 'setuptools<81'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
import warnings

import numpy as np

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it is installed in an old way
    import heartpy

RATE = 100
chance = np.random.default_rng(0)
times = np.arange(60 * RATE) / RATE
beats = np.cumsum(0.85 + 0.05 * chance.normal(size=69))
pulse = 0.02 * chance.normal(size=len(times))
for beat in beats:
    pulse += np.exp(-(((times - beat) / 0.12) ** 2)) + 0.4 * np.exp(-(((times - beat - 0.3) / 0.12) ** 2))
gap = slice(20 * RATE, 25 * RATE)
with_gap = pulse.copy()
with_gap[gap] = 0
with warnings.catch_warnings():
    warnings.simplefilter("error")
    whole, broken, before, after = (
        float(heartpy.process(signal, RATE)[1]["bpm"])
        for signal in (pulse, with_gap, pulse[: gap.start], pulse[gap.stop :])
    )
true = 60 / np.diff(beats).mean()
print("heartpy", metadata.version("heartpy"))
print("beats a minute:", round(true, 1))
print("found without a gap:", round(whole, 1), "before it:", round(before, 1), "after it:", round(after, 1))
print("found with the gap: ", round(broken, 1))
assert all(abs(rate - true) < 3 for rate in (whole, before, after))
assert broken > 150
END
