"""The bodies of requests: what was given, by the names that are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import contract
from ..display.notices import warn_caller
from . import shapes
from .authored import Authored
from .json_values import place
from .reading import Reading

_OFFLINE = ("offlineCognition", "offline_cognition")


def camelize_wire(value: Any, schema: str = "ExperimentDefinition", path: str = "") -> Any:
    """Respell Python names as the API spells them, where the contract has that other spelling.

    Parameters
    ----------
    value : object
        A definition or a part of one, as dicts and lists, with names in snake case or not.
    schema : str, optional
        Which schema of the contract it belongs to, such as ``"State"``.
    path : str, optional
        Where the value stands, such as ``"states[3]"``, for errors and warnings.

    Returns
    -------
    object
        JSON values. The researcher's own names (of variables, roles, states, stimuli and
        parameters), names that the contract does not know, and everything inside free values
        stay as they are.

    Raises
    ------
    InputError
        If something in it cannot be said in JSON; the message names the place.

    Examples
    --------
    >>> camelize_wire({"name": "Dyads", "required_participants": 2, "variables": {"my_mood": 1}})
    {'name': 'Dyads', 'requiredParticipants': 2, 'variables': {'my_mood': 1}}
    """
    return Reading({}, respell=True).read(value, shapes.reference(schema), path)


def body(schema: str, given: object, keywords: Mapping[str, Any]) -> dict[str, Any]:
    """Put together a body from an object and keywords.

    Parameters
    ----------
    schema : str
        The contract's schema of the body.
    given : Authored, mapping or None
        An object as it is, or a dict, whose names may be Python names.
    keywords : mapping of str to object
        Members by name; they win over those of the object. Every name is sent in camel case,
        since keywords are Python names; the values' own names follow the rules of dicts.

    Raises
    ------
    TypeError
        If the object is something else.
    InputError
        If something cannot be said in JSON.
    """
    if given is not None and not isinstance(given, Mapping):
        raise TypeError(
            f"A {type(given).__name__} was given. Give an object of hyperstudy.models, or a dict."
        )
    reading = Reading({}, respell=True)
    shape = shapes.shape(shapes.reference(schema))
    members: dict[str, Any] = {}
    if given is not None:
        members |= reading.read(given, shapes.reference(schema))
    for name, value in keywords.items():
        wire = shape.wire.get(name) or shapes.camel(name)
        if meant := shape.meant(wire):
            warn_caller(
                f"{name} is not a name that the API's contract knows here; it is sent as {wire!r}, "
                f"and the service may ignore it. Did you mean {contract.snake(meant)!r}?"
            )
        members[wire] = reading.read(value, shape.members.get(wire, {}), place("", wire), wire)
    return members


def persona_body(schema: str, given: object, keywords: Mapping[str, Any]) -> dict[str, Any]:
    """Put together the body of a persona, without what the server discards.

    Raises
    ------
    TypeError, InputError
        As :func:`body` does.
    """
    return body(schema, _without_offline(given), _without_offline(keywords))


def _without_offline(given: Any) -> Any:
    if not isinstance(given, Mapping):
        return given
    kept: dict[Any, Any] = dict(given)  # pyright: ignore[reportUnknownArgumentType]
    for name in _OFFLINE:
        if kept.pop(name, None) is not None:
            warn_caller(
                f"{name} is left out: the server discards it. Offline loops stand in `cognition`, "
                "at config.contexts.<name>.offline."
            )
    return type(given).from_dict(kept) if isinstance(given, Authored) else kept
