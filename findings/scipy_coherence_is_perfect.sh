#!/usr/bin/env bash
# SciPy 1.17.1: two people who have nothing in common are perfectly coherent for half a minute, at every frequency.
#
# coherence() averages over segments of 256 samples, and each alone has the coherence 1, whatever it holds. Up to 383
# samples there is only one, and the result is 1 everywhere: 38 s of ratings at 10 Hz, the length of many clips. At 384 it
# falls to a half by chance, and then slowly. Nothing warns between 256 and 383; below, it is said that segments are
# shorter, not that there is one. Clips of other lengths, or a second that was cut off, change "synchrony" more than people
# do. Give nperseg for ten segments or more, and compare with pairs that never met.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check scipy==1.17.1 'numpy<3'
cd "$folder"
venv/bin/python -W error - <<'END'
import numpy as np
import scipy
import scipy.signal

generator = np.random.default_rng(1)
means, least = {}, {}
for seconds in (26, 38.3, 38.4, 60, 300):
    size = round(seconds * 10)
    found = [
        scipy.signal.coherence(generator.normal(size=size), generator.normal(size=size), fs=10)[1][1:-1]
        for _ in range(40)
    ]
    means[seconds], least[seconds] = float(np.mean(found)), float(np.min(found))
print("SciPy", scipy.__version__)
print("coherence of independent noise at 10 Hz, forty pairs:")
for seconds, mean in means.items():
    print(f"{seconds} s: mean {mean:.3f}, least {least[seconds]:.3f}")
shorter = scipy.signal.coherence(generator.normal(size=380), generator.normal(size=380), fs=10, nperseg=64)[1]
print(f"38 s with nperseg=64: mean {shorter.mean():.3f}")
assert least[26] > 0.999999
assert least[38.3] > 0.999999
assert 0.4 < means[38.4] < 0.6
assert means[300] < 0.1
assert shorter.mean() < 0.25
END
