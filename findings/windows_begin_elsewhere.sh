#!/usr/bin/env bash
# DuckDB 2.0.1, Polars 2.1.0, pandas 3.1.1: windows of seven seconds begin at three different instants.
#
# Windows that divide a minute agree everywhere, so tests with 1 s or 250 ms pass. Others are counted from an origin that
# each library chose: DuckDB's time_bucket from Monday 3 January 2000, Polars' truncate and pandas' floor from 1970, pandas'
# resample from midnight of the first day in the data; and for durations resample counts from the first value, so that a
# missing first sample moves all windows. A binned measure then differs between libraries, and with pandas between people.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 polars==2.1.0 pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
from datetime import datetime

import duckdb
import pandas as pd
import polars as pl

moment = datetime(2026, 3, 3, 9, 0, 0)
bucket = duckdb.sql("select time_bucket(interval '7 s', timestamp '2026-03-03 09:00:00')").fetchall()[0][0]
truncated = pl.Series([moment]).dt.truncate("7s")[0]
floored = pd.Timestamp(moment).floor("7s").to_pydatetime()
resampled = pd.Series([1], index=[pd.Timestamp(moment)]).resample("7s").sum().index[0].to_pydatetime()
print("DuckDB", duckdb.__version__, "time_bucket:", bucket.time())
print("Polars", pl.__version__, "truncate:   ", truncated.time())
print("pandas", pd.__version__, "floor:      ", floored.time())
print("pandas", pd.__version__, "resample:   ", resampled.time())
first = pd.Series([1, 1], index=pd.to_timedelta([1300, 2600], unit="ms")).resample("1s").sum().index[0]
print("resample of durations begins at", first)
assert truncated == floored
assert len({bucket, truncated, resampled}) == 3
assert first == pd.Timedelta("1.3s")
END
