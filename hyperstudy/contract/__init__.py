"""What the API's contract says, for everyone who would otherwise have to type it again.

The contract is ``hyperstudy_api/openapi.json``, made from ``spec/openapi.yaml`` by the same
command that makes the generated client. It is read once, on the first question.
"""

from __future__ import annotations

from .calls import Operation, Parameter, operation, operations, page_size
from .openapi import RateLimits, document, enum, rate_limits, servers, snake
from .records import (
    COUNTED,
    DATA_TYPES,
    LISTS,
    ROWS,
    Column,
    columns,
    flattened_names,
    identifier,
    time_names,
    time_of_rows,
)

__all__ = [
    "COUNTED",
    "DATA_TYPES",
    "LISTS",
    "ROWS",
    "Column",
    "Operation",
    "Parameter",
    "RateLimits",
    "columns",
    "document",
    "enum",
    "flattened_names",
    "identifier",
    "operation",
    "operations",
    "page_size",
    "rate_limits",
    "servers",
    "snake",
    "time_names",
    "time_of_rows",
]
