"""Is the service up, and what does it offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from ..answers import iso_time
from ..call import Answer, Call

if TYPE_CHECKING:
    from ..world import World

__all__ = ["HANDLERS"]


def get_health(world: World, call: Call) -> Answer:
    """Answer without an envelope, as the overview page shows it."""
    body = {
        "status": "healthy",
        "version": world.document["info"]["version"],
        "timestamp": iso_time(call.now),
    }
    return Answer(orjson.dumps(body), bare=True)


def get_openapi_document(world: World, _: Call) -> Answer:
    """Give the contract itself; JSON is YAML, too."""
    document = orjson.dumps(world.document, option=orjson.OPT_INDENT_2)
    # Readable from other origins (documented), unlike everything else.
    return Answer(document, bare=True, headers={"Access-Control-Allow-Origin": "*"})


HANDLERS = {"get_health": get_health, "get_openapi_document": get_openapi_document}
