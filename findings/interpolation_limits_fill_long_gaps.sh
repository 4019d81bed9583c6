#!/usr/bin/env bash
# pandas 3.1.1 and Polars 2.1.0: no option of interpolate() leaves long gaps alone.
#
# For ratings one interpolates over a lost sample, not over a pause. pandas' limit=1 does not mean "gaps of at most one": it
# fills the first sample of every gap, however long, on the straight line to a value seconds later, and goes on behind the
# last value with its repetition. Polars fills every inner gap. To keep long gaps, measure them (run lengths) and mask.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1 polars==2.1.0
cd "$folder"
venv/bin/python - <<'END'
import pandas as pd
import polars as pl

ratings = [1.0, None, None, None, 5.0, None]
with_pandas = pd.Series(ratings, dtype="float64").interpolate(limit=1)
with_polars = pl.Series(ratings).interpolate().to_list()
print("pandas", pd.__version__, "limit=1:", with_pandas.tolist())
print("polars", pl.__version__, "        ", with_polars)
assert with_pandas.fillna(-1).tolist() == [1.0, 2.0, -1, -1, 5.0, 5.0]
assert with_polars == [1.0, 2.0, 3.0, 4.0, 5.0, None]
END
