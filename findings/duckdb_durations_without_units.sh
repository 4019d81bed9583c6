#!/usr/bin/env bash
# DuckDB 2.0.1: durations in Parquet are read as bare numbers, and nanoseconds and microseconds are mixed in one column.
#
# pandas 3 writes to_timedelta([1.5], unit="s") in nanoseconds and Timedelta("1.5s") in microseconds. pandas and Polars read
# both as 1.5 s, since the unit stands in the file's Arrow schema, and DuckDB does so for a DataFrame. From the files it
# makes BIGINT, and a folder of them becomes one column in which the same reaction time is 1500000000 and 1500000: means
# and comparisons are wrong by a factor of a thousand. Store milliseconds as numbers.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    duckdb==2.0.1 pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1
cd "$folder"
venv/bin/python - <<'END'
import duckdb
import pandas as pd
import polars as pl

one = pd.DataFrame({"reaction": pd.to_timedelta([1.5], unit="s")})
other = pd.DataFrame({"reaction": [pd.Timedelta("1.5s")]})
one.to_parquet("part-1.parquet")
other.to_parquet("part-2.parquet")
rows = duckdb.sql("select reaction, typeof(reaction) from 'part-*.parquet' order by all desc").fetchall()
table = duckdb.sql("select reaction from one").fetchall()
in_pandas = pd.concat([pd.read_parquet("part-1.parquet"), pd.read_parquet("part-2.parquet")])["reaction"]
in_polars = [pl.read_parquet(name)["reaction"][0] for name in ("part-1.parquet", "part-2.parquet")]
print("pandas", pd.__version__, [one["reaction"].dtype, other["reaction"].dtype], in_pandas.dt.total_seconds().tolist())
print("Polars", pl.__version__, [value.total_seconds() for value in in_polars])
print("DuckDB", duckdb.__version__, "of the files:", rows, "of the DataFrame:", table[0][0])
assert rows == [(1500000000, "BIGINT"), (1500000, "BIGINT")]
assert table[0][0].total_seconds() == 1.5
assert in_pandas.dt.total_seconds().tolist() == [value.total_seconds() for value in in_polars] == [1.5, 1.5]
END
