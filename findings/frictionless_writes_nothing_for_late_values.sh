#!/usr/bin/env bash
# frictionless 5.21.0: values that do not fit a guessed type are read as missing and written as nothing.
#
# The type of a column is guessed from the first hundred rows. An "unsure" or a 3.5 in row 200 of a column of whole numbers
# is then None in extract(), <NA> in to_pandas() and an empty cell in the file that write() makes; none of them raises or
# warns. Only validate() mentions it, and it looks at the first file, not at the copy that lost the answers. Give a schema,
# or validate before anything else.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'frictionless[pandas]==5.21.0'
cd "$folder"
venv/bin/python -W error::UserWarning - <<'END'
import importlib.metadata as metadata
from pathlib import Path

from frictionless import Resource, extract, validate

rows = [f"{trial},{trial % 7 + 1}" for trial in range(1, 200)] + ["200,unsure", "201,3.5"]
Path("answers.csv").write_text("\n".join(["trial,answer", *rows]) + "\n")
extracted = [row["answer"] for row in extract("answers.csv")["answers"][-2:]]
missing = int(Resource("answers.csv").to_pandas()["answer"].isna().sum())
Resource("answers.csv").write("copy.csv")
copied = Path("copy.csv").read_text().split()[-2:]
print("frictionless", metadata.version("frictionless"))
print("the last rows:", rows[-2:])
print("extract:", extracted, "to_pandas:", missing, "missing; write:", copied)
print("validate, the file:", not validate("answers.csv").valid, "the copy:", not validate("copy.csv").valid, "(has errors)")
assert extracted == [None, None]
assert missing == 2
assert copied == ["200,", "201,"]
assert not validate("answers.csv").valid
assert validate("copy.csv").valid
END
