#!/usr/bin/env bash
# pandas 3.1.1, Polars 2.1.0, DuckDB 2.0.1, Dask 2026.8.0: a folder participant=007 is 7, or 007, or nobody.
#
# to_parquet(partition_cols=["participant"]) writes text into folder names, where the type is lost, and each reader guesses.
# For 007 and 010 pandas and Polars find the numbers 7 and 10, DuckDB the text as it was, and Dask a missing value for
# everybody (for 7 and 10 too), so that groupby("participant") has one nameless person with the mean of all; it is pandas
# that warns, of a deprecated way to make categories. Joins with a table of participants find nobody, or somebody else. Give
# ids a letter.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    pandas==3.1.1 pyarrow==26.0.1 polars==2.1.0 duckdb==2.0.1 'dask[dataframe]==2026.8.0'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import dask
import dask.dataframe as dd
import duckdb
import pandas as pd
import polars as pl

table = pd.DataFrame({"participant": ["007", "010"], "rating": [3, 5]})
table.to_parquet("ratings", partition_cols=["participant"])
with_dask = dd.read_parquet("ratings")
read = {
    f"pandas {pd.__version__}": pd.read_parquet("ratings")["participant"].tolist(),
    f"Polars {pl.__version__}": pl.read_parquet("ratings/")["participant"].to_list(),
    f"DuckDB {duckdb.__version__}": [
        name for (name,) in duckdb.sql("select participant from 'ratings/*/*.parquet' order by all").fetchall()
    ],
    f"Dask {dask.__version__}": with_dask["participant"].compute().tolist(),
}
groups = with_dask.groupby("participant", observed=True)["rating"].mean().compute()
print("written:", table["participant"].tolist())
for name, values in read.items():
    print(f"{name:14}", values)
print("means in Dask:", groups.to_dict())
in_pandas, in_polars, in_duckdb, in_dask = read.values()
assert in_pandas == in_polars == [7, 10]
assert in_duckdb == ["007", "010"]
assert pd.isna(in_dask).all()
assert groups.tolist() == [4.0]
assert groups.index.isna().all()
END
