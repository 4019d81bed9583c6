"""The results: printed, written to results.md, and kept to be compared with the next ones."""

from __future__ import annotations

import json
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.measuring import Line

HERE = Path(__file__).parent
RESULTS, LAST = HERE / "results.md", HERE / "last.json"
_PACKAGES = ("httpx", "orjson", "msgspec", "pandas", "polars", "pyarrow")


def last() -> dict[str, Any]:
    """Give the last results."""
    return json.loads(LAST.read_text("utf-8")) if LAST.exists() else {}


def table_row(line: Line, before: dict[str, Any]) -> str:
    """Describe in one line what was measured."""
    sign = "at most" if line.at_most else "at least"
    mark = "reached" if line.reached else "NOT REACHED"
    return (
        f"{line.what} | {line.against} | {line.ratio} | {sign} {line.goal:g} | {mark}"
        f" | {change(line, before)}"
    )


def key(line: Line) -> str:
    """Name what was measured."""
    return f"{line.what} / {line.against}"


def change(line: Line, before: dict[str, Any]) -> str:
    """Return how a result differs from the last one."""
    earlier = before.get(key(line))
    if earlier is None:
        return "new"
    return f"{100 * (line.ratio.middle / earlier - 1):+.0f} %"


def write(lines: list[Line], steps: list[str], load: tuple[float, float]) -> None:
    """Write results.md and last.json."""
    before = last()
    meanings = list(dict.fromkeys(line.meaning for line in lines))
    text = [
        "# Results",
        "",
        "Written by `nox -s bench`; what is measured and how to read it: README.md. A ratio is the",
        "middle of several rounds in which the contenders take turns, with the least and the most.",
        "",
        f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores; "
        + ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
        + ".",
        f"Other work on the machine (load of a minute): {load[0]:.1f} before, {load[1]:.1f} after.",
        "",
        "| work | against | times as much | goal | | change | how | medians |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for line in lines:
        cells = table_row(line, before).split(" | ")
        cells += [f"[{meanings.index(line.meaning) + 1}]", medians(line)]
        text.append(f"| {' | '.join(cells)} |")
    text += ["", "How each was made:", ""]
    text += [f"{number}. {meaning}" for number, meaning in enumerate(meanings, 1)]
    if steps:
        text += ["", *steps]
    RESULTS.write_text("\n".join(text) + "\n", "utf-8")
    kept = {key(line): round(line.ratio.middle, 4) for line in lines}
    LAST.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")


def medians(line: Line) -> str:
    """Give what each contender took."""
    return ", ".join(f"{name} {value:.3g}" for name, value in line.seconds.items())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"
