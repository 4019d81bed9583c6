#!/usr/bin/env bash
# Polars 2.1.0 and DuckDB 2.0.1: the quantile 0.5 is not the median.
#
# Reaction times [1, 2, 3, 4] have the median 2.5 everywhere. quantile(0.5) is 3 in Polars (the nearest value, ties up), 2 in
# DuckDB (a value that occurs, the lower), 2.5 in pandas. A table of quantiles 0.25, 0.5, 0.75 beside a median contradicts
# itself, and a port from pandas changes numbers. Ask for interpolation="linear", or quantile_cont.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check polars==2.1.0 duckdb==2.0.1 pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
import duckdb
import pandas as pd
import polars as pl

times = [1, 2, 3, 4]
in_polars = (pl.Series(times).quantile(0.5), pl.Series(times).median())
in_duckdb = duckdb.sql("select quantile(x, 0.5), median(x) from unnest([1, 2, 3, 4]) t(x)").fetchall()[0]
in_pandas = (pd.Series(times).quantile(0.5), pd.Series(times).median())
print("(quantile 0.5, median)")
for name, version, both in (
    ("Polars", pl.__version__, in_polars),
    ("DuckDB", duckdb.__version__, in_duckdb),
    ("pandas", pd.__version__, in_pandas),
):
    print(name, version, tuple(float(one) for one in both))
assert in_polars == (3.0, 2.5)
assert in_duckdb == (2, 2.5)
assert in_pandas == (2.5, 2.5)
END
