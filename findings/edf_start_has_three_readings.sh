#!/usr/bin/env bash
# MNE 1.13.2, pyEDFlib 0.1.42, edfio 0.4.18: one EDF+ file began at 9:00:00.0, at 9:00:00.05 or at 9:00:00.5.
#
# EDF's header has whole seconds; EDF+ keeps the rest of the start time with the annotations. MNE writes it there when it
# exports a recording that began at 9:00:00.5, and reads back 9:00:00.0; pyEDFlib reads a tenth of it; edfio reads it all.
# Annotations stay right within a file. Two people's physiology that is aligned by the start times is apart by up to a
# second, by another part of it for each pair. Keep the start in a table of your own.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    mne==1.13.2 edfio==0.4.18 pyEDFlib==0.1.42 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
import warnings
from datetime import UTC, datetime

import edfio
import mne
import numpy as np
import pyedflib

mne.set_log_level("ERROR")
pulse = mne.io.RawArray(np.sin(np.arange(1000) / 16)[np.newaxis] * 1e-5, mne.create_info(["pulse"], 100.0, "eeg"))
pulse.set_meas_date(datetime(2026, 3, 3, 9, 0, 0, 500000, tzinfo=UTC))
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # edfio says that it needs EDF+ for this
    mne.export.export_raw("pulse.edf", pulse)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    in_mne = mne.io.read_raw_edf("pulse.edf").info["meas_date"].time()
    with pyedflib.EdfReader("pulse.edf") as reader:
        in_pyedflib = reader.getStartdatetime().time()
    in_edfio = edfio.read_edf("pulse.edf").starttime
print("written: ", pulse.info["meas_date"].time())
for name, time in (("mne", in_mne), ("pyEDFlib", in_pyedflib), ("edfio", in_edfio)):
    print(name, metadata.version(name), time)
assert in_mne.microsecond == 0
assert in_pyedflib.microsecond == 50000
assert in_edfio.microsecond == 500000
END
