#!/usr/bin/env bash
# webvtt-py 0.6.0 and pysubs2 1.8.1: text of WebVTT is given with its entities, not as it reads.
#
# WebVTT escapes & and < (a message "Q&A < 5 min" has to be written "Q&amp;A &lt; 5 min"), and a browser shows the
# first. Both readers give the second, webvtt-py even in `text`, which is said to be clean. A word count, a search or a
# sentiment score of chat that went through captions sees "amp" and "lt". Unescape once yourself, and only once.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check webvtt-py==0.6.0 pysubs2==1.8.1
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
from pathlib import Path

import pysubs2
import webvtt

Path("chat.vtt").write_text("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nQ&amp;A &lt; 5 min\n")
one = webvtt.read("chat.vtt")[0].text
other = pysubs2.load("chat.vtt")[0].text
for name, text in (("webvtt-py", one), ("pysubs2", other)):
    print(name, metadata.version(name), repr(text))
    assert "&amp;" in text
END
