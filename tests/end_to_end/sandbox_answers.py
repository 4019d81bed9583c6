"""Holding what the sandbox answers against the contract."""

from __future__ import annotations

from functools import cache
from typing import Any

import httpx
from openapi_schema_validator import OAS31Validator

from hyperstudy import contract
from hyperstudy.sandbox.contract_operations import Operation
from hyperstudy.sandbox.contract_router import ContractRouter

OPERATIONS = ContractRouter(contract.document()).operations
LISTS = [each for each in OPERATIONS.values() if "text/csv" in each.formats]


@cache
def validator(operation_id: str, status: int) -> OAS31Validator:
    """The contract's schema for one status of one operation."""
    document = contract.document()
    operation = OPERATIONS[operation_id]
    answers = document["paths"][operation.template][operation.method.lower()]["responses"]
    answer = answers[str(status)]
    if "$ref" in answer:
        answer = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    schema = answer["content"]["application/json"]["schema"]
    return OAS31Validator({**schema, "components": document["components"]})


def fitting(operation_id: str, answer: httpx.Response, status: int | None = None) -> Any:
    """The body of an answer that has the expected status and fits the contract."""
    expected = OPERATIONS[operation_id].status if status is None else status
    assert answer.status_code == expected, answer.text[:500]
    body = answer.json()
    faults = [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:300]}"
        for fault in validator(operation_id, answer.status_code).iter_errors(body)
    ]
    assert not faults, faults[:5]
    return body


def place(operation: Operation | str, **ids: str) -> str:
    """The path of an operation, its ids filled in."""
    known = OPERATIONS[operation] if isinstance(operation, str) else operation
    path = known.template
    for name in known.names("path"):
        path = path.replace("{" + name + "}", ids[name])
    return path


def scopes_of(operation: Operation) -> list[str]:
    """The scopes in which a list of data can be read."""
    if "scope" not in operation.names("path"):
        return ["experiment"]
    return list(operation.parameter("scope").schema["enum"])


def client(base_url: str, key: str | None = None) -> httpx.Client:
    """A plain client. There is no TLS on loopback, so no certificates need to be read."""
    headers = {} if key is None else {"X-API-Key": key}
    return httpx.Client(base_url=base_url, headers=headers, verify=False, timeout=30)
