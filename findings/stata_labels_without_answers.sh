#!/usr/bin/env bash
# pandas 3.1.1: read_stata and read_spss leave out the options of a scale that nobody chose, and number the rest anew.
#
# A scale disagree, neither, agree, where nobody said "neither". pyreadstat reads three categories with the file's order,
# and so does read_stata when it reads in chunks. read_stata at once gives two: codes 0 and 1 instead of 0 and 2, and a count
# of answers without its zero row. read_spss sorts what occurs by alphabet, so that "agree" comes first. Scores made of
# .cat.codes differ between two waves of one questionnaire. Set the categories from value_labels().
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1 pyreadstat==1.3.7
cd "$folder"
venv/bin/python - <<'END'
import pandas as pd
import pyreadstat

scale = {1: "disagree", 2: "neither", 3: "agree"}
answers = pd.DataFrame({"answer": [1.0, 3.0, 3.0]})
pyreadstat.write_dta(answers, "answers.dta", variable_value_labels={"answer": scale})
pyreadstat.write_sav(answers, "answers.sav", variable_value_labels={"answer": scale})
with pd.read_stata("answers.dta", chunksize=10) as chunks:
    read = {
        "read_stata": pd.read_stata("answers.dta"),
        "read_stata, chunks": next(iter(chunks)),
        "read_spss": pd.read_spss("answers.sav"),
        "pyreadstat": pyreadstat.read_sav("answers.sav", apply_value_formats=True, formats_as_ordered_category=True)[0],
    }
found = {name: (table["answer"].cat.categories.tolist(), table["answer"].cat.codes.tolist()) for name, table in read.items()}
print("pandas", pd.__version__, "pyreadstat", pyreadstat.__version__)
for name, (categories, codes) in found.items():
    print(f"{name:20}", categories, codes)
assert found["read_stata"] == (["disagree", "agree"], [0, 1, 1])
assert found["read_spss"] == (["agree", "disagree"], [1, 0, 0])
assert found["read_stata, chunks"] == found["pyreadstat"] == (["disagree", "neither", "agree"], [0, 2, 2])
END
