"""What a kind of frame must be able to do, and where each kind is.

The columns grow chunk by chunk in one way for all kinds. A backend turns text into its own form
as it comes, and at the end makes columns and the frame of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ..contract.schemas import Kind


class Backend(Protocol):
    """A module that makes one kind of frame.

    Attributes
    ----------
    MOMENTS : tuple of int and int
        The first and the last moment that its times hold, in microseconds since 1970.
    """

    MOMENTS: tuple[int, int]

    def text(self, values: Sequence[Any]) -> Any:
        """Turn a chunk of text and None into a piece of a text column.

        Raises
        ------
        TypeError, ValueError
            If a value is neither valid Unicode text nor None.
        """

    def json(self, values: Sequence[Any], *, finite: bool = False) -> Any:
        """Turn a chunk of any JSON values into a piece of a json column.

        With `finite`, no number in them is infinite or none at all.
        """

    def no_text(self, length: int) -> Any:
        """Give a piece of a text column in which all values are missing."""

    def no_json(self, length: int) -> Any:
        """Give a piece of a json column in which all values are missing."""

    def text_column(self, pieces: list[Any]) -> Any:
        """Make a column of what :meth:`text` and :meth:`no_text` gave."""

    def json_column(self, pieces: list[Any]) -> Any:
        """Make a column of what :meth:`json` and :meth:`no_json` gave."""

    def number_column(self, values: NDArray[np.float64]) -> Any:
        """Make a column of floats, in which NaN is missing."""

    def integer_column(self, values: NDArray[np.int64], missing: NDArray[np.bool_]) -> Any:
        """Make a column of integers, of which some are missing."""

    def boolean_column(self, values: NDArray[np.bool_], missing: NDArray[np.bool_]) -> Any:
        """Make a column of truth values, of which some are missing."""

    def time_column(self, values: NDArray[np.datetime64]) -> Any:
        """Make a column of moments in UTC, in microseconds, in which NaT is missing."""

    def from_stored(self, kind: Kind, values: Any) -> Any:
        """Make a column of a pyarrow array with what `to_arrow` makes of values of this kind."""

    def frame(self, columns: Mapping[str, Any], length: int) -> Any:
        """Make the frame of columns that all have this length."""


_EXTRA = {"polars": "polars", "pyarrow": "arrow"}
_MODULES = {"pandas": "to_pandas", "polars": "to_polars", "arrow": "to_arrow"}


def load(output: str) -> Backend:
    """Give the backend for a kind of frame.

    Parameters
    ----------
    output : {"pandas", "polars", "arrow"}
        Kind of frame.

    Raises
    ------
    ImportError
        If its package is not installed.
    ValueError
        If there is no such kind.
    """
    if output not in _MODULES:
        allowed = ", ".join(repr(name) for name in _MODULES)
        raise ValueError(f"There is no output {output!r}. Allowed: {allowed}.")
    try:
        return cast("Backend", import_module(f"hyperstudy.frames.{_MODULES[output]}"))
    except ModuleNotFoundError as error:
        package = error.name or ""
        wanted = f"hyperstudy[{_EXTRA[package]}]" if package in _EXTRA else package
        raise ImportError(
            f'output="{output}" needs the package {package}, which is not installed here. '
            f'Install it with: pip install "{wanted}"',
            name=package,
        ) from error
