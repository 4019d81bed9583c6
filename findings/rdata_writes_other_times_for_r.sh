#!/usr/bin/env bash
# rdata 1.1.0: milliseconds since 1970 are written for R as -1293093125, for two moments seven weeks apart.
#
# R's integers have 32 bits, and its numbers are floats. write_rds() and write_rda() refuse an int64 column with larger
# values. Yet pandas' Int64, which one takes for integers with gaps, and UInt32 are cut to their last 32 bits without a
# word: moments, ids and large durations become others, many of them negative, and -2147483648 is NA. The same numbers as
# floats are exact. Columns that happen to have a gap are changed, those without raise. Convert to float64 first.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check rdata==1.1.0 pandas==3.1.1 'numpy<3'
cd "$folder"
venv/bin/python -W error - <<'END'
import importlib.metadata as metadata

import pandas as pd
import rdata

moments = [1772528400123, 1772528400123 + 2**32, None]
frame = pd.DataFrame({
    "moment": pd.array(moments, dtype="Int64"),
    "sample": pd.array([7, 3_000_000_000, None], dtype="UInt32"),
    "as_float": pd.array(moments, dtype="float64"),
})
rdata.write_rds("study.rds", frame)
read = rdata.read_rds("study.rds")
try:
    rdata.write_rds("plain.rds", pd.DataFrame({"moment": moments[:2]}))
    refused = ""
except ValueError as error:
    refused = str(error)
print("rdata", metadata.version("rdata"), "pandas", metadata.version("pandas"))
for name in frame:
    print(name, "written:", frame[name].tolist(), "read:", read[name].tolist(), read[name].dtype)
print("the same moments as int64:", refused)
assert read["moment"].tolist()[:2] == [-1293093125, -1293093125]
assert read["sample"].tolist()[:2] == [7, 3_000_000_000 - 2**32]
assert read["as_float"].tolist()[:2] == moments[:2]
assert "not castable to int32" in refused
END
