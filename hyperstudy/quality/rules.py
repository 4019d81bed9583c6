"""The rules by which a report marks what needs a look: named, with thresholds that can be set."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import field, frozen

from ..exceptions import InputError
from .measures import MEASURES

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

__all__ = ["LEVELS", "AttentionCheck", "Rule", "Rules", "default_rules", "read_rules"]

LEVELS: Final = ("must", "should", "note")
"""From the gravest down; a rule may also be "off"."""
_MEMBERS: Final = {"title", "of", "measure", "below", "above", "needs", "level"}
_CHECK_MEMBERS: Final = {"question", "state", "equals", "at_least_share"}


@frozen
class Rule:
    """A threshold of a measure.

    Attributes
    ----------
    name, title : str
        The name in the file, and what it is called on the page.
    of, measure : str
        Table and column of measures.
    below, above : float or None
        Marked is what lies beyond.
    needs : dict
        How large other measures have to be before this one is judged.
    level : str
        must, should, note or off.
    """

    name: str
    title: str
    of: str
    measure: str
    below: float | None = None
    above: float | None = None
    needs: dict[str, float] = field(factory=dict[str, float])
    level: str = "should"

    def marks(self, value: float) -> bool:
        """Return whether a value lies beyond the threshold."""
        return (self.below is not None and value < self.below) or (
            self.above is not None and value > self.above
        )


@frozen
class AttentionCheck:
    """A question that only tests whether somebody attends.

    Attributes
    ----------
    name : str
        Its name in the file.
    question, state : str or None
        Id of the question in the questionnaire, or of the state.
    equals : object
        The answer that passes it.
    at_least_share : float or None
        Or how far up its scale the answer has to be.
    """

    name: str
    question: str | None = None
    state: str | None = None
    equals: Any = None
    at_least_share: float | None = None


@frozen
class Rules:
    """All rules of a report."""

    rules: tuple[Rule, ...]
    attention_checks: tuple[AttentionCheck, ...]

    def rule(self, name: str) -> Rule:
        """Give one by its name."""
        return next(one for one in self.rules if one.name == name)


def default_rules() -> Rules:
    """Give the rules that come with the package."""
    return _made(_packaged())


def read_rules(path: str | os.PathLike[str]) -> Rules:
    """Read a file of rules: what it does not mention stays as it comes with the package.

    Parameters
    ----------
    path : str or path
        A TOML file, see `hyperstudy/quality/rules.toml`.

    Raises
    ------
    InputError
        If it cannot be read, or something in it makes no sense.
    """
    place = Path(path)
    try:
        own = tomllib.loads(place.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"the rules in {place} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{place} is not TOML: {error}") from error
    merged = _packaged()
    for section, entries in own.items():
        if section not in merged:
            raise InputError(
                f"{place}: there is no section {section!r}",
                hint=f"Sections are {', '.join(merged)}: [rules.flat-rating], for example.",
            )
        for name, values in cast("dict[str, Any]", entries).items():
            if not isinstance(values, dict):
                raise InputError(f"{place}: {section}.{name} is to be a table with members")
            known = merged[section].setdefault(name, {})
            if "question" in values or "state" in values:
                known.clear()
            known |= values
    try:
        return _made(merged)
    except InputError as error:
        raise InputError(f"{place}: {error.message}", hint=error.hint) from None


def _packaged() -> dict[str, Any]:
    text = (files(__package__ or "hyperstudy.quality") / "rules.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _made(values: Mapping[str, Any]) -> Rules:
    rules = tuple(_rule(name, one) for name, one in values.get("rules", {}).items())
    checks = tuple(_check(name, one) for name, one in values.get("attention-checks", {}).items())
    return Rules(tuple(one for one in rules if one.level != "off"), checks)


def _rule(name: str, values: Mapping[str, Any]) -> Rule:
    _members(f"rules.{name}", values, _MEMBERS)
    for needed in ("of", "measure"):
        if needed not in values:
            raise InputError(f"rules.{name} does not say its {needed}")
    table, level = values["of"], values.get("level", "should")
    if table not in MEASURES:
        raise InputError(f"rules.{name}: of is one of {', '.join(MEASURES)}, not {table!r}")
    if level not in (*LEVELS, "off"):
        raise InputError(f"rules.{name}: level is one of {', '.join(LEVELS)}, off, not {level!r}")
    needs = values.get("needs", {})
    if not isinstance(needs, dict):
        raise InputError(f"rules.{name}: needs is a table such as {{ rating_samples = 60 }}")
    for measure in (values["measure"], *cast("dict[str, Any]", needs)):
        if measure not in MEASURES[table]:
            raise InputError(
                f"rules.{name}: {table} have no measure {measure!r}",
                hint=f"Measures are {', '.join(MEASURES[table])}.",
            )
    bounds = {key: values[key] for key in ("below", "above") if key in values}
    numbers = {**bounds, **cast("dict[str, Any]", needs)}
    for key, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
            raise InputError(f"rules.{name}: {key} is to be a number, not {value!r}")
    if not bounds:
        raise InputError(f"rules.{name} has no threshold: give below or above")
    return Rule(
        name,
        str(values.get("title", name)),
        table,
        values["measure"],
        bounds.get("below"),
        bounds.get("above"),
        dict(cast("dict[str, float]", needs)),
        level,
    )


def _check(name: str, values: Mapping[str, Any]) -> AttentionCheck:
    _members(f"attention-checks.{name}", values, _CHECK_MEMBERS)
    check = AttentionCheck(name, **values)
    if (check.question is None) == (check.state is None):
        raise InputError(f"attention-checks.{name} names a question or a state, one of the two")
    if (check.equals is None) == (check.at_least_share is None):
        raise InputError(f"attention-checks.{name} says equals or at_least_share, one of the two")
    share = check.at_least_share
    if share is not None and (isinstance(share, bool) or not 0 <= share <= 1):
        raise InputError(f"attention-checks.{name}: at_least_share lies between 0 and 1")
    return check


def _members(where: str, values: Mapping[str, Any], known: set[str]) -> None:
    for name in values:
        if name not in known:
            raise InputError(f"{where} has no {name!r}: it has {', '.join(sorted(known))}")
