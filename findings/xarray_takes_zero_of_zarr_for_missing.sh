#!/usr/bin/env bash
# xarray 2026.9.0 with zarr 3.1.6: ratings of 0 are missing in one format of Zarr, and 0 in the other.
#
# Zarr's fill value says what stands where nothing was written; it is 0 unless one gives another. zarr itself reads the same
# ratings from both of its formats. xarray takes the fill value for "missing" in format 2, as in netCDF, and not in
# format 3: of 0, 10, 0, 50, 20, 0 there are three left, and the mean is 27 instead of 13. Who rated lowest is dropped, and
# integers become floats. A study that moved to format 3 gets other results from the same script. xarray's own stores have
# NaN there, so that its round trips show nothing. Create arrays with fill_value=NaN, or pass mask_and_scale=False.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check xarray==2026.9.0 zarr==3.1.6 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import numpy as np
import xarray
import zarr

RATINGS = [0.0, 10.0, 0.0, 50.0, 20.0, 0.0]
found = {}
for number in (2, 3):
    group = zarr.open_group(f"format{number}.zarr", mode="w", zarr_format=number)
    names = {"dimension_names": ["time"]} if number == 3 else {"attributes": {"_ARRAY_DIMENSIONS": ["time"]}}
    group.create_array("rating", shape=(6,), chunks=(6,), dtype="float64", **names)[:] = RATINGS
    assert zarr.open_array(f"format{number}.zarr/rating", mode="r")[:].tolist() == RATINGS
    found[number] = xarray.open_zarr(f"format{number}.zarr", consolidated=False)["rating"].to_numpy()
    print("xarray", xarray.__version__, "format", number, found[number], "mean", round(float(np.nanmean(found[number])), 1))
plain = xarray.open_zarr("format2.zarr", consolidated=False, mask_and_scale=False)["rating"].to_numpy()
print("zarr", zarr.__version__, "reads", RATINGS, "from both")
assert np.isnan(found[2]).tolist() == [True, False, True, False, False, True]
assert found[3].tolist() == plain.tolist() == RATINGS
END
