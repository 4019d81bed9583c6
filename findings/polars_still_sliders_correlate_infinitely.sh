#!/usr/bin/env bash
# Polars 2.1.0: the rolling correlation with a slider that nobody moves is infinite, now plus and now minus.
#
# A correlation with a constant does not exist: pandas' rolling(5).corr() is NaN there, and so is pl.corr() over the whole
# column. rolling_corr() divides what rounding has left of the covariance by nothing and gives inf, -inf or NaN, by the
# last bits of the other signal. People leave a slider alone for seconds, so these windows are common: fill_nan() and
# drop_nans() leave the infinite ones in, and a mean of synchrony over time is infinite. Make everything that is not finite
# null.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check polars==2.1.0 pandas==3.1.1 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import numpy as np
import pandas as pd
import polars as pl

random = np.random.default_rng(1)
moved, other = random.normal(size=10), random.normal(size=30)
slider = np.concatenate([moved, np.full(20, 50.3)])
table = pl.DataFrame({"slider": slider, "other": other})
in_polars = table.select(pl.rolling_corr("slider", "other", window_size=5)).to_series().to_numpy()
in_pandas = pd.Series(slider).rolling(5).corr(pd.Series(other)).to_numpy()
still = slice(14, None)  # windows in which the slider stays at 50.3
flat = table.with_columns(slider=pl.lit(50.0)).select(pl.corr("slider", "other")).item()
print("Polars", pl.__version__, in_polars[still].tolist())
print("pandas", pd.__version__, in_pandas[still].tolist())
print("pl.corr with a constant:", flat)
assert np.allclose(in_polars[4:10], in_pandas[4:10])
assert np.isnan(in_pandas[still]).all()
assert np.isinf(in_polars[still]).any()
assert np.isnan(flat)
END
