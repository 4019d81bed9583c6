#!/usr/bin/env bash
# pandas 3.1.1: read_json makes of the position "12:30" in a film half past twelve of the day on which one reads it.
#
# JSON has types, and this is text. But a column whose name ends in _time or _at, or begins with timestamp, is tried as dates.
# In film_time "12:30" and "13:45" become moments of today, and tomorrow of tomorrow; with one "31:05" all stay text, as they
# do in a column called position. Numbers become moments if all are above 31,536,000, so that microseconds into a film are
# integers, or moments of 1971, by when the first answer came. Text of any other column is tried as numbers: "007" is 7, and
# the room "12E4" is 120000. Pass dtype=False, or use the json module.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1
cd "$folder"
venv/bin/python - <<'END'
import datetime
import io
import json

import pandas as pd


def read(rows: list[dict[str, object]], **options: bool) -> pd.DataFrame:
    return pd.read_json(io.StringIO(json.dumps(rows)), **options)


positions = [{"film_time": text, "position": text} for text in ("12:30", "13:45")]
before = datetime.date.today()
short = read(positions)
after = datetime.date.today()
long = read([*positions, {"film_time": "31:05", "position": "31:05"}])
late = read([{"film_time": 40_000_000, "position": 40_000_000}, {"film_time": 50_000_000, "position": 50_000_000}])
early = read([{"film_time": 30_000_000}, {"film_time": 50_000_000}])
ids = read([{"participant": "007", "room": "12E4"}, {"participant": "010", "room": "13E4"}])
kept = read(positions, dtype=False)
print("pandas", pd.__version__)
print("film_time of a short film:", short["film_time"].astype(str).tolist(), " position:", short["position"].tolist())
print("film_time with 31:05:     ", long["film_time"].tolist())
print("microseconds from 40 s on:", late["film_time"].astype(str).tolist(), " position:", late["position"].tolist())
print("microseconds from 30 s on:", early["film_time"].tolist())
print("ids 007 and 010:          ", ids["participant"].tolist(), " rooms 12E4 and 13E4:", ids["room"].tolist())
assert short["film_time"].dt.time.tolist() == [datetime.time(12, 30), datetime.time(13, 45)]
assert set(short["film_time"].dt.date) <= {before, after}
assert short["position"].tolist() == ["12:30", "13:45"]
assert long["film_time"].tolist() == ["12:30", "13:45", "31:05"]
assert set(late["film_time"].dt.year) == {1971}
assert late["position"].tolist() == [40_000_000, 50_000_000]
assert early["film_time"].tolist() == [30_000_000, 50_000_000]
assert ids["participant"].tolist() == [7, 10]
assert ids["room"].tolist() == [120000.0, 130000.0]
assert kept["film_time"].tolist() == ["12:30", "13:45"]
END
