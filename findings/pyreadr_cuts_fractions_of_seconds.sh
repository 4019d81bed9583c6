#!/usr/bin/env bash
# pyreadr 0.5.8: moments written for R are text without fractions of a second, and two messages are sent at once.
#
# R has a type for moments with fractions (POSIXct), and pyreadr reads it. Writing, it makes text of them by the format
# "%Y-%m-%d %H:%M:%S": what was 09:00:00.250 and 09:00:00.900 is "2026-03-03 09:00:00" twice, and the zone is gone too, so
# that nine in Berlin and nine in London are one. Intervals in R are whole seconds; there is no warning. Durations are text
# as well. Write milliseconds as numbers, or pass datetimeformat="%Y-%m-%d %H:%M:%S.%f".
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyreadr==0.5.8 pandas==3.1.1
cd "$folder"
venv/bin/python -W error - <<'END'
import importlib.metadata as metadata

import pandas as pd
import pyreadr

sent = pd.to_datetime(["2026-03-03 09:00:00.250", "2026-03-03 09:00:00.900"])
zones = {"berlin": "Europe/Berlin", "london": "Europe/London"}
messages = pd.DataFrame({"sent": sent} | {name: sent.tz_localize(zone) for name, zone in zones.items()})
pyreadr.write_rds("messages.rds", messages)
read = pyreadr.read_r("messages.rds")[None]
pyreadr.write_rds("fractions.rds", messages[["sent"]], datetimeformat="%Y-%m-%d %H:%M:%S.%f")
fractions = pyreadr.read_r("fractions.rds")[None]["sent"].tolist()
print("pyreadr", metadata.version("pyreadr"), "pandas", pd.__version__)
for name in read.columns:
    print(f"{name:7}", messages[name].astype(str).tolist(), "->", read[name].tolist())
print("with a format:", fractions)
assert read["sent"].tolist() == ["2026-03-03 09:00:00"] * 2
assert read["berlin"].tolist() == read["london"].tolist() == read["sent"].tolist()
assert fractions == ["2026-03-03 09:00:00.250000", "2026-03-03 09:00:00.900000"]
END
