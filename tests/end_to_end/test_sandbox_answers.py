"""Every answer of the sandbox has the form that the contract promises."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from sandbox_answers import LISTS, OPERATIONS, fitting, place, scopes_of

from hyperstudy.sandbox.handlers import handlers_for

if TYPE_CHECKING:
    import httpx

    from hyperstudy.sandbox import Sandbox
    from hyperstudy.sandbox.contract_operations import Operation

IN_SCOPES = [(operation, scope) for operation in LISTS for scope in scopes_of(operation)]
CASES = pytest.mark.parametrize(
    ("operation", "scope"), IN_SCOPES, ids=[f"{each.id}-{scope}" for each, scope in IN_SCOPES]
)


@pytest.fixture(scope="module")
def ids(sandbox: Sandbox) -> dict[str, str]:
    study = sandbox.study
    recording = next(row for row in study.recordings if row.get("downloadPath"))
    room_id = recording["roomId"]
    participant = next(row for row in study.participants if row["roomId"] == room_id)
    return {
        "experimentId": study.experiment["id"],
        "roomId": room_id,
        "recordingId": recording["recordingId"],
        "participantId": participant["id"],
        "deploymentId": study.deployments[-1]["id"],
    }


def read(
    api: httpx.Client, operation: Operation, scope: str, ids: dict[str, str], **query: Any
) -> httpx.Response:
    path = place(operation, **ids, scope=scope, scopeId=ids[f"{scope}Id"])
    if scope == "participant":
        query["roomId"] = ids["roomId"]
    return api.get(path, params=query)


def without_signatures(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what an answer signs anew: the second in which a link was made is in its query."""
    return [
        {name: value.partition("?")[0] if name == "downloadUrl" and value else value
         for name, value in row.items()}
        for row in rows
    ]  # fmt: skip


def test_every_operation_has_a_handler_and_no_handler_is_left_over() -> None:
    assert set(handlers_for(None)) == set(OPERATIONS)  # type: ignore[arg-type]


@CASES
def test_lists_of_data_fit(
    api: httpx.Client, ids: dict[str, str], operation: Operation, scope: str
) -> None:
    body = fitting(operation.id, read(api, operation, scope, ids, limit=150))
    pagination = body["metadata"]["pagination"]
    assert pagination["returned"] == len(body["data"]) == min(pagination["total"], 150)
    assert pagination["hasMore"] is ("nextOffset" in pagination)
    assert pagination["limit"] == body["metadata"]["query"]["limit"] == 150
    assert (body["metadata"]["scope"], body["metadata"]["scopeId"]) == (scope, ids[f"{scope}Id"])
    assert body["metadata"]["processing"]["version"] == "3.0.0"


@CASES
def test_pages_put_together_are_the_whole_and_descending_is_its_mirror(
    api: httpx.Client, ids: dict[str, str], operation: Operation, scope: str
) -> None:
    total = read(api, operation, scope, ids, limit=1).json()["metadata"]["pagination"]["total"]
    # Long tables are looked at around their end.
    offset = max(0, total - 120)
    whole = read(api, operation, scope, ids, limit=1000, offset=offset).json()["data"]
    paged: list[Any] = []
    while True:
        answer = read(api, operation, scope, ids, limit=37, offset=offset + len(paged)).json()
        paged += answer["data"]
        pagination = answer["metadata"]["pagination"]
        if not pagination["hasMore"]:
            break
        assert pagination["nextOffset"] == offset + len(paged)
    assert without_signatures(paged) == without_signatures(whole)
    assert len(whole) == total - offset
    mirrored = read(api, operation, scope, ids, limit=120, order="desc").json()["data"]
    assert without_signatures(mirrored) == without_signatures(whole[::-1])


@CASES
def test_beyond_the_end_there_is_nothing(
    api: httpx.Client, ids: dict[str, str], operation: Operation, scope: str
) -> None:
    answer = fitting(operation.id, read(api, operation, scope, ids, offset=10**9))
    assert answer["data"] == []
    assert answer["metadata"]["pagination"]["hasMore"] is False


