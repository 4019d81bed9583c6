#!/usr/bin/env bash
# skrub 0.11.0: in a chat the messages "?" and "..." are missing, and so is whoever has no siblings: "none".
#
# Cleaner and TableVectorizer, which begin most pipelines with it, make missing values of a list of words in every column of
# text, with pandas and with Polars: "?", "...", "none", "None", "NA", "n/a", "null", "nan" and others. They came as text
# from readers that keep missing apart, and in a chat or a questionnaire they are what people say. The option null_strings
# only adds to the list. Counts of messages and answers fall, the most for those who write shortest, and a column where all
# say "none" is dropped. Turn such texts into others before, and compare the counts.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    skrub==0.11.0 pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata

import pandas as pd
import polars as pl
import skrub

messages = ["hello", "?", "...", "none", "NA", "no", "-", "why?", "null"]
siblings = ["none"] * len(messages)
results = {}
for library, frame in (("pandas", pd.DataFrame), ("Polars", pl.DataFrame)):
    cleaned = skrub.Cleaner().fit_transform(frame({"message": messages, "siblings": siblings}))
    kept = [text for text in cleaned["message"] if text is not None and text == text]
    results[library] = kept, list(cleaned.columns)
print("skrub", metadata.version("skrub"))
print("messages:", messages, "siblings: none for all")
for library, (kept, columns) in results.items():
    print(library, "keeps the messages", kept, "and the columns", columns)
assert results["pandas"] == results["Polars"] == (["hello", "no", "-", "why?"], ["message"])
END
