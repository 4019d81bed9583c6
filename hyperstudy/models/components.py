"""From the parameters of a factory to a component with its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..display.notices import warn_caller
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
) -> FocusComponent:
    """Make a component.

    Settings have the names of their parameters in camel case, as in 0.4.1. What the component
    pages call them beside that is added when the definition is sent (`models.spellings`).

    Parameters
    ----------
    kind : ComponentType
        What it is.
    given : mapping of str to object
        The factory's own parameters by Python name; None is left out.
    further : mapping of str to object
        Other settings by Python name. Where one is another spelling of an own parameter, the own
        one counts, with a warning if they differ.
    id : str or None
        Its id; one is made if there is none.
    role_configs : mapping of str to mapping, or None
        Settings that differ for a role.

    Raises
    ------
    InputError
        If two spellings among the other settings contradict each other, or a value is not
        allowed.
    """
    config: dict[str, Any] = {}
    spelled: dict[str, tuple[str, str]] = {}
    for name, value in (*given.items(), *further.items()):
        if value is None:
            continue
        wire, setting = _names(kind, name)
        if setting not in spelled:
            config[wire] = value
            spelled[setting] = wire, name
            continue
        there, first = spelled[setting]
        if _same(config[there], value):
            continue
        both = (
            f"{first}={config[there]!r} and {name}={value!r} are two spellings of the same setting "
            f"of {kind.value!r}"
        )
        if first not in given:
            raise InputError(f"{both}; give one of them.")
        warn_caller(f"{both}: {first} counts. Give {first} the value you mean.")
    # What is not given here counts as not given there (`exclude_unset`).
    own: dict[str, Any] = {"id": id, "role_configs": role_configs}
    more = {name: value for name, value in own.items() if value is not None}
    return FocusComponent(type=kind, config=config, **more)


def _same(one: object, other: object) -> bool:
    # Arrays and series compare item by item, so that what is sent is compared.
    return bool(plain(one) == plain(other))


def _names(kind: ComponentType, name: str) -> tuple[str, str]:
    """Give the name of a setting in JSON, and one that all spellings of this setting share."""
    focus = shapes.shape(shapes.reference("FocusComponent"))
    shape = shapes.shape(shapes.settings(focus.members["config"], kind))
    wire = shape.wire.get(name) or (name if name in shape.members else shapes.camel(name))
    return wire, str(shape.members.get(wire, {}).get("x-same-as", wire))
