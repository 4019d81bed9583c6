"""Whether an experiment could be saved and run: its structure, its settings, its references.

It needs no server: the contract says what it says. The sandbox judges definitions with the same
functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from .. import contract
from ..contract.schema_validation import Fault, SchemaCheck
from ..exact_json import is_list
from . import shapes

__all__ = ["definition_faults", "doubtful_names", "unready", "verdict"]

Members = Mapping[str, Any]


def verdict(definition: Members) -> dict[str, Any]:
    """Return whether a definition could be saved and run, as far as the contract tells.

    Parameters
    ----------
    definition : mapping
        The definition as JSON values.

    Returns
    -------
    dict
        ``valid``, ``errors`` (texts with the place of each fault) and ``notes``: names that look
        like slips, what only contradicts a guess, and nulls of which it is not known whether the
        server takes them.
    """
    document = contract.document()
    sure = definition_faults(definition, SchemaCheck(document, guesses=False, nulls=True))
    guessed = definition_faults(definition, SchemaCheck(document))
    errors = [str(one) for one in (*sure, *unready(definition))]
    notes = [str(one) for one in (*guessed, *doubtful_names(definition))]
    notes = [one for one in notes if one not in errors]
    return {"valid": not errors, "errors": errors, "notes": notes}


def definition_faults(definition: Members, check: SchemaCheck) -> list[Fault]:
    """List what is wrong with an experiment definition, its structure first.

    Parameters
    ----------
    definition : mapping
        The definition as JSON values; nothing in it needs to be right.
    check : SchemaCheck
        Knows the contract.
    """
    return [
        *check.faults(definition, shapes.reference("ExperimentDefinition")),
        *(
            fault
            for path, config, schema in _configs(definition)
            for fault in check.faults(config, schema, path)
        ),
        *_repeated_states(definition),
        *_unknown_roles(definition),
        *_unknown_rating_states(definition),
    ]


def unready(definition: Members) -> list[Fault]:
    """List what a definition lacks to be run, though it can be saved."""
    return [*_timed_without_time(definition), *_agents_without_persona(definition)]


def doubtful_names(definition: Members) -> list[Fault]:
    """List names that the contract does not know and that look like one that it knows.

    They are allowed and sent; most are slips.
    """
    places = [("", definition, shapes.reference("ExperimentDefinition")), *_configs(definition)]
    return [
        Fault(f"{path}.{name}" if path else name, f"is not known; did you mean {meant}?")
        for path, members, schema in places
        for name, meant in _doubtful(members, schema)
    ]


def _doubtful(members: Members, schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Walk through an object along the contract and give each doubtful name with what was meant."""
    shape = shapes.shape(schema)
    for name, value in members.items():
        meant = shape.meant(name)
        if meant is not None:
            yield name, meant
        inner = shape.members.get(name, shape.others)
        if isinstance(value, Mapping):
            yield from (
                (f"{name}.{path}", meant)
                for path, meant in _doubtful(cast("Members", value), inner)
            )
        elif isinstance(value, list):
            items = shapes.list_items(inner)
            for number, item in enumerate(cast("list[object]", value)):
                if isinstance(item, Mapping):
                    yield from (
                        (f"{name}[{number}].{path}", meant)
                        for path, meant in _doubtful(cast("Members", item), items)
                    )


def _object(value: object, name: str) -> Members:
    """Give a member that should be an object; nothing if it is none."""
    found: object = cast("Members", value).get(name) if isinstance(value, Mapping) else None
    return cast("Members", found) if isinstance(found, Mapping) else {}


def _list(value: object, name: str) -> list[Any]:
    found: object = cast("Members", value).get(name) if isinstance(value, Mapping) else None
    return found if is_list(found) else []


def _states(definition: Members) -> Iterator[tuple[str, Members]]:
    for number, state in enumerate(_list(definition, "states")):
        if isinstance(state, Mapping):
            yield f"states[{number}]", cast("Members", state)


