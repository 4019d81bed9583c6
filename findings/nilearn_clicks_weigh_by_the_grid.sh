#!/usr/bin/env bash
# nilearn 0.14.1: how strong a click is, depends on the grid that the computation uses.
#
# In BIDS an instant has the duration 0. A regressor for such events should not depend on a technical option; here each
# lasts one step of a fine grid, by default a fiftieth of a scan. With oversampling=16 it is three times as high, with a
# scan every second little more than half as high, and a click in one condition with events of a second weighs a
# twenty-fifth of them. Effects (betas) are wrong by the inverse and differ between studies. The warning says only that
# durations are null. Give all the same.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check nilearn==0.14.1 pandas==3.1.1 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import warnings

import nilearn
import numpy as np
import pandas as pd
from nilearn.glm.first_level import make_first_level_design_matrix

warnings.filterwarnings("ignore", message="[^$]*null duration")


def height(duration: float, scan: float, oversampling: int) -> float:
    clicks = pd.DataFrame({"onset": [10.0, 30.0], "duration": duration, "trial_type": "click"})
    scans = np.arange(0, 60, scan)
    design = make_first_level_design_matrix(scans, clicks, drift_model=None, oversampling=oversampling)
    return float(design["click"].max())


clicks = {grid: height(0.0, 2.0, grid) for grid in (16, 50, 100)}
faster = height(0.0, 1.0, 50)
seconds = {grid: height(1.0, 2.0, grid) for grid in (16, 50, 100)}
print("nilearn", nilearn.__version__)
print("height for clicks, by oversampling:", {grid: round(value, 4) for grid, value in clicks.items()})
print("with a scan every second:", round(faster, 4))
print("height for events of a second:", {grid: round(value, 4) for grid, value in seconds.items()})
assert 2.5 < clicks[16] / clicks[50] < 3.7
assert 1.8 < clicks[50] / clicks[100] < 2.2
assert 1.6 < clicks[50] / faster < 2.2
assert 20 < seconds[50] / clicks[50] < 30
assert max(seconds.values()) / min(seconds.values()) < 1.1
END
