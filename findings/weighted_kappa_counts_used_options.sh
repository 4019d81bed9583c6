#!/usr/bin/env bash
# scikit-learn 1.9.1: weighted kappa of ratings depends on which options of the scale happen to be used.
#
# cohen_kappa_score(weights="quadratic") does not take distances between ratings but between their positions among the values
# that occur. Two raters on a scale from 1 to 5 who never chose 3 or 4 are as far apart at 2 and 5 as at 1 and 2. The kappa
# is 0.75; with labels=[1, 2, 3, 4, 5] it is 0.48 for the same ratings. A short film, or two raters who avoid the middle,
# agree better by that alone. Pass labels always.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check scikit-learn==1.9.1 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import sklearn
from sklearn.metrics import cohen_kappa_score

one = [1, 2, 5, 5, 1, 2]
other = [1, 5, 5, 2, 1, 2]
used = cohen_kappa_score(one, other, weights="quadratic")
renamed = cohen_kappa_score([min(x, 3) for x in one], [min(x, 3) for x in other], weights="quadratic")
whole = cohen_kappa_score(one, other, weights="quadratic", labels=[1, 2, 3, 4, 5])
print("scikit-learn", sklearn.__version__)
print("options that occur:", round(used, 3), "with 3 for every 5:", round(renamed, 3))
print("the whole scale:   ", round(whole, 3))
assert used == renamed
assert abs(used - 0.75) < 1e-9
assert abs(whole - 25 / 52) < 1e-9
END
