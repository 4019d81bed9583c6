#!/usr/bin/env bash
# dtw-python 1.9.0, dtaidistance 2.5.1: two rating curves are 3 apart, or 1.41, by dynamic time warping.
#
# Both take the same two curves, have no option set and call the result the distance. dtaidistance takes the root of the
# sum of squared differences along the path; dtw-python adds up the differences, and counts each diagonal step twice, as
# its default step pattern is symmetric2; with symmetric1 it is 2. Not only the unit is another: to somebody who never
# moved a slider, one who moved it far once is nearer by the one library, and one who moved it a little all the time by the
# other. State the step pattern and the local distance with the number.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    dtw-python==1.9.0 dtaidistance==2.5.1 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata

import dtw
import numpy as np
from dtaidistance import dtw as other_dtw


def distances(one: list[float], other: list[float]) -> tuple[float, float]:
    first, second = np.array(one), np.array(other)
    return float(dtw.dtw(first, second).distance), float(other_dtw.distance(first, second))


one, other = [0.0, 1.0, 2.0, 1.0, 0.0], [0.0, 0.0, 1.0, 3.0, 1.0]
found = distances(one, other)
single = dtw.dtw(np.array(one), np.array(other), step_pattern="symmetric1").distance
# Who is nearer to somebody who never moved: one who moved far once, or one who moved a little all the time?
flat, peak, hills = [0.0] * 8, [0.0, 0.0, 0.0, 3.0, 0.0, 0.0, 0.0, 0.0], [1.0, 0.0] * 4
to_peak, to_hills = distances(flat, peak), distances(flat, hills)
for number, name in enumerate(("dtw-python", "dtaidistance")):
    version, pair = metadata.version(name), (to_peak[number], to_hills[number])
    print(name, version, "distance:", found[number], "to the peak and to the hills:", pair)
print("dtw-python with symmetric1:", single)
assert found[0] == 3
assert abs(found[1] - 2**0.5) < 1e-9
assert single == 2
assert to_peak[0] < to_hills[0]
assert to_peak[1] > to_hills[1]
END
