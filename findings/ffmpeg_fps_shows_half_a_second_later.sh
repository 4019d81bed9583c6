#!/usr/bin/env bash
# FFmpeg 9.0.2 (imageio-ffmpeg 0.8.1): one picture a second is that of half a second later, or of more than a second before.
#
# Films are sampled for the coding of faces with "-vf fps=1" or "-r 1". Picture number n is then taken for that of second n.
# The filter gives each picture of the film to the nearest second and keeps the last of each, so that number n shows what was
# at n + 0.467 s. The option gives six pictures of four seconds: the first tenth of a second twice, and then for n what was at
# n - 1.133 s. A face comes half a second before the rating it belongs to, or more than a second after, and nothing in the
# files says so; with fps=10 it is 33 ms. select with prev_selected_t takes the pictures of 0, 1, 2 and 3 s.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata
import subprocess

import imageio_ffmpeg
import numpy as np

program = imageio_ffmpeg.get_ffmpeg_exe()
quiet = [program, "-v", "error"]
pictures = b"".join(np.full((64, 64), number, np.uint8).tobytes() for number in range(120))  # four seconds
gray = ["-f", "rawvideo", "-pix_fmt", "gray"]
subprocess.run([*quiet, *gray, "-s", "64x64", "-r", "30", "-i", "-", "-c:v", "ffv1", "film.mkv"], input=pictures, check=True)


def seconds(*options: str) -> list[float]:
    command = [*quiet, "-i", "film.mkv", *options, *gray, "-"]
    shown = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return [round(int(picture[0]) / 30, 3) for picture in np.frombuffer(shown, np.uint8).reshape(-1, 64 * 64)]


chosen = "select='isnan(prev_selected_t)+gte(t-prev_selected_t,1)'"
by_filter, by_option, by_choice = seconds("-vf", "fps=1"), seconds("-r", "1"), seconds("-vf", chosen, "-fps_mode", "vfr")
finer = seconds("-vf", "fps=10")
print("imageio-ffmpeg", metadata.version("imageio-ffmpeg"), "FFmpeg", imageio_ffmpeg.get_ffmpeg_version())
print("-vf fps=1: ", by_filter)
print("-r 1:      ", by_option)
print("-vf select:", by_choice)
print("-vf fps=10:", finer[:4], "...")
assert by_choice == [0, 1, 2, 3]
assert by_filter == [0.467, 1.467, 2.467, 3.467]
assert by_option == [0, 0.033, 0.867, 1.867, 2.867, 3.867]
assert finer[:4] == [0.033, 0.133, 0.233, 0.333]
END
