"""What the rules mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

from .measures import MEASURES, display
from .rules import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from .rules import Rule, Rules

__all__ = ["Finding", "Group", "apply_rules", "grouped"]


@frozen
class Finding:
    """Something that a rule marked.

    Attributes
    ----------
    rule, title, level : str
        The rule.
    of : str
        Kind of what it is about: study, tables, files, rooms, participants or recordings.
    subject : str
        What it is about, by its label on the page.
    anchor : str
        Where on the page it is.
    measure : str
        What was measured.
    value : float
        The value.
    text : str
        All of it in words.
    """

    rule: str
    title: str
    level: str
    of: str
    subject: str
    anchor: str
    measure: str
    value: float
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain JSON values."""
        return asdict(self)


@frozen
class Group:
    """All that one rule marked."""

    rule: Rule
    findings: tuple[Finding, ...]


def apply_rules(rules: Rules, frames: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Mark what lies beyond a threshold, the gravest first.

    Parameters
    ----------
    rules : Rules
        The rules.
    frames : mapping of str to DataFrame
        The tables of measures, each with the columns ``label`` and ``anchor``. A column with the
        name of a measure and ``_note`` says more of its value.
    """
    found: list[Finding] = []
    for rule in rules.rules:
        frame: Any = frames[rule.of]
        if frame.empty:
            continue
        values: Any = frame[rule.measure]
        judged = values.notna()
        for measure, least in rule.needs.items():
            judged &= frame[measure].fillna(0) >= least
        for at in frame.index[judged]:
            value = float(values[at])
            if rule.marks(value):
                found.append(_finding(rule, frame.loc[at], value))
    return sorted(found, key=lambda one: LEVELS.index(one.level))


def grouped(findings: Iterable[Finding], rules: Rules) -> list[Group]:
    """Put together what one rule marked, the gravest rule first."""
    by_rule: dict[str, list[Finding]] = {}
    for one in findings:
        by_rule.setdefault(one.rule, []).append(one)
    return [Group(rules.rule(name), tuple(those)) for name, those in by_rule.items()]


def threshold(rule: Rule) -> str:
    """Write the threshold of a rule in words."""
    unit = MEASURES[rule.of][rule.measure].unit
    limits = [
        f"{word} {display(bound, unit)}"
        for word, bound in (("below", rule.below), ("above", rule.above))
        if bound is not None
    ]
    return " or ".join(limits)


def _finding(rule: Rule, row: pd.Series[Any], value: float) -> Finding:
    measure = MEASURES[rule.of][rule.measure]
    note = row.get(f"{rule.measure}_note")
    remark = f": {note}" if isinstance(note, str) and note else ""
    text = (
        f"{row['label']}{remark}"
        if rule.of == "files"
        else f"{row['label']}: {measure.meaning}: {display(value, measure.unit)} "
        f"(marked {threshold(rule)}){remark}"
    )
    return Finding(
        rule.name, rule.title, rule.level, rule.of, str(row["label"]), str(row["anchor"]),
        rule.measure, value, text,
    )  # fmt: skip
