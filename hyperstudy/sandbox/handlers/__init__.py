"""One handler for every operation of the contract, found by its operationId."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import agents, data, deployments, experiments, personas, service

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..call import Answer, Call
    from ..world import World

__all__ = ["handlers_for"]

_ALL: Mapping[str, Callable[[World, Call], Answer]] = {
    **service.HANDLERS,
    **data.HANDLERS,
    **agents.HANDLERS,
    **experiments.HANDLERS,
    **deployments.HANDLERS,
    **personas.HANDLERS,
}


def handlers_for(world: World) -> dict[str, Callable[[Call], Answer]]:
    """Bind all handlers to a world; each call has the world for itself."""

    def bound(handler: Callable[[World, Call], Answer]) -> Callable[[Call], Answer]:
        def handle(call: Call) -> Answer:
            with world.lock:
                return handler(world, call)

        return handle

    return {name: bound(handler) for name, handler in _ALL.items()}
