#!/usr/bin/env bash
# MNE 1.13.2: the answer "bad" is no event, nor is a "Badge shown", and what others did near a "bad" is thrown away.
#
# MNE marks stretches to be left out with annotations whose names begin with BAD or EDGE, in any case. Names of events that
# begin so are taken for such marks: events_from_annotations() passes over "bad", "Badge shown" and "edges", and Epochs()
# drops every epoch that touches a "bad", by default. A scale with good, fine and bad loses one answer, and the epochs of
# the others around it. Only the log speaks of bad epochs. Give names of events a prefix before they go to MNE.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mne==1.13.2 'numpy<3'
cd "$folder"
venv/bin/python -W error::RuntimeWarning - <<'END'
import mne
import numpy as np

mne.set_log_level("WARNING")
names = ["good", "bad", "Badge shown", "edges", "fine"]
recording = mne.io.RawArray(np.zeros((1, 2000)), mne.create_info(["pulse"], 100.0, "bio"))
recording.set_annotations(mne.Annotations([2, 5, 8, 11, 14], 0, names))
events, numbers = mne.events_from_annotations(recording)
epochs = mne.Epochs(recording, events, numbers, tmin=-1, tmax=4, picks="bio", baseline=None, preload=True)
kept = [name for name, number in numbers.items() if number in epochs.events[:, 2]]
prefixed = recording.copy()
prefixed.set_annotations(mne.Annotations([2, 5, 8, 11, 14], 0, [f"answer/{name}" for name in names]))
print("mne", mne.__version__)
print("annotations:", names)
print("events:     ", sorted(numbers))
print("epochs:     ", kept, "dropped for:", [reason for reasons in epochs.drop_log for reason in reasons])
assert sorted(numbers) == ["fine", "good"]
assert kept == ["fine"]
assert len(mne.events_from_annotations(prefixed)[0]) == 5
END
