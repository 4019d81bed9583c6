#!/usr/bin/env bash
# statsmodels 0.15.0: raters who did not rate agree with each other, and kappa goes up with what is missing.
#
# aggregate_raters() makes the table that fleiss_kappa() takes. NaN is a category of its own in it, so that a clip which
# nobody coded counts as one on which all agree, and two gaps beside a code as a majority. Three raters who agree on ten
# clips no better than by chance have a kappa of -0.11; with ten more clips that nobody has coded yet it is 0.45,
# "moderate". There is no warning, and only the second result, the names of the categories, has the nan. Leave out
# incomplete rows.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check statsmodels==0.15.0 'numpy<3' pandas==3.1.1
cd "$folder"
venv/bin/python -W error - <<'END'
import numpy as np
import statsmodels
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

coded = np.array([[1, 1, 2], [1, 2, 2], [2, 3, 3], [3, 1, 1], [1, 2, 3]] * 2, dtype=float)
not_yet = np.full((10, 3), np.nan)
alone, _ = aggregate_raters(coded)
together, categories = aggregate_raters(np.vstack([coded, not_yet]))
kappa, with_missing = fleiss_kappa(alone), fleiss_kappa(together)
print("statsmodels", statsmodels.__version__)
print("ten clips:", round(kappa, 2), "with ten that nobody coded:", round(with_missing, 2))
print("categories:", categories.tolist())
assert np.isnan(categories).sum() == 1
assert kappa < 0
assert with_missing > 0.4
END
