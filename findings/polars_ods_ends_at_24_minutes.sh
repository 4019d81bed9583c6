#!/usr/bin/env bash
# Polars 2.1.0, pandas 3.1.1: positions in a film, coded in a LibreOffice sheet, are missing from 24 minutes on.
#
# One types 12:30 and 24:10; LibreOffice takes them for hours and minutes, shows what was typed, and keeps the first as a time
# PT12H30M00S, the second as PT24H10M00S, as OpenDocument allows (its times are durations). Polars gives a column of
# durations in which everything from 24:00 on is null; with a column of its own the rows are even dropped. pandas makes times
# of day and text of the same column (calamine), or refuses the file (odf). From .xlsx both read all. Type positions in s.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    polars==2.1.0 fastexcel==0.21.0 pandas==3.1.1 python-calamine==0.9.1 odfpy==1.4.1 openpyxl==3.1.5
cd "$folder"
venv/bin/python - <<'END'
from datetime import time, timedelta

import openpyxl
import pandas as pd
import polars as pl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

codes = {(12, 30): "smile", (23, 59): "nod", (24, 10): "laugh", (31, 5): "nod"}
document = OpenDocumentSpreadsheet()
sheet = Table(name="codes")
document.spreadsheet.addElement(sheet)
cells = [[("position", {"valuetype": "string"}), ("code", {"valuetype": "string"})]]
for (minutes, seconds), code in codes.items():
    typed = {"valuetype": "time", "timevalue": f"PT{minutes:02}H{seconds:02}M00S"}
    cells.append([(f"{minutes}:{seconds:02}", typed), (code, {"valuetype": "string"})])
for row in cells:
    line = TableRow()
    sheet.addElement(line)
    for text, kind in row:
        cell = TableCell(**kind)
        cell.addElement(P(text=text))
        line.addElement(cell)
document.save("codes.ods")
book = openpyxl.Workbook()
book.active.append(["position", "code"])
for (minutes, seconds), code in codes.items():
    book.active.append([timedelta(hours=minutes, minutes=seconds), code])
book.save("codes.xlsx")

of_ods = pl.read_ods("codes.ods")["position"]
alone = pl.read_ods("codes.ods", columns=["position"])["position"]
of_xlsx = pl.read_excel("codes.xlsx")["position"]
in_pandas = pd.read_excel("codes.ods", engine="calamine")["position"].tolist()
print("Polars", pl.__version__, "ods: ", of_ods.dtype, of_ods.to_list())
print("this column alone:  ", alone.to_list())
print("xlsx:               ", of_xlsx.dtype, of_xlsx.to_list())
print("pandas", pd.__version__, "ods:", in_pandas)
whole = [timedelta(hours=minutes, minutes=seconds) for minutes, seconds in codes]
assert of_ods.to_list() == [*whole[:2], None, None]
assert alone.to_list() == whole[:2]
assert of_xlsx.to_list() == whole
assert in_pandas == [time(12, 30), time(23, 59), "PT24H10M00S", "PT31H05M00S"]
try:
    pd.read_excel("codes.ods", engine="odf")
except ValueError as error:
    print("pandas with odf:", error)
else:
    raise AssertionError("odf reads times of 24 hours and more")
END
