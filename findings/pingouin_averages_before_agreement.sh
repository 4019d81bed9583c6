#!/usr/bin/env bash
# pingouin 0.7.0: raters agree the better the more often each of them rated, in an ICC that is said to be for one rating.
#
# intraclass_corr() takes a long table with a row for each rating. If a rater has several rows for a target (many moments of
# a clip, two sessions, a copy of the rows), they are averaged first, without a word, and all six coefficients are of those
# means. Raters whose single ratings have a reliability of 0.1 reach 0.6 with sixteen ratings each, as ICC(A,1) and
# ICC(C,1), "single rater", and p values with it. rm_anova() does the same. One clip with more moments than the others is
# averaged too. Check that target and rater name each row once.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pingouin==0.7.0 pandas==3.1.1 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata

import numpy as np
import pandas as pd
import pingouin

generator = np.random.default_rng(5)
moments, clips = 16, 200
rows = [
    (clip, rater, moment, quality + 3 * generator.normal())
    for clip, quality in enumerate(generator.normal(size=clips))
    for rater in ("Ana", "Ben", "Cem")
    for moment in range(moments)
]
table = pd.DataFrame(rows, columns=["clip", "rater", "moment", "rating"])


def single(part: pd.DataFrame) -> float:
    found = pingouin.intraclass_corr(part, targets="clip", raters="rater", ratings="rating").set_index("Type")["ICC"]
    return float(found["ICC(A,1)"])


of_one_moment = [single(table[table["moment"] == moment]) for moment in range(moments)]
of_all, of_half = single(table), single(table[table["moment"] < moments // 2])
means = table.groupby(["clip", "rater"], as_index=False)["rating"].mean()
print("pingouin", metadata.version("pingouin"), "pandas", metadata.version("pandas"))
print(f"ICC(A,1) of one moment, mean of {moments}: {np.mean(of_one_moment):.2f}")
print(f"of the table with {moments // 2} moments: {of_half:.2f}, with {moments}: {of_all:.2f}")
print(f"of the means of {moments} moments: {single(means):.2f}")
assert 0.05 < np.mean(of_one_moment) < 0.15
assert 0.3 < of_half < 0.5 < of_all < 0.7
assert np.isclose(of_all, single(means))
END
