"""The packages that a study on disk needs, loaded when it is first used."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from .uninterrupted import import_whole

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
        if name.startswith("pyarrow"):
            # It imports pandas, where that is installed, with its first array.
            with suppress(ImportError):
                import_whole("pandas")
        return import_whole(name)
    except ModuleNotFoundError as error:
        package = (error.name or name).partition(".")[0]
        extra = _EXTRA.get(package, "study")
        raise ImportError(
            f"A study on disk needs the package {package}, which is not installed here. "
            f'Install it with: pip install "hyperstudy[{extra}]"',
            name=package,
        ) from error
