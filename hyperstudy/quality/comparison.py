"""Comparing a report with an earlier one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..exceptions import InputError

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

__all__ = ["Comparison", "compare", "read_report"]


@frozen
class Comparison:
    """What is different from an earlier report.

    Attributes
    ----------
    made : str
        When the earlier one was made.
    new, gone : list of str
        Findings that were not there, and those that are there no more, in words.
    counts : dict
        What was counted before and now, such as participants; None where that is not known.
    """

    made: str
    new: list[str]
    gone: list[str]
    counts: dict[str, tuple[int | None, int | None]]


def read_report(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Read what an earlier report found: from its page, or from what ``--json`` gave.

    Raises
    ------
    InputError
        If it is no report.
    """
    place = Path(path)
    try:
        text = place.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"the earlier report {place} cannot be read: {error}") from error
    inside = re.search(r'<script type="application/json" id="findings">(.*?)</script>', text, re.S)
    try:
        facts: Any = json.loads(inside[1] if inside else text)
        return {"made": str(facts["made"]), "findings": list(facts["findings"]),
                "study": dict(facts["study"])}  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{place} is no report of hyperstudy.",
            hint="Give a page that hyperstudy report STUDY -o FILE wrote, or what --json gave.",
        ) from error


def compare(before: Mapping[str, Any], now: Mapping[str, Any]) -> Comparison:
    """Compare two reports of the same experiment.

    A finding is the same if rule and label are; people have the labels of their order of coming.

    Raises
    ------
    InputError
        If they are of different experiments.
    """
    if before["study"].get("experiment") != now["study"]["experiment"]:
        raise InputError(
            f"the earlier report is of experiment {before['study'].get('experiment')}, and this "
            f"one of {now['study']['experiment']}."
        )

    def known(report: Mapping[str, Any]) -> dict[tuple[str, str], str]:
        return {
            (one["rule"], one["subject"]): f"{one['title']}: {one['text']}"
            for one in report["findings"]
        }

    old, new = known(before), known(now)
    names = ("rooms", "participants", "finished", "rows")
    return Comparison(
        before["made"],
        [text for key, text in new.items() if key not in old],
        [text for key, text in old.items() if key not in new],
        {name: (before["study"].get(name, 0), now["study"][name]) for name in names},
    )
