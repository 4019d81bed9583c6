#!/usr/bin/env bash
# pymovements 0.28.0: velocities come from the nominal sampling rate; the time column is not looked at.
#
# A webcam tracker has irregular times and drops frames. `Gaze` takes a time column with its unit, yet pos2vel divides by
# Experiment.sampling_rate alone. A slow shift across one second without samples becomes a saccade of one sample, and
# an experiment said to be at 1000 Hz with data at 200 Hz gives five times the velocity, without a warning. Thresholds in
# degrees a second (ivt) then mean something else. Resample to the nominal rate first, or set the rate from the times.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pymovements==0.28.0
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import numpy as np
import polars as pl
import pymovements as pm


def fastest(times, x, rate):
    screen = pm.Experiment(
        screen_width_px=1280, screen_height_px=720, screen_width_cm=38, screen_height_cm=21,
        distance_cm=60, origin="upper left", sampling_rate=rate,
    )
    frame = pl.DataFrame({"time": times, "x": x, "y": np.full(len(x), 300.0)})
    gaze = pm.Gaze(frame, experiment=screen, pixel_columns=["x", "y"], time_column="time", time_unit="ms")
    gaze.pix2deg()
    gaze.pos2vel("preceding")
    return gaze.samples["velocity"].list.get(0).abs().max()


times = np.arange(200) * 5.0  # 200 Hz
x = np.where(np.arange(200) < 100, 500.0, 560.0)
without_gap = fastest(times, x, 200)
gap = np.where(np.arange(200) < 100, 0.0, 1000.0)  # a second without samples, where x changes
with_gap = fastest(times + gap, x, 200)
other_rate = fastest(times, x, 1000)
print("pymovements", metadata.version("pymovements"))
print("fastest, degrees a second:", round(without_gap, 1))
print("the same change over a second more:", round(with_gap, 1))
print("the same times, another nominal rate:", round(other_rate, 1))
assert with_gap == without_gap
assert abs(other_rate / without_gap - 5) < 1e-6
END
