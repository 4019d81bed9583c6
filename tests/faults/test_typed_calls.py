"""The typed calls of the generated client go the same way."""

from __future__ import annotations

import asyncio

import pytest
from hyperstudy_api.api.data import get_rooms
from hyperstudy_api.api.experiments import list_shared_experiments
from hyperstudy_api.api.personas import delete_persona, update_persona
from hyperstudy_api.api.service import get_health, get_openapi_document

from hyperstudy.exceptions import HyperStudyError, NotFoundError, ServerError

from .conftest import KEY
from .fault_table import GOOD, HTML, error


def test_they_have_the_same_way(server, transport):
    for _ in range(2):
        server.respond_once(status=503)
        server.respond_once(**GOOD)
    way = transport()
    assert get_rooms.sync("e1", client=way.api).data[0].id == "evt_1"
    assert asyncio.run(get_rooms.asyncio("e1", client=way.api)).data[0].id == "evt_1"
    assert {request.headers["x-api-key"] for request in server.requests} == {KEY}
    assert {request.path for request in server.requests} == {"/api/v3/data/rooms/experiment/e1"}


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (error(404, "NOT_FOUND"), NotFoundError),
        ({"status": 520, **HTML}, ServerError),
        ({"status": 418}, HyperStudyError),
        (HTML, HyperStudyError),
        ({}, HyperStudyError),
        ({"body": error(200, "INSIDE")["body"]}, HyperStudyError),
    ],
)
def test_they_have_the_same_errors(server, transport, answer, kind):
    server.respond(**answer)
    way = transport()
    for call in (
        lambda: get_rooms.sync_detailed("e1", client=way.api),
        lambda: asyncio.run(get_rooms.asyncio_detailed("e1", client=way.api)),
    ):
        with pytest.raises(HyperStudyError) as caught:
            call()
        assert type(caught.value) is kind


def test_a_body_can_say_every_text_that_an_answer_can_bring(server, transport):
    server.respond(status=204)
    way = transport()
    body = {"description": "cut \ud83d", "name": "Jörg"}
    update_persona.sync_detailed("p", client=way.api, body=body)
    asyncio.run(update_persona.asyncio_detailed("p", client=way.api, body=body))
    assert [request.json for request in server.requests] == [body, body]
    assert {request.headers["content-type"] for request in server.requests} == {"application/json"}


def body_of(body: bytes, kind: str, status: int = 200):
    return {"status": status, "body": body, "headers": {"Content-Type": kind}}


@pytest.mark.parametrize(
    "answer",
    [
        body_of(b"hello", "text/plain"),
        body_of(b"hello", "application/octet-stream"),
        body_of(b"", "text/plain"),
        body_of(b"hello", "text/plain", 206),
        body_of(b"[1, 2]", "application/json"),
        body_of(b"[]", "text/plain"),
        body_of(b"{}", "application/json"),
        body_of(b'{"rooms": []}', "application/json", 203),
        body_of(b'{"status": "success", "data": 5}', "application/json"),
        body_of(b'{"status": "success", "data": [5]}', "application/json"),
        {"status": 204},
    ],
)
def test_what_is_no_data_is_the_same_error_as_elsewhere(server, transport, answer):
    server.respond(**answer)
    way = transport()
    with pytest.raises(HyperStudyError) as expected:
        way.fetch({"method": "get", "url": "/data/rooms/experiment/e1"}).rows()
    for call in (
        lambda: get_rooms.sync("e1", client=way.api),
        lambda: get_rooms.sync_detailed("e1", client=way.api),
        lambda: asyncio.run(get_rooms.asyncio("e1", client=way.api)),
    ):
        with pytest.raises(HyperStudyError) as caught:
            call()
        assert type(caught.value) is type(expected.value)
        assert str(caught.value) == str(expected.value)


@pytest.mark.parametrize("status", [201, 202, 203, 206])
def test_another_success_than_the_documented_one_is_none_the_worse(server, transport, status):
    server.respond(**GOOD, status=status)
    way = transport()
    assert get_rooms.sync("e1", client=way.api).data[0].id == "evt_1"
    assert asyncio.run(get_rooms.asyncio("e1", client=way.api)).data[0].id == "evt_1"


def test_answers_that_come_without_an_envelope_are_taken(server, transport):
    way = transport()
    server.respond_once(body={"status": "healthy", "version": "3.0.0"})
    assert get_health.sync(client=way.api).status == "healthy"
    server.respond_once(body=[{"id": "exp_1"}])
    list_shared_experiments.sync(client=way.api)
    server.respond_once(**body_of(b"openapi: 3.1.1", "application/octet-stream"))
    assert get_openapi_document.sync(client=way.api) == "openapi: 3.1.1"


def test_other_formats_that_were_asked_for_are_bytes_and_no_models(server, transport):
    server.respond(**body_of(b"id\nroom_1\n", "text/csv; charset=utf-8"))
    way = transport()
    assert get_rooms.sync_detailed("e1", client=way.api, format_="csv").content == b"id\nroom_1\n"
    with pytest.raises(HyperStudyError, match="`content`") as caught:
        get_rooms.sync("e1", client=way.api, format_="csv")
    assert "room_1" not in str(caught.value)


def test_a_change_that_is_answered_without_a_body_is_done(server, transport):
    server.respond(status=204)
    way = transport()
    assert delete_persona.sync_detailed("p1", client=way.api).parsed is None
    with pytest.raises(HyperStudyError, match="nothing was parsed") as caught:
        delete_persona.sync("p1", client=way.api)
    assert caught.value.status_code == 204


def test_variants_of_the_client_keep_it(server, transport):
    server.respond_once(status=503)
    server.respond(**GOOD)
    way = transport()
    variant = way.api.with_headers({"X-Extra": "1"}).with_timeout(3)
    get_rooms.sync("e1", client=variant)
    assert [request.headers["x-extra"] for request in server.requests] == ["1", "1"]
    assert server.requests[1].headers["x-api-key"] == KEY
    get_rooms.sync("e1", client=way.api)
    assert "x-extra" not in server.requests[2].headers


def test_a_with_block_around_it_does_not_close_it(server, transport):
    server.respond(**GOOD)
    way = transport()

    async def work():
        async with way.api as client:
            await get_rooms.asyncio("e1", client=client)
        await get_rooms.asyncio("e1", client=way.api)

    with way.api as client:
        get_rooms.sync("e1", client=client)
    get_rooms.sync("e1", client=way.api)
    asyncio.run(work())


def test_an_organisation_given_to_one_call_counts(server, transport):
    server.respond(**GOOD)
    way = transport(organization="org_mine")
    get_rooms.sync("e1", client=way.api, x_organization_id="org_other")
    assert server.requests[0].headers["x-organization-id"] == "org_other"
