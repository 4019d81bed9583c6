#!/usr/bin/env bash
# statsmodels 0.15.0: two people's ratings have a cross-correlation of 2.6, and it is the highest where they hardly overlap.
#
# ccf() divides what is left of the products at each lag by the number of samples that are left, but by the standard
# deviations of the whole: a correlation has 1 as its limit, this has none. At the largest lags one or two products decide,
# and those of slow signals, as ratings are, are large there. Who takes the lag with the highest value finds that one person
# follows the other after nearly the whole film, also for a signal with itself, which should be highest at lag 0. It is the
# usual setting, and nothing is said. Pass adjusted=False, and look at few lags.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check statsmodels==0.15.0 pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import numpy as np
from statsmodels.tsa.stattools import ccf

generator = np.random.default_rng(1)
one = np.cumsum(generator.normal(size=120))  # two minutes at 1 Hz
other = np.cumsum(generator.normal(size=120))
strangers = ccf(one, other)
itself = ccf(one, one)
safe = ccf(one, one, adjusted=False)
print("statsmodels", metadata.version("statsmodels"))
print("two strangers: highest", round(np.abs(strangers).max(), 2), "at lag", np.abs(strangers).argmax())
print("with itself:   highest", round(np.abs(itself).max(), 2), "at lag", np.abs(itself).argmax())
print("adjusted=False: highest", round(np.abs(safe).max(), 2), "at lag", np.abs(safe).argmax())
assert np.abs(strangers).max() > 2
assert np.abs(strangers).argmax() > 100
assert np.abs(itself).max() > 1.5
assert np.abs(itself).argmax() > 60
assert np.abs(safe).argmax() == 0 and abs(safe[0] - 1) < 1e-12
END
