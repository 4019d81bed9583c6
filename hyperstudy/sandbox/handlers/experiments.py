"""Experiments: list, read, create, validate, change, delete, export, share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from hyperstudy.contract import schemas
from hyperstudy.models.definition_check import definition_faults

from ..answers import iso_time
from ..call import Answer, Call, Page
from ..paging import page_of
from ..refusal import conflict, invalid_body
from ..study.moments import iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..study.table import Row
    from ..world import World

__all__ = ["HANDLERS"]

_SUMMARY = (
    "id",
    "name",
    "description",
    "ownerEmail",
    "roomCount",
    "participantCount",
    "accessType",
    "statesCount",
    "visibility",
    "createdAt",
    "updatedAt",
)


def list_experiments(world: World, call: Call) -> Answer:
    """List what the caller may see, newest change first."""
    needle = (call["search"] or "").casefold()
    found = [
        _row(world, experiment, access)
        for experiment, access in world.visible_experiments(call.key)
        if needle in f"{experiment['name']}\n{experiment.get('description') or ''}".casefold()
    ]
    found.sort(key=lambda row: (str(row["updatedAt"]), str(row["id"])), reverse=True)
    rows, page = page_of(found, limit=call["limit"], offset=call["offset"], descending=False)
    if call["view"] == "summary":
        rows = [_summary(row) for row in rows]
    else:
        rows = [{name: row[name] for name in row if name != "ownerId"} for row in rows]
    return Answer.rows(rows, _metadata("experiments", "user", call.key.user_id), page)


def list_shared_experiments(world: World, call: Call) -> Answer:
    """List what other organizations share with the caller's."""
    found = [
        _row(world, experiment, access)
        for experiment, access in world.visible_experiments(call.key)
        if access == "shared"
    ]
    metadata = _metadata("experiments", "user", call.key.user_id)
    return Answer.rows(found, metadata, Page(len(found), max(len(found), 1), 0))


def create_experiment(world: World, call: Call) -> Answer:
    """Save a definition and give back the new document."""
    _refuse_faulty(world, call.body)
    now = iso(world.instant)
    experiment: Row = {
        **_set_members(world, _definition(world, call.body)),
        "id": world.new_id("exp"),
        "ownerId": call.key.user_id,
        "ownerEmail": call.key.user_email,
        "organizationId": call.key.organization,
        "createdAt": now,
        "updatedAt": now,
    }
    world.experiments[experiment["id"]] = experiment
    return Answer(_row(world, experiment, "owner"), _one(experiment))


def validate_experiment(world: World, call: Call) -> Answer:
    """Return what is wrong with a definition, without saving it."""
    faults = definition_faults(call.body, world.check)
    verdict: Row = {"valid": not faults}
    if faults:
        verdict["errors"] = [str(fault) for fault in faults]
    return Answer(verdict, {"dataType": "experiment"})


def get_experiment(world: World, call: Call) -> Answer:
    """Read a definition with owner and counts."""
    experiment = world.experiment(call["experimentId"], call.key)
    row = _row(world, experiment, world.access(experiment, call.key))
    row.pop("accessType")
    return Answer(row, _one(experiment))


def get_experiment_config(world: World, call: Call) -> Answer:
    """Read the definition alone."""
    experiment = world.experiment(call["experimentId"], call.key)
    return Answer(_definition(world, experiment), _one(experiment))


def export_experiment(world: World, call: Call) -> Answer:
    """Give the definition and the list of its media, as a file to keep."""
    experiment = world.experiment(call["experimentId"], call.key, may="export")
    definition = _definition(world, experiment)
    media = _media(definition)
    name = re.sub(r"[^A-Za-z0-9]+", "-", str(experiment["name"])).strip("-").lower()
    exported: Row = {
        "exportInfo": {
            "exportedBy": call.key.user_email,
            "exportDate": iso_time(call.now),
            "hyperstudyVersion": "0.6.64",
            "exportVersion": "1.0",
        },
        "experiment": definition,
        "mediaAssets": media,
    }
    metadata = _one(experiment) | {
        "dataType": "experimentExport",
        "filename": f"{name or 'experiment'}.json",
        "mediaAssetsCount": len(media),
    }
    return Answer(exported, metadata)


