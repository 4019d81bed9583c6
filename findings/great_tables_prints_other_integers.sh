#!/usr/bin/env bash
# great_tables 1.1.0: fmt_integer() prints another integer, 9,007,199,254,740,992 for 9007199254740993.
#
# It formats by way of floats, and those have 53 bits. Whole numbers above 2**53 come out as a neighbour: ids of platforms,
# nanoseconds since 1970. With pandas and with Polars, where the column is Int64 and exact, and in a table that is made to
# be read and copied from. Two people whose ids differ in the last digit have the same one. Without a format the number is
# right. Make text of ids before they go into a table.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check great-tables==1.1.0 pandas==3.1.1 polars==2.1.0
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
import re

import great_tables
import pandas as pd
import polars as pl

ids = [9007199254740992, 9007199254740993, 1772528400123456789]


def printed(table: great_tables.GT) -> list[int]:
    return [int(cell.replace(",", "")) for cell in re.findall(r"<td[^>]*>([\d,]+)</td>", table.as_raw_html())]


plain = printed(great_tables.GT(pd.DataFrame({"id": ids})))
in_pandas = printed(great_tables.GT(pd.DataFrame({"id": ids})).fmt_integer("id"))
in_polars = printed(great_tables.GT(pl.DataFrame({"id": ids})).fmt_integer("id"))
print("great_tables", metadata.version("great_tables"))
print("ids:                ", ids)
print("fmt_integer, pandas:", in_pandas)
print("fmt_integer, Polars:", in_polars)
assert plain == ids
assert in_pandas == in_polars
assert in_pandas[0] == in_pandas[1] == ids[0]
assert in_pandas[2] != ids[2]
END