def _components(definition: Members) -> Iterator[tuple[str, Members, object, str]]:
    """Give path, object, type and schema of each component, wherever components stand."""
    for path, state in _states(definition):
        component = _object(state, "focusComponent")
        yield f"{path}.focusComponent", component, component.get("type"), "FocusComponent"
    beside = _object(definition, "globalComponents")
    for name in beside:
        component = _object(beside, name)
        kind = component.get("type", name)
        path = f"globalComponents.{name}"
        yield path, component, kind, "GlobalComponent"
        ratings = _object(_object(component, "config"), "stateConfigurations")
        for state_id in ratings:
            asked = _object(_object(ratings, state_id), "ratingComponent")
            where = f"{path}.config.stateConfigurations.{state_id}.ratingComponent"
            yield where, asked, asked.get("type"), "SparseRatingComponent"


def _configs(definition: Members) -> Iterator[tuple[str, Members, Mapping[str, Any]]]:
    """Give path, settings and their schema for each component whose type the contract knows."""
    for path, component, kind, name in _components(definition):
        members = shapes.shape(shapes.reference(name)).members
        settings = shapes.settings(members["config"], kind)
        if settings is members["config"]:
            continue
        places = {f"{path}.config": component.get("config")}
        if "roleConfigs" in members:
            by_role = _object(component, "roleConfigs")
            places |= {f"{path}.roleConfigs.{role}": by_role[role] for role in by_role}
        for place, config in places.items():
            if isinstance(config, Mapping):
                yield place, cast("Members", config), settings


def _repeated_states(definition: Members) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for path, state in _states(definition):
        state_id = state.get("id")
        if isinstance(state_id, str):
            first = seen.setdefault(state_id, path)
            if first != path:
                yield Fault(f"{path}.id", f"'{state_id}' is the id of {first}, too")


def _timed_without_time(definition: Members) -> Iterator[Fault]:
    for path, state in _states(definition):
        rules = _object(state, "transitionRules")
        if rules.get("type") == "TIMED" and rules.get("durationMs") is None:
            yield Fault(f"{path}.transitionRules.durationMs", "is required when a state is TIMED")


def _unknown_roles(definition: Members) -> Iterator[Fault]:
    """Look for settings of roles that do not exist; keys are role keys, names or positions."""
    roles = _object(definition, "roles")
    known = {*roles, *map(str, range(len(roles)))}
    known |= {str(_object(roles, key).get("name")) for key in roles}
    overrides = _object(_object(definition, "agentConfig"), "roleOverrides")
    named = [("agentConfig.roleOverrides", key) for key in overrides]
    for path, component, _, name in _components(definition):
        if name == "FocusComponent":
            # Where nobody named a role, there is still one that has a position.
            named += [
                (f"{path}.roleConfigs", key)
                for key in _object(component, "roleConfigs")
                if roles or not key.isdecimal()
            ]
    for path, key in named:
        if key not in known:
            yield Fault(f"{path}.{key}", f"there is no role '{key}'")


def _agents_without_persona(definition: Members) -> Iterator[Fault]:
    roles = _object(definition, "roles")
    for key in roles:
        role = _object(roles, key)
        if role.get("mode") == "agent" and not role.get("personaId"):
            yield Fault(f"roles.{key}.personaId", "is required when an agent plays the role")


def _unknown_rating_states(definition: Members) -> Iterator[Fault]:
    states = {str(state.get("id")) for _, state in _states(definition)}
    config = _object(_object(_object(definition, "globalComponents"), "sparserating"), "config")
    path = "globalComponents.sparserating.config"
    for number, state_id in enumerate(_list(config, "enabledStates")):
        if isinstance(state_id, str) and state_id not in states:
            yield Fault(f"{path}.enabledStates[{number}]", f"there is no state '{state_id}'")
    for state_id in _object(config, "stateConfigurations"):
        if state_id not in states:
            yield Fault(f"{path}.stateConfigurations.{state_id}", f"there is no state '{state_id}'")
