#!/usr/bin/env bash
# pysrt 1.1.2: a caption of two paragraphs is written whole, and its second paragraph is gone when pysrt reads the file.
#
# An empty line ends a caption in SRT. pysrt writes a text that has one as it is (a chat message, a pasted answer); when it
# reads, it takes what follows for another caption, finds no times in it and drops it, since its errors are passed over
# unless one asks. srt 3.5.3 keeps the paragraph. Words are lost each time a transcript is opened and saved, and the number
# of captions stays. Replace empty lines before saving, and open with error_handling=SubRipFile.ERROR_RAISE.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pysrt==1.1.2 srt==3.5.3
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
from pathlib import Path

import pysrt
import srt

talk = pysrt.SubRipFile(
    [
        pysrt.SubRipItem(1, {"seconds": 1}, {"seconds": 2}, "It was good.\n\nThe end was not."),
        pysrt.SubRipItem(2, {"seconds": 3}, {"seconds": 4}, "Why?"),
    ]
)
talk.save("talk.srt")
again = [item.text for item in pysrt.open("talk.srt")]
with_srt = [item.content for item in srt.parse(Path("talk.srt").read_text())]
print("pysrt", metadata.version("pysrt"), "srt", metadata.version("srt"))
print("written:", [item.text for item in talk])
print("pysrt:  ", again)
print("srt:    ", with_srt)
assert again == ["It was good.", "Why?"]
assert with_srt == ["It was good.\n\nThe end was not.", "Why?"]
END
