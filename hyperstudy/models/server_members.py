"""Which members of an experiment the server sets, by what the contract says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import shapes

if TYPE_CHECKING:
    from collections.abc import Mapping


def without_server_members(experiment: Mapping[str, Any]) -> dict[str, Any]:
    """Give the definition out of an experiment as the server sends it."""
    whole = shapes.shape(shapes.reference("Experiment")).members
    own = shapes.shape(shapes.reference("ExperimentDefinition")).members
    return {name: one for name, one in experiment.items() if name in own or name not in whole}
