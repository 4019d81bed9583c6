#!/usr/bin/env bash
# pymovements 0.28.0: an event's duration is the time from its first sample to its last, without the last one's own.
#
# Gaze at 30 Hz (a webcam) that jumps every ten samples: one sample belongs to each saccade, nine to each fixation, which
# are 300 ms. The durations are 267 ms, eight intervals. Totals ("share of time fixating") are too small by one sample for
# each event: negligible at 1000 Hz, a tenth at 30 Hz for fixations of usual length.
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

RATE = 30
screen = pm.Experiment(
    screen_width_px=1280, screen_height_px=720, screen_width_cm=38, screen_height_cm=21,
    distance_cm=60, origin="upper left", sampling_rate=RATE,
)
count = 60
times = np.round(np.arange(count) * 1000 / RATE)
x = np.where((np.arange(count) // 10) % 2 == 0, 400.0, 900.0)  # jumps every ten samples
frame = pl.DataFrame({"time": times, "x": x, "y": np.full(count, 300.0)})
gaze = pm.Gaze(frame, experiment=screen, pixel_columns=["x", "y"], time_column="time", time_unit="ms")
gaze.pix2deg()
gaze.pos2vel("preceding")
gaze.detect("ivt", minimum_duration=50)
durations = gaze.events.frame["duration"].to_list()
print("pymovements", metadata.version("pymovements"))
print("nine samples at 30 Hz last 300 ms; the fixations:", durations)
print("together", sum(durations), "of", 6 * 300, "ms")
assert len(durations) == 6
assert all(duration in (266, 267) for duration in durations)
END
