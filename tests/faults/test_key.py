"""Where the key goes, and where signatures are not seen."""

from __future__ import annotations

import logging

import pytest
from hyperstudy_api import headers

from hyperstudy.exceptions import AuthenticationError, HyperStudyError

from .conftest import ASK, KEY
from .fault_table import GOOD, ROWS, error
from .server import Answer, Server


class TestRedirects:
    def test_home_is_followed_with_the_key(self, server, transport):
        server.respond_once(status=307, headers={"Location": "/api/v3/elsewhere?x=1"})
        server.respond_once(**GOOD)
        assert transport().fetch(ASK).data == ROWS
        assert server.requests[1].target == "/api/v3/elsewhere?x=1"
        assert server.requests[1].headers["x-api-key"] == KEY

    @pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
    def test_another_origin_sees_nothing(self, server, transport, method):
        with Server() as other:
            other.respond(**GOOD)
            server.respond(status=302, headers={"Location": f"{other.url}/take?token=abc"})
            with pytest.raises(HyperStudyError, match="key must not go there") as caught:
                transport().fetch({"method": method, "url": "/x"})
            assert other.requests == []
        assert caught.value.code == "REDIRECT_REFUSED"
        assert "abc" not in str(caught.value)
        assert len(server.requests) == 1

    def test_a_change_is_not_sent_on(self, server, transport):
        server.respond_once(status=308, headers={"Location": "/api/v3/elsewhere"})
        with pytest.raises(HyperStudyError, match="meant to go"):
            transport().fetch({"method": "post", "url": "/x"})
        assert len(server.requests) == 1

    def test_a_circle_ends(self, server, transport):
        server.respond(status=302, headers={"Location": "/api/v3/x"})
        with pytest.raises(HyperStudyError, match="more than 5 times"):
            transport().fetch(ASK)
        assert len(server.requests) == 6

    def test_a_redirect_without_a_readable_address_is_an_error(self, server, transport):
        server.respond_once(status=302, headers={"Location": "http://[::1"})
        with pytest.raises(HyperStudyError) as caught:
            transport().fetch(ASK)
        assert caught.value.status_code == 302


class TestTheKey:
    def test_it_goes_into_the_header_that_the_contract_names(self, server, transport, monkeypatch):
        monkeypatch.setattr(headers, "KEY", "X-Other-Key")
        monkeypatch.setattr(headers, "ORGANIZATION", "X-Other-Organization")
        server.respond(**GOOD)
        transport(organization="org_1").fetch(ASK)
        sent = server.requests[0].headers
        assert sent["x-other-key"] == KEY
        assert sent["x-other-organization"] == "org_1"
        assert not {"x-api-key", "x-organization-id"} & set(sent)

    def test_it_is_in_nothing_that_is_shown(self, server, transport, caplog):
        server.respond_once(**GOOD)
        server.respond_once(**error(403, "FORBIDDEN"))
        way = transport()
        with caplog.at_level(logging.DEBUG):
            answer = way.send(ASK)
            with pytest.raises(HyperStudyError) as caught:
                way.send(ASK)
        shown = [repr(way), repr(way.api), repr(way.storage), repr(answer.request)]
        shown += [str(answer.request.headers), str(vars(answer.request)), str(answer.extensions)]
        shown += [str(caught.value), repr(caught.value), str(vars(caught.value)), caplog.text]
        shown += [str(dict(way.api.get_httpx_client().headers)), way.masked_key]
        assert not [text for text in shown if "s3cretpart" in text]
        assert way.masked_key == "hst_live_…"
        assert server.requests[0].headers["x-api-key"] == KEY

    def test_it_does_not_go_to_another_host(self, server, transport):
        with Server() as other:
            other.respond(**GOOD)
            way = transport(organization="org_7")
            way.send({"method": "get", "url": f"{other.url}/x", "headers": {"X-API-Key": KEY}})
            assert "x-api-key" not in other.requests[0].headers
            assert "x-organization-id" not in other.requests[0].headers

    def test_an_error_that_repeats_it_does_not_show_it(self, server, transport):
        server.respond_once(
            lambda request: Answer(401, body={"error": f"bad key {request.headers['x-api-key']}"})
        )
        with pytest.raises(AuthenticationError) as caught:
            transport().fetch(ASK)
        assert "bad key hst_live_…" in str(caught.value)
        assert "s3cretpart" not in str(caught.value)

    def test_a_key_of_another_form_is_not_shown_at_all(self, transport):
        assert transport(api_key="abcdefgh").masked_key == "…"
