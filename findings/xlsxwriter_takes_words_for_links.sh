#!/usr/bin/env bash
# XlsxWriter 3.3.1: a remark that begins with "internal:" or "external:" loses that word, from pandas and from Polars.
#
# These words are XlsxWriter's way to write a link to a cell or a file, and to_excel(engine="xlsxwriter") and write_excel()
# hand it every text. "internal: ask again" becomes a cell that shows " ask again" and links to nowhere, "mailto:" goes too.
# Raters' remarks and chat that begin so are changed on the way to the people who read them in Excel, and nothing is said.
# pandas with openpyxl leaves them. Pass engine_kwargs={"options": {"strings_to_urls": False}}.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    XlsxWriter==3.3.1 pandas==3.1.1 polars==2.1.0 openpyxl==3.1.5
cd "$folder"
venv/bin/python -W error - <<'END'
import importlib.metadata as metadata

import openpyxl
import pandas as pd
import polars as pl

remarks = ["internal: ask again", "external: second rater", "Internal: ask again"]
table = pd.DataFrame({"remark": remarks})
table.to_excel("pandas.xlsx", index=False, engine="xlsxwriter")
pl.DataFrame({"remark": remarks}).write_excel("polars.xlsx")
table.to_excel("openpyxl.xlsx", index=False, engine="openpyxl")
table.to_excel(
    "plain.xlsx", index=False, engine="xlsxwriter", engine_kwargs={"options": {"strings_to_urls": False}}
)
read = {}
for name in ("pandas", "polars", "openpyxl", "plain"):
    sheet = openpyxl.load_workbook(f"{name}.xlsx").active
    read[name] = [cell.value for cell in sheet["A"][1:]]
print("XlsxWriter", metadata.version("XlsxWriter"), "pandas", pd.__version__, "Polars", pl.__version__)
for name, values in read.items():
    print(f"{name:9}", values)
assert read["pandas"] == read["polars"] == [" ask again", " second rater", "Internal: ask again"]
assert read["openpyxl"] == read["plain"] == remarks
END