@pytest.mark.parametrize("operation", LISTS, ids=lambda operation: operation.id)
def test_csv_and_ndjson_hold_the_same_rows_without_an_envelope(
    api: httpx.Client, ids: dict[str, str], operation: Operation
) -> None:
    rows = without_signatures(read(api, operation, "experiment", ids, limit=40).json()["data"])
    ndjson = read(api, operation, "experiment", ids, limit=40, format="ndjson")
    assert ndjson.headers["content-type"] == "application/x-ndjson"
    found = without_signatures([json.loads(line) for line in ndjson.text.splitlines()])
    assert found == rows
    table = read(api, operation, "experiment", ids, limit=40, format="csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    lines = without_signatures(list(csv.DictReader(io.StringIO(table.text))))
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for name, value in row.items():
            if isinstance(value, str):
                assert line[name] == value
            elif isinstance(value, dict):
                inner = [f"{name}_{member}" for member in value]
                assert all(any(cell.startswith(each) for cell in line) for each in inner)


def test_a_format_changes_nothing_about_errors(api: httpx.Client) -> None:
    answer = api.get("/data/events/room/nowhere", params={"format": "csv"})
    assert fitting("get_events", answer, 404)["error"]["code"] == "NOT_FOUND"


@pytest.mark.parametrize(
    "operation_id",
    [
        *("get_health", "list_experiments", "list_shared_experiments", "get_experiment"),
        *("get_experiment_config", "export_experiment", "list_deployments", "get_deployment"),
        *("get_deployment_sessions", "get_agent_spend", "list_personas", "get_cognition_catalog"),
        *("get_variables", "check_access", "get_recording_link", "get_agent_runs"),
        *("get_experiment_agent_decisions", "get_room_agent_decisions"),
    ],
)
def test_the_other_reading_operations_fit(
    api: httpx.Client, ids: dict[str, str], operation_id: str
) -> None:
    fitting(operation_id, api.get(place(operation_id, **ids)))


def test_counts_are_those_of_the_lists(api: httpx.Client, ids: dict[str, str]) -> None:
    answer = api.get(place("get_counts", **ids), params={"roomId": ids["roomId"]})
    found = fitting("get_counts", answer)["data"][0]
    assert found["hasData"] == {name: count > 0 for name, count in found["counts"].items()}
    chat = read(api, OPERATIONS["get_chat"], "participant", ids).json()
    assert found["counts"]["textchat"] == chat["metadata"]["pagination"]["total"]


def test_variables_come_with_their_timeline(api: httpx.Client, ids: dict[str, str]) -> None:
    answer = fitting("get_variables", api.get(place("get_variables", **ids)))
    metadata = answer["metadata"]
    assert answer["data"]
    assert metadata["matrixColumns"][-len(metadata["variableNames"]) :] == metadata["variableNames"]
    assert {row["variable"] for row in answer["data"]} == set(metadata["variableNames"])
    assert metadata["timeline"]


def test_the_health_needs_no_key_and_has_no_envelope(api: httpx.Client, sandbox: Sandbox) -> None:
    del sandbox
    answer = api.get("/health", headers={"X-API-Key": "none"})
    assert fitting("get_health", answer)["status"] == "healthy"


def test_the_contract_is_served_with_this_server_first(api: httpx.Client, sandbox: Sandbox) -> None:
    answer = api.get("/openapi.yaml", headers={"X-API-Key": "none"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/yaml")
    # Cross-origin reads are allowed (documented).
    assert answer.headers["access-control-allow-origin"] == "*"
    document = json.loads(answer.text)
    assert document["openapi"].startswith("3.1")
    assert document["servers"][0]["url"] == sandbox.base_url


def test_people_find_the_contract_as_a_page(api: httpx.Client, sandbox: Sandbox) -> None:
    page = api.get(sandbox.base_url.partition("/api")[0] + "/docs")
    assert page.headers["content-type"].startswith("text/html")
    for operation in OPERATIONS.values():
        assert f'id="{operation.id}"' in page.text
    assert "<script" not in page.text
    for server in api.get("/openapi.yaml").json()["servers"]:
        assert f"<code>{server['url']}</code>" in page.text
    assert f"<code>{sandbox.base_url}</code>" in page.text
    assert "<code>type apiKey, in header, name X-API-Key</code>" in page.text
    assert "A key made in the app" in page.text
    head = api.head(sandbox.base_url.partition("/api")[0] + "/docs")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == page.headers["content-length"]
    assert "http" not in page.text.partition("</head>")[0]
    assert api.get(sandbox.base_url.partition("/api")[0] + "/elsewhere").status_code == 404
