"""The packages that a study on disk needs, loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_EXTRA = {"dask": "dask", "distributed": "dask"}


def load(name: str) -> Any:
    """Import a module of one of the extras.

    Parameters
    ----------
    name : str
        Its name, such as ``"pyarrow.parquet"``.

    Raises
    ------
    ImportError
        If the package is not installed; the message says how to get it.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        package = (error.name or name).partition(".")[0]
        extra = _EXTRA.get(package, "study")
        raise ImportError(
            f"A study on disk needs the package {package}, which is not installed here. "
            f'Install it with: pip install "hyperstudy[{extra}]"',
            name=package,
        ) from error
