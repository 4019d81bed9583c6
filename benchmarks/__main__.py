"""Run the benchmarks: ``python -m benchmarks --peer PYTHON [CASE ...]``."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks import report, stages
from benchmarks.cases import CASES
from benchmarks.contenders import Server
from benchmarks.measuring import OTHER_BUILDS, Bench

STAGES = "stages"


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "cases", nargs="*", help=f"which: {', '.join([*CASES, STAGES])}; default: all"
    )
    parser.add_argument("--peer", help="a Python that has hyperstudy 0.4.1")
    parser.add_argument("--before", help="a Python that has an earlier build of this repository")
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()), help="where studies are put"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", action="store_true", help="count CPU time, on a busy machine")
    parser.add_argument("--dry", action="store_true", help="write nothing, as with some cases only")
    arguments = parser.parse_args()
    before, began = report.last(), os.getloadavg()[0]
    lines = []
    with Server() as server:
        there = {name: getattr(arguments, name) for name in OTHER_BUILDS}
        pythons = {name: python for name, python in there.items() if python}
        bench = Bench(server, pythons, arguments.rounds, arguments.cpu, arguments.folder)
        wanted = arguments.cases or [*CASES, STAGES]
        for name in [one for one in wanted if one != STAGES]:
            for line in CASES[name](bench):
                lines.append(line)
                print(report.table_row(line, before), report.medians(line), flush=True)
        steps = stages.shown(list(stages.measure(bench))) if STAGES in wanted else []
    print("\n".join(steps))
    # Results that belong together are of one run, and of wall time.
    if not (arguments.dry or arguments.cpu or arguments.cases):
        report.write(lines, steps, (began, os.getloadavg()[0]))


if __name__ == "__main__":
    main()
