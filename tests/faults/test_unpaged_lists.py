"""Lists that have no pages by the contract, from a server that has: all rows, or a warning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hyperstudy_api.api.personas import list_personas

from hyperstudy import (
    HyperStudy,
    HyperStudyError,
    IncompleteDataWarning,
    fetch_report,
    open_study,
)

from .server import Answer, ReceivedRequest, Server

LISTS: dict[str, Callable[[HyperStudy], Any]] = {
    "/deployments": lambda hs: hs.list_deployments(output="dict"),
    "/personas": lambda hs: hs.list_personas(output="dict"),
    "/experiments/shared": lambda hs: hs.list_shared_experiments(output="dict"),
    "/deployments/d/sessions": lambda hs: hs.get_deployment_sessions("d", output="dict"),
    "/data/agent-runs/experiment/e": lambda hs: hs.get_agent_runs("e", output="dict"),
    "/data/agent-decisions/room/r": (
        lambda hs: hs.get_agent_decisions("r", scope="room", limit=5, output="dict")
    ),
    "/data/variables/room/r": lambda hs: hs.get_variables("r", output="dict")["writes"],
}
PAGED: dict[str, Callable[[HyperStudy], Any]] = {
    "/data/events/experiment/e": lambda hs: hs.get_events("e", output="dict"),
    "/data/recordings/experiment/e": lambda hs: hs.get_recordings("e", output="dict"),
    "/data/rooms/experiment/e": lambda hs: hs.get_rooms("e", output="dict"),
    "/experiments": lambda hs: hs.list_experiments(output="dict"),
}
SIZE = 1000
ROWS: list[dict[str, Any]] = [{"id": f"x_{number}", "n": number} for number in range(2500)]


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    with HyperStudy("hst_test_1", f"{server.url}/api/v3") as client:
        yield client


def served(
    request: ReceivedRequest, *, flat: bool = False, stuck: bool = False, **values: Any
) -> Answer:
    """Answer with a page of 1000, as a route would that was given pages."""
    offset = 0 if stuck else int(request.query.get("offset", 0))
    part = ROWS[offset : offset + SIZE]
    end = offset + len(part)
    pagination = {"total": len(ROWS), "returned": len(part), "hasMore": end < len(ROWS), **values}
    if pagination["hasMore"]:
        pagination.setdefault("nextOffset", end)
    metadata = pagination if flat else {"pagination": pagination}
    return Answer(body={"status": "success", "data": part, "metadata": metadata})


@pytest.mark.parametrize(
    "pagination",
    [
        {},
        {"flat": True},
        {"total": None},
        {"hasMore": None, "nextOffset": None},
        {"hasMore": False, "nextOffset": None},
    ],
    ids=["all of it", "flat", "no total", "only a total", "a total, and no more"],
)
@pytest.mark.parametrize("path", LISTS)
def test_what_is_said_to_follow_is_followed(
    path: str, pagination: dict[str, Any], server: Server, hs: HyperStudy
) -> None:
    server.respond(lambda request: served(request, **pagination), path=f"/api/v3{path}")
    rows = LISTS[path](hs)
    assert rows == ROWS
    assert fetch_report(rows).complete
    assert [request.query.get("offset") for request in server.requests] == [None, "1000", "2000"]
    # `limit` of decisions is no page size: it stays what was asked for.
    assert len({request.query.get("limit") for request in server.requests}) == 1


@pytest.mark.parametrize("path", LISTS)
def test_a_server_that_gives_the_same_rows_again_is_told(
    path: str, server: Server, hs: HyperStudy
) -> None:
    server.respond(lambda request: served(request, stuck=True), path=f"/api/v3{path}")
    with pytest.warns(IncompleteDataWarning, match="1500 of 2500 promised rows did not come"):
        rows = LISTS[path](hs)
    assert rows == ROWS[:1000]
    assert not fetch_report(rows).complete
    assert len(server.requests) == 2


@pytest.mark.parametrize("path", LISTS)
def test_a_server_that_refuses_the_rest_is_told(path: str, server: Server, hs: HyperStudy) -> None:
    error = {"status": "error", "error": {"code": "X", "message": "unknown parameter offset"}}
    server.respond(
        lambda request: Answer(400, body=error) if "offset" in request.query else served(request),
        path=f"/api/v3{path}",
    )
    with pytest.warns(IncompleteDataWarning, match="refuses to give them"):
        rows = LISTS[path](hs)
    assert rows == ROWS[:1000]
    assert not fetch_report(rows).complete


@pytest.mark.parametrize("path", [*LISTS, *PAGED])
@pytest.mark.parametrize(
    "data",
    [{"events": ROWS[:3], "count": 3}, {}, None, "absent"],
    ids=["rows in an object", "an empty object", "null", "absent"],
)
def test_rows_that_are_promised_and_not_there_are_an_error(
    path: str, data: Any, server: Server, hs: HyperStudy
) -> None:
    pagination = {"total": 3, "returned": 3, "hasMore": False}
    body: dict[str, Any] = {"status": "success", "metadata": {"pagination": pagination}}
    if data != "absent":
        body["data"] = data
    server.respond(body=body)
    with pytest.raises(HyperStudyError, match=r"where a list of rows belongs|promises 3") as caught:
        {**LISTS, **PAGED}[path](hs)
    assert caught.value.code == "UNEXPECTED_ANSWER"


@pytest.mark.parametrize("path", [*LISTS, *PAGED])
def test_an_empty_list_is_no_error(path: str, server: Server, hs: HyperStudy) -> None:
    pagination = {"total": 0, "returned": 0, "hasMore": False}
    for data in ([], None):
        server.respond_once(
            body={"status": "success", "data": data, "metadata": {"pagination": pagination}}
        )
        assert {**LISTS, **PAGED}[path](hs) == []


def test_a_timeline_that_is_no_list_is_an_error(server: Server, hs: HyperStudy) -> None:
    server.respond_once(
        body={"status": "success", "data": [], "metadata": {"timeline": {"state_1": {}}}}
    )
    with pytest.raises(HyperStudyError, match="where the list `timeline` belongs"):
        hs.get_variables("r")


def test_one_object_of_which_more_follows_is_told(server: Server, hs: HyperStudy) -> None:
    server.respond_once(
        body={
            "status": "success",
            "data": [{"id": "e"}],
            "metadata": {"pagination": {"hasMore": True}},
        }
    )
    with pytest.warns(IncompleteDataWarning, match="more follows"):
        hs.get_experiment("e")


def test_typed_calls_refuse_an_object_in_the_place_of_a_list(
    server: Server, hs: HyperStudy
) -> None:
    server.respond_once(body={"status": "success", "data": {"id": "p"}, "metadata": {}})
    with pytest.raises(HyperStudyError, match="where a list of rows belongs"):
        list_personas.sync(client=hs.api)


def test_a_pull_follows_too(server: Server, hs: HyperStudy, tmp_path: Any) -> None:
    for path in ("/experiments/e", "/experiments/e/config"):
        server.respond(body={"status": "success", "data": [{"id": "e"}]}, path=f"/api/v3{path}")
    server.respond(served, path="/api/v3/deployments")
    server.respond(served, path="/api/v3/data/agent-runs/experiment/e")
    report = hs.pull("e", tmp_path / "s", types=["deployments", "agent_runs"], progress=False)
    assert report.complete
    study = open_study(tmp_path / "s")
    assert study.list_deployments(output="dict") == ROWS
    assert study.get_agent_runs("e", output="dict") == ROWS


def test_a_pull_tells_what_it_could_not_follow(
    server: Server, hs: HyperStudy, tmp_path: Any
) -> None:
    for path in ("/experiments/e", "/experiments/e/config"):
        server.respond(body={"status": "success", "data": [{"id": "e"}]}, path=f"/api/v3{path}")
    server.respond(lambda request: served(request, stuck=True), path="/api/v3/deployments")
    with pytest.warns(IncompleteDataWarning, match="1500 of 2500 promised rows did not come"):
        report = hs.pull("e", tmp_path / "s", types="deployments", progress=False)
    assert not report.complete
    with pytest.warns(IncompleteDataWarning, match="when deployments was pulled"):
        rows = open_study(tmp_path / "s").list_deployments(output="dict")
    assert not fetch_report(rows).complete
