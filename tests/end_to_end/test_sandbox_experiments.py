"""Experiments that are created, changed, checked, shared and deleted in the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sandbox_answers import client, fitting, place

from hyperstudy.sandbox import start

if TYPE_CHECKING:
    import httpx

    from hyperstudy.sandbox import Sandbox

DEFINITION: dict[str, Any] = {
    "name": "Pilot",
    "description": "A first try.",
    "states": [
        {"id": "hello", "focusComponent": {"type": "showtext", "config": {"text": "<p>Hi</p>"}}},
        {
            "id": "rate",
            "focusComponent": {
                "type": "vasrating",
                "config": {"question": "How was it?", "outputVariable": "mood"},
            },
        },
    ],
    "roles": {"host": {"name": "Host", "participantCount": 1}},
    "variables": {"mood": 50, "Odd_Key": {"snake_case": [1, None]}},
    "unknownMember": {"kept": True},
}


def create(one: httpx.Client, **changes: Any) -> dict[str, Any]:
    answer = one.post("/experiments", json={**DEFINITION, **changes})
    return fitting("create_experiment", answer)["data"][0]


def test_what_was_created_can_be_read_back_unchanged(one: httpx.Client) -> None:
    made = create(one)
    path = f"/experiments/{made['id']}"
    config = fitting("get_experiment_config", one.get(path + "/config"))["data"][0]
    assert config == DEFINITION
    whole = fitting("get_experiment", one.get(path))["data"][0]
    assert whole | DEFINITION == whole
    assert (whole["roomCount"], whole["participantCount"]) == (0, 0)
    listed = fitting("list_experiments", one.get("/experiments"))["data"]
    assert listed[0]["id"] == made["id"]
    rooms = fitting("get_rooms", one.get(f"/data/rooms/experiment/{made['id']}"))
    assert rooms["data"] == []


def test_a_change_touches_only_what_was_sent(one: httpx.Client) -> None:
    made = create(one)
    path = f"/experiments/{made['id']}"
    changed = one.put(path, json={"description": "Second wave", "id": "mine", "ownerId": "me"})
    assert fitting("update_experiment", changed)["data"] == [{"id": made["id"], "updated": True}]
    config = one.get(path + "/config").json()["data"][0]
    assert config == {**DEFINITION, "description": "Second wave"}
    after = one.get(path).json()["data"][0]
    assert after["ownerId"] == made["ownerId"]
    assert after["updatedAt"] >= made["updatedAt"]


def test_a_deleted_experiment_is_gone(one: httpx.Client) -> None:
    path = f"/experiments/{create(one)['id']}"
    assert fitting("delete_experiment", one.delete(path))["data"][0]["deleted"] is True
    for gone in (one.get(path), one.delete(path), one.put(path, json={})):
        assert gone.status_code == 404


def test_an_experiment_with_data_is_guarded() -> None:
    path = "/experiments/exp_movie_dyads"
    with start(rooms=1) as sandbox, client(sandbox.base_url, sandbox.api_key) as one:
        error = fitting("delete_experiment", one.delete(path), 409)["error"]
        assert error["code"] == "CONFLICT"
        assert "skipDataCheck" in error["message"]
        assert one.get(path).status_code == 200
        fitting("delete_experiment", one.delete(path, params={"skipDataCheck": "true"}))
        assert one.get("/data/events/experiment/exp_movie_dyads").status_code == 404
        assert one.get(f"/data/events/room/{sandbox.study.rooms[0]['id']}").status_code == 404


def test_an_export_can_be_created_again(one: httpx.Client) -> None:
    answer = fitting("export_experiment", one.get("/experiments/exp_movie_dyads/export"))
    exported = answer["data"][0]
    assert answer["metadata"]["filename"].endswith(".json")
    assert answer["metadata"]["mediaAssetsCount"] == len(exported["mediaAssets"]) > 0
    again = one.post("/experiments", json=exported["experiment"])
    made = fitting("create_experiment", again)["data"][0]
    config = one.get(f"/experiments/{made['id']}/config").json()["data"][0]
    assert config == exported["experiment"]


SMALL = {"videoSize": 5}
FAULTY: list[tuple[dict[str, Any], str]] = [
    ({"name": ""}, "name: needs 1 characters or more, has 0"),
    ({"requiredParticipants": 0}, "requiredParticipants: must be at least 1, is 0"),
    ({"states": [{"name": "no id"}]}, "states[0].id: is required, but missing"),
    (
        {"states": [{"id": "a"}, {"id": "b"}, {"id": "a"}]},
        "states[2].id: 'a' is the id of states[0], too",
    ),
    (
        {"states": [{"id": "a", "focusComponent": {"type": "showvideo", "config": SMALL}}]},
        "states[0].focusComponent.config.videoSize: must be at least 10, is 5",
    ),
    (
        {
            "states": [
                {
                    "id": "a",
                    "focusComponent": {
                        "type": "showtext",
                        "config": {},
                        "roleConfigs": {"guest": {"text": "x"}},
                    },
                }
            ]
        },
        "states[0].focusComponent.roleConfigs.guest: there is no role 'guest'",
    ),
    (
        {"globalComponents": {"sparserating": {"config": {"enabledStates": ["nowhere"]}}}},
        "globalComponents.sparserating.config.enabledStates[0]: there is no state 'nowhere'",
    ),
]


@pytest.mark.parametrize(("change", "words"), FAULTY, ids=[words for _, words in FAULTY])
def test_faulty_definitions_are_told_with_the_place(
    one: httpx.Client, change: dict[str, Any], words: str
) -> None:
    definition = {**DEFINITION, **change}
    verdict = fitting("validate_experiment", one.post("/experiments/validate", json=definition))
    assert verdict["data"] == [{"valid": False, "errors": [words]}]
    refused = one.post("/experiments", json=definition)
    error = fitting("create_experiment", refused, 400)["error"]
    assert error["code"] == "VALIDATION_ERROR"
    assert error["details"]["errors"] == [words]


def test_a_definition_without_faults_is_valid_and_not_saved(one: httpx.Client) -> None:
    before = one.get("/experiments").json()["metadata"]["pagination"]["total"]
    verdict = fitting("validate_experiment", one.post("/experiments/validate", json=DEFINITION))
    assert verdict["data"] == [{"valid": True}]
    assert one.get("/experiments").json()["metadata"]["pagination"]["total"] == before


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"null", b"\xff"])
def test_what_is_no_definition_at_all_is_refused(one: httpx.Client, content: bytes) -> None:
    for operation_id, path in (
        ("validate_experiment", "/experiments/validate"),
        ("create_experiment", "/experiments"),
    ):
        answer = one.post(path, content=content, headers={"Content-Type": "application/json"})
        error = fitting(operation_id, answer, 400)["error"]
        assert error["code"] == "VALIDATION_ERROR"
        assert error["details"]["errors"]


def test_a_change_may_not_break_the_definition(one: httpx.Client) -> None:
    path = f"/experiments/{create(one)['id']}"
    refused = one.put(path, json={"states": [{"id": "a"}, {"id": "a"}]})
    assert fitting("update_experiment", refused, 400)["error"]["code"] == "VALIDATION_ERROR"
    assert one.get(path + "/config").json()["data"][0] == DEFINITION


def test_sharing_with_another_organization(own: Sandbox, one: httpx.Client) -> None:
    identity = create(one, name="Shared")["id"]
    guest = own.add_key(user="guest@partner.example", organization="org_partner")
    share = {
        "targetType": "targetOrganizationId",
        "targetId": "org_partner",
        "permissions": {"view": True, "edit": False},
    }
    with client(own.base_url, guest.text) as other:
        assert other.get(f"/experiments/{identity}").status_code == 404
        fitting("share_experiment", one.post(f"/experiments/{identity}/share", json=share))
        shared = fitting("list_shared_experiments", other.get("/experiments/shared"))["data"]
        assert [(row["id"], row["accessType"]) for row in shared] == [(identity, "shared")]
        listed = fitting("list_experiments", other.get("/experiments"))["data"]
        assert [row["accessType"] for row in listed] == ["shared"]
        access = fitting("check_access", other.get(f"/data/check-access/experiment/{identity}"))
        assert access["data"] == [{"canView": True, "canExport": False}]
        exporting = {"export": "true"}
        assert other.get(f"/data/rooms/experiment/{identity}").status_code == 200
        refused = other.get(f"/data/rooms/experiment/{identity}", params=exporting)
        assert fitting("get_rooms", refused, 403)["error"]["code"] == "FORBIDDEN"
        fitting("update_experiment", other.put(f"/experiments/{identity}", json={}), 403)
        again = other.post(f"/experiments/{identity}/share", json=share)
        fitting("share_experiment", again, 403)
        # A new share with the same target replaces the old one.
        more = {**share, "permissions": {"view": True, "edit": True}}
        one.post(f"/experiments/{identity}/share", json=more)
        assert other.put(f"/experiments/{identity}", json={"name": "Ours"}).status_code == 200
        ended = {**share, "expiresAt": "2020-01-01T00:00:00Z"}
        one.post(f"/experiments/{identity}/share", json=ended)
        assert other.get(f"/experiments/{identity}").status_code == 404
    assert fitting("list_shared_experiments", one.get("/experiments/shared"))["data"] == []


def test_sharing_with_a_person(own: Sandbox, one: httpx.Client) -> None:
    identity = create(one, name="For you")["id"]
    share = {
        "targetType": "userId",
        "targetId": "user_eva",
        "permissions": {"view": True},
    }
    fitting("share_experiment", one.post(f"/experiments/{identity}/share", json=share))
    for name, status in (("eva", 200), ("adam", 404)):
        key = own.add_key(user=f"{name}@partner.example", organization="org_partner")
        with client(own.base_url, key.text) as other:
            assert other.get(f"/experiments/{identity}").status_code == status


def test_recorded_events_are_read_back(own: Sandbox, one: httpx.Client) -> None:
    room = own.study.rooms[0]
    path = "/data/events/experiment/exp_movie_dyads"
    before = one.get(path, params={"limit": 1}).json()["metadata"]["pagination"]["total"]
    zero = room["firstStateStartedAt"]
    events = [
        {
            "experimentId": "exp_movie_dyads",
            "eventType": "marker",
            "category": "component",
            "roomId": room["id"],
            "participantId": own.study.participants[0]["id"],
            "timestamp": zero,
            "value": {"label": "block 2"},
        },
        {"experimentId": "exp_movie_dyads", "eventType": "note"},
    ]
    answer = fitting("record_events", one.post("/data/events/batch", json={"events": events}))
    assert answer["data"][0]["recorded"] == 2
    found = fitting("get_events", one.get(path, params={"limit": 10_000}))
    assert found["metadata"]["pagination"]["total"] == before + 2
    # The one without a time happened just now, after everything else.
    assert found["data"][-1]["eventType"] == "note"
    in_room = one.get(f"/data/events/room/{room['id']}", params={"limit": 10_000}).json()["data"]
    marker = next(row for row in in_room if row.get("eventType") == "marker")
    assert marker["value"] == {"label": "block 2"}
    assert (marker["onset"], marker["deploymentId"]) == (0, room["deploymentId"])
    assert not any(row.get("eventType") == "note" for row in in_room)


def test_counts_are_what_the_lists_hold(own: Sandbox, one: httpx.Client) -> None:
    room, person = own.study.rooms[0]["id"], own.study.participants[0]["id"]
    event = {"experimentId": "exp_movie_dyads", "eventType": "marker", "category": "component"}
    event |= {"roomId": room, "participantId": person}
    fitting("record_events", one.post("/data/events/batch", json={"events": [event]}))
    path = place("get_counts", participantId=person)
    counted = fitting("get_counts", one.get(path, params={"roomId": room}))["data"][0]
    lists = {
        "events": "events",
        "recordings": "recordings",
        "textchat": "chat",
        "videochat": "videochat",
        "sync": "sync",
        "continuousRatings": "ratings/continuous",
        "sparseRatings": "ratings/sparse",
        "components": "components",
        "eyetracking": "eyetracking",
    }
    held = {
        name: one.get(f"/data/{what}/participant/{person}", params={"roomId": room, "limit": 1})
        for name, what in lists.items()
    }
    assert counted["counts"] == {
        name: answer.json()["metadata"]["pagination"]["total"] for name, answer in held.items()
    }
    assert counted["hasData"] == {name: count > 0 for name, count in counted["counts"].items()}


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([], 400),
        ([{"eventType": "marker"}], 400),
        ([{"experimentId": "exp_movie_dyads", "eventType": "x", "timestamp": "now"}], 400),
        ([{"experimentId": "exp_movie_dyads", "eventType": "x"}] * 101, 400),
        ([{"experimentId": "exp_none", "eventType": "x"}], 404),
        ([{"experimentId": "exp_movie_dyads", "eventType": "x", "roomId": "room_none"}], 404),
        ([{"experimentId": "exp_movie_dyads_draft", "eventType": "x", "roomId": "first"}], 404),
    ],
)
def test_a_batch_is_kept_whole_or_not_at_all(
    own: Sandbox, one: httpx.Client, events: list[Any], status: int
) -> None:
    first = own.study.rooms[0]["id"]
    events = [
        {**event, "roomId": first} if event.get("roomId") == "first" else event for event in events
    ]
    path = "/data/events/experiment/exp_movie_dyads"
    before = one.get(path, params={"limit": 1}).json()["metadata"]["pagination"]["total"]
    good = [{"experimentId": "exp_movie_dyads", "eventType": "marker"}] if events else []
    refused = one.post("/data/events/batch", json={"events": [*good, *events]})
    fitting("record_events", refused, status)
    assert one.get(path, params={"limit": 1}).json()["metadata"]["pagination"]["total"] == before


def test_100_events_are_a_batch(one: httpx.Client) -> None:
    events = [{"experimentId": "exp_movie_dyads", "eventType": "marker"}] * 100
    answer = one.post("/data/events/batch", json={"events": events})
    assert fitting("record_events", answer)["data"][0]["recorded"] == 100
