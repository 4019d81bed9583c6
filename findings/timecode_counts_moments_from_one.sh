#!/usr/bin/env bash
# timecode 1.5.1: from second one to second two it is 24 of 25 frames, and a second in milliseconds is 0.999 s.
#
# The library counts frames from one, for moments and for lengths: 00:00:00:00 is 1 frame, and 25 frames are 00:00:00:24. What
# is subtracted is written one frame too short (a moment less itself is an error), what is added one too long, a moment
# made of seconds (start_seconds=1.0) is one too early, and as a float 00:00:01:00 is 1.04. Lengths of scenes and of codes
# from a list of cuts are 40 ms short each, and what a film's player and this library call second one is not the same
# picture. Calculate with frame_number, which counts from nought.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check timecode==1.5.1
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

from timecode import Timecode

one, two = Timecode(25, "00:00:01:00"), Timecode(25, "00:00:02:00")
first, second = Timecode("ms", "00:00:01.000"), Timecode("ms", "00:00:02.000")
made = Timecode(25, start_seconds=1.0)
print("timecode", metadata.version("timecode"))
print("from 1 s to 2 s: ", two - one, " in milliseconds:", second - first)
print("1 s and 1 s:     ", one + one, " in milliseconds:", first + first)
print("start_seconds=1.0:", made, " as a float:", round(one.float, 2))
print("frame_number:     ", two.frame_number - one.frame_number, "from 1 s to 2 s")
assert str(two - one) == "00:00:00:24" and str(second - first) == "00:00:00.999"
assert str(one + one) == "00:00:02:01" and str(first + first) == "00:00:02.001"
assert str(made) == "00:00:00:24" and round(one.float, 2) == 1.04
assert two.frame_number - one.frame_number == 25
END
