"""Personas: list, read, create, change, delete, duplicate; and the cognition catalog."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from ..call import Answer, Call
from ..json_members import object_in
from ..refusal import forbidden, invalid_body, not_found
from ..study.moments import iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..keys import Key
    from ..study.table import Row
    from ..world import World

__all__ = ["HANDLERS"]

_DEFAULTS: Mapping[str, Any] = {
    "provider": "anthropic",
    "memoryPersistence": "none",
    "visibility": "private",
}
_EMPTY_PROMPT: Mapping[str, Any] = {
    "persona": "",
    "objective": "",
    "guidance": "",
    "examples": [],
    "additionalInstructions": "",
}


def list_personas(world: World, call: Call) -> Answer:
    """List what the caller owns or may view."""
    return Answer.rows([_as_served(persona) for persona in _visible(world, call.key)], {})


def create_persona(world: World, call: Call) -> Answer:
    """Save a persona and fill in what was not said."""
    _refuse_custom_without_model(call.body)
    now = iso(world.instant)
    persona: Row = {
        **_DEFAULTS,
        **{name: value for name, value in call.body.items() if value is not None},
        "prompt": {**_EMPTY_PROMPT, **object_in(call.body, "prompt")},
        "id": world.new_id("persona"),
        "ownerId": call.key.user_id,
        "organizationId": call.key.organization,
        "createdAt": now,
        "updatedAt": now,
    }
    world.personas[persona["id"]] = persona
    return Answer(_as_served(persona))


def get_persona(world: World, call: Call) -> Answer:
    """Read one persona."""
    return Answer(_as_served(_persona(world, call)))


def update_persona(world: World, call: Call) -> Answer:
    """Merge the members that were sent; visibility was decided at creation."""
    persona = _persona(world, call, own=True)
    sent = {**call.body, "visibility": persona["visibility"]}
    merged = {**_DEFAULTS, **_merged(persona, sent)}
    _refuse_custom_without_model(merged)
    for fixed in ("id", "ownerId", "organizationId", "createdAt"):
        merged[fixed] = persona[fixed]
    merged["prompt"] = {**_EMPTY_PROMPT, **object_in(merged, "prompt")}
    merged["updatedAt"] = iso(world.instant)
    world.personas[persona["id"]] = merged
    return Answer(_as_served(merged))


def delete_persona(world: World, call: Call) -> Answer:
    """Forget a persona."""
    del world.personas[_persona(world, call, own=True)["id"]]
    return Answer({"deleted": True})


def duplicate_persona(world: World, call: Call) -> Answer:
    """Make a private copy for the caller."""
    original = _persona(world, call)
    now = iso(world.instant)
    made = copy.deepcopy(original) | {
        "id": world.new_id("persona"),
        "name": f"{original['name']} (copy)",
        "ownerId": call.key.user_id,
        "organizationId": call.key.organization,
        "visibility": "private",
        "createdAt": now,
        "updatedAt": now,
    }
    world.personas[made["id"]] = made
    return Answer(_as_served(made))


def get_cognition_catalog(world: World, _: Call) -> Answer:
    """Return what a persona's cognition can be made of."""
    return Answer(world.study.cognition_catalog)


def _visible(world: World, key: Key) -> Iterator[Row]:
    for persona in world.personas.values():
        shared_within = persona.get("visibility") == "organization" and persona.get(
            "organizationId"
        ) in {key.organization, *key.organizations}
        if (
            persona["ownerId"] == key.user_id
            or shared_within
            or persona.get("visibility") == "public"
        ):
            yield persona


def _persona(world: World, call: Call, *, own: bool = False) -> Row:
    wanted = call["personaId"]
    for persona in _visible(world, call.key):
        if persona["id"] == wanted:
            if own and persona["ownerId"] != call.key.user_id:
                raise forbidden(f"Persona '{wanted}' belongs to somebody else")
            return persona
    raise not_found(f"Persona '{wanted}'")


def _as_served(persona: Row) -> Row:
    return {**persona, "offlineCognition": None}


def _merged(old: Row, patch: Mapping[str, Any]) -> Row:
    """Merge as RFC 7396 does: objects member by member, null removes."""
    merged = dict(old)
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        elif isinstance(value, dict) and isinstance(merged.get(name), dict):
            merged[name] = _merged(merged[name], value)  # pyright: ignore[reportUnknownArgumentType]
        else:
            merged[name] = value
    return merged


def _refuse_custom_without_model(persona: Mapping[str, Any]) -> None:
    if persona.get("provider") == "custom" and not persona.get("model"):
        raise invalid_body(
            "A persona with provider 'custom' needs a model", ["model: is required, but missing"]
        )


HANDLERS = {
    "list_personas": list_personas,
    "create_persona": create_persona,
    "get_persona": get_persona,
    "update_persona": update_persona,
    "delete_persona": delete_persona,
    "duplicate_persona": duplicate_persona,
    "get_cognition_catalog": get_cognition_catalog,
}
