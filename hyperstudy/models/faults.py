"""Small bodies are checked here, so that a slip costs no request."""

from __future__ import annotations

from typing import Any

from .. import contract
from ..contract.schema_validation import SchemaCheck
from ..exceptions import InputError
from . import shapes


def refuse_faulty(value: Any, schema: str, path: str = "") -> None:
    """Raise for the first place where a value does not fit a schema of the contract.

    Raises
    ------
    InputError
        Naming the place and what belongs there.
    """
    for fault in SchemaCheck(contract.document()).faults(value, shapes.reference(schema), path):
        raise InputError(f"{fault}.")
