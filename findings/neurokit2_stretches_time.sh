#!/usr/bin/env bash
# neurokit2 0.3.0: resampling and cutting into epochs move samples in time, by up to one interval of the slower rate.
#
# signal_resample(10 Hz to 1 Hz) should give the values at 0, 1, ... 9 s. Its usual method lays the last new sample on the
# last old one instead and spreads the others evenly, so that what stands for 9 s is the value of 9.9 s; method="numpy" is
# right. epochs_create(-1 to 1 s) labels twenty samples with twenty times of which the last is 1.0, so that the sample at
# the event itself has the time 0.053 s. Latencies and lags between signals of different rates drift through a recording.
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

seconds = np.arange(100) / 10  # the value of each sample is its own time
usual = neurokit2.signal_resample(seconds, sampling_rate=10, desired_sampling_rate=1)
right = neurokit2.signal_resample(seconds, sampling_rate=10, desired_sampling_rate=1, method="numpy")
epoch = neurokit2.epochs_create(
    pd.DataFrame({"time": seconds}), events=[50], sampling_rate=10, epochs_start=-1, epochs_end=1
)["1"]
event = float(epoch.index[epoch["time"] == 5.0][0])
print("neurokit2", metadata.version("neurokit2"))
print("times of the samples at 1 Hz:", usual.round(2).tolist())
print("with method='numpy':         ", right.round(2).tolist())
print("time of the sample at the event:", round(event, 4))
assert np.allclose(right, np.arange(10))
assert np.allclose(usual, np.arange(10) * 1.1)
assert abs(event - 1 / 19) < 1e-9
END
