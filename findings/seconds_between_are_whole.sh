#!/usr/bin/env bash
# pandas 3.1.1, Polars 2.1.0, DuckDB 2.0.1, pyarrow 26.0.1: between two presses lie 0.2 seconds, or 0, or 1.
#
# Presses at 0.9 s and 1.1 s after nine. pandas' total_seconds() is 0.2, as in Python. Polars' dt.total_seconds() has the
# same name and gives whole seconds, cut off: 0, for -0.9 s too. DuckDB's date_diff('second', ...) and pyarrow's
# seconds_between() count how often the second hand has moved on: 1, though it was 0.2; 0 for 0.8 s within one second.
# Reaction times that are carried over this way are all 0 or 1. Divide milliseconds, or in DuckDB take epoch() of the
# difference.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    pandas==3.1.1 polars==2.1.0 duckdb==2.0.1 pyarrow==26.0.1
cd "$folder"
venv/bin/python -W error - <<'END'
from datetime import datetime

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute

nine = datetime(2026, 3, 3, 9)
pairs = [
    (nine.replace(microsecond=900000), nine.replace(second=1, microsecond=100000)),
    (nine.replace(microsecond=100000), nine.replace(microsecond=900000)),
]
in_pandas, in_polars, in_duckdb, in_pyarrow, exact = [], [], [], [], []
for first, second in pairs:
    in_pandas.append((pd.Series([second]) - pd.Series([first])).dt.total_seconds()[0].item())
    in_polars.append((pl.Series([second]) - pl.Series([first])).dt.total_seconds()[0])
    query = "select date_diff('second', $1::timestamp, $2::timestamp), epoch($2::timestamp - $1::timestamp)"
    count, seconds = duckdb.execute(query, [first, second]).fetchall()[0]
    in_duckdb.append(count)
    exact.append(seconds)
    in_pyarrow.append(pyarrow.compute.seconds_between(pa.scalar(first), pa.scalar(second)).as_py())
print("between 0.9 s and 1.1 s, and between 0.1 s and 0.9 s:")
print("pandas", pd.__version__, "total_seconds:", in_pandas)
print("Polars", pl.__version__, "total_seconds:", in_polars)
print("DuckDB", duckdb.__version__, "date_diff:", in_duckdb, "epoch:", exact)
print("pyarrow", pa.__version__, "seconds_between:", in_pyarrow)
assert in_pandas == exact == [0.2, 0.8]
assert in_polars == [0, 0]
assert in_duckdb == in_pyarrow == [1, 0]
END
