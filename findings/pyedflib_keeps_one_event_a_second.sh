#!/usr/bin/env bash
# pyEDFlib 0.1.42: of forty presses in twenty seconds twenty are written, and the second ten seconds have none.
#
# EDF+ keeps events in a channel of their own. pyEDFlib writes one of them into each second of the file, in the order in
# which they came, until the file ends; the others are gone. writeAnnotation() returns 0 for each, as for those that are
# kept, close() says nothing, and the events that there are have their right times, so that nothing looks wrong: there is
# just no press after ten seconds. A minute with sixty messages is whole, with sixty-one it is not. Call
# set_number_of_annotation_signals() before the first sample, and count when you read.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyedflib==0.1.42 edfio==0.4.18 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import edfio
import numpy as np
import pyedflib

SECONDS, RATE = 20, 10
presses = np.arange(0, SECONDS, 0.5)
header = {
    "label": "rating", "dimension": "", "sample_frequency": RATE, "physical_min": 0, "physical_max": 100,
    "digital_min": -32768, "digital_max": 32767, "transducer": "", "prefilter": "",
}


def written(channels: int) -> tuple[set[int], np.ndarray]:
    writer = pyedflib.EdfWriter("session.edf", 1, file_type=pyedflib.FILETYPE_EDFPLUS)
    writer.setSignalHeaders([header])
    if channels > 1:
        writer.set_number_of_annotation_signals(channels)
    writer.writeSamples([np.linspace(0, 100, SECONDS * RATE)])
    answers = {writer.writeAnnotation(time, -1, "press") for time in presses}
    writer.close()
    with pyedflib.EdfReader("session.edf") as reader:
        times = reader.readAnnotations()[0]
        assert reader.getFileDuration() == SECONDS
    assert len(edfio.read_edf("session.edf").annotations) == len(times)
    return answers, times


answers, times = written(1)
_, more = written(2)
print("pyEDFlib", metadata.version("pyedflib"), "returned", answers, "for", len(presses), "presses up to", presses[-1], "s")
print("in the file:", len(times), "up to", times[-1], "s; with two channels for them:", len(more), "up to", more[-1], "s")
assert answers == {0}
assert len(presses) == len(more) == 40
assert times.tolist() == presses[:20].tolist()
END
