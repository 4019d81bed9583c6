#!/usr/bin/env bash
# DuckDB 2.0.1: a relation is run anew by each call, so that a sample drawn once is another one in each line of a notebook.
#
# rows = duckdb.sql("... using sample 5 rows") looks like a result. len(rows), rows.df() and rows.fetchall() each run the
# query, and each draws its own five. A train and test split, or "twenty trials for manual coding" that are exported and then
# counted, are not the same rows. Set a seed with REPEATABLE, or make a table of it first.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
import duckdb

sample = duckdb.sql("select i from range(1000000) t(i) using sample reservoir(5 rows)")
first, second = sorted(sample.fetchall()), sorted(sample.fetchall())
frame = sorted((int(one),) for one in sample.df()["i"])
print("DuckDB", duckdb.__version__)
print("fetchall:", first)
print("fetchall:", second)
print("df:      ", frame)
assert first != second
assert frame not in (first, second)
END
