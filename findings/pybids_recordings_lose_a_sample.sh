#!/usr/bin/env bash
# pybids 0.22.0: the first sample of a continuous recording is lost, the others are early, and a 0 is added at the end.
#
# In BIDS a physio.tsv.gz or stim.tsv.gz has no row of names: those stand in the JSON beside it. get_df() reads it so. But
# load_variables(), which is what models and reports are made from, takes the first row for names and puts those of the
# JSON over it. Ten ratings at 1 Hz, from 11 to 20, then begin with 12 at the onset 0 and end with 20 and a 0 that nobody
# gave. There is no warning. With slow ratings the signal is moved against the events by as much as people take to react.
# Use get_df().
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pybids==0.22.0 pandas==3.1.1
cd "$folder"
venv/bin/python -W error::UserWarning - <<'END'
import gzip
import importlib.metadata as metadata
import json
from pathlib import Path

import bids
import nibabel
import numpy as np
from bids.variables import load_variables

study = Path("study")
place = study / "sub-01" / "func"
place.mkdir(parents=True)
(study / "dataset_description.json").write_text(json.dumps({"Name": "ratings", "BIDSVersion": "1.10.0"}))
picture = nibabel.Nifti1Image(np.zeros((2, 2, 2, 5), dtype="int16"), np.eye(4))
picture.header.set_zooms((1, 1, 1, 2))
nibabel.save(picture, place / "sub-01_task-film_bold.nii.gz")
(place / "sub-01_task-film_bold.json").write_text(json.dumps({"RepetitionTime": 2.0, "TaskName": "film"}))
described = {"SamplingFrequency": 1.0, "StartTime": 0.0, "Columns": ["rating"]}
(place / "sub-01_task-film_stim.json").write_text(json.dumps(described))
with gzip.open(place / "sub-01_task-film_stim.tsv.gz", "wt") as file:
    file.write("".join(f"{value}\n" for value in range(11, 21)))

layout = bids.BIDSLayout(study)
(recording,) = layout.get(suffix="stim", extension=".tsv.gz")
table = recording.get_df()
(run,) = load_variables(layout, types=["stim"], task="film").get_nodes("run")
variable = run.variables["rating"].to_df()
print("pybids", metadata.version("pybids"), "pandas", metadata.version("pandas"))
print("get_df, rating and onset:        ", table["rating"].tolist(), table["onset"].tolist())
print("load_variables, rating and onset:", variable["amplitude"].tolist(), variable["onset"].tolist())
assert table["rating"].tolist() == list(range(11, 21))
assert table["onset"].tolist() == variable["onset"].tolist() == list(range(10))
assert variable["amplitude"].tolist() == [*range(12, 21), 0]
END
