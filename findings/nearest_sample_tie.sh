#!/usr/bin/env bash
# pandas 3.1.1 and Polars 2.1.0: which sample is nearest, when two are equally near, depends on the library.
#
# A rating every 250 ms and a picture at 30 per second meet in the middle often. merge_asof(direction="nearest") takes the
# earlier one of two, join_asof(strategy="nearest") the later one. Alignments of the same study then differ by one whole
# sample at regular places, and no option chooses. Shift by half a microsecond, or round yourself, where it matters.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1 polars==2.1.0
cd "$folder"
venv/bin/python - <<'END'
import pandas as pd
import polars as pl

frames = {"t": [250, 500, 750]}
ratings = {"t": [0, 500, 1000], "value": [0, 500, 1000]}
with_pandas = pd.merge_asof(pd.DataFrame(frames), pd.DataFrame(ratings), on="t", direction="nearest")
with_polars = pl.DataFrame(frames).join_asof(pl.DataFrame(ratings), on="t", strategy="nearest")
print("pandas", pd.__version__, with_pandas["value"].tolist())
print("polars", pl.__version__, with_polars["value"].to_list())
assert with_pandas["value"].tolist() == [0, 500, 500]
assert with_polars["value"].to_list() == [500, 500, 1000]
END
