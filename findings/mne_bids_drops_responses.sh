#!/usr/bin/env bash
# mne-bids 0.20.0: rows of events.tsv without a trial type are left out when a recording is read.
#
# BIDS asks only for onset and duration; a button press has a response and "n/a" as trial_type. read_raw_bids gives the rows
# that have a trial type as annotations and leaves out the others, with all their columns and without a warning: of four
# events three arrive, and of a file of responses none. Reaction times and counts of responses are then of nothing. Read
# events.tsv as a table too, or name the responses in trial_type.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    mne-bids==0.20.0 mne==1.13.2 pybv==0.8.1 'numpy<3' pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
import warnings
from pathlib import Path

import mne
import mne_bids
import numpy as np

warnings.simplefilter("ignore")  # writing a study of one channel of noise
noise = np.random.default_rng(0).normal(size=(1, 2000)) * 1e-6
raw = mne.io.RawArray(noise, mne.create_info(["Cz"], 200.0, "eeg"), verbose="ERROR")
raw.info["line_freq"] = 50
raw.set_annotations(mne.Annotations([1], [0], ["start"]))
place = mne_bids.BIDSPath(subject="01", task="film", datatype="eeg", root="study")
mne_bids.write_raw_bids(raw, place, allow_preload=True, format="BrainVision", verbose="ERROR")
(events,) = Path("study").rglob("*_events.tsv")


def read(rows: str) -> list[tuple[float, str]]:
    events.write_text("onset\tduration\ttrial_type\tresponse\n" + rows)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        found = mne_bids.read_raw_bids(place, verbose="WARNING").annotations
    assert not [one for one in warned if "event" in str(one.message) or "annotation" in str(one.message)]
    return [(float(one["onset"]), str(one["description"])) for one in found]


mixed = read("1.0\t0\tstart\tn/a\n2.5\t1\tfilm\tn/a\n3.0\tn/a\tn/a\tyes\n4.25\t0\tchat\tn/a\n")
alone = read("3.0\tn/a\tn/a\tyes\n5.5\tn/a\tn/a\tno\n")
print("mne-bids", metadata.version("mne-bids"))
print("four events, one with a response only:", mixed)
print("two events with a response only:      ", alone)
assert [onset for onset, _ in mixed] == [1.0, 2.5, 4.25]
assert alone == []
END
