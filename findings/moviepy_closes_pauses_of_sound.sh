#!/usr/bin/env bash
# MoviePy 2.2.1, faster-whisper 1.2.1 and FFmpeg 9.0.2: after a stretch without packets all sound is early.
#
# A browser that has nothing to send (muted, out of the net, or silent with DTX) leaves no packets, and the file's times say
# so. All three put the rest right behind: what was said at 4.0 s is at 2.5 after a pause of 1.5, and words of a transcript
# get these times. The lengths do not give it away: MoviePy's sound has the whole 5 s, with nothing at the end, and so has the
# film that it writes, in which pictures are where they were and lips move after the voice. All pauses before a word add up.
# Make a WAV with "-af aresample=async=1" first; PyAV gives each frame's time.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    moviepy==2.2.1 imageio-ffmpeg==0.8.1 faster-whisper==1.2.1 av==18.1.0 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata
import subprocess
from fractions import Fraction

import av
import imageio_ffmpeg
import numpy as np
from faster_whisper.audio import decode_audio
from moviepy import VideoFileClip

RATE = 48000
CLAP = 4.0  # seen and heard
sound = np.zeros(5 * RATE, np.float32)
sound[int(CLAP * RATE) :][:4800] = 0.5 * np.sin(2 * np.pi * 500 * np.arange(4800) / RATE)


def record(name: str, picture_codec: str, sound_codec: str) -> None:
    with av.open(name, "w") as film:
        video, audio = film.add_stream(picture_codec, rate=25), film.add_stream(sound_codec, rate=RATE)
        video.width = video.height = 64
        video.pix_fmt = "yuv420p"
        audio.layout = "mono"
        packets = []
        for number in range(125):
            shade = 200 if CLAP <= number / 25 < CLAP + 0.1 else 20
            picture = av.VideoFrame.from_ndarray(np.full((64, 64, 3), shade, np.uint8), format="rgb24")
            picture.pts, picture.time_base = number, Fraction(1, 25)
            packets += video.encode(picture)
        for place in range(0, len(sound), 960):
            if not 2 * RATE <= place < 3.5 * RATE:  # nothing is sent for a second and a half
                frame = av.AudioFrame.from_ndarray(sound[None, place : place + 960], format="flt", layout="mono")
                frame.sample_rate, frame.pts, frame.time_base = RATE, place, Fraction(1, RATE)
                packets += audio.encode(frame)
        packets += [*video.encode(None), *audio.encode(None)]
        for packet in sorted(packets, key=lambda one: float(one.dts * one.time_base)):
            film.mux(packet)


def begins(samples: np.ndarray, rate: int) -> float:
    return round(float(np.argmax(abs(samples) > 0.2)) / rate, 2)


def by_pyav(name: str) -> tuple[float, float]:
    with av.open(name) as film:
        seen = next(frame.time for frame in film.decode(video=0) if frame.to_ndarray(format="gray").mean() > 100)
    with av.open(name) as film:
        loud = (frame for frame in film.decode(audio=0) if abs(frame.to_ndarray()).max() > 0.2)
        heard = next(frame.time + begins(frame.to_ndarray()[0], frame.sample_rate) for frame in loud)
    return round(seen, 2), round(heard, 2)


program = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error"]
as_samples = ["-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"]
print("MoviePy", metadata.version("moviepy"), "faster-whisper", metadata.version("faster-whisper"), "FFmpeg",
      imageio_ffmpeg.get_ffmpeg_version())
for name, picture_codec, sound_codec in (("room.webm", "libvpx", "libopus"), ("room.mp4", "libx264", "aac")):
    record(name, picture_codec, sound_codec)
    clip = VideoFileClip(name)
    chunks = np.vstack(list(clip.audio.iter_chunks(chunksize=4800, fps=RATE)))[:, 0]
    clip.write_videofile("again.mp4", logger=None)
    heard = {"MoviePy": begins(chunks, RATE), "faster-whisper": begins(decode_audio(name), 16000)}
    for way, options in (("FFmpeg", []), ("with aresample", ["-af", "aresample=async=1"])):
        raw = subprocess.run([*program, "-i", name, *options, *as_samples], check=True, stdout=subprocess.PIPE).stdout
        heard[way] = begins(np.frombuffer(raw, np.float32), RATE)
    seen_and_heard, again, length = by_pyav(name), by_pyav("again.mp4"), round(len(chunks) / RATE, 1)
    print(name, "seen and heard:", seen_and_heard, "heard by", heard)
    print("    in the film that MoviePy writes of it:", again, "length of MoviePy's sound:", length, "s")
    assert seen_and_heard == (CLAP, CLAP)
    assert heard.pop("with aresample") == CLAP
    assert all(abs(moment - 2.5) < 0.03 for moment in heard.values())
    assert length == 5.0
    assert again[0] == CLAP
    assert abs(again[1] - 2.5) < 0.03
END
