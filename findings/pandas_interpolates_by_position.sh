#!/usr/bin/env bash
# pandas 3.1.1: the rating ten milliseconds before an answer of 60 is 55, since it is the middle one of three rows.
#
# resample("250ms").interpolate() of samples that are not on the grid puts grid and samples into one index and draws lines
# between the samples. Its method "linear" does that by the number of the row, not by the time, also with a DatetimeIndex:
# between 50 at 0 ms and 60 at 260 ms the value for 250 ms is 55, where a line in time gives 59.6. So a curve at regular
# times, the ground of each correlation, lags behind by half of a sample or is ahead of it, by how the samples happened to
# fall. In a frame with the times as index interpolate() itself does so, too. Pass method="time".
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1 'numpy<3'
cd "$folder"
venv/bin/python -W error - <<'END'
import numpy as np
import pandas as pd

moments = np.array([0, 260, 510, 770, 1000])
values = np.array([50.0, 60.0, 70.0, 80.0, 90.0])
ratings = pd.Series(values, index=pd.Timestamp("2026-03-03 09:00") + pd.to_timedelta(moments, unit="ms"))
grid = np.arange(0, 1001, 250)
by_default = ratings.resample("250ms").interpolate().tolist()
in_time = ratings.resample("250ms").interpolate(method="time").tolist()
exact = np.interp(grid, moments, values).tolist()
# The same curve once more, with each sample 20 ms later in its interval of 250 ms: the real values change, these do not.
later = ratings.copy()
later.index = ratings.index + pd.to_timedelta([0, 20, 20, 20, 0], unit="ms")
by_default_later = later.resample("250ms").interpolate().tolist()
print("pandas", pd.__version__)
print("samples at", moments.tolist(), "ms:", values.tolist())
print("at", grid.tolist(), "ms by default:", by_default)
print('with method="time":', [round(value, 2) for value in in_time], "NumPy:", [round(value, 2) for value in exact])
print("samples 20 ms later, by default:", by_default_later)
assert by_default == by_default_later == [50, 55, 65, 75, 90]
assert np.allclose(in_time, exact)
assert np.allclose(exact, [50, 59.615385, 69.6, 79.230769, 90])
END