def update_experiment(world: World, call: Call) -> Answer:
    """Replace the members that were sent, null clears; the others stay."""
    experiment = world.experiment(call["experimentId"], call.key, may="edit")
    changed = _set_members(world, {**experiment, **_definition(world, call.body)})
    _refuse_faulty(world, changed)
    changed["updatedAt"] = iso(world.instant)
    world.experiments[experiment["id"]] = changed
    return Answer({"id": experiment["id"], "updated": True}, _one(experiment))


def delete_experiment(world: World, call: Call) -> Answer:
    """Hide an experiment; one with data only when the caller insists."""
    experiment = world.experiment(call["experimentId"], call.key, may="edit")
    if world.has_data(experiment["id"]) and not call["skipDataCheck"]:
        raise conflict(
            f"Experiment '{experiment['id']}' has collected data."
            " Send skipDataCheck=true to delete it nevertheless"
        )
    del world.experiments[experiment["id"]]
    return Answer({"id": experiment["id"], "deleted": True}, _one(experiment))


def share_experiment(world: World, call: Call) -> Answer:
    """Let a person, a group or an organization see an experiment."""
    experiment = world.experiment(call["experimentId"], call.key, may="manageAccess")
    world.share(experiment["id"], call.body)
    shared = {name: call.body[name] for name in ("targetType", "targetId", "permissions")}
    return Answer({"success": True, **shared}, _one(experiment))


def _metadata(data_type: str, scope: str, scope_id: str) -> dict[str, Any]:
    return {"dataType": data_type, "scope": scope, "scopeId": scope_id}


def _one(experiment: Row) -> dict[str, Any]:
    return _metadata("experiment", "experiment", str(experiment["id"]))


def _row(world: World, experiment: Row, access: str) -> Row:
    launched = world.launched(experiment_id=experiment["id"])
    agents = sum(len(room.seats) for room in launched if not room.failed)
    return {
        **experiment,
        "roomCount": experiment.get("roomCount", 0) + len(launched),
        "participantCount": experiment.get("participantCount", 0) + agents,
        "accessType": access,
    }


def _summary(row: Row) -> Row:
    full = {
        "visibility": "private",
        **row,
        "statesCount": len(row.get("states") or ()),
    }
    return {name: full[name] for name in _SUMMARY if name in full}


def _server_set(world: World) -> frozenset[str]:
    enrichment = world.document["components"]["schemas"]["ExperimentEnrichment"]
    return frozenset(schemas.members(world.document, enrichment))


def _definition(world: World, experiment: Row) -> Row:
    server_set = _server_set(world)
    return {name: value for name, value in experiment.items() if name not in server_set}


def _set_members(world: World, experiment: Row) -> Row:
    """Leave out members that are null, which says that they are not set; unknown ones stay."""
    fields = world.document["components"]["schemas"]["ExperimentFields"]
    known = schemas.members(world.document, fields)
    return {
        name: value for name, value in experiment.items() if value is not None or name not in known
    }


def _refuse_faulty(world: World, definition: Mapping[str, Any]) -> None:
    faults = definition_faults(definition, world.check)
    if faults:
        raise invalid_body(
            f"Invalid experiment definition: {faults[0]}", [str(fault) for fault in faults]
        )


def _media(definition: Row) -> list[Row]:
    """Find the addresses of images, videos and sounds wherever they stand in a definition."""
    addresses = dict.fromkeys(
        text for text in _texts(definition) if re.match(r"https?://\S+\.\w{2,5}(\?|$)", text)
    )
    return [
        {
            "id": f"media_{number + 1}",
            "url": url,
            "filename": url.partition("?")[0].rsplit("/", 1)[1],
        }
        for number, url in enumerate(addresses)
    ]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in cast("Row", value).values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in cast("list[object]", value):
            yield from _texts(each)


HANDLERS = {
    "list_experiments": list_experiments,
    "list_shared_experiments": list_shared_experiments,
    "create_experiment": create_experiment,
    "validate_experiment": validate_experiment,
    "get_experiment": get_experiment,
    "get_experiment_config": get_experiment_config,
    "export_experiment": export_experiment,
    "update_experiment": update_experiment,
    "delete_experiment": delete_experiment,
    "share_experiment": share_experiment,
}
