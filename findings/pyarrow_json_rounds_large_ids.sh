#!/usr/bin/env bash
# pyarrow 26.0.1: reading JSON turns a column of integers into float64 when one of them is above 2**63.
#
# Ids of some platforms are unsigned 64-bit. DuckDB reads them as HUGEINT and Polars as Int128, exactly. pyarrow.json makes
# the whole column double, so that also the ids that would have fitted lose their last digits, and two people become one. An
# explicit schema (uint64, or string) keeps them; without one nothing is said.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyarrow==26.0.1 duckdb==2.0.1 polars==2.1.0
cd "$folder"
venv/bin/python - <<'END'
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.json

Path("people.ndjson").write_text(
    '{"id": 9007199254740993}\n{"id": 9007199254740992}\n{"id": 18446744073709551615}\n'
)
read = pyarrow.json.read_json("people.ndjson")["id"]
exact = [9007199254740993, 9007199254740992, 18446744073709551615]
others = [one for (one,) in duckdb.sql("select id from 'people.ndjson'").fetchall()]
with_polars = pl.read_ndjson("people.ndjson")["id"].to_list()
print("pyarrow", pa.__version__, read.type, len(set(read.to_pylist())), "different ids of 3")
print("duckdb", duckdb.__version__, others)
print("polars", pl.__version__, with_polars)
assert read.type == pa.float64()
assert len(set(read.to_pylist())) == 2
assert others == with_polars == exact
END
