"""What Schemathesis has to be told about this contract, and which ids there are in the sandbox.

Random ids only ever show what a 404 looks like. So most cases get the ids of things that exist and
belong together, from the file that HYPERSTUDY_STORIES names.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import schemathesis
from hypothesis import strategies as st
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

STORIES: list[dict[str, str]]
SPARE: dict[str, list[str]]
STORIES, SPARE = json.loads(Path(os.environ["HYPERSTUDY_STORIES"]).read_text("utf-8"))

schemathesis.openapi.format(
    "iso-8601",
    st.one_of(
        st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)).map(
            lambda moment: moment.isoformat().replace("+00:00", "Z")
        ),
        st.dates(date(2026, 1, 1), date(2027, 1, 1)).map(date.isoformat),
    ),
)


@schemathesis.deserializer("text/yaml", "text/csv", "application/x-ndjson")
def as_text(context: object, response: schemathesis.Response) -> str:
    """Take for a text what the contract calls a text."""
    return response.content.decode("utf-8")


@schemathesis.hook
def map_case(context: schemathesis.HookContext, case: schemathesis.Case) -> schemathesis.Case:
    """Put ids that exist and fit together in the place of those that were made up."""
    if case.meta is None:
        return case
    wrong = _wrong_on_purpose(case)
    if case.meta.phase.name == TestPhase.STATEFUL:
        wrong.add(ParameterLocation.PATH)  # There the ids are those of what was made before.
    number = crc32(repr((case.path_parameters, case.query, case.body)).encode())
    if number % 6 == 0:
        return case
    path, query, body = case.path_parameters or {}, case.query or {}, case.body
    wanted = set(path) - {"scope", "scopeId"} | {f"{path.get('scope', 'experiment')}Id"}
    operation_id = case.operation.definition.raw["operationId"]
    fitting = [story for story in STORIES if story.get("for") == operation_id] or [
        story for story in STORIES if wanted <= story.keys()
    ]
    fitting = fitting or STORIES
    ids = dict(fitting[number % len(fitting)])
    if case.method == "DELETE":
        ids = {name: known[number % len(known)] for name, known in SPARE.items()}
    if ParameterLocation.PATH not in wrong:
        if "scope" in path:
            ids["scopeId"] = ids.get(f"{path['scope']}Id", "")
        for name in path:
            path[name] = ids.get(name, path[name])
    if ParameterLocation.QUERY not in wrong:
        needs_room = path.get("scope") == "participant" or "participantId" in path
        for name in (*query, "roomId") if needs_room else tuple(query):
            query[name] = ids.get(name, query.get(name))
        case.query = query
    if ParameterLocation.BODY not in wrong and isinstance(body, dict):
        for part in (body, *(body["events"] if isinstance(body.get("events"), list) else ())):
            for name in ("experimentId", "roomId"):
                if name in part:
                    part[name] = ids.get(name, part[name])
    return case


def _wrong_on_purpose(case: schemathesis.Case) -> set[Any]:
    made = case.meta.components.items() if case.meta is not None else ()
    return {place for place, component in made if component.mode.is_negative}
