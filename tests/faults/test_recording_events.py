"""What becomes of events when the answer to a batch is not the one that was hoped for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from hyperstudy import HyperStudy, HyperStudyError, HyperStudyWarning
from hyperstudy.resources.events import RecordedEvents

from .server import Answer, ReceivedRequest, Server

EVENTS = [{"experiment_id": "e", "event_type": "m"}] * 250


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    with HyperStudy("hst_test_1", f"{server.url}/api/v3") as client:
        yield client


def success(data: Any) -> dict[str, Any]:
    return {"status": "success", "data": data}


def counted(request: ReceivedRequest) -> int:
    return len(json.loads(request.body)["events"])


@pytest.mark.parametrize(
    "form",
    [
        lambda answer: answer,
        lambda answer: [answer],
        lambda answer: success(answer),
        lambda answer: success([answer]),
    ],
    ids=["bare", "bare list", "envelope", "list in an envelope"],
)
def test_the_number_is_read_with_and_without_an_envelope(
    form: Any, server: Server, hs: HyperStudy
) -> None:
    answer = {"serverTimestamp": "2026-03-02T09:00:04.250Z"}
    server.respond(
        lambda request: Answer(status=201, body=form({**answer, "recorded": counted(request)})),
    )
    assert hs.record_events(EVENTS).recorded == list(range(250))
    assert len(server.requests) == 3
    server.respond(
        lambda request: Answer(status=201, body=form({"recorded": counted(request) - 1}))
    )
    with pytest.raises(HyperStudyError) as fewer:
        hs.record_events(EVENTS)
    assert fewer.value.partial.unsure == list(range(250))


@pytest.mark.parametrize(
    "answer",
    [
        {"body": b"<html>hi</html>", "headers": {"Content-Type": "text/html"}},
        {"body": success("ok")},
        {"body": success([1])},
        {"body": {"success": False}},
        {"body": [{"count": 3}]},
        {"body": []},
        {"body": b"{"},
        {"body": {"status": "error", "error": {"message": "some failed"}}},
        {"status": 302},
        {"status": 502},
    ],
    ids=lambda answer: str(answer.get("body", answer.get("status"))),
)
def test_what_an_answer_leaves_open_is_unsure_and_nothing_more_is_sent(
    answer: dict[str, Any], server: Server, hs: HyperStudy
) -> None:
    server.respond_once(body=success({"recorded": 100}))
    server.respond_once(**answer)
    with pytest.raises(HyperStudyError, match="100 unsure") as unsure:
        hs.record_events(EVENTS)
    report = unsure.value.partial
    assert report == RecordedEvents(
        recorded=list(range(100)), unsure=list(range(100, 200)), not_sent=list(range(200, 250))
    )
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [400, 404, 409, 413, 422])
def test_only_what_the_server_says_no_to_is_refused(
    status: int, server: Server, hs: HyperStudy
) -> None:
    server.respond_once(body=success({"recorded": 100}))
    server.respond_once(
        status=status, body={"status": "error", "error": {"message": "no such thing"}}
    )
    server.respond_once(body=success({"recorded": 50}))
    with pytest.raises(HyperStudyError) as refused:
        hs.record_events(EVENTS)
    assert refused.value.partial == RecordedEvents(
        recorded=[*range(100), *range(200, 250)],
        refused=dict.fromkeys(range(100, 200), "no such thing"),
    )


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 204, "length": False},
        {"body": {"status": "success"}},
        {"body": success(None)},
        {"body": success([])},
        {"body": success([{"count": 3}])},
    ],
    ids=str,
)
def test_a_success_without_a_number_is_believed_and_told(
    answer: dict[str, Any], server: Server, hs: HyperStudy
) -> None:
    server.respond(**answer)
    with pytest.warns(HyperStudyWarning, match="250 events, not how many") as caught:
        report = hs.record_events(EVENTS)
    assert len(caught) == 1
    assert report.recorded == list(range(250))
