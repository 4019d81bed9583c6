"""Lists that say what follows in other words than the contract's: it comes, or it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hyperstudy import (
    HyperStudy,
    HyperStudyError,
    IncompleteDataError,
    IncompleteDataWarning,
    RetryPolicy,
    ServerWarning,
    fetch_report,
    open_study,
)

from .server import Answer, ReceivedRequest, Server

EVENTS = "/api/v3/data/events/experiment/exp_1"
SIZE = 10
ROWS: list[dict[str, Any]] = [{"id": f"evt_{number}", "onset": number} for number in range(25)]
FIRST = ROWS[:SIZE]
LINK = {"Link": '</api/v3/data/events/experiment/exp_1?page=2>; rel="next"'}


@pytest.fixture
def hs(server: Server) -> Iterator[HyperStudy]:
    retry = RetryPolicy(tries=2, first_pause=0.01)
    with HyperStudy(
        "hst_test_faults", f"{server.url}/api/v3", retry=retry, page_size=SIZE
    ) as client:
        yield client


def said(rows: list[dict[str, Any]], beside: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"status": "success", "data": rows, "metadata": metadata, **beside}


def part(request: ReceivedRequest) -> list[dict[str, Any]]:
    offset = int(request.query["offset"])
    return ROWS[offset : offset + SIZE]


FOLLOWED_BY_NOBODY: dict[str, Answer] = {
    "a cursor": Answer(body=said(FIRST, {}, pagination={"nextCursor": "b3f"})),
    "a cursor beside the rows": Answer(body=said(FIRST, {"next_cursor": "b3f"})),
    "a token": Answer(body=said(FIRST, {}, nextPageToken="b3f")),
    "a link": Answer(body=said(FIRST, {"links": {"next": "/x?page=2"}})),
    "a link that is an object": Answer(body=said(FIRST, {"_links": {"next": {"href": "/x"}}})),
    "a header": Answer(headers=LINK, body=said(FIRST, {})),
    "the number of the next page": Answer(body=said(FIRST, {"pagination": {"nextPage": 2}})),
    "numbered pages": Answer(body=said(FIRST, {"page": 1, "totalPages": 3})),
    "pages numbered from 0 on": Answer(body=said(FIRST, {"page": 0, "totalPages": 2})),
    "the address of the next page": Answer(body=said(FIRST[:3], {"next_page_url": "/x?page=2"})),
    "a link with a prefix": Answer(body=said(FIRST, {"@odata.nextLink": "/x?skip=10"})),
    "not the last page": Answer(body=said(FIRST, {"number": 0, "last": False})),
    "another name": Answer(body=said(FIRST, {}, pagination={"has_more": True})),
}


@pytest.mark.parametrize("answer", FOLLOWED_BY_NOBODY.values(), ids=FOLLOWED_BY_NOBODY)
def test_what_follows_in_a_way_that_is_not_known_is_an_error_with_what_came(
    answer: Answer, server: Server, hs: HyperStudy
) -> None:
    server.respond(lambda _: answer, path=EVENTS)
    rows = [row["id"] for row in answer.body["data"]]
    with pytest.raises(IncompleteDataError, match=f"had to stop after {len(rows)} rows") as caught:
        hs.get_events("exp_1")
    assert list(caught.value.partial["id"]) == rows
    assert not fetch_report(caught.value.partial).complete


@pytest.mark.parametrize(
    "beside",
    [
        {"nextCursor": None},
        {"next": ""},
        {"links": {}},
        {"next": 0},
        {"page": 0, "totalPages": 1},
        {"page": 1, "totalPages": 1},
        {"page": {"number": 0, "totalPages": 1, "totalElements": 3}},
        {"number": 0, "last": True},
    ],
)
def test_a_cursor_that_leads_nowhere_is_none(
    beside: dict[str, Any], server: Server, hs: HyperStudy
) -> None:
    server.respond(body=said(FIRST[:3], beside), path=EVENTS)
    assert fetch_report(hs.get_events("exp_1")).clean


def test_a_cursor_beside_offsets_that_work_is_not_needed(server: Server, hs: HyperStudy) -> None:
    def reply(request: ReceivedRequest) -> Answer:
        rows = part(request)
        return Answer(body=said(rows, {"nextCursor": rows[-1]["id"]} if rows else {}))

    server.respond(reply, path=EVENTS)
    events = hs.get_events("exp_1")
    assert list(events["id"]) == [row["id"] for row in ROWS]
    assert fetch_report(events).clean


def test_an_empty_page_that_names_a_next_one_is_told(server: Server, hs: HyperStudy) -> None:
    server.respond(body=said([], {"nextCursor": "b3f"}), path=EVENTS)
    with pytest.warns(IncompleteDataWarning, match="more follow \\('nextCursor'\\)"):
        assert len(hs.get_events("exp_1")) == 0


def test_as_many_rows_as_were_asked_for_again_and_again_are_told(
    server: Server, hs: HyperStudy
) -> None:
    server.respond(body=said(FIRST, {}), path=EVENTS)
    with pytest.warns(IncompleteDataWarning, match="others may follow"):
        events = hs.get_events("exp_1")
    assert list(events["id"]) == [row["id"] for row in FIRST]


@pytest.mark.parametrize(
    "block",
    [
        lambda block: {"pagination": block},
        lambda block: {"meta": {"pagination": block}},
        lambda block: {"meta": block},
        lambda block: {"paging": {"total_count": block["total"], "has_more": block["hasMore"]}},
        lambda block: block,
    ],
    ids=["a block", "a block in meta", "meta", "other names", "flat"],
)
def test_a_promise_beside_the_metadata_counts(
    block: Callable[[dict[str, Any]], dict[str, Any]], server: Server, hs: HyperStudy
) -> None:
    def reply(request: ReceivedRequest) -> Answer:
        offset = int(request.query["offset"])
        rows = [] if offset == SIZE else part(request)
        return Answer(body=said(rows, block({"total": 25, "hasMore": offset < 20})))

    server.respond(reply, path=EVENTS)
    with pytest.warns(IncompleteDataWarning, match="10 of 25 promised rows"):
        events = hs.get_events("exp_1")
    assert list(events["id"]) == [row["id"] for row in FIRST + ROWS[20:]]


@pytest.mark.parametrize("most", [SIZE, 4])
def test_a_total_that_counts_the_rows_of_a_page_ends_nothing(
    most: int, server: Server, hs: HyperStudy
) -> None:
    def reply(request: ReceivedRequest) -> Answer:
        rows = part(request)[:most]
        return Answer(body=said(rows, {}, pagination={"total": len(rows)}))

    server.respond(reply, path=EVENTS)
    events = hs.get_events("exp_1")
    assert list(events["id"]) == [row["id"] for row in ROWS]
    report = fetch_report(events)
    assert report.clean
    assert report.promised is None


def test_a_total_alone_is_enough(server: Server, hs: HyperStudy) -> None:
    server.respond(
        lambda request: Answer(body=said(part(request), {}, pagination={"total": len(ROWS)})),
        path=EVENTS,
    )
    assert fetch_report(hs.get_events("exp_1")).clean
    assert len(server.requests) == 3


@pytest.mark.parametrize("output", ["pandas", "polars", "dict"])
@pytest.mark.parametrize("name", ["truncated", "partial"])
def test_a_list_that_says_it_was_cut_is_told(
    name: str, output: Any, server: Server, hs: HyperStudy
) -> None:
    paging = {"total": 3, "hasMore": False}
    server.respond(body=said(FIRST[:3], {}, pagination=paging, **{name: True}), path=EVENTS)
    with pytest.warns(IncompleteDataWarning, match=f"left rows out \\('{name}'\\)"):
        assert len(hs.get_events("exp_1", output=output)) == 3


DOUBTS: dict[str, tuple[Answer, str]] = {
    "errors": (Answer(body=said(FIRST[:3], {"errors": [{"message": "no shard 2"}]})), "no shard 2"),
    "errors in the metadata": (Answer(body=said(FIRST[:3], {}, errors=["gone"])), "gone"),
    "a code": (Answer(body=said(FIRST[:3], {"code": 503})), "the code 503"),
    "a notice": (
        Answer(body=said(FIRST[:3], {"_warnings": ["MISSING_INDEX: x"]})),
        "MISSING_INDEX",
    ),
    "a notice by another name": (Answer(body=said(FIRST[:3], {}, warnings=["late"])), "late"),
    "rows elsewhere": (Answer(body=said([], {"results": FIRST})), "10 rows stand under 'results'"),
    "not yet": (Answer(202, body=said([], {})), "has not answered it yet"),
    "a part": (
        Answer(206, body=said(FIRST[:3], {}), headers={"Content-Range": "items 0-2/25"}),
        "items 0-2/25",
    ),
}


@pytest.mark.parametrize(("answer", "words"), DOUBTS.values(), ids=DOUBTS)
@pytest.mark.parametrize("output", ["pandas", "dict"])
def test_what_an_answer_says_against_itself_is_a_warning(
    output: Any, answer: Answer, words: str, server: Server, hs: HyperStudy
) -> None:
    server.respond(lambda _: answer, path=EVENTS)
    with pytest.warns(ServerWarning, match=words):
        events = hs.get_events("exp_1", output=output)
    assert not fetch_report(events).complete


@pytest.mark.parametrize(
    "body",
    [
        {"success": False, "message": "no index", "data": []},
        {"ok": False, "message": "no index", "data": None},
        {"code": 500, "message": "no index", "data": None},
    ],
)
def test_a_failure_in_other_words_is_an_error(
    body: dict[str, Any], server: Server, hs: HyperStudy
) -> None:
    server.respond(body=body, path=EVENTS)
    with pytest.raises(HyperStudyError, match="no index"):
        hs.get_events("exp_1")


def test_what_has_no_envelope_may_use_the_same_words(server: Server, hs: HyperStudy) -> None:
    body = {"status": "degraded", "ok": False, "code": 503}
    server.respond(path="/api/v3/health", body=body)
    assert hs.health() == body


def test_a_pull_is_not_complete_where_a_list_says_so(
    server: Server, hs: HyperStudy, tmp_path: Any
) -> None:
    server.respond(body=said([], {}, pagination={"total": 0, "hasMore": False}))
    server.respond(path="/api/v3/experiments/exp_1", body=said([{"id": "exp_1"}], {}))
    server.respond(path="/api/v3/experiments/exp_1/config", body=said([{}], {}))
    server.respond(path=EVENTS, body=said(FIRST[:3], {"errors": [{"message": "no shard 2"}]}))
    with pytest.warns(IncompleteDataWarning, match="no shard 2"):
        hs.pull("exp_1", tmp_path / "study", types=["rooms", "events"], progress=False)
    study = open_study(tmp_path / "study")
    with pytest.warns(ServerWarning, match="no shard 2"):
        assert len(study.get_events("exp_1")) == 3
