"""Who may do what: keys, scopes, organizations, rate limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hyperstudy_api import headers
from sandbox_answers import OPERATIONS, client, fitting, place

from hyperstudy.sandbox import start

if TYPE_CHECKING:
    from hyperstudy.sandbox import Sandbox
    from hyperstudy.sandbox.contract_operations import Operation

EXPERIMENT = "exp_movie_dyads"


def caller(sandbox: Sandbox, **options: Any) -> httpx.Client:
    return client(sandbox.base_url, sandbox.add_key(**options).text)


def ask(asking: httpx.Client, operation: Operation) -> httpx.Response:
    ids = dict.fromkeys(operation.names("path"), "any")
    path = place(operation, **{**ids, "scope": "room"})
    return asking.request(operation.method, path, json={} if operation.body else None)


GUARDED = [each for each in OPERATIONS.values() if each.scopes]


def test_the_key_has_the_form_of_a_test_key_and_stays_out_of_sight(own: Sandbox) -> None:
    assert re.fullmatch(r"hst_test_[a-z0-9]{64}", own.api_key)
    assert own.api_key not in repr(own)
    assert own.api_key not in repr(own.add_key())
    assert own.environment() == {
        "HYPERSTUDY_API_KEY": own.api_key,
        "HYPERSTUDY_BASE_URL": own.base_url,
    }


@pytest.mark.parametrize("operation", GUARDED, ids=lambda operation: operation.id)
def test_without_a_known_key_nothing_is_answered(own: Sandbox, operation: Operation) -> None:
    with client(own.base_url) as nobody:
        error = fitting(operation.id, ask(nobody, operation), 401)["error"]
        assert error["code"] == "UNAUTHORIZED"
        nobody.headers["X-API-Key"] = "hst_test_wrong"
        assert fitting(operation.id, ask(nobody, operation), 401)["error"]["code"] == "UNAUTHORIZED"
        # A key in the header of the browser app is no key.
        del nobody.headers["X-API-Key"]
        nobody.headers["Authorization"] = f"Bearer {own.api_key}"
        assert ask(nobody, operation).status_code == 401


def test_the_key_is_looked_for_where_the_contract_says(
    own: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with caller(own) as asking:
        assert asking.get("/experiments").status_code == 200
        monkeypatch.setattr(headers, "KEY", "X-Other-Key")
        message = asking.get("/experiments").json()["error"]["message"]
        assert message == "API key is missing: send it as X-Other-Key"
        asking.headers["X-Other-Key"] = own.api_key
        assert asking.get("/experiments").status_code == 200
        assert [one.with_key for one in own.requests[-3:]] == [True, False, True]


@pytest.mark.parametrize(
    "operation",
    [each for each in GUARDED if any(each.scopes)],
    ids=lambda operation: operation.id,
)
def test_each_operation_asks_for_its_scope(own: Sandbox, operation: Operation) -> None:
    needed = {scope for together in operation.scopes for scope in together}
    others = [
        scope
        for each in GUARDED
        for together in each.scopes
        for scope in together
        if scope not in needed
    ]
    with caller(own, scopes=list(dict.fromkeys(others))) as wrong:
        error = fitting(operation.id, ask(wrong, operation), 403)["error"]
    assert error["code"] == "FORBIDDEN"
    assert set(error["details"]["required"]) == needed
    assert error["details"]["provided"] == list(dict.fromkeys(others))
    assert any(scope in error["message"] for scope in needed)
    for together in operation.scopes:
        with caller(own, scopes=together) as right:
            assert ask(right, operation).status_code in {200, 202, 400, 404}


@pytest.mark.parametrize("wide", ["*", "read:*"])
def test_wide_scopes_grant_what_they_stand_for(own: Sandbox, wide: str) -> None:
    with caller(own, scopes=[wide]) as one:
        assert one.get("/experiments").status_code == 200
        refused = one.post("/experiments", json={"name": ""})
        assert refused.status_code == (400 if wide == "*" else 403)


@pytest.mark.parametrize("name", ["scopes", "organizations", "experiment_ids"])
def test_a_text_is_no_list(own: Sandbox, name: str) -> None:
    with pytest.raises(ValueError, match=f"{name}='one' is a single text"):
        own.add_key(**{name: "one"})


def test_a_revoked_key_is_unknown(own: Sandbox) -> None:
    key = own.add_key()
    with client(own.base_url, key.text) as holder:
        assert holder.get("/experiments").status_code == 200
        own.revoke(key)
        assert holder.get("/experiments").status_code == 401


def test_only_members_speak_for_an_organization(own: Sandbox) -> None:
    with caller(own, organizations=["org_partner"]) as one:
        for organization, status in [("org_lab", 200), ("org_partner", 200), ("org_other", 403)]:
            answer = one.get("/experiments", headers={"X-Organization-Id": organization})
            fitting("list_experiments", answer, status)


def test_an_organization_sees_its_own(own: Sandbox) -> None:
    with caller(own, user="guest@partner.example", organization="org_partner") as stranger:
        assert fitting("list_experiments", stranger.get("/experiments"))["data"] == []
        assert stranger.get(f"/experiments/{EXPERIMENT}").status_code == 404
        assert stranger.get(f"/data/events/experiment/{EXPERIMENT}").status_code == 404
        room_id = own.study.rooms[0]["id"]
        answer = stranger.get(f"/data/events/room/{room_id}")
        # What cannot be seen is not there: the experiment is not named either.
        assert EXPERIMENT not in fitting("get_events", answer, 404)["error"]["message"]
        access = fitting(
            "check_access", stranger.get(f"/data/check-access/experiment/{EXPERIMENT}")
        )
        assert access["data"] == [{"canView": False, "canExport": False}]


def test_a_colleague_sees_but_does_not_change(own: Sandbox) -> None:
    with caller(own, user="colleague@lab.example") as colleague:
        listed = fitting("list_experiments", colleague.get("/experiments"))["data"]
        assert {row["accessType"] for row in listed} == {"org"}
        changed = colleague.put(f"/experiments/{EXPERIMENT}", json={"description": "mine"})
        error = fitting("update_experiment", changed, 403)["error"]
        assert "'edit'" in error["message"]


def test_a_key_can_be_limited_to_experiments(own: Sandbox) -> None:
    with caller(own, experiment_ids=["exp_movie_dyads_draft"]) as one:
        listed = fitting("list_experiments", one.get("/experiments"))["data"]
        assert [row["id"] for row in listed] == ["exp_movie_dyads_draft"]
        assert one.get(f"/data/rooms/experiment/{EXPERIMENT}").status_code == 404
        assert fitting("list_deployments", one.get("/deployments"))["data"] == []


def test_rate_limits_by_endpoint_and_by_key() -> None:
    time = 1000.0
    with (
        start(rooms=1, rate_limits=(3, 5), clock=lambda: time) as sandbox,
        client(sandbox.base_url, sandbox.api_key) as one,
    ):
        for left in (2, 1, 0):
            answer = one.get("/experiments")
            assert answer.status_code == 200
            assert answer.headers["x-ratelimit-limit"] == "3"
            assert answer.headers["x-ratelimit-remaining"] == str(left)
        refused = one.get("/experiments")
        error = fitting("list_experiments", refused, 429)["error"]
        assert error["code"] == "RATE_LIMIT_EXCEEDED"
        assert refused.headers["retry-after"] == "60"
        # Another endpoint has a window of its own, the key's window fills all the same.
        assert one.get("/personas").status_code == 200
        assert one.get("/deployments").status_code == 200
        refused = one.get("/personas")
        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "3600"
        time += 60
        assert one.get("/personas").headers["retry-after"] == "3540"
        time += 3540
        assert one.get("/personas").status_code == 200
        assert one.get("/health").status_code == 200


def test_the_services_own_limits_on_demand() -> None:
    with (
        start(rooms=1, rate_limits=True, clock=lambda: 0.0) as sandbox,
        client(sandbox.base_url, sandbox.api_key) as one,
    ):
        answers = [one.get("/personas").status_code for _ in range(101)]
    assert answers == [200] * 100 + [429]


def test_what_was_asked_is_noted_without_the_key(own: Sandbox) -> None:
    before = len(own.requests)
    with caller(own) as one:
        one.get("/experiments", params={"limit": 3})
    with client(own.base_url) as nobody:
        nobody.get("/health")
    first, second = own.requests[before:]
    assert (first.method, first.path, first.query) == ("GET", "/api/v3/experiments", "limit=3")
    assert (first.status, first.operation, first.with_key) == (200, "list_experiments", True)
    assert (second.operation, second.with_key) == ("get_health", False)
    assert "hst_test_" not in repr(own.requests)
