#!/usr/bin/env bash
# MNE 1.13.2 and pymovements 0.28.0: while the eye is shut gaze is missing, but the pupil has the size 0.
#
# An EyeLink's text file has dots for gaze in a blink and 0.0 for the pupil's area. Both libraries make the dots NaN or
# null and keep the zeros, so that what leaves out missing samples leaves out half of them. Ten samples of blink in a
# hundred take a tenth of the mean pupil away: pupils look smaller where people blink more, which is when they are bored.
# MNE names the stretch BAD_blink, but means over get_data() have it in, and a pause between two blocks is NaN in the same
# channel. Take zeros out, and what lies around them.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    mne==1.13.2 pymovements==0.28.0 pandas==3.1.1 polars==2.1.0 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata
from pathlib import Path

import mne
import numpy as np
import pymovements


def block(start: int) -> list[str]:
    shape = "RIGHT\tRATE\t 500.00\tTRACKING\tCR\tFILTER\t2"
    lines = [f"START\t{start} \tRIGHT\tSAMPLES\tEVENTS", "PRESCALER\t1", "VPRESCALER\t1", "PUPIL\tAREA"]
    lines += [f"EVENTS\tGAZE\t{shape}", f"SAMPLES\tGAZE\t{shape}"]
    for number in range(100):
        time = start + 2 * number
        if number == 20:
            lines.append(f"SBLINK R {time}")
        shut = 20 <= number < 30
        lines.append(f"{time}\t   .\t   .\t    0.0\t..." if shut else f"{time}\t  500.0\t  400.0\t 1000.0\t...")
        if number == 29:
            lines.append(f"EBLINK R {time - 18}\t{time}\t20")
    return [*lines, f"END\t{start + 200} \tSAMPLES\tEVENTS\tRES\t  38.54\t  31.12"]


header = ["** DATE: Tue Mar  3 09:00:00 2026", "** TYPE: EDF_FILE BINARY EVENT SAMPLE TAGGED"]
header += ["** VERSION: EYELINK II 1", "** SOURCE: EYELINK CL", "** EYELINK II CL v5.15 Jan 24 2018"]
header += ["** CAMERA: EyeLink GL Version 1.2 Sensor=AG7", "** SERIAL NUMBER: CLG-BAG00", "**", ""]
header += ["MSG\t1000000 DISPLAY_COORDS 0 0 1919 1079", "MSG\t1000000 GAZE_COORDS 0.00 0.00 1919.00 1079.00"]
Path("gaze.asc").write_text("\n".join([*header, *block(1000100), *block(1002000)]) + "\n")

mne.set_log_level("ERROR")
recording = mne.io.read_raw_eyelink("gaze.asc")
x, _, pupil = recording.get_data()
samples = pymovements.gaze.from_asc("gaze.asc").samples
sizes, places = samples["pupil"].to_numpy(), samples["pixel"].to_list()
missing = [pair[0] is None for pair in places]
print("mne", mne.__version__, sorted(set(recording.annotations.description)))
print("mean pupil:", round(float(np.nanmean(pupil)), 1), "with open eyes:", round(float(np.nanmean(pupil[pupil > 0])), 1))
print("pymovements", metadata.version("pymovements"), "mean pupil:", round(float(np.nanmean(sizes)), 1))
assert np.isnan(x[20:30]).all()
assert (pupil[20:30] == 0).all()
assert np.isnan(pupil[150])  # between the blocks
assert abs(np.nanmean(pupil) - 900) < 1
assert missing[20:30] == [True] * 10
assert sum(missing) == 20
assert (sizes[20:30] == 0).all()
assert abs(np.nanmean(sizes) - 900) < 1
END
