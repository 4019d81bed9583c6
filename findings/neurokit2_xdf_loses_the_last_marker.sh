#!/usr/bin/env bash
# neurokit2 0.3.0 with pyxdf 1.17.5: of four markers two are lost, and a hundred that nobody sent are there.
#
# read_xdf() puts all streams of a Lab Streaming Layer recording onto one grid. Markers that are numbers are taken for a
# signal: from code 1 at 2 s to 5 at 6 s they climb in small steps, through 3, which nobody sent there. With no more than two
# different codes they are held, so that a pilot looks right. Two sent at one moment are one. And the last of a stream is
# gone unless it falls onto the grid: after it there is nothing, which is then filled with the one before. The end of a film
# or of a block is such a marker. Take markers from pyxdf and leave them off the grid.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    neurokit2==0.3.0 pyxdf==1.17.5 pandas==3.1.1 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata
import logging
import struct
from pathlib import Path

import neurokit2
import numpy as np
import pyxdf

logging.disable()


def chunk(tag: int, content: bytes) -> bytes:
    return b"\x04" + struct.pack("<IH", len(content) + 2, tag) + content


def header(number: int, name: str, rate: int, kind: str) -> bytes:
    label = f"<desc><channels><channel><label>{name}</label></channel></channels></desc>"
    about = f"<name>{name}</name><type>{name}</type><channel_count>1</channel_count><nominal_srate>{rate}</nominal_srate>"
    about += f"<channel_format>{kind}</channel_format>{label}"
    return chunk(2, struct.pack("<I", number) + f"<?xml version='1.0'?><info>{about}</info>".encode())


def samples(number: int, content: list[bytes]) -> bytes:
    return chunk(3, struct.pack("<IBI", number, 4, len(content)) + b"".join(b"\x08" + one for one in content))


def read(markers: list[tuple[float, str]]):
    slider = [struct.pack("<dd", time, 0.5) for time in np.arange(200) / 10]
    sent = [struct.pack("<dBB", time, 1, len(code)) + code.encode() for time, code in markers]
    Path("room.xdf").write_bytes(
        b"XDF:" + chunk(1, b"<?xml version='1.0'?><info><version>1.0</version></info>")
        + header(1, "slider", 10, "double64") + header(2, "marker", 0, "string")
        + samples(1, slider) + samples(2, sent)
        + b"".join(chunk(6, struct.pack("<I", number) + b"<?xml version='1.0'?><info></info>") for number in (1, 2))
    )
    streams, _ = pyxdf.load_xdf("room.xdf")
    assert [row for stream in streams if stream["info"]["name"] == ["marker"] for row in stream["time_series"]] == [
        [code] for _, code in markers
    ]
    table, _ = neurokit2.read_xdf("room.xdf", verbose=False)
    return table["marker"].dropna()


many = [(2.03, "1"), (6.03, "5"), (6.03, "4"), (10.03, "2")]
two = [(2.03, "1"), (6.03, "3"), (10.03, "1")]
grid, few = read(many), read(two)
other = sorted(set(grid.round(6)) - {1, 2, 4, 5})
print("neurokit2", metadata.version("neurokit2"), "pyxdf", metadata.version("pyxdf"))
print("sent:", many)
print("values on the grid that nobody sent:", len(other), "; at 4 s:", grid.loc[4:].iloc[0].round(2))
print("was there a 4 at 6 s or a 2 at the end:", bool((grid.loc[6:6.1] == 4).any()), bool((grid.loc[10:] == 2).any()))
print("sent:", two, "on the grid:", few.unique().tolist(), "at the end:", few.iloc[-1])
assert len(other) > 100
assert 2.9 < grid.loc[4:].iloc[0] < 3.1
assert not (grid.loc[6:6.1] == 4).any()
assert not (grid == 2).any()
assert few.unique().tolist() == [1, 3]
assert few.iloc[-1] == 3
END
