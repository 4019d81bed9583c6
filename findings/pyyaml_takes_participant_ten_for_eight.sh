#!/usr/bin/env bash
# PyYAML 6.0.4: of the participants 007 to 011 three are 7, 8 and 9, though none of these is the one that has the number.
#
# Whole numbers that begin with 0 are octal in YAML 1.1, which PyYAML still reads, and a colon counts in sixties. 010 is 8 and
# 011 is 9, while 008 and 009 cannot be octal and are text, so that an exclusion list leaves out other people. A mark in a
# film at 12:30 is the integer 750, and at 0:45 it is the text "0:45"; rooms such as 12e4 stay text here and are numbers in
# YAML 1.2. By that, which ruamel.yaml reads, and JavaScript too, these are 10 and 11, and positions are text. No error, no
# warning, and a round trip writes 8. Put all ids and times in quotes.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyyaml==6.0.4 ruamel.yaml==0.19.1
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import yaml
from ruamel.yaml import YAML

STUDY = """\
participants: [007, 008, 009, 010, 011]
marks: [0:45, 9:05, 12:30, 1:02:03]
"""
old = yaml.safe_load(STUDY)
new = YAML(typ="safe").load(STUDY)
for name, found in (("pyyaml", old), ("ruamel.yaml", new)):
    print(f"{name:12}", metadata.version(name), found["participants"], found["marks"])
assert old == {"participants": [7, "008", "009", 8, 9], "marks": ["0:45", 545, 750, 3723]}
assert new == {"participants": [7, 8, 9, 10, 11], "marks": ["0:45", "9:05", "12:30", "1:02:03"]}
END
