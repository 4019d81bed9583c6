#!/usr/bin/env bash
# datasets 5.2.0: with the NumPy format two moments half a minute apart are the same number.
#
# with_format("numpy") gives every float column as float32, and a column of integers too as soon as one value is missing.
# Seconds since 1970 then have steps of 128 s, milliseconds steps of 131 s: messages change places with the film, intervals
# are 0, and large ids meet. The features still say float64 and int64; a column of the same integers without a gap is exact,
# and so is every other format. Pass dtype=None to with_format.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check datasets==5.2.0 'numpy<3' pandas==3.1.1
cd "$folder"
export HF_HUB_OFFLINE=1 HF_HOME="$folder/cache"
venv/bin/python -W error::UserWarning - <<'END'
import datasets
import numpy as np

sent = [1772528400123, 1772528430456]
messages = datasets.Dataset.from_dict(
    {"sent": sent + [None], "all_sent": sent + [0], "seconds": [time / 1000 for time in sent] + [0.0]}
)
table = messages.with_format("numpy")[:]
found = {name: np.diff(table[name][:2]).item() for name in messages.column_names}
exact = np.diff(messages.with_format("numpy", dtype=None)[:]["sent"][:2]).item()
print("datasets", datasets.__version__)
print("30333 ms between two messages")
for name, interval in found.items():
    print(f"{name:9} {messages.features[name].dtype:8} {table[name].dtype!s:8} interval: {interval}")
print("with dtype=None:", exact)
assert found["seconds"] == 0
assert found["sent"] == 131072
assert found["all_sent"] == exact == 30333
END
