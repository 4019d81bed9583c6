#!/usr/bin/env bash
# MNE 1.13.2: samples that an EyeLink file lacks make all later gaze early, if the recording was never paused.
#
# Each line of gaze has the tracker's time. read_raw_eyelink() looks at those times only if there are several blocks: it then
# fills with NaN what is missing between them, and within them too. A file of one block is taken for whole: half a second
# without lines is closed, without a warning, and messages keep their times. An eye that jumps to a dot the moment it is shown
# looks at it 500 ms before, and all latencies are short by what was lost so far. With a pause for calibration, or one block
# for each trial, the same lines are right. Compare the number of samples with the times of the first and the last.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mne==1.13.2 pandas==3.1.1 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import warnings
from pathlib import Path

import mne
import numpy as np


def block(start: int, lost: range) -> list[str]:
    """Five seconds, with a dot that is shown after three and looked at in the same millisecond."""
    shape = "RIGHT\tRATE\t1000.00\tTRACKING\tCR\tFILTER\t2"
    lines = [f"START\t{start} \tRIGHT\tSAMPLES\tEVENTS", "PRESCALER\t1", "VPRESCALER\t1", "PUPIL\tAREA"]
    lines += [f"EVENTS\tGAZE\t{shape}", f"SAMPLES\tGAZE\t{shape}"]
    for number in range(5000):
        if number == 3000:
            lines.append(f"MSG\t{start + number} dot_shown")
        if number not in lost:
            lines.append(f"{start + number}\t  {900 if number >= 3000 else 500}.0\t  400.0\t 1000.0\t...")
    return [*lines, f"END\t{start + 5000} \tSAMPLES\tEVENTS\tRES\t  38.54\t  31.12"]


def latencies(*blocks: list[str]) -> tuple[list[float], int]:
    lines = ["** DATE: Tue Mar  3 09:00:00 2026", "** TYPE: EDF_FILE BINARY EVENT SAMPLE TAGGED", "** VERSION: EYELINK II 1"]
    lines += ["** SOURCE: EYELINK CL", "** EYELINK II CL v6.12 Feb  1 2018 (EyeLink Portable Duo)", ""]
    lines += ["MSG\t1000000 DISPLAY_COORDS 0 0 1919 1079", *(line for one in blocks for line in one)]
    Path("gaze.asc").write_text("\n".join(lines) + "\n")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        raw = mne.io.read_raw_eyelink("gaze.asc", verbose="warning")
    x = raw.get_data("xpos_right")[0]
    jumps = raw.times[np.flatnonzero((x[1:] > 700) & ~(x[:-1] > 700)) + 1]
    shown = raw.annotations.onset[raw.annotations.description == "dot_shown"]
    return (jumps - shown).round(3).tolist(), sum(issubclass(one.category, RuntimeWarning) for one in caught)


whole, first = block(1_000_000, range(0)), block(1_000_000, range(1000, 1500))
second = block(1_010_000, range(0))
complete, alone, with_another = latencies(whole), latencies(first), latencies(first, second)
print("MNE", mne.__version__, "latencies in seconds, and number of warnings")
print("one block, nothing lost:         ", *complete)
print("one block, half a second lost:   ", *alone)
print("the same with another after it:  ", *with_another)
assert complete == ([0], 0)
assert alone == ([-0.5], 0)
assert with_another == ([0, 0], 0)
END
