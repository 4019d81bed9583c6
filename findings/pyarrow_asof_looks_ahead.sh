#!/usr/bin/env bash
# pyarrow 26.0.1: a positive tolerance of Table.join_asof looks into the future.
#
# In pandas and Polars an as-of join takes the last value before, at most `tolerance` old. In pyarrow the sign says the
# direction: 2 means up to two later, -2 up to two before. Code that is carried over with tolerance=2 runs, gives the same
# columns, and pairs each rating with what happened after it: causes and effects change places.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyarrow==26.0.1 pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
import pandas as pd
import pyarrow as pa

left = pa.table({"t": [2, 5]})
right = pa.table({"t": [1, 4, 6], "value": [1, 4, 6]})
ahead = left.join_asof(right, on="t", by=[], tolerance=2)["value"].to_pylist()
back = left.join_asof(right, on="t", by=[], tolerance=-2)["value"].to_pylist()
usual = pd.merge_asof(left.to_pandas(), right.to_pandas(), on="t", tolerance=2)["value"].tolist()
print("pyarrow", pa.__version__, "tolerance=2:", ahead, "tolerance=-2:", back)
print("pandas", pd.__version__, "tolerance=2:", usual)
assert ahead == [4, 6]
assert back == usual == [1, 4]
END
