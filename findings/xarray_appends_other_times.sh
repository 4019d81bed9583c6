#!/usr/bin/env bash
# xarray 2026.9.0: the next ratings, two seconds later, are appended 37 minutes later, and 0.35 s become 350 s.
#
# Times in Zarr are whole numbers with a unit, and xarray takes the coarsest unit that fits: seconds, when the first part of
# a recording has full seconds. A later part with fractions has to be in milliseconds. to_zarr(append_dim="time") writes
# those numbers and leaves the unit of the store, so that all of the part is a thousand times too far from the start; so it
# goes with durations. The only word is a warning that units are milliseconds now, which is not so. Set encoding with
# microseconds as unit when the store is made.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    xarray==2026.9.0 zarr==3.1.6 pandas==3.1.1 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata
import warnings

import pandas as pd
import xarray as xr


def part(times: list[str], reaction_times: list[float]) -> xr.Dataset:
    durations = pd.to_timedelta(reaction_times, unit="s")
    return xr.Dataset({"reaction": ("time", durations)}, coords={"time": pd.to_datetime(times, format="ISO8601")})


first = part(["2026-03-03 09:00:00", "2026-03-03 09:00:01"], [1.0, 2.0])
second = part(["2026-03-03 09:00:02.250", "2026-03-03 09:00:02.750"], [0.35, 0.5])
first.to_zarr("store", consolidated=False)
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    second.to_zarr("store", append_dim="time", consolidated=False)
read = xr.open_zarr("store", consolidated=False)
times = [str(time) for time in pd.DatetimeIndex(read["time"].values)]
reactions = pd.TimedeltaIndex(read["reaction"].values).total_seconds().tolist()
print("xarray", metadata.version("xarray"), "zarr", metadata.version("zarr"))
print("appended:", [str(time) for time in pd.DatetimeIndex(second["time"].values)], "with 0.35 s and 0.5 s")
print("read:", times, reactions)
print("warned:", [str(one.message).split(". Set")[0] for one in warned if one.category is UserWarning])
print("unit in the store:", read["time"].encoding["units"])
assert times[:2] == ["2026-03-03 09:00:00", "2026-03-03 09:00:01"]
assert times[2:] == ["2026-03-03 09:37:30", "2026-03-03 09:45:50"]
assert reactions == [1.0, 2.0, 350.0, 500.0]
assert read["time"].encoding["units"] == "seconds since 2026-03-03 09:00:00"
END
