#!/usr/bin/env bash
# mlcroissant 1.1.1: participant 007 is "7.0", room 12E4 is "120000.0", and who said no has consented.
#
# Croissant describes the columns of a data set; the library gives records of the types that it states. But pandas has read
# the CSV before, with types that it guessed, and text is made of what is left: a Text of digits loses its zeros, and in a
# column with a gap it is a float as well; "1.10" is "1.1", and an answer "None" is missing. A Boolean is Python's bool() of
# what pandas left: "no" is True. The records fit the description, and nothing is said; joins by such ids find nobody. Give
# ids a letter, and write truth values as True and False.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mlcroissant==1.1.1 pandas==3.1.1
cd "$folder"
venv/bin/python -W ignore - <<'END'
import hashlib
import importlib.metadata as metadata
import json
from pathlib import Path

import absl.logging
import mlcroissant

absl.logging.set_verbosity("error")
content = "participant,room,film,consent,seen\n007,12E4,1.10,yes,True\n010,13E4,1.1,no,False\n,15E4,None,no,\n"
Path("answers.csv").write_text(content)
types = {"participant": "Text", "room": "Text", "film": "Text", "consent": "Boolean", "seen": "Boolean"}
fields = [
    mlcroissant.Field(
        id=f"answers/{name}",
        name=name,
        data_types=[f"https://schema.org/{kind}"],
        source=mlcroissant.Source(file_object="answers.csv", extract=mlcroissant.Extract(column=name)),
    )
    for name, kind in types.items()
]
description = mlcroissant.Metadata(
    name="study",
    url="https://example.org/study",
    distribution=[
        mlcroissant.FileObject(
            id="answers.csv",
            name="answers.csv",
            content_url="answers.csv",
            encoding_formats=["text/csv"],
            sha256=hashlib.sha256(content.encode()).hexdigest(),
        )
    ],
    record_sets=[mlcroissant.RecordSet(id="answers", name="answers", fields=fields)],
)
Path("croissant.json").write_text(json.dumps(description.to_json(), default=str))
records = list(mlcroissant.Dataset(jsonld="croissant.json").records("answers"))
columns = {name: [record[f"answers/{name}"] for record in records] for name in types}
print("mlcroissant", metadata.version("mlcroissant"), "pandas", metadata.version("pandas"))
print("the file:", content.splitlines()[1:])
for name, values in columns.items():
    print(name, "as", types[name] + ":", values)
assert columns["participant"][:2] == [b"7.0", b"10.0"]
assert columns["room"] == [b"120000.0", b"130000.0", b"150000.0"]
assert columns["film"][:2] == [b"1.1", b"1.1"]
assert columns["film"][2] is None
assert columns["consent"] == [True, True, True]
assert columns["seen"] == [True, False, None]
END
