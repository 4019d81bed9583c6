#!/usr/bin/env bash
# SciPy 1.17.1: a slider left at 50 is at 49.4 after decimate(), and at 37.5 and then at 53.3 after resample_poly().
#
# Halving the rate of a constant should give the constant. The filter of decimate() has a ripple, and with it a gain at
# zero frequency a little below one, and it goes over the signal twice: everything is 1 % too low, all along, so that
# streams of two rates that were brought to one differ by it. resample_poly() takes what lies before the first sample and
# after the last for zero, and rings at that step. Signals that swing about zero show little of either. Use resample_poly()
# with padtype="line".
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'numpy<3' scipy==1.17.1
cd "$folder"
venv/bin/python - <<'END'
import numpy as np
import scipy
from scipy import signal

slider = np.full(200, 50.0)
found = {
    "decimate": signal.decimate(slider, 2),
    "resample_poly": signal.resample_poly(slider, 1, 2),
    "resample_poly, line": signal.resample_poly(slider, 1, 2, padtype="line"),
}
print("SciPy", scipy.__version__)
for name, values in found.items():
    print(f"{name:20}", values[:4].round(1).tolist(), "...", values[50].round(1), "...", values[-2:].round(1).tolist())
assert np.abs(found["decimate"] - 49.43).max() < 0.05
assert 37 < found["resample_poly"][0] < 38
assert 53 < found["resample_poly"][1] < 54
assert abs(found["resample_poly"][50] - 50) < 0.1
assert np.abs(found["resample_poly, line"] - 50).max() < 0.1
END
