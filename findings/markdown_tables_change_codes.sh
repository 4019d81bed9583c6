#!/usr/bin/env bash
# tabulate 0.10.0 with pandas 3.1.1: to_markdown() prints the text "12E4" as 120000 and "1.10" as 1.1.
#
# The column holds text, and in the frame it stays text. to_markdown() leaves the layout to tabulate, which reads a column
# of texts as numbers if all of them can be read so. Codes of rooms such as 12E4 become numbers, the versions 1.10 and 1.1
# of a film become one, and the ids 007 and 1e5 are 7 and 100000. One code with another letter, and all stay. Reports in
# Markdown then do not match the data, for some studies. Pass disable_numparse=True.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check tabulate==0.10.0 pandas==3.1.1
cd "$folder"
venv/bin/python -W error - <<'END'
import importlib.metadata as metadata

import pandas as pd


def printed(texts: list[str], **options: bool) -> list[str]:
    table = pd.DataFrame({"code": pd.Series(texts, dtype="str")})
    lines = table.to_markdown(index=False, **options).splitlines()[2:]
    return [line.strip("| ") for line in lines]


columns = [["12E4", "31E2"], ["1.1", "1.10"], ["007", "1e5"], ["12E4", "31F2"]]
print("tabulate", metadata.version("tabulate"), "pandas", pd.__version__)
for texts in columns:
    print(texts, "is printed as", printed(texts))
assert printed(columns[0]) == ["120000", "3100"]
assert printed(columns[1]) == ["1.1", "1.1"]
assert printed(columns[2]) == ["7", "100000"]
assert printed(columns[3]) == columns[3]
assert all(printed(texts, disable_numparse=True) == texts for texts in columns)
END
