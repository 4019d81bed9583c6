#!/usr/bin/env bash
# pandas 3.1.1, Polars 2.1.0, DuckDB 2.0.1: "the last second" includes the sample one second ago, or not.
#
# Samples at 0, 1000 and 2000 ms. pandas' rolling("1s") and Polars' rolling(period="1s") leave out what is exactly a second
# old, SQL's RANGE 1000 PRECEDING has it in. With regular sampling, which film time gives, that is one sample more in every
# window: sums are larger by the sampling interval's share, and lagged correlations shift.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1 polars==2.1.0 duckdb==2.0.1
cd "$folder"
venv/bin/python - <<'END'
import duckdb
import pandas as pd
import polars as pl

in_pandas = pd.Series([1.0, 2.0, 3.0], index=pd.to_datetime([0, 1000, 2000], unit="ms")).rolling("1s").sum()
frame = pl.DataFrame({"t": [0, 1000, 2000], "v": [1.0, 2.0, 3.0]})
in_polars = frame.rolling("t", period="1000i").agg(pl.col("v").sum())["v"].to_list()
rows = duckdb.sql(
    "select sum(v) over (order by t range between 1000 preceding and current row)"
    " from (values (0, 1), (1000, 2), (2000, 3)) rated(t, v) order by t"
).fetchall()
in_duckdb = [float(one) for (one,) in rows]
print("pandas", pd.__version__, in_pandas.tolist())
print("polars", pl.__version__, in_polars)
print("duckdb", duckdb.__version__, in_duckdb)
assert in_pandas.tolist() == in_polars == [1.0, 2.0, 3.0]
assert in_duckdb == [1.0, 3.0, 5.0]
END
