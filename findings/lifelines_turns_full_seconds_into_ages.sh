#!/usr/bin/env bash
# lifelines 0.30.0: a film left on the full second was watched for minus 292 billion years, and that end counts as seen.
#
# datetimes_to_durations() makes durations and a mark whether the end was seen. Services leave ".000" away, so that one end
# is "09:05:07" among "09:05:30.500". pandas guesses one format from the first, the second does not fit, and the function
# turns such ends into nothing without looking again: the duration is the least integer there is, and the mark says True.
# The only word is a warning that an end lies before its start. Pass format="ISO8601", or times that are parsed already.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check lifelines==0.30.0 pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
import warnings

import lifelines.utils

starts = ["2026-03-03 09:00:00.250", "2026-03-03 09:00:00.250"]
ends = ["2026-03-03 09:05:30.500", "2026-03-03 09:05:07"]
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    durations, observed = lifelines.utils.datetimes_to_durations(starts, ends, freq="s")
exact, _ = lifelines.utils.datetimes_to_durations(starts, ends, freq="s", format="ISO8601")
print("lifelines", metadata.version("lifelines"), "pandas", metadata.version("pandas"))
print("seconds:", durations.tolist(), "observed:", observed.tolist())
print("with format='ISO8601':", exact.tolist())
print("warnings:", [str(one.message).strip() for one in warned if one.category is UserWarning])
assert durations[0] == exact[0] == 330
assert durations[1] < -1e18
assert exact[1] == 306
assert observed.tolist() == [True, True]
END
