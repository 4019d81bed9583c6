#!/usr/bin/env bash
# DuckDB 2.0.1: whether NaN is greater than five depends on how the rows lie in the Parquet file.
#
# In SQL as DuckDB has it, NaN is greater than every number, so that WHERE rating > 5 gives the rows with NaN too. But
# Parquet keeps the least and greatest number of each row group, without NaN, and DuckDB passes over groups whose greatest
# is below 5, with the NaN in them. The same 8000 rows give 5000 in one group, and 4000 in two groups; Polars gives 5000
# for both, pyarrow 4000. A file that is written anew, or that grows, changes counts. Write missing values as null.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    duckdb==2.0.1 polars==2.1.0 pyarrow==26.0.1 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet

ratings = np.concatenate([np.tile([1.0, 2.0, 3.0, np.nan], 1000), np.full(4000, 9.0)])
table = pa.table({"rating": ratings})
found = {}
for groups, size in ((1, 8000), (2, 4000)):
    name = f"{groups}.parquet"
    pyarrow.parquet.write_table(table, name, row_group_size=size)
    assert pyarrow.parquet.ParquetFile(name).num_row_groups == groups
    found[groups] = {
        "DuckDB": duckdb.sql(f"select count(*) from '{name}' where rating > 5").fetchall()[0][0],
        "Polars": pl.scan_parquet(name).filter(pl.col("rating") > 5).collect().height,
        "pyarrow": pyarrow.parquet.read_table(name, filters=[("rating", ">", 5)]).num_rows,
    }
print("DuckDB", duckdb.__version__, "Polars", pl.__version__, "pyarrow", pa.__version__)
for groups, counts in found.items():
    print("row groups:", groups, "rows with a rating above 5:", counts)
assert found[1] == {"DuckDB": 5000, "Polars": 5000, "pyarrow": 4000}
assert found[2] == {"DuckDB": 4000, "Polars": 5000, "pyarrow": 4000}
END
