#!/usr/bin/env bash
# DuckDB 2.0.1: 03/04/2026 is the third of April in one person's file and the fourth of March in the next.
#
# Each CSV file is read by a date format that fits all its rows. Day first is tried before month first; where only month
# first fits, since there is a 04/25, that is taken. So an export with American dates is read right if it reaches beyond
# the twelfth of a month, and otherwise as another month, and the column is a DATE in both. Of files read one by one,
# nothing is said; pandas and Polars leave text. Give dateformat.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 pandas==3.1.1 polars==2.1.0
cd "$folder"
venv/bin/python - <<'END'
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl

Path("first.csv").write_text("day,rating\n03/04/2026,4\n03/06/2026,5\n")
Path("second.csv").write_text("day,rating\n03/04/2026,4\n03/25/2026,5\n")
found = {}
for name in ("first", "second"):
    (day, kind), _ = duckdb.sql(f"select day::varchar, typeof(day) from '{name}.csv'").fetchall()
    found[name] = (day, kind)
given = duckdb.sql("select strftime(day, '%Y-%m-%d') from read_csv('first.csv', dateformat='%m/%d/%Y')").fetchall()[0][0]
in_pandas = pd.read_csv("first.csv")["day"][0]
in_polars = pl.read_csv("first.csv")["day"][0]
print("DuckDB", duckdb.__version__, "of 03/04/2026:", found, "with dateformat:", given)
print("pandas", pd.__version__, in_pandas, "Polars", pl.__version__, in_polars)
assert found == {"first": ("2026-04-03", "DATE"), "second": ("2026-03-04", "DATE")}
assert given == "2026-03-04"
assert in_pandas == in_polars == "03/04/2026"
END
