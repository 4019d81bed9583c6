#!/usr/bin/env bash
# pysubs2 1.8.1: reading WebVTT forgets who speaks, and writing SRT forgets what stands in braces.
#
# WebVTT names a speaker as <v Anna>; transcripts of meetings come like that. pysubs2 has a field for the name (it
# keeps it in .ass), but reading .vtt takes the tag out and leaves the field empty, so that a conversation becomes one
# person's. Remarks in braces such as {laughs}, as transcribers write them, are taken for styling and left out when SRT is
# written. Neither is warned of.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pysubs2==1.8.1
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
from pathlib import Path

import pysubs2

Path("talk.vtt").write_text(
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Where is it?\n\n"
    "00:02.000 --> 00:03.000\n<v Ben>Over there.\n"
)
read = [(event.name, event.text) for event in pysubs2.load("talk.vtt")]
talk = pysubs2.SSAFile()
talk.append(pysubs2.SSAEvent(start=1000, end=2000, text="well {laughs} no"))
talk.save("talk.srt")
written = Path("talk.srt").read_text()
print("pysubs2", metadata.version("pysubs2"))
print("read of WebVTT (name, text):", read)
print("written as SRT:", written.splitlines()[2])
assert read == [("", "Where is it?"), ("", "Over there.")]
assert "well" in written
assert "laughs" not in written
END
