"""Reading the numbers that a caller gave: one, a list, an array, a column."""

from __future__ import annotations

from numbers import Real
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..exceptions import InputError
from ..validation import short_repr

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Numbers", "floats", "texts"]

Numbers: TypeAlias = Any
"""A number, or an array, list or column of them."""


def floats(parameter: str, value: Any, unit: str) -> tuple[NDArray[np.float64], bool]:
    """Read numbers; missing ones become NaN.

    Returns
    -------
    numbers : array of float
        Flat.
    single : bool
        Whether it was a single number.

    Raises
    ------
    InputError
        If something in it is no number.
    """
    if isinstance(value, (str, bytes)):
        raise _no_number(parameter, value, unit)
    array: NDArray[Any] = np.asarray(value)
    single = array.ndim == 0
    array = array.reshape(-1)
    if array.dtype.kind in "iuf":
        return array.astype(np.float64), single
    if array.dtype.kind == "O":
        return np.array([_float(parameter, one, unit) for one in array.tolist()], float), single
    if not array.size:
        return array.astype(np.float64), single
    raise _no_number(parameter, value if single else array.tolist()[0], unit)


def _float(parameter: str, value: Any, unit: str) -> float:
    if value is None or type(value).__name__ == "NAType":
        return float("nan")
    if not isinstance(value, bool) and isinstance(value, Real):
        return float(value)
    raise _no_number(parameter, value, unit)


def _no_number(parameter: str, value: object, unit: str) -> InputError:
    return InputError(
        f"{parameter}={short_repr(value)} is not a number: give {unit}, one or many.",
        hint="A column of text becomes numbers with pandas.to_numeric(...), a time with "
        "(time - clock.zero) / pandas.Timedelta(1, 'ms'), which gives an onset."
        if parameter == "onset"
        else None,
    )


def texts(parameter: str, value: Any) -> list[str | None]:
    """Read a column of ids; missing ones become None.

    Raises
    ------
    InputError
        If something in it is no text.
    """
    read: list[str | None] = []
    for one in np.asarray(value, dtype=object).reshape(-1).tolist():
        if isinstance(one, str):
            read.append(one)
        elif one is None or one != one or type(one).__name__ == "NAType":
            read.append(None)
        else:
            raise InputError(f"{parameter}={short_repr(one)} is not an id: ids are text.")
    return read
