#!/usr/bin/env bash
# MNE 1.13.2: EyeLink messages that tell how long ago something happened are moved into the future.
#
# A program that can only write to the tracker after a picture was shown (E-Prime does so) begins the message with a number:
# "750 film_on" at 1250 ms means that the film began 750 ms ago, at 500 ms; what is yet to come has a negative one. The
# maker's rule is time minus offset. read_raw_eyelink(apply_offsets=True) adds: the film begins at 2000 ms, a second and a
# half late, later even than without the option, and what ended at 2016 ms ended at 1984. Without it the number stays in the
# name, so that each film_on is an event of its own kind. Read without it, and subtract.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mne==1.13.2 pandas==3.1.1 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
from pathlib import Path

import mne

shape = "RIGHT\tRATE\t1000.00\tTRACKING\tCR\tFILTER\t2"
lines = ["** DATE: Tue Mar  3 09:00:00 2026", "** TYPE: EDF_FILE BINARY EVENT SAMPLE TAGGED"]
lines += ["** VERSION: EYELINK II 1", "** SOURCE: EYELINK CL", "** EYELINK II CL v6.12 Feb  1 2018 (EyeLink Portable Duo)"]
lines += ["", "MSG\t1000000 DISPLAY_COORDS 0 0 1919 1079", "START\t1000000 \tRIGHT\tSAMPLES\tEVENTS"]
lines += ["PRESCALER\t1", "VPRESCALER\t1", "PUPIL\tAREA", f"EVENTS\tGAZE\t{shape}", f"SAMPLES\tGAZE\t{shape}"]
messages = {1_001_250: "750 film_on", 1_002_000: "-16 film_off", 1_003_000: "key_pressed"}
for time in range(1_000_000, 1_004_000):
    if time in messages:
        lines.append(f"MSG\t{time} {messages[time]}")
    lines.append(f"{time}\t  500.0\t  400.0\t 1000.0\t...")
lines.append("END\t1004000 \tSAMPLES\tEVENTS\tRES\t  38.54\t  31.12")
Path("gaze.asc").write_text("\n".join(lines) + "\n")

found = {}
for applied in (False, True):
    raw = mne.io.read_raw_eyelink("gaze.asc", apply_offsets=applied, verbose="error")
    found[applied] = {text: round(float(onset), 3) for onset, text in zip(raw.annotations.onset, raw.annotations.description)}
print("MNE", mne.__version__)
print("without offsets:", found[False])
print("with offsets:   ", found[True])
print("what happened:  ", {"film_on": 0.5, "film_off": 2.016, "key_pressed": 3.0})
assert found[False] == {"750 film_on": 1.25, "-16 film_off": 2.0, "key_pressed": 3.0}
assert found[True] == {"film_on": 2.0, "film_off": 1.984, "key_pressed": 3.0}
END
