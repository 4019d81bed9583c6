#!/usr/bin/env bash
# DuckDB 2.0.1: the rating 4.5 of a CSV file is 5 as an integer, and 4 if the query also asks for the rating itself.
#
# A cast should depend on the value alone. Where a query needs a column of a CSV file only cast, DuckDB reads the text anew
# as the other type: the column is DOUBLE, but rating::integer is made of "4.50", and halves of text are rounded up, those
# of doubles to even. day::varchar is "03/04/2026" as in the file; with day beside it, it is "2026-04-03". So results
# change by what else stands in the query, between a view and a table, and joins on texts made so find nobody. Make a table
# first.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1
cd "$folder"
venv/bin/python - <<'END'
from pathlib import Path

import duckdb

Path("ratings.csv").write_text("rating,day,position\n4.50,03/04/2026,9:05\n2.50,05/04/2026,12:30\n")
texts = "day::varchar, position::varchar"
kinds = duckdb.sql("select typeof(rating), typeof(day), typeof(position) from 'ratings.csv' limit 1").fetchall()[0]
alone = duckdb.sql("select rating::integer from 'ratings.csv'").fetchall()
beside = [row[:1] for row in duckdb.sql("select rating::integer, rating from 'ratings.csv'").fetchall()]
texts_alone = duckdb.sql(f"select {texts} from 'ratings.csv'").fetchall()
texts_beside = [row[:2] for row in duckdb.sql(f"select {texts}, day, position from 'ratings.csv'").fetchall()]
duckdb.sql("create table ratings as from 'ratings.csv'")
of_table = duckdb.sql("select rating::integer from ratings").fetchall()
texts_of_table = duckdb.sql(f"select {texts} from ratings").fetchall()
print("DuckDB", duckdb.__version__, kinds)
print("ratings 4.5 and 2.5 as integers: alone", alone, "beside the rating", beside, "of a table", of_table)
print("first day and position as text: alone", texts_alone[0], "beside them", texts_beside[0])
assert kinds == ("DOUBLE", "DATE", "TIME")
assert alone == [(5,), (3,)]
assert beside == of_table == [(4,), (2,)]
assert texts_alone[0] == ("03/04/2026", "9:05")
assert texts_beside == texts_of_table
assert texts_beside[0] == ("2026-04-03", "09:05:00")
END
