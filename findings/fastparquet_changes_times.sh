#!/usr/bin/env bash
# fastparquet 2026.9.0: durations become times of day for other readers, and zoned times from other writers lose their zone.
#
# It writes a duration as Parquet's TIME, which is a time of day. An answer two seconds before the end of a film, -2 s, is
# 23:59:58 for pyarrow and missing for Polars; 30 hours are 6:00. The other way round, times with a zone from Polars or
# DuckDB are read as times without one, in UTC, an hour or two from the local times that stand beside them. fastparquet and
# fastparquet, or pandas and pandas, understand each other. Write milliseconds, and zones into a column.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    fastparquet==2026.9.0 pandas==3.1.1 pyarrow==26.0.1 polars==2.1.0
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata

import pandas as pd
import polars as pl
import pyarrow.parquet

durations = pd.DataFrame({"time": pd.to_timedelta([1.5, 108000, -2], unit="s")})
durations.to_parquet("durations.parquet", engine="fastparquet")
in_fastparquet = pd.read_parquet("durations.parquet", engine="fastparquet")["time"]
in_pyarrow = [str(time) for time in pyarrow.parquet.read_table("durations.parquet")["time"].to_pylist()]
in_polars = pl.read_parquet("durations.parquet")["time"].to_list()
start = pl.select(start=pl.datetime(2026, 3, 3, 9, time_zone="Europe/Berlin"))
start.write_parquet("start.parquet")
zoned = pd.read_parquet("start.parquet", engine="pyarrow")["start"][0]
bare = pd.read_parquet("start.parquet", engine="fastparquet")["start"][0]
print("fastparquet", metadata.version("fastparquet"))
print("written and read by it, s:", in_fastparquet.dt.total_seconds().tolist())
print("read by pyarrow", metadata.version("pyarrow"), in_pyarrow)
print("read by Polars", pl.__version__, [time and str(time) for time in in_polars])
print("written by Polars:", zoned, "read by fastparquet:", bare)
assert in_fastparquet.equals(durations["time"])
assert in_pyarrow == ["00:00:01.500000", "06:00:00", "23:59:58"]
assert in_polars[1:] == [None, None]
assert str(zoned) == "2026-03-03 09:00:00+01:00"
assert str(bare) == "2026-03-03 08:00:00"
END
