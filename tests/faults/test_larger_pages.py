"""Pages that grow, through the whole client and on a real socket."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hyperstudy import HyperStudy, RetryPolicy, fetch_report
from hyperstudy.exceptions import InputError

from .server import Answer, ReceivedRequest, Server

EVENTS = "/api/v3/data/events/experiment/exp_1"
ROWS: list[dict[str, Any]] = [{"id": f"evt_{number}"} for number in range(20_000)]


def page(request: ReceivedRequest, most: int = 10_000) -> Answer:
    offset, limit = int(request.query["offset"]), int(request.query["limit"])
    part = ROWS[offset : offset + min(limit, most)]
    end = offset + len(part)
    pagination: dict[str, Any] = {"total": len(ROWS), "hasMore": end < len(ROWS)}
    if pagination["hasMore"]:
        pagination["nextOffset"] = end
    return Answer(body={"status": "success", "data": part, "metadata": {"pagination": pagination}})


def limits(server: Server) -> list[int]:
    return [int(request.query["limit"]) for request in server.requests if request.path == EVENTS]


def client(server: Server, **options: Any) -> HyperStudy:
    retry = RetryPolicy(tries=2, first_pause=0.01)
    return HyperStudy("hst_test_1", f"{server.url}/api/v3", retry=retry, **options)


@pytest.mark.parametrize(
    ("refusal", "requests"),
    [
        (None, 5),
        (Answer(400), 21),
        (Answer(413), 21),
        (Answer(500), 21),
        (Answer(502, {"Content-Type": "text/html"}, b"<title>Bad gateway</title>"), 21),
        (Answer(504), 21),
        (Answer(None, then="stall"), 21),
    ],
    ids=["it gives them", "400", "413", "500", "502", "504", "no answer in time"],
)
def test_every_row_comes_whatever_becomes_of_larger_pages(
    refusal: Answer | None, requests: int, server: Server
) -> None:
    def reply(request: ReceivedRequest) -> Answer:
        too_large = int(request.query["limit"]) > 1000
        return refusal if refusal is not None and too_large else page(request)

    server.respond(reply, path=EVENTS)
    # A server that stands still for 2 s gives no answer too late: only one that is silent does.
    silent = refusal is not None and refusal.then == "stall"
    with client(server, timeout=6 if silent else 30) as hs:
        for again in range(2):
            events = hs.get_events("exp_1", output="dict")
            assert events == ROWS
            assert fetch_report(events).clean
            # What was found out is not tried a second time.
            expected = requests if not again else requests - 3 if refusal is None else 20
            assert len(server.requests) == expected
            server.requests.clear()


def test_a_fixed_size_is_what_is_asked_for(server: Server) -> None:
    server.respond(page, path=EVENTS)
    with client(server, page_size=4000) as hs:
        assert hs.get_events("exp_1", output="dict") == ROWS
    assert limits(server) == [4000] * 5
    with pytest.raises(InputError, match="page_size"):
        client(server, page_size=0)


def test_politely_nothing_is_refused(server: Server) -> None:
    server.respond(page, path=EVENTS)
    with client(server, pace="polite") as hs:
        for _ in range(3):
            assert hs.get_events("exp_1", output="dict") == ROWS
            assert fetch_report(hs.get_events("exp_1")).waited == 0
    assert len(server.requests) <= 5 + 5 * 2


def test_a_pull_asks_for_larger_pages_and_its_plan_counts_with_them(
    server: Server, tmp_path: Path
) -> None:
    for path in ("/experiments/exp_1", "/experiments/exp_1/config"):
        server.respond(body={"status": "success", "data": [{"id": "exp_1"}]}, path=f"/api/v3{path}")
    server.respond(page, path=EVENTS)
    with client(server) as hs:
        before = hs.pull("exp_1", tmp_path / "a", types="events", dry_run=True)
        assert hs.pull("exp_1", tmp_path / "a", types="events", progress=False).complete
        requested = [limit for limit in limits(server) if limit > 1]
        # That this server ignores the category of events is seen by one page of each.
        apart = [request for request in server.requests if "category" in request.query]
        requested, last = requested[: -len(apart)], requested[-len(apart) :]
        after = hs.pull("exp_1", tmp_path / "b", types="events", dry_run=True)
    assert requested == [1000, 2000, 5000, 10_000, 10_000]
    assert last == [10_000] * 3
    assert [one.requests for one in (*before.tables, *after.tables)] == [20, 2]
    with client(server, page_size=500) as hs:
        fixed = hs.pull("exp_1", tmp_path / "c", types="events", dry_run=True)
    assert fixed.tables[0].requests == 40
