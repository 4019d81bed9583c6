"""The typed calls of the generated client go the same way."""

from __future__ import annotations

import asyncio

import pytest
from hyperstudy_api.api.data import get_rooms

from hyperstudy.errors import (
    HyperStudyError,
    NotFoundError,
    ServerError,
)

from .conftest import KEY
from .table import GOOD, HTML, error


def test_they_have_the_same_way(server, transport):
    for _ in range(2):
        server.will(status=503)
        server.will(**GOOD)
    way = transport()
    assert get_rooms.sync("e1", client=way.api).data[0].id == "evt_1"
    assert asyncio.run(get_rooms.asyncio("e1", client=way.api)).data[0].id == "evt_1"
    assert {seen.headers["x-api-key"] for seen in server.seen} == {KEY}
    assert {seen.path for seen in server.seen} == {"/api/v3/data/rooms/experiment/e1"}


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
    server.always(**answer)
    way = transport()
    for call in (
        lambda: get_rooms.sync_detailed("e1", client=way.api),
        lambda: asyncio.run(get_rooms.asyncio_detailed("e1", client=way.api)),
    ):
        with pytest.raises(HyperStudyError) as caught:
            call()
        assert type(caught.value) is kind


def test_variants_of_the_client_keep_it(server, transport):
    server.will(status=503)
    server.always(**GOOD)
    way = transport()
    variant = way.api.with_headers({"X-Extra": "1"}).with_timeout(3)
    get_rooms.sync("e1", client=variant)
    assert [seen.headers["x-extra"] for seen in server.seen] == ["1", "1"]
    assert server.seen[1].headers["x-api-key"] == KEY
    get_rooms.sync("e1", client=way.api)
    assert "x-extra" not in server.seen[2].headers


def test_a_with_block_around_it_does_not_close_it(server, transport):
    server.always(**GOOD)
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
    server.always(**GOOD)
    way = transport(organization="org_mine")
    get_rooms.sync("e1", client=way.api, x_organization_id="org_other")
    assert server.seen[0].headers["x-organization-id"] == "org_other"
