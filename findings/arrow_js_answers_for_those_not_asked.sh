#!/usr/bin/env bash
# apache-arrow 21.2.0 (JavaScript) with pyarrow 26.0.1: who was not asked whether she saw it has said no, and written "".
#
# tableFromJSON() makes a column of each key. A null is missing in it; but where a row lacks the key, or has undefined, it
# puts false, NaN or an empty text, which count as answers (in JavaScript NaN prints as null again). JSON.stringify leaves
# undefined away, so that this is how the rows of a survey that skips questions look. The file keeps it: in pyarrow, and so
# in pandas, Polars or DuckDB, "no" of those who were asked and of those who were not are the same. Name each key, with null.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyarrow==26.0.1
cd "$folder"
npm install --silent --no-audit --no-fund apache-arrow@21.2.0
cat >write.mjs <<'END'
import { writeFileSync } from "node:fs";
import { tableFromJSON, tableToIPC } from "apache-arrow";

const rows = [
  { id: "a", seen: true, rt: 300, text: "x" },
  { id: "b", seen: null, rt: null, text: null },
  { id: "c" }, // was asked nothing
];
writeFileSync("answers.arrow", tableToIPC(tableFromJSON(rows), "file"));
END
node write.mjs
venv/bin/python - <<'END'
import json
import math

import pyarrow as pa
import pyarrow.compute as pc

with open("node_modules/apache-arrow/package.json") as file:
    print("apache-arrow", json.load(file)["version"], "pyarrow", pa.__version__)
table = pa.ipc.open_file("answers.arrow").read_all()
rows = table.to_pylist()
for row in rows:
    print(row)
seen = table["seen"]
print("saw it:", pc.sum(seen).as_py(), "of", len(seen) - seen.null_count, "who were asked")
assert rows[0] == {"id": "a", "seen": True, "rt": 300.0, "text": "x"}
assert rows[1] == {"id": "b", "seen": None, "rt": None, "text": None}
assert rows[2]["seen"] is False
assert rows[2]["text"] == ""
assert math.isnan(rows[2]["rt"])
assert (pc.sum(seen).as_py(), seen.null_count) == (1, 1)
END
