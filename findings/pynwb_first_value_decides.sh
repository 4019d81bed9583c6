#!/usr/bin/env bash
# pynwb 4.2.0: if the first answer is 3, then 3.7 is 3; if it is 0, a reaction time of 0.351 is 0; if it is True, all are.
#
# A column of trials takes its type in the file from its first value, and so does TimeSeries from a list. Whole numbers in
# front, as a slider's 50 that nobody has touched or a 0 from JSON, cut off the fractions of all that follow; a truth value
# in front makes True of every number but 0. add_trial() takes each of them, in memory they stay what they were, and write()
# says nothing. NaN in such a column raises an error, so that only complete data are changed. A file that somebody else's
# first answer began would be right. Give NumPy arrays of one type, or float() each value.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pynwb==4.2.0 hdmf==6.2.0 'numpy<3' 'h5py<4'
cd "$folder"
venv/bin/python -W error - <<'END'
import importlib.metadata as metadata
from datetime import UTC, datetime

import pynwb


def written_and_read(values: list[float]) -> tuple[list[float], list[float], list[float]]:
    study = pynwb.NWBFile("A room", "room", datetime(2026, 3, 3, 9, tzinfo=UTC))
    study.add_trial_column("answer", "what somebody answered")
    for number, value in enumerate(values):
        study.add_trial(start_time=float(number), stop_time=number + 0.5, answer=value)
    if not isinstance(values[0], bool):
        study.add_acquisition(pynwb.TimeSeries(name="rating", data=values, unit="1", rate=10.0))
    in_memory = list(study.trials["answer"].data)
    with pynwb.NWBHDF5IO("study.nwb", "w") as file:
        file.write(study)
    with pynwb.NWBHDF5IO("study.nwb", "r") as file:
        read = file.read()
        series = read.acquisition["rating"].data[:].tolist() if read.acquisition else []
        return in_memory, read.trials["answer"].data[:].tolist(), series


print("pynwb", metadata.version("pynwb"), "hdmf", metadata.version("hdmf"))
results = {}
for values in ([3, 3.7, 4.2], [0, 0.351, 1.25], [3.7, 3, 4.2], [True, 3, 0.5]):
    in_memory, trials, series = results[str(values)] = written_and_read(values)
    print("given:", values, "in memory:", in_memory, "trials in the file:", trials, "TimeSeries in the file:", series)
    assert in_memory == values
assert results["[3, 3.7, 4.2]"][1:] == ([3, 3, 4], [3, 3, 4])
assert results["[0, 0.351, 1.25]"][1:] == ([0, 0, 1], [0, 0, 1])
assert results["[3.7, 3, 4.2]"][1:] == ([3.7, 3, 4.2], [3.7, 3, 4.2])
assert results["[True, 3, 0.5]"][1] == [True, True, True]
END
