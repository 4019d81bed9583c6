#!/usr/bin/env bash
# Dask 2026.8.0: the highest answer on an ordered scale depends on how many parts the table has.
#
# The scale is never < sometimes < often < always, an ordered categorical, and the dtype still says so. In one partition
# max() is "always" and sort_values() goes up the scale, as in pandas. In two partitions Dask takes the highest of each and
# compares those as words: max() is "often". sort_values() orders by words between partitions and by the scale within, which
# is neither order. A study that grows past one file changes its results. Sort and compare the codes.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'dask[dataframe]==2026.8.0' pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
import dask
import dask.dataframe as dd
import pandas as pd

scale = ["never", "sometimes", "often", "always"]
answers = ["never", "often", "never", "always", "sometimes", "often"]
table = pd.DataFrame({"answer": pd.Categorical(answers, categories=scale, ordered=True)})
highest, ordered = {}, {}
for parts in (1, 2):
    split = dd.from_pandas(table, npartitions=parts)
    highest[parts] = split["answer"].max().compute()
    result = split.sort_values("answer")["answer"].compute()
    assert result.cat.ordered
    assert result.cat.categories.tolist() == scale
    ordered[parts] = result.tolist()
print("Dask", dask.__version__, "pandas", pd.__version__, table["answer"].max())
for parts in (1, 2):
    print("partitions:", parts, "highest:", highest[parts], "ordered:", ordered[parts])
assert table["answer"].max() == highest[1] == "always"
assert table.sort_values("answer")["answer"].tolist() == ordered[1]
assert highest[2] == "often"
assert ordered[2] == ["always", "never", "never", "sometimes", "often", "often"]
END
