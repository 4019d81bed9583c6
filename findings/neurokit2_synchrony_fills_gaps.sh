#!/usr/bin/env bash
# neurokit2 0.3.0: signal_synchrony(method="correlation") gives a number where nothing was measured.
#
# Two people's ratings, one of them with a pause (20 samples NaN). Every window that touches the pause, and half a
# window at both ends, has no correlation. The result has no NaN there: it has the mean of all other windows, to the
# last digit. Plots show a flat stretch of good synchrony, and a mean over time is weighted towards itself. NaN-aware
# code downstream finds nothing to leave out. pandas' rolling correlation of the same series keeps the NaN.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check neurokit2==0.3.0 'numpy<3' pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import neurokit2
import numpy as np
import pandas as pd

chance = np.random.default_rng(0)
one = chance.normal(size=200).cumsum()
other = one + chance.normal(size=200)
one[90:110] = np.nan
found = neurokit2.signal_synchrony(one, other, method="correlation", window_size=50)
rolling = pd.Series(one).rolling(50, center=True).corr(pd.Series(other)).to_numpy()
unknown = np.isnan(rolling)
print("neurokit2", metadata.version("neurokit2"))
print("windows without a correlation:", int(unknown.sum()), "of", len(rolling))
print("NaN in the result:", int(np.isnan(found).sum()))
mean = np.nanmean(rolling)
same = int(np.isclose(found[unknown], mean).sum())
print("equal to the mean of the other windows:", same, "of", int(unknown.sum()))
assert not np.isnan(found).any()
assert same >= unknown.sum() - 2  # windows of an even size are centred one sample apart
END
