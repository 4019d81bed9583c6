#!/usr/bin/env bash
# pylangacq 0.23.0 with praat-parselmouth 0.4.7: in a pause Praat finds the words that come after it.
#
# to_textgrid_strs() turns a CHAT transcript into a TextGrid and leaves pauses out; Praat's own files have an empty interval
# for each, and no holes. Praat reads the file without a word, and asked what is said in a hole ("Get interval at time") it
# names the next interval, half a minute before the words begin. Pitch or ratings that are labelled by sample take their
# pauses for speech: here a person who talks for 3 s of 40 talks for all of them. pympi finds the pause. Save the file once
# more with praatio before Praat reads it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    pylangacq==0.23.0 praat-parselmouth==0.4.7 pympi-ling==1.71 praatio==6.2.2 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata
from pathlib import Path

import parselmouth
import praatio.textgrid
import pylangacq
import pympi
from parselmouth.praat import call

said = [("well hello .", 0, 1), ("how are you ?", 31, 32), ("bye .", 39, 40)]
mark = "\x15"
lines = ["@UTF8", "@Begin", "@Languages:\teng", "@Participants:\tANN Ann Adult", "@ID:\teng|demo|ANN|||||Adult|||"]
lines += [f"*ANN:\t{words} {mark}{1000 * start}_{1000 * end}{mark}" for words, start, end in said]
Path("talk.cha").write_text("\n".join([*lines, "@End"]) + "\n")
(text,) = pylangacq.read_chat("talk.cha").to_textgrid_strs()
Path("talk.TextGrid").write_text(text)


def heard(name: str) -> list[str]:
    grid = parselmouth.read(name)
    numbers = [int(call(grid, "Get interval at time", 1, second + 0.5)) for second in range(40)]
    return [call(grid, "Get label of interval", 1, number) for number in numbers]


with_holes = heard("talk.TextGrid")
praatio.textgrid.openTextgrid("talk.TextGrid", includeEmptyIntervals=False).save(
    "filled.TextGrid", format="long_textgrid", includeBlankSpaces=True
)
filled = heard("filled.TextGrid")
(tier,) = pympi.Praat.TextGrid("talk.TextGrid").get_tiers()
in_pympi = [words for start, end, words in tier.get_all_intervals() if start <= 2.5 < end]
print("pylangacq", metadata.version("pylangacq"), "praat-parselmouth", metadata.version("praat-parselmouth"))
print("seconds with words, of 40:", sum(map(bool, with_holes)), "after praatio saved the file:", sum(map(bool, filled)))
print("said at 2.5 s:", [with_holes[2]], "after praatio:", [filled[2]], "in pympi:", in_pympi)
assert all(with_holes)
assert with_holes[2] == "how are you ?"
assert sum(map(bool, filled)) == 3
assert in_pympi == [filled[2]] == [""]
END
