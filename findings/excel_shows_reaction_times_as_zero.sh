#!/usr/bin/env bash
# pandas 3.1.1 and Polars 2.1.0: in the Excel file a reaction time of 1.5 s is 0, or 1.73611E-05.
#
# Excel has a number format for durations, and both libraries have a type for them. Yet to_excel() writes a duration as a
# part of a day with the format "0", so that Excel shows 0 for everything below twelve hours and 1 above; write_excel()
# gives it no format, so that one sees 1.73611E-05. Reading the file gives the same small numbers, not durations. Nothing
# is said. Times of day and dates keep their meaning. Write seconds or milliseconds as numbers.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    pandas==3.1.1 polars==2.1.0 openpyxl==3.1.5 XlsxWriter==3.3.1
cd "$folder"
venv/bin/python -W error - <<'END'
from datetime import timedelta

import openpyxl
import pandas as pd
import polars as pl

times = [timedelta(seconds=1.5), timedelta(hours=11)]
pd.DataFrame({"reaction": pd.Series(times)}).to_excel("pandas.xlsx", index=False)
pl.DataFrame({"reaction": times}).write_excel("polars.xlsx")
cells = {}
for name in ("pandas", "polars"):
    sheet = openpyxl.load_workbook(f"{name}.xlsx").active
    cells[name] = [(cell.value, cell.number_format) for cell in sheet["A"][1:]]
read_again = pd.read_excel("pandas.xlsx", engine="openpyxl")["reaction"]
print("pandas", pd.__version__, "value and format:", cells["pandas"])
print("Polars", pl.__version__, "value and format:", cells["polars"])
print("read again:", read_again.dtype, read_again.tolist())
for written, number_format in (("pandas", "0"), ("polars", "General")):
    assert [one for _, one in cells[written]] == [number_format] * 2
    assert [round(value * 86400, 6) for value, _ in cells[written]] == [1.5, 39600]
assert read_again.dtype == "float64"
END
