#!/usr/bin/env bash
# antropy 0.2.3: one missing sample, and the ratings are perfectly regular: their entropy is 0.
#
# sample_entropy() compares all stretches of a signal within a tolerance, a fifth of its standard deviation. With one NaN in
# six hundred samples the tolerance is NaN, yet the result is -0.0: the entropy of a signal without any surprise, and not
# NaN; spectral_entropy() gives -0.0, too. Nothing is said, and a mean over people has a value for everybody, lower where
# the connection was worse. app_entropy() of the same library raises, and perm_entropy() gives NaN. Look for NaN yourself.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check antropy==0.2.3 'numpy<3'
cd "$folder"
venv/bin/python -W error - <<'END'
import importlib.metadata as metadata

import antropy
import numpy as np

signal = np.cumsum(np.random.default_rng(1).normal(size=600))
with_gap = signal.copy()
with_gap[300] = np.nan
measures = {
    "sample_entropy": antropy.sample_entropy,
    "spectral_entropy": lambda values: antropy.spectral_entropy(values, sf=10),
    "perm_entropy": antropy.perm_entropy,
}
found = {name: (float(measure(signal)), float(measure(with_gap))) for name, measure in measures.items()}
print("antropy", metadata.version("antropy"))
for name, (whole, gap) in found.items():
    print(f"{name}: {whole:.3f} of 600 samples, {gap:.3f} with one of them missing")
assert found["sample_entropy"][0] > 0.1
assert found["spectral_entropy"][0] > 0.5
assert found["sample_entropy"][1] == found["spectral_entropy"][1] == 0
assert np.isnan(found["perm_entropy"][1])
END
