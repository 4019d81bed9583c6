#!/usr/bin/env bash
# DuckDB 2.0.1: positions in a film are times of day in one file, and text in another, from CSV and from JSON.
#
# "12:30" is twelve minutes and a half into the film. If all positions are below 24:00, DuckDB reads the column as TIME,
# half past twelve, also from JSON where it is a string; one "31:05", and it is text. Numbers made of it are sixty times
# too large. pandas and Polars leave the text unless they are asked. Answers such as "2026-03-03", or "yes" and "no" in
# CSV, change type in the same way. Give the types.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 pandas==3.1.1 polars==2.1.0
cd "$folder"
venv/bin/python - <<'END'
import json
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl

films = {"short": ["12:30", "5:10"], "long": ["12:30", "31:05"]}
found = {}
for name, positions in films.items():
    Path(f"{name}.csv").write_text("position,rating\n" + "".join(f"{position},4\n" for position in positions))
    Path(f"{name}.json").write_text("".join(json.dumps({"position": position}) + "\n" for position in positions))
    for ending in ("csv", "json"):
        query = f"select typeof(position), cast(position as varchar) from '{name}.{ending}'"
        found[f"{name}.{ending}"] = duckdb.sql(query).fetchall()
in_pandas = pd.read_csv("short.csv")["position"].tolist()
in_polars = pl.read_csv("short.csv")["position"].to_list()
print("DuckDB", duckdb.__version__)
for name, rows in found.items():
    print(f"{name:10}", rows)
print("pandas", pd.__version__, in_pandas, "Polars", pl.__version__, in_polars)
assert found["short.csv"] == found["short.json"] == [("TIME", "12:30:00"), ("TIME", "05:10:00")]
assert found["long.csv"] == found["long.json"] == [("VARCHAR", "12:30"), ("VARCHAR", "31:05")]
assert in_pandas == in_polars == films["short"]
END
