#!/usr/bin/env bash
# FFmpeg 9.0.2 (imageio-ffmpeg 0.8.1): who joined two seconds later speaks two seconds too early in the mix.
#
# A room is recorded with a file for each person, or a track for each in one file, and those who join later begin later. Made
# into one sound by amix, or into one channel for each by amerge or join, all tracks begin together: start times are not
# looked at, neither those in a Matroska file nor "-itsoffset 2". For pictures that same option works: overlay puts the
# second person's picture where it belongs. Answers come before their questions, and transcripts, turns and
# overlaps of the mix are of another conversation. Put aresample=async=1:first_pts=0 before amix for each track.
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

RATE = 16000
program = imageio_ffmpeg.get_ffmpeg_exe()
quiet = [program, "-v", "error"]


def run(*options: str, given: bytes | None = None) -> bytes:
    return subprocess.run([*quiet, *options], input=given, check=True, stdout=subprocess.PIPE).stdout


for name, at in (("question", 1.0), ("answer", 0.5)):
    sound = np.zeros(4 * RATE, np.float32)
    sound[int(at * RATE)] = 0.9
    run("-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "-", "-c:a", "pcm_f32le", f"{name}.wav", given=sound.tobytes())
    shades = [200 if second == at else 0 for second in np.arange(40) / 10]
    pictures = b"".join(np.full((64, 64), shade, np.uint8).tobytes() for shade in shades)
    film = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", "64x64", "-r", "10", "-i", "-", "-c:v", "ffv1", f"{name}.mkv"]
    run(*film, given=pictures)

both = ["-i", "question.wav", "-itsoffset", "2", "-i", "answer.wav"]  # the second person joined two seconds later
run(*both, "-map", "0", "-map", "1", "-c", "copy", "room.mka")
in_one = ["-i", "room.mka"]
waiting = "aresample=async=1:first_pts=0"
ways = {
    "amix of two files": ([*both], "amix=inputs=2", 1),
    "amerge of two files": ([*both], "amerge=inputs=2", 2),
    "join of two files": ([*both], "join=inputs=2:channel_layout=stereo", 2),
    "amix of two tracks": ([*in_one], "[0:a:0][0:a:1]amix=inputs=2", 1),
    "with aresample": ([*in_one], f"[0:a:0]{waiting}[a];[0:a:1]{waiting}[b];[a][b]amix=inputs=2", 1),
}
heard = {}
for way, (inputs, graph, channels) in ways.items():
    raw = run(*inputs, "-filter_complex", graph, "-f", "f32le", "-")
    sound = np.frombuffer(raw, np.float32).reshape(-1, channels)
    heard[way] = sorted(round(float(place) / RATE, 2) for place in np.flatnonzero((abs(sound) > 0.3).any(axis=1)))
films = ["-i", "question.mkv", "-itsoffset", "2", "-i", "answer.mkv"]
side = "[0]pad=128:64[wide];[wide][1]overlay=x=64"
raw = run(*films, "-filter_complex", side, "-f", "rawvideo", "-pix_fmt", "gray", "-")
pictures = np.frombuffer(raw, np.uint8).reshape(-1, 64, 128)
seen = [int(np.argmax(pictures[:, 32, column] > 150)) / 10 for column in (32, 96)]
print("imageio-ffmpeg", metadata.version("imageio-ffmpeg"), "FFmpeg", imageio_ffmpeg.get_ffmpeg_version())
print("the question is at 1.0 s, the answer at 2.5 s")
for way, moments in heard.items():
    print(f"{way:20}", moments)
print(f"{'seen with overlay':20}", seen)
assert all(moments == [0.5, 1.0] for way, moments in heard.items() if way != "with aresample")
assert heard["with aresample"] == [1.0, 2.5]
assert seen == [1.0, 2.5]
END
