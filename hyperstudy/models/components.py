"""From the parameters of a factory to a component with its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exceptions import InputError
from . import shapes
from .definition import FocusComponent
from .json_values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .words import ComponentType


def component(
    kind: ComponentType,
    given: Mapping[str, Any],
    further: Mapping[str, Any],
    id: str | None,
    role_configs: Mapping[str, Mapping[str, Any]] | None,
    preset: Mapping[str, Any] | None = None,
) -> FocusComponent:
    """Make a component.

    Parameters
    ----------
    kind : ComponentType
        What it is.
    given : mapping of str to object
        The factory's own parameters by Python name; None is left out.
    further : mapping of str to object
        Other settings by Python name.
    id : str or None
        Its id; one is made if there is none.
    role_configs : mapping of str to mapping, or None
        Settings that differ for a role.
    preset : mapping of str to object, optional
        Own parameters with a default, and the default; another spelling of the same setting
        replaces it.

    Raises
    ------
    InputError
        If two spellings of a setting contradict each other, or a value is not allowed.
    """
    config: dict[str, Any] = {}
    said: dict[str, str] = {}
    for name, value in (*given.items(), *further.items()):
        if value is None:
            continue
        wire = _spelled(kind, name)
        contradicts = wire in config and not _same(config[wire], value)
        if contradicts and not _same((preset or {}).get(said[wire]), config[wire]):
            raise InputError(
                f"{said[wire]}={config[wire]!r} and {name}={value!r} are two spellings of the same "
                f"setting of {kind.value!r}; give one of them."
            )
        config[wire] = value
        said[wire] = name
    return FocusComponent(type=kind, config=config, id=id, role_configs=role_configs)


def _same(one: object, other: object) -> bool:
    # Arrays and series compare item by item, so that what is sent is compared.
    return bool(plain(one) == plain(other))


def _spelled(kind: ComponentType, name: str) -> str:
    """Give the name of a setting as it is sent: that of the component pages, if it has several."""
    focus = shapes.shape(shapes.reference("FocusComponent"))
    shape = shapes.shape(shapes.settings(focus.members["config"], kind))
    wire = shape.wire.get(name) or (name if name in shape.members else shapes.camel(name))
    same = shape.members.get(wire, {}).get("x-same-as")
    return str(same) if same else wire
