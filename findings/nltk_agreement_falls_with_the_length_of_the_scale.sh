#!/usr/bin/env bash
# NLTK 3.10.4: the longer the scale is said to be, the less two raters agree: 0.94, 0.46, -0.81, for the same ratings.
#
# A weighted kappa compares the distances of ratings that occurred with those expected by chance, so that it does not matter
# in what unit distances are. weighted_kappa() of AnnotationTask has an argument for the largest distance on the scale. What
# is expected is divided by it and what occurred is not: the result is 1 - M (1 - kappa). With 9, the square of the three
# steps from 1 to 4, two people who are never more than one step apart are at 0.46. Leave max_distance alone.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check nltk==3.10.4 scikit-learn==1.9.1 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import nltk
from nltk.metrics import interval_distance  # the square of the difference
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

one = [1, 2, 3, 3, 2, 1, 4, 1, 2]
other = [1, 2, 3, 3, 2, 2, 4, 1, 2]
rows = [(rater, film, value) for rater, values in (("one", one), ("other", other)) for film, value in enumerate(values)]
task = AnnotationTask(rows, distance=interval_distance)
expected = cohen_kappa_score(one, other, weights="quadratic", labels=[1, 2, 3, 4])
found = {largest: task.weighted_kappa(max_distance=largest) for largest in (1.0, 9.0, 30.0)}
print("scikit-learn, quadratic:", round(expected, 3))
print("NLTK", nltk.__version__, {largest: round(value, 3) for largest, value in found.items()})
assert abs(found[1.0] - expected) < 1e-9
for largest, value in found.items():
    assert abs(value - (1 - largest * (1 - expected))) < 1e-9
assert found[9.0] < 0.5 and found[30.0] < -0.8
END
