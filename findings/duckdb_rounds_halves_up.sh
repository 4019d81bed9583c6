#!/usr/bin/env bash
# DuckDB 2.0.1 rounds halves away from zero when asked to round, and to even when asked to cast.
#
# round(0.5), round(2.5) are 1 and 3 in DuckDB, 0 and 2 in Polars, pandas and NumPy. A cast of the same doubles to integer in
# DuckDB gives 0 and 2. Likert values that are averaged and rounded, or seconds rounded to frames, come out one apart between
# libraries, and within DuckDB between two ways to write the same thing; the bias of the first is always upwards.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 polars==2.1.0 pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
import duckdb
import pandas as pd
import polars as pl

halves = [0.5, 1.5, 2.5]
rows = duckdb.sql("select round(x), x::integer from unnest([0.5::double, 1.5, 2.5]) t(x)").fetchall()
rounded, cast = [int(one) for one, _ in rows], [one for _, one in rows]
polars_rounded = pl.Series(halves).round().to_list()
pandas_rounded = pd.Series(halves).round().tolist()
print("DuckDB", duckdb.__version__, "round:", rounded, "cast:", cast)
print("Polars", pl.__version__, "round:", polars_rounded)
print("pandas", pd.__version__, "round:", pandas_rounded)
assert rounded == [1, 2, 3]
assert cast == [0, 2, 2]
assert polars_rounded == pandas_rounded == [0.0, 2.0, 2.0]
END
