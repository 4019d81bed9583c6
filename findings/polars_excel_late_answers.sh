#!/usr/bin/env bash
# Polars 2.1.0 with fastexcel 0.21.0: read_excel changes answers that come after the first thousand rows.
#
# The type of a column is guessed from 1000 rows, and later cells are made to fit without a word. In a column of numbers the
# text "don't know" of row 1150 is null. In a column of TRUE and FALSE a 3 is true. If a row holds nothing else it is
# left out as empty, and those below move up. read_csv raises an error for the same. Pass infer_schema_length=None, and
# see what comes of columns with two kinds of cells.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    polars==2.1.0 fastexcel==0.21.0 openpyxl==3.1.5
cd "$folder"
venv/bin/python -W error - <<'END'
from pathlib import Path

import fastexcel
import openpyxl
import polars as pl

book = openpyxl.Workbook()
book.active.append(["rating", "seen"])
for trial in range(1, 1201):
    book.active.append(["don't know", 3] if trial == 1150 else [trial % 7 + 1, trial % 2 == 0])
book.save("answers.xlsx")
alone = openpyxl.Workbook()
for row in ["rating", *range(1, 1150), "don't know", *range(1151, 1201)]:
    alone.active.append([row])
alone.save("rating.xlsx")
read = pl.read_excel("answers.xlsx").row(1149)
rows = pl.read_excel("rating.xlsx").height
Path("rating.csv").write_text("\n".join(str(row) for (row,) in alone.active.values) + "\n")
try:
    pl.read_csv("rating.csv")
    from_csv = "read"
except pl.exceptions.ComputeError as error:
    from_csv = type(error).__name__
print("Polars", pl.__version__, "fastexcel", fastexcel.__version__)
print("(don't know, 3) is read as", read)
print("rows of 1200 that are left of the column alone:", rows)
print("the same as CSV:", from_csv)
assert read == (None, True)
assert rows == 1199
assert from_csv == "ComputeError"
END
