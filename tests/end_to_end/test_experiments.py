"""Experiments in the sandbox: made, listed, read, changed, shared, taken out and in, deleted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import hyperstudy
from hyperstudy import (
    NULL,
    Experiment,
    ForbiddenError,
    HyperStudy,
    HyperStudyError,
    InputError,
    NotFoundError,
    Role,
    State,
    ValidationError,
    contract,
    load_experiment,
    multiple_choice,
    sandbox,
    show_text,
    show_video,
    text_chat,
)
from hyperstudy.models import shapes
from hyperstudy.models.spellings import with_both_spellings
from hyperstudy.resources.info import ExperimentInfo


def written() -> Experiment:
    return Experiment(
        name="Two viewers, one film",
        description="Dyads",
        required_participants=2,
        states=[
            State(id="hello", name="Welcome", focus_component=show_text("<p>Hi, {name}</p>")),
            State(
                id="film",
                focus_component=show_video("https://media.example.org/harbour.mp4"),
                transition_rules={"type": "TIMED", "duration_ms": 60_000},
                global_components_visibility={"textchat": True},
            ),
            State(
                id="best",
                focus_component=multiple_choice("Which?", ["a", "b"], output_variable="best_one"),
            ),
        ],
        roles={"my_viewer": Role(name="Viewer", participant_count=2)},
        global_components={"textchat": text_chat(position="top-left")},
        variables={"best_one": None, "My_Film": {"a_b": [1, {"c_d": NULL}]}},
        stimulus_mappings={"faces_1": {"happy_face": "https://x", "strategy": "random"}},
        futureSetting={"snake_case": 1},
    )


def as_sent(experiment: Mapping[str, Any]) -> dict[str, Any]:
    definition = shapes.reference("ExperimentDefinition")
    sent: dict[str, Any] = with_both_spellings(
        Experiment.from_dict(experiment).to_dict(), definition
    )
    return sent


def test_what_was_written_is_what_is_there(hs: HyperStudy) -> None:
    experiment = written()
    assert hs.validate_experiment(experiment) == {"valid": True}
    created = hs.create_experiment(experiment=experiment)
    assert isinstance(created, ExperimentInfo)
    read = hs.get_experiment(created["id"])
    assert read["roomCount"] == 0
    sent = as_sent(experiment)
    assert sent["states"][1]["focusComponent"]["config"] == {
        "url": "https://media.example.org/harbour.mp4",
        "videoUrl": "https://media.example.org/harbour.mp4",
    }
    assert read.definition() == sent
    assert hs.get_experiment_config(created["id"]) == sent
    hs.delete_experiment(created["id"])


def test_an_experiment_is_changed_in_one_place(hs: HyperStudy) -> None:
    created = hs.create_experiment(experiment=written())
    before = hs.get_experiment_config(created["id"])
    assert hs.update_experiment(created["id"], description="Second wave") == {
        "id": created["id"],
        "updated": True,
    }
    changed = hs.get_experiment(created["id"]).definition()
    assert changed == {**before, "description": "Second wave"}
    changed.states[0].focus_component.config["text"] = "Hello"
    hs.update_experiment(created["id"], experiment=changed, required_participants=3)
    after = hs.get_experiment_config(created["id"])
    assert after["states"][0]["focusComponent"]["config"] == {"text": "Hello"}
    assert after["states"][1:] == before["states"][1:]
    assert after["requiredParticipants"] == 3
    hs.delete_experiment(created["id"])


@pytest.mark.parametrize("name", ["study.json", "study.yaml"])
def test_out_into_a_file_changed_and_in_again(
    name: str, hs: HyperStudy, server: sandbox.Sandbox, tmp_path: Path
) -> None:
    exported = hs.export_experiment(server.experiment_id, tmp_path / name)
    experiment = load_experiment(tmp_path / name)
    assert experiment == exported["experiment"]
    experiment.name = "A copy"
    copy = hs.create_experiment(experiment=experiment)
    sent = as_sent({**exported["experiment"], "name": "A copy"})
    assert hs.get_experiment_config(copy["id"]) == sent
    hs.delete_experiment(copy["id"])


def test_into_a_folder_the_server_proposes_a_name(
    hs: HyperStudy, server: sandbox.Sandbox, tmp_path: Path
) -> None:
    exported = hs.export_experiment(server.experiment_id, tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.suffix == ".json"
    assert json.loads(file.read_text("utf-8")) == exported


def test_dicts_and_keywords_are_written_in_python_names(hs: HyperStudy) -> None:
    created = hs.create_experiment(
        experiment={"name": "Other", "states": [{"id": "a", "focus_component": {"type": "code"}}]},
        name="By keywords",
        required_participants=2,
        roles={"my_role": {"participant_count": 1}},
        an_unpublished_setting={"a_b": 1},
    )
    assert hs.get_experiment_config(created["id"]) == {
        "name": "By keywords",
        "states": [{"id": "a", "focusComponent": {"type": "code"}}],
        "requiredParticipants": 2,
        "roles": {"my_role": {"participantCount": 1}},
        "anUnpublishedSetting": {"a_b": 1},
    }
    hs.delete_experiment(created["id"])


def test_null_is_sent_when_it_is_meant(hs: HyperStudy) -> None:
    created = hs.create_experiment(experiment=Experiment(name="x", futureSetting=NULL), other=None)
    config = hs.get_experiment_config(created["id"])
    assert config == {"name": "x", "futureSetting": None, "other": None}
    hs.delete_experiment(created["id"])


@pytest.mark.parametrize("null", [None, NULL])
def test_null_clears_a_member(null: object, hs: HyperStudy) -> None:
    created = hs.create_experiment(
        experiment=Experiment(name="x", description="First wave", randomize_states=True)
    )
    hs.update_experiment(created["id"], description=null)
    assert hs.get_experiment_config(created["id"]) == {"name": "x", "randomizeStates": True}
    change = Experiment(name="x", randomize_states=NULL, waiting_room_config={})
    hs.update_experiment(created["id"], experiment=change)
    assert hs.get_experiment_config(created["id"]) == {"name": "x", "waitingRoomConfig": {}}
    hs.delete_experiment(created["id"])


def test_a_definition_with_nulls_can_be_created(hs: HyperStudy) -> None:
    members = contract.document()["components"]["schemas"]["ExperimentFields"]["properties"]
    definition = Experiment.from_dict({**dict.fromkeys(members), "name": "x"})
    assert hs.validate_experiment(definition, local=True)["valid"]
    assert hs.validate_experiment(definition)["valid"]
    created = hs.create_experiment(experiment=definition)
    assert hs.get_experiment_config(created["id"]) == {"name": "x"}
    hs.delete_experiment(created["id"])
    with pytest.raises(ValidationError, match="name"):
        hs.update_experiment("exp_1", name=None)


def test_what_only_the_server_sets_is_its_own(hs: HyperStudy, server: sandbox.Sandbox) -> None:
    given = {"name": "x", "id": "mine", "roomCount": 99, "participantCount": 9, "ownerId": "me"}
    created = hs.create_experiment(experiment=given)
    assert (created["roomCount"], created["participantCount"]) == (0, 0)
    assert created["id"] != "mine"
    assert hs.get_experiment(created["id"])["roomCount"] == 0
    hs.delete_experiment(created["id"])
    copy = hs.create_experiment(experiment=Experiment.from_dict(dict(created)))
    assert hs.get_experiment(copy["id"])["roomCount"] == 0
    hs.delete_experiment(copy["id"])


def test_a_bad_definition_is_refused_with_its_place(hs: HyperStudy) -> None:
    bad = Experiment.from_dict({"name": "x", "states": [{"id": "a"}, {"id": "a"}]})
    verdict = hs.validate_experiment(bad)
    assert verdict["valid"] is False
    assert "states[1].id" in verdict["errors"][0]
    assert verdict["errors"] == hs.validate_experiment(bad, local=True)["errors"]
    with pytest.raises(ValidationError, match=r"states\[1\]\.id"):
        hs.create_experiment(experiment=bad)


def test_lists_search_and_summaries(hs: HyperStudy) -> None:
    made = [hs.create_experiment(name=f"Needle {number}")["id"] for number in range(3)]
    found = hs.list_experiments(search="needle", output="dict")
    assert {one["id"] for one in found} == set(made)
    assert len(hs.list_experiments(search="needle", limit=2, offset=1)) == 2
    (row, *_) = hs.list_experiments(search="needle", view="summary", output="dict")
    assert row["statesCount"] == 0
    assert "states" not in row
    for one in made:
        hs.delete_experiment(one)
    assert len(hs.list_experiments(search="needle")) == 0


def test_one_with_data_is_deleted_only_when_it_is_meant(server: sandbox.Sandbox) -> None:
    with sandbox.start(rooms=1, minutes=1) as other, other.client() as hs:
        with pytest.raises(HyperStudyError) as refused:
            hs.delete_experiment(other.experiment_id)
        assert refused.value.status_code == 409
        hs.delete_experiment(other.experiment_id, skip_data_check=True)
        with pytest.raises(NotFoundError):
            hs.get_experiment(other.experiment_id)


def test_a_share_reaches_another_organisation(hs: HyperStudy, server: sandbox.Sandbox) -> None:
    key = server.add_key(user="guest@elsewhere.example", organization="org_guests")
    with server.client(api_key=key.text) as guest:
        assert guest.list_shared_experiments(output="dict") == []
        with pytest.raises(NotFoundError):
            guest.get_experiment(server.experiment_id)
        answer = hs.share_experiment(
            server.experiment_id,
            target_type="targetOrganizationId",
            target_id="org_guests",
            permissions=["view"],
            expires_at="2999-01-01",
        )
        assert answer["success"] is True
        (shared,) = guest.list_shared_experiments(output="dict")
        assert shared["id"] == server.experiment_id
        assert guest.check_access(server.experiment_id) == {"canView": True, "canExport": False}
        with pytest.raises(ForbiddenError):
            guest.export_experiment(server.experiment_id)
    assert hs.check_access(server.experiment_id) == {"canView": True, "canExport": True}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"target_type": "user"}, "Did you mean 'userId'"),
        ({"target_id": ""}, "target_id"),
        ({"permissions": ["view", "exprot"]}, "Did you mean 'export'"),
        ({"permissions": {"view": "yes"}}, "True nor False"),
        ({"expires_at": "someday"}, "expires_at"),
    ],
)
def test_a_share_that_cannot_be_meant_is_not_sent(
    change: dict[str, object], message: str, hs: HyperStudy, server: sandbox.Sandbox
) -> None:
    before = len(server.requests)
    given = {"target_type": "userId", "target_id": "u", "permissions": "view", **change}
    with pytest.raises(InputError, match=message):
        hs.share_experiment(server.experiment_id, **given)  # type: ignore[arg-type]
    assert len(server.requests) == before


def test_permissions_may_be_named_or_mapped(hs: HyperStudy) -> None:
    created = hs.create_experiment(name="x")
    for permissions in ("view", ("view", "manage_access"), {"view": True, "manageAccess": False}):
        answer = hs.share_experiment(
            created["id"], target_type="userId", target_id="u", permissions=permissions
        )
        assert answer["permissions"]["view"] is True
    assert answer["permissions"] == {"view": True, "manageAccess": False}
    hs.delete_experiment(created["id"])


@pytest.mark.parametrize(
    ("call", "scope"),
    [
        (lambda hs, one: hs.get_experiment(one), "read:experiments"),
        (lambda hs, one: hs.create_experiment(name="x"), "write:experiments"),
        (lambda hs, one: hs.update_experiment(one, name="x"), "write:experiments"),
        (lambda hs, one: hs.delete_experiment(one), "delete:experiments"),
    ],
)
def test_the_scopes_of_the_key_decide(call, scope: str, server: sandbox.Sandbox) -> None:  # type: ignore[no-untyped-def]
    key = server.add_key(scopes=["read:chat"])
    with server.client(api_key=key.text) as hs, pytest.raises(ForbiddenError, match=scope):
        call(hs, server.experiment_id)


def test_what_cannot_be_meant_is_told_before_a_request(
    hs: HyperStudy, server: sandbox.Sandbox
) -> None:
    before = len(server.requests)
    with pytest.raises(TypeError, match="requires a 'name'"):
        hs.create_experiment(required_participants=2)
    with pytest.raises(TypeError, match="str"):
        hs.create_experiment(experiment="Dyads")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="requires an Experiment or dict, not a value of type str"):
        hs.validate_experiment("Dyads")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="requires an Experiment or dict, not None"):
        hs.validate_experiment(None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one field"):
        hs.update_experiment("exp_1")
    with pytest.raises(InputError, match="not an id"):
        hs.get_experiment("exp/1")
    with pytest.raises(InputError, match="skip_data_check"):
        hs.delete_experiment("exp_1", skip_data_check=1)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"variables\.a"):
        hs.create_experiment(name="x", variables={"a": object()})
    assert len(server.requests) == before


def test_the_server_can_tell_what_it_is(hs: HyperStudy) -> None:
    assert hs.health()["status"] in {"healthy", "success"}
    assert "openapi" in hs.get_openapi_document()
    assert hyperstudy.__version__
