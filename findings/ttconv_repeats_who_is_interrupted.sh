#!/usr/bin/env bash
# ttconv 1.2.3 and pycaption 2.3.14: on the way from WebVTT to SRT, who is interrupted says everything twice.
#
# ttconv cuts time wherever a caption begins or ends and writes what is on the screen in each piece, though SRT may have
# captions that overlap: of three turns of nine words it makes five of 21, one of which begins where somebody else fell in, and
# the names are gone. pycaption keeps these three, but two that begin and end together become one, in both, and live captions
# come in whole seconds. Counts of words and turns, and lengths of gaps, depend on the tool and on how much people talk over
# each other. Count before converting.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ttconv==1.2.3 pycaption==2.3.14
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata
import subprocess
from pathlib import Path

import pycaption

talk = [("00:01.000 --> 00:06.000", "Ann", "as I said before"), ("00:04.000 --> 00:08.000", "Ben", "let me finish")]
talk.append(("00:07.000 --> 00:09.000", "Ann", "go on"))
together = [("00:01.000 --> 00:02.000", "Ann", "yes"), ("00:01.000 --> 00:02.000", "Ben", "no")]


def count(text: str) -> tuple[int, int]:
    """Captions of an SRT text, and the words in them, without names before a colon."""
    captions = [block.split("\n")[2:] for block in text.strip().split("\n\n")]
    words = [word for lines in captions for line in lines for word in line.split() if not word.endswith(":")]
    return len(captions), len(words)


found = {}
for name, cues in (("talk", talk), ("together", together)):
    text = "WEBVTT\n" + "".join(f"\n{times}\n<v {who}>{words}\n" for times, who, words in cues)
    Path(f"{name}.vtt").write_text(text)
    subprocess.run(["venv/bin/tt", "convert", "-i", f"{name}.vtt", "-o", f"{name}.srt"], check=True, capture_output=True)
    by_ttconv = Path(f"{name}.srt").read_text()
    by_pycaption = pycaption.SRTWriter().write(pycaption.WebVTTReader().read(text))
    found[name] = [(len(cues), sum(len(words.split()) for *_, words in cues)), count(by_ttconv), count(by_pycaption)]
    if name == "talk":
        print(by_ttconv)
for name, (written, with_ttconv, with_pycaption) in found.items():
    print(f"{name}: captions and words", written)
    print("    ttconv   ", metadata.version("ttconv"), with_ttconv)
    print("    pycaption", metadata.version("pycaption"), with_pycaption)
assert found["talk"] == [(3, 9), (5, 21), (3, 9)]
assert found["together"] == [(2, 2), (1, 2), (1, 2)]
END
