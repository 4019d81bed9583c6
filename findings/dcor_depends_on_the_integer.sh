#!/usr/bin/env bash
# dcor 0.7: ratings in two bytes correlate with themselves by 0.55 and with a stranger's by 1.9; in one byte, by millions.
#
# A distance correlation lies between 0 and 1 by its definition, and 1 is what the same ratings have with themselves as
# int64 or as floats. A scale from 0 to 100 fits uint8 and uint16, and what saves room chooses them (downcast="unsigned",
# DuckDB's UTINYINT, a file's own type). dcor takes its products and sums in that type, in which they begin anew at 65536 or
# at 256; some results stay between 0 and 1. The only word is a warning that integers are slower, which int64 has too, and
# is right. Pass floats.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check dcor==0.7 'numpy<3'
cd "$folder"
venv/bin/python -W ignore - <<'END'
import importlib.metadata as metadata

import dcor
import numpy as np

generator = np.random.default_rng(3)
one = generator.integers(0, 101, 60)
stranger = generator.integers(0, 101, 60)
found = {}
for kind in ("float64", "int64", "uint16", "uint8"):
    pairs = ((one, one), (one, stranger))
    found[kind] = [float(dcor.distance_correlation(a.astype(kind), b.astype(kind))) for a, b in pairs]
print("dcor", metadata.version("dcor"))
for kind, (itself, other) in found.items():
    print(f"{kind:8} with itself: {itself:12.3f}   with a stranger's: {other:12.3f}")
assert np.allclose(found["float64"], found["int64"]) and abs(found["int64"][0] - 1) < 1e-9
assert found["int64"][1] < 0.4
assert 0.3 < found["uint16"][0] < 0.8 and found["uint16"][1] > 1.5
assert min(found["uint8"]) > 1e6
END
