"""Answers, instructions and consent are parts of the events, unless a server keeps them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hyperstudy import ForbiddenError, HyperStudy, fetch_report

from .server import Answer, ReceivedRequest, Server

EVENT = {"id": "evt_0", "category": "component", "eventType": "click", "participantId": "u"}
KINDS = {
    "questionnaire": {"id": "evt_1", "category": "questionnaire", "participantId": "u"},
    "instructions": {
        "id": "evt_2",
        "category": "pre_experiment",
        "eventType": "instructions.shown",
        "participantId": "u",
    },
    "consent": {
        "id": "evt_3",
        "category": "pre_experiment",
        "eventType": "consent.agreed",
        "participantId": "u",
    },
}
SAME = ("questionnaire", "post_experiment")


def served(
    events: list[dict[str, Any]], apart: list[dict[str, Any]]
) -> Callable[[ReceivedRequest], Answer]:
    def answer(request: ReceivedRequest) -> Answer:
        rows: list[dict[str, Any]] = []
        if "/data/events/" in request.path:
            category = request.query.get("category")
            wanted = SAME if category in SAME else (category,)
            rows = events if category is None else [r for r in apart if r["category"] in wanted]
        pagination = {"total": len(rows), "hasMore": False}
        metadata = {"pagination": pagination} if "limit" in request.query else {}
        return Answer(body={"status": "success", "data": rows, "metadata": metadata})

    return answer


def categories(server: Server) -> Counter[str | None]:
    return Counter(
        request.query.get("category")
        for request in server.requests
        if "/data/events/" in request.path
    )


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    with HyperStudy("hst_test_1", f"{server.url}/api/v3") as client:
        yield client


@pytest.mark.parametrize("who", ["u", ["u", "v"]], ids=["one", "several"])
@pytest.mark.parametrize("output", ["dict", "pandas"])
@pytest.mark.filterwarnings("ignore:no row names v")
def test_kinds_that_are_kept_apart_are_asked_for_once(
    who: Any, output: str, server: Server, hs: HyperStudy
) -> None:
    server.respond(served([EVENT], list(KINDS.values())))
    found = hs.get_all_data(who, room_id="r", output=output)
    assert len(found["events"]) == 1
    for kind, row in KINDS.items():
        ids = found[kind]["id"].tolist() if output == "pandas" else [r["id"] for r in found[kind]]
        assert ids == [row["id"]]
        assert fetch_report(found[kind]).complete
    assert categories(server) == dict.fromkeys([None, *SAME, "pre_experiment"], 1)


def test_kinds_among_the_events_cost_no_request(server: Server, hs: HyperStudy) -> None:
    server.respond(served([EVENT, *KINDS.values()], []))
    found = hs.get_all_data("u", room_id="r", output="dict")
    assert {kind: found[kind] for kind in KINDS} == {kind: [row] for kind, row in KINDS.items()}
    assert categories(server) == {None: 1}


def test_only_what_is_lacking_is_asked_for(server: Server, hs: HyperStudy) -> None:
    among = [EVENT, KINDS["questionnaire"], KINDS["instructions"]]
    server.respond(served(among, [KINDS["instructions"], KINDS["consent"]]))
    found = hs.get_all_data("u", room_id="r", output="dict")
    assert {kind: found[kind] for kind in KINDS} == {kind: [row] for kind, row in KINDS.items()}
    assert categories(server) == {None: 1, "pre_experiment": 1}


def test_a_kind_that_cannot_be_had_loses_nothing_else(server: Server, hs: HyperStudy) -> None:
    usual = served([EVENT], [])
    server.respond(lambda request: Answer(403) if "category" in request.query else usual(request))
    with pytest.raises(ForbiddenError) as caught:
        hs.get_all_data("u", room_id="r", output="dict")
    assert caught.value.partial["events"] == [EVENT]
    assert "consent" not in caught.value.partial
