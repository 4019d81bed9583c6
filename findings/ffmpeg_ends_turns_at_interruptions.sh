#!/usr/bin/env bash
# FFmpeg 9.0.2 (imageio-ffmpeg 0.8.1): turns that overlap are cut off where somebody falls in, if they are put into an MP4.
#
# A transcript with a caption for each turn is put into the film as a track of subtitles. MP4's have no overlaps, since each
# lasts until the next begins: Anna's five seconds become two when Ben falls in with a "yes", and do not go on behind it;
# of two who begin together the first has 0 s. Texts and beginnings are all there, and nothing is said. Speaking
# times are too small for those who are interrupted, overlaps are none at all, and gaps come up inside a turn. In a Matroska
# file the same command with srt keeps every turn. Keep transcripts beside the film.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import re
import subprocess
from pathlib import Path

import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
TURNS = [(1.0, 6.0, "Anna: what I wanted"), (3.0, 4.0, "Ben: yes"), (8.0, 9.0, "Anna: so"), (8.0, 9.5, "Ben: but")]


def stamp(seconds: float) -> str:
    return f"00:00:{int(seconds):02},{round(seconds % 1 * 1000):03}"


Path("turns.srt").write_text(
    "\n".join(f"{n}\n{stamp(a)} --> {stamp(b)}\n{text}\n" for n, (a, b, text) in enumerate(TURNS, start=1))
)


def back(file: str, codec: str) -> list[tuple[float, float, str]]:
    for source, target, options in (("turns.srt", file, ["-c:s", codec]), (file, "back.srt", [])):
        command = [FFMPEG, "-loglevel", "warning", "-y", "-i", source, *options, target]
        words = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stderr
        print(f"{source} to {target}:", words or "no warning")
    times = re.findall(r"00:00:(\S+) --> 00:00:(\S+)\n(.+)", Path("back.srt").read_text())
    return [(float(a.replace(",", ".")), float(b.replace(",", ".")), text) for a, b, text in times]


version = subprocess.run([FFMPEG, "-version"], check=True, capture_output=True, text=True).stdout.split()[2]
print("FFmpeg", version)
mp4 = back("turns.mp4", "mov_text")
matroska = back("turns.mkv", "srt")
for name, found in (("written ", TURNS), ("Matroska", matroska), ("MP4     ", mp4)):
    print(name, [(a, b) for a, b, _ in found], "spoken:", round(sum(b - a for a, b, _ in found), 3), "s")
assert matroska == TURNS
assert [text for *_, text in mp4] == [text for *_, text in TURNS]
assert [(a, b) for a, b, _ in mp4] == [(1.0, 3.0), (3.0, 4.0), (8.0, 8.0), (8.0, 9.5)]
END
