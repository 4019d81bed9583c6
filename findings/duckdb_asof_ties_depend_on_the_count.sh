#!/usr/bin/env bash
# DuckDB 2.0.1: of two ratings at one moment 63 pictures of a film get the first, and 64 pictures the second.
#
# A slider that jumps gives two values with one time, as film time stands still in a pause or is rounded to milliseconds. An
# as-of join gives each picture one of them: pandas, Polars and pyarrow the last, which is the state after the jump. DuckDB
# changes its way of joining at 64 rows on the left: below, it is the first in the table, from there on the last. So a short
# clip has what was before each jump, and a long one what came after; a pilot, one participant, or a query with a
# narrower WHERE contradicts the whole. Keep one row for each time before the join.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    duckdb==2.0.1 polars==2.1.0 pandas==3.1.1 pyarrow==26.0.1
cd "$folder"
venv/bin/python - <<'END'
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa


def first_and_last(count: int) -> dict[str, set[float]]:
    """Give the ratings that the pictures get, where each second has a 20 and, at the same time, an 80."""
    pictures = pd.DataFrame({"time": [1000 * second + 500 for second in range(count)]})
    ratings = pd.DataFrame(
        {"time": [1000 * second for second in range(count) for _ in "ab"], "rating": [20, 80] * count}
    )
    joined = duckdb.sql("select rating from pictures asof join ratings on pictures.time >= ratings.time").fetchall()
    arrow = pa.Table.from_pandas(pictures).join_asof(pa.Table.from_pandas(ratings), on="time", by=[], tolerance=-1000)
    found = {
        "DuckDB": [rating for (rating,) in joined],
        "pandas": pd.merge_asof(pictures, ratings, on="time")["rating"].tolist(),
        "Polars": pl.DataFrame(pictures).join_asof(pl.DataFrame(ratings), on="time")["rating"].to_list(),
        "pyarrow": arrow["rating"].to_pylist(),
    }
    assert all(len(values) == count for values in found.values())
    return {name: set(values) for name, values in found.items()}


print("DuckDB", duckdb.__version__, "pandas", pd.__version__, "Polars", pl.__version__, "pyarrow", pa.__version__)
for count in (10, 63, 64, 100):
    found = first_and_last(count)
    print(f"{count:3} pictures:", found)
    assert found["DuckDB"] == ({20} if count < 64 else {80})
    assert found["pandas"] == found["Polars"] == found["pyarrow"] == {80}
END
