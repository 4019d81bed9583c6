"""What pandas has to know of Arrow tables and Parquet files, so that integers stay exact.

An Arrow column of integers with nulls becomes float64 in pandas, and 9007199254740993 becomes
9007199254740992. Tables and files that say so in their metadata, under the key ``pandas``, are
read with nullable types instead: by ``to_pandas``, ``pandas.read_parquet`` and Dask.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

pa: Any = import_module("pyarrow")

_BITS = (8, 16, 32, 64)
_NULLABLE: dict[Any, str] = {
    pa.bool_(): "boolean",
    **{getattr(pa, f"int{bits}")(): f"Int{bits}" for bits in _BITS},
    **{getattr(pa, f"uint{bits}")(): f"UInt{bits}" for bits in _BITS},
}


def pandas_type(kind: Any) -> Any:
    """Give pandas' nullable type for an Arrow type, None for others; a ``types_mapper``."""
    import pandas as pd

    name = _NULLABLE.get(kind)
    return None if name is None else pd.api.types.pandas_dtype(name)


def pandas_metadata(schema: Any) -> dict[str, str]:
    """Give the metadata that has pandas read integers and booleans as nullable types.

    Parameters
    ----------
    schema : pyarrow.Schema
        Of the table.
    """
    columns = [
        {
            "name": one.name,
            "field_name": one.name,
            "pandas_type": str(one.type),
            "numpy_type": _NULLABLE[one.type],
            "metadata": None,
        }
        for one in schema
        if one.type in _NULLABLE
    ]
    content: dict[str, Any] = {
        "index_columns": [],
        "column_indexes": [],
        "columns": columns,
        "pandas_version": "2.2.3",  # the oldest that reads it so; no file depends on the writer's
    }
    return {"pandas": json.dumps(content)}
