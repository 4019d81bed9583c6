"""The cells of the tables on the page of a report, as texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from .findings import threshold
from .measures import MEASURES, display

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from .rules import Rules

__all__ = [
    "coverage_rows", "event_rows", "file_rows", "measure_columns", "measure_rows", "rule_rows",
    "state_rows", "sync_columns", "table_rows", "text_columns",
]  # fmt: skip

_ONE_LINE: Final = 20
_NUMBER: Final = re.compile(r"[-–]?[\d,.]*( ?(%|s|ms|min|Hz|ms/min))?$")


def measure_columns(
    frame: pd.DataFrame, table: str, given: Sequence[str] = ()
) -> list[tuple[str, list[str]]]:
    """Choose the measures of a table that have values, each with its texts."""
    chosen = [name for name in given or MEASURES[table] if frame[name].notna().any()]
    return [
        (name, [display(value, MEASURES[table][name].unit) for value in frame[name]])
        for name in chosen
    ]


def sync_columns(frame: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """Choose the measures of sync that have values."""
    return measure_columns(
        frame, "participants", [one for one in MEASURES["participants"] if "sync" in one]
    )


def text_columns(rows: Sequence[Sequence[Any]]) -> dict[int, str]:
    """Find the columns with words in them, which are read from the left, and long ones in lines."""
    found: dict[int, str] = {}
    for row in rows:
        for at, cell in enumerate(row):
            text = str(cell)
            if at and not _NUMBER.match(text):
                long = len(text) > _ONE_LINE or found.get(at) == "t long"
                found[at] = "t long" if long else "t"
    return found


def rule_rows(rules: Rules) -> list[list[str]]:
    """Give what each rule marks, and from when on."""
    return [
        [
            f"{one.title} ({one.name})",
            one.level,
            MEASURES[one.of][one.measure].meaning,
            threshold(one),
            ", ".join(
                f"{least:g} {MEASURES[one.of][name].heading.lower()}"
                for name, least in one.needs.items()
            ),
        ]
        for one in rules.rules
    ]


def table_rows(frame: Any, columns: Any) -> list[list[str]]:
    """Give the rows and findings of each table; findings only if there are any."""
    rows = zip(measure_rows(frame, columns), frame["findings"], strict=True)
    any_findings = bool(frame["findings"].any())
    return [[*cells, *([findings] if any_findings else [])] for cells, findings in rows]


def file_rows(files: Sequence[dict[str, Any]]) -> list[list[str]]:
    """Give the files that are not as they were pulled."""
    return [
        [one["path"], (one["table"] or "–").replace("_", " "), display(one["rows"]), one["problem"],
         one["advice"]]
        for one in files
    ]  # fmt: skip


def event_rows(frame: Any) -> list[list[str]]:
    """Give how many events there are of each type."""
    return [
        [str(kind) if isinstance(kind, str) else "without a type", str(category), f"{count:,}"]
        for category, kind, count in frame.itertuples(index=False)
    ]


def measure_rows(frame: pd.DataFrame, columns: Sequence[tuple[str, list[str]]]) -> list[list[str]]:
    """Give the chosen measures of each, after its label."""
    return [
        list(cells) for cells in zip(frame["label"], *(texts for _, texts in columns), strict=True)
    ]


def coverage_rows(frame: pd.DataFrame, tables: Sequence[str]) -> list[list[str]]:
    """Give how many rows of each table there are of each participant."""
    return [
        [str(row["label"]), *(f"{row[one]:,}" for one in tables)] for _, row in frame.iterrows()
    ]


def state_rows(states: Any) -> list[list[str]]:
    """Give how long somebody was in each state, with the median of all; None was in none."""
    if states is None:
        return []
    rows = zip(states["state"], states["seconds"], states["group_median_s"], strict=True)
    return [
        [str(state), display(seconds, "s"), display(middle, "s")] for state, seconds, middle in rows
    ]
