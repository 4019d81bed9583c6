"""Python values as JSON values, or an error that names the place of what JSON cannot hold."""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping
from datetime import date
from enum import Enum
from numbers import Integral, Real
from typing import Any

from ..exceptions import InputError
from ..validation import moment
from .null import NULL


def place(path: str, step: str | int) -> str:
    """Give the path of a member or an item: ``states[3].focusComponent``."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    return f"{path}.{step}" if path else step


def key_text(key: object, path: str) -> str:
    """Read the key of a JSON object; numbers become text, as they would in JSON.

    Raises
    ------
    InputError
        If it is neither text nor a whole number.
    """
    if isinstance(key, str):
        return str(key.value) if isinstance(key, Enum) else str(key)
    if isinstance(key, Integral) and not isinstance(key, bool):  # pyright: ignore[reportUnnecessaryIsInstance]
        return str(operator.index(key))
    raise InputError(f"{path or 'the top'}: {key!r} cannot be a name in JSON; names are text.")


def named(members: Mapping[Any, Any], path: str) -> dict[str, Any]:
    """Give the members of a mapping by their names in JSON.

    Raises
    ------
    InputError
        If a key is no name, or two keys are the same name, as 1 and "1".
    """
    found: dict[str, Any] = {}
    for key, member in members.items():
        name = key_text(key, path)
        if name in found:
            raise InputError(f"{place(path, name)}: two keys are {name!r} in JSON; rename one.")
        found[name] = member
    return found


def scalar(value: Any, path: str) -> Any:
    """Read a single value: text, number, truth value, null, enum member or time.

    Raises
    ------
    InputError
        If JSON has no such value.
    """
    if value is None or value is NULL:
        return None
    if isinstance(value, Enum):
        return scalar(value.value, path)
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Integral):
        return operator.index(value)
    if isinstance(value, Real):
        return _finite(float(value), path)
    if isinstance(value, date) or type(value).__name__ == "datetime64":
        return moment(path, value)[1]
    if type(value).__name__ in {"bool_", "bool"}:
        return bool(value)
    raise InputError(
        f"{path or 'the value'}: a {type(value).__name__} cannot be sent as JSON. Texts, numbers, "
        "True, False, None, lists, dicts and times can."
    )


def _finite(number: float, path: str) -> float:
    if math.isfinite(number):
        return number
    raise InputError(f"{path or 'the value'}: {number} is no number that JSON knows.")


def number(text: str) -> int | float:
    """Read a number as JSON writes it.

    Raises
    ------
    ValueError
        If it is larger than can be held.
    """
    try:
        read = int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:  # Python reads no more than 4300 digits
        read = math.inf
    if read == math.inf or read == -math.inf:
        shown = text if len(text) < 30 else f"{text[:20]}... ({len(text)} characters)"
        raise ValueError(f"{shown} is too large for a number")
    return read


def items(value: Any) -> list[Any] | None:
    """Give the items of a list, tuple, array or series; None for everything else."""
    if isinstance(value, list | tuple):
        return [*value]  # pyright: ignore[reportUnknownVariableType]
    if hasattr(value, "tolist") and getattr(value, "ndim", None):  # NumPy and pandas
        return [*value]
    return None


def plain(value: Any, path: str = "") -> Any:
    """Give a value as JSON values only, names and order as they are.

    Raises
    ------
    InputError
        If something in it cannot be said in JSON; the message names the place.
    """
    if isinstance(value, Mapping):
        members = named(value, path)  # pyright: ignore[reportUnknownArgumentType]
        return {name: plain(member, place(path, name)) for name, member in members.items()}
    listed = items(value)
    if listed is not None:
        return [plain(item, place(path, number)) for number, item in enumerate(listed)]
    return scalar(value, path)
