#!/usr/bin/env bash
# Linux, with any Python: a program's peak memory begins with the peak of the program that started it.
#
# One measures what a tool needs by running it and reading ru_maxrss, of itself or of children. When a process becomes
# another program, Linux keeps the largest peak it had so far, and until then it was a copy of the parent or used the
# parent's memory. A Python that does nothing needs 10 MB; started by one that once held 300 MB it reports these, also long
# after they are freed. A notebook with a table in it measures the table in every tool. Read VmHWM in /proc/self/status in
# the child.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'numpy<3'
cd "$folder"
venv/bin/python - <<'END'
import platform
import subprocess
import sys

import numpy as np

child = """
import resource
from pathlib import Path
(high,) = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, int(high) // 1024)
"""


def measured() -> tuple[int, int]:
    done = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, check=True)
    peak, high = done.stdout.split()
    return int(peak), int(high)


before = measured()
table = np.ones(40_000_000)  # 305 MB
del table
after = measured()
print(platform.python_implementation(), platform.python_version(), platform.system())
print("a child that does nothing, MB: ru_maxrss", before[0], "VmHWM", before[1])
print("after the parent held 305 MB:  ru_maxrss", after[0], "VmHWM", after[1])
assert before[0] < 150
assert after[0] > 300
assert after[1] < 50
END
