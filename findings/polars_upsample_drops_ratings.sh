#!/usr/bin/env bash
# Polars 2.1.0: a slider that came ten milliseconds late is not brought to regular times but thrown away.
#
# upsample() makes times from the first one on and keeps the rows that lie on them to the microsecond; all others are gone,
# though the name promises more rows, not fewer. With fill_null(strategy="forward") behind it, as one writes it, the first
# rating stands for the whole film; interpolate() draws a straight line through the few that were left. There are no gaps to
# see, and the number of rows is right. pandas' resample().ffill() takes the last rating before each time, late or not. Use
# join_asof() with a frame of regular times.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check polars==2.1.0 pandas==3.1.1 pyarrow==26.0.1
cd "$folder"
venv/bin/python -W error - <<'END'
from datetime import datetime, timedelta

import pandas as pd
import polars as pl

start = datetime(2026, 3, 3, 9)
late = [0, 260, 510, 770, 1000]
ratings = pl.DataFrame({
    "time": [start + timedelta(milliseconds=moment) for moment in late],
    "rating": [50.0, 80.0, 20.0, 90.0, 60.0],
})
on_grid = ratings.upsample("time", every="250ms")
filled = on_grid.fill_null(strategy="forward")["rating"].to_list()
drawn = on_grid.select(pl.col("rating").interpolate())["rating"].to_list()
in_pandas = ratings.to_pandas().set_index("time")["rating"].resample("250ms").ffill().tolist()
regular = on_grid.select("time")
joined = regular.join_asof(ratings, on="time")["rating"].to_list()
print("a rating at", late, "ms:", ratings["rating"].to_list())
print("Polars", pl.__version__, "upsample:", on_grid["rating"].to_list())
print("and filled forward:", filled, "and interpolated:", drawn)
print("Polars, join_asof:", joined, "pandas", pd.__version__, "resample().ffill():", in_pandas)
assert on_grid["rating"].to_list() == [50, None, None, None, 60]
assert filled == [50, 50, 50, 50, 60]
assert drawn == [50, 52.5, 55, 57.5, 60]
assert in_pandas == joined == [50, 50, 80, 20, 60]
END
