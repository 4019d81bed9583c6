#!/usr/bin/env bash
# DuckDB 2.0.1: filling gaps gives ratings of 140 on a scale that ends at 100, before the first answer and after the last.
#
# The window function fill() draws lines through gaps, in the order of time. Where nothing was measured yet, or no more, it
# goes on with the line through the first two or the last two values: somebody who went from 80 to 100 and left is at 120
# a second later and at 140 after two. pandas repeats the last value and leaves the beginning empty, Polars leaves both.
# Silences at the ends of a film so decide means and correlations, the more the longer they are. Fill only between the
# first and the last time that have a rating.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 pandas==3.1.1 polars==2.1.0
cd "$folder"
venv/bin/python -W error - <<'END'
import duckdb
import pandas as pd
import polars as pl

ratings = [None, 30.0, 40.0, None, 80.0, 100.0, None, None]
frame = pl.DataFrame({"second": range(len(ratings)), "rating": ratings})
connection = duckdb.connect()
connection.execute("create table ratings (second integer, rating double)")
connection.executemany("insert into ratings values (?, ?)", frame.rows())
query = "select fill(rating) over (order by second) from ratings order by second"
in_duckdb = [value for (value,) in connection.execute(query).fetchall()]
in_polars = frame["rating"].interpolate().to_list()
in_pandas = pd.Series(ratings, dtype="float64").interpolate().tolist()
print("ratings:", ratings)
print("DuckDB", duckdb.__version__, "fill:", in_duckdb)
print("Polars", pl.__version__, "interpolate:", in_polars)
print("pandas", pd.__version__, "interpolate:", in_pandas)
assert in_duckdb == [20, 30, 40, 60, 80, 100, 120, 140]
assert in_polars == [None, 30, 40, 60, 80, 100, None, None]
assert in_pandas[1:] == [30, 40, 60, 80, 100, 100, 100]
END
