#!/usr/bin/env bash
# pandera 0.35.0: a schema that coerces passes wrong values by changing them: "False" and a missing answer become True.
#
# Column(bool, coerce=True) is Python's truth of a thing: any text that is not empty is True ("False", "no", "0" from a CSV
# file), NaN is True, None is False, and nullable=False has nothing left to find. Column(int, coerce=True) cuts 3.7 to 3, so
# that a slider passes as a scale of whole steps; the Polars backend does so too. The table that comes back is valid, the
# answers are others. Check the raw type first, and map words to truth values yourself.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    'pandera[polars]==0.35.0' pandas==3.1.1 polars==2.1.0
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
import math

import pandas as pd
import pandera.pandas as with_pandas
import pandera.polars as with_polars
import polars as pl

consent = with_pandas.DataFrameSchema({"consent": with_pandas.Column(bool, coerce=True, nullable=False)})
rating = with_pandas.DataFrameSchema({"rating": with_pandas.Column(int, coerce=True)})
rating_in_polars = with_polars.DataFrameSchema({"rating": with_polars.Column(int, coerce=True)})
words = consent.validate(pd.DataFrame({"consent": ["True", "False", "no"]}))["consent"].tolist()
missing = consent.validate(pd.DataFrame({"consent": [1.0, 0.0, math.nan]}))["consent"].tolist()
steps = rating.validate(pd.DataFrame({"rating": [3.7, 2.2]}))["rating"].tolist()
steps_in_polars = rating_in_polars.validate(pl.DataFrame({"rating": [3.7, 2.2]}))["rating"].to_list()
print("pandera", metadata.version("pandera"))
print("True, False, no:", words)
print("1, 0, NaN:      ", missing)
print("3.7, 2.2:       ", steps, "with Polars", steps_in_polars)
assert words == [True, True, True]
assert missing == [True, False, True]
assert steps == steps_in_polars == [3, 2]
END
