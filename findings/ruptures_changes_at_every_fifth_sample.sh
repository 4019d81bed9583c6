#!/usr/bin/env bash
# ruptures 1.1.10: a rating that changes twice, at 10.3 s and 20.1 s, changes four times: at 10.0, 10.5, 20.0 and 20.5.
#
# Pelt, Binseg, BottomUp, Window and Dynp look for changes at every fifth sample only. At 10 Hz that is a grid of half a
# second that begins with the recording: latencies after a cut in the film are rounded to it, up or down. Pelt, whose search
# is exact, makes two changes of one that lies between two points of the grid, since no single one fits, so that their number
# is wrong as well. Only the list of arguments has it, jump=5. KernelCPD finds the sample. Pass jump=1.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ruptures==1.1.10 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import importlib.metadata as metadata

import numpy as np
import ruptures

RATE = 10
generator = np.random.default_rng(0)
ratings = np.concatenate([np.full(103, 40.0), np.full(98, 60.0), np.full(101, 40.0)])  # changes at 10.3 s and 20.1 s
ratings += generator.normal(0, 0.5, len(ratings))


def changes(found: list[int]) -> list[float]:
    return [int(sample) / RATE for sample in found[:-1]]  # the last one is the end


usual = changes(ruptures.Pelt().fit(ratings).predict(pen=50))
exact = changes(ruptures.Pelt(jump=1).fit(ratings).predict(pen=50))
others = {
    method.__name__: changes(method().fit(ratings).predict(n_bkps=2))
    for method in (ruptures.Binseg, ruptures.BottomUp, ruptures.Window, ruptures.Dynp)
}
kernel = changes(ruptures.KernelCPD().fit(ratings).predict(n_bkps=2))
print("ruptures", metadata.version("ruptures"))
print("the rating changes at: [10.3, 20.1]")
print("Pelt, usual:          ", usual)
print("Pelt(jump=1):         ", exact, " KernelCPD:", kernel)
print("two changes by others:", others)
assert exact == kernel == [10.3, 20.1]
assert usual == [10.0, 10.5, 20.0, 20.5]
assert all(time * 2 == int(time * 2) for found in others.values() for time in found)
END
