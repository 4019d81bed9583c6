"""Links from what makes a thing to what can be done with it, as they follow from the names.

A request that makes something answers 201 with its ``id``; whatever has that id, and no other, in
its path takes it from there. The contract says both, though not as OpenAPI links.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hyperstudy.contract import schemas
from hyperstudy.sandbox.contract_operations import Operation
from hyperstudy.sandbox.contract_router import ContractRouter

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_links(document: Mapping[str, Any]) -> dict[str, Any]:
    """Copy an OpenAPI document and write the links into it."""
    linked = copy.deepcopy(dict(document))
    operations = ContractRouter(document).operations.values()
    for maker in operations:
        made = f"{maker.tag.removesuffix('s')}Id"
        users = [each for each in operations if each.names("path") == (made,)]
        answer = _created(linked, maker)
        if answer is not None and users:
            pointer = "/data/0/id" if maker.shape == "one" else "/data/id"
            answer["links"] = {
                user.id: {
                    "operationId": user.id,
                    "parameters": {made: f"$response.body#{pointer}"},
                }
                for user in users
            }
    return linked


def _created(document: dict[str, Any], maker: Operation) -> dict[str, Any] | None:
    answers = document["paths"][maker.template][maker.method.lower()]["responses"]
    answer: dict[str, Any] | None = answers.get("201")
    if answer is None:
        return None
    body = schemas.members(document, answer["content"]["application/json"]["schema"])
    return answer if "data" in body else None
