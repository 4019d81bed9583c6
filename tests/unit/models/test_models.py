"""What experiments are written with: what is given is what is sent, and nothing else."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import warnings
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from definitions import JSON, NAMES, definitions
from hypothesis import given
from hypothesis import strategies as st

import hyperstudy
from hyperstudy import (
    NULL,
    AgentConfig,
    ComponentType,
    DisconnectTimeout,
    Experiment,
    FocusComponent,
    GlobalComponentType,
    Guardrails,
    InputError,
    Persona,
    PromptLayer,
    Role,
    State,
    TransitionRules,
    WaitingRoomConfig,
    models,
    show_text,
    text_chat,
)
from hyperstudy.models.authored import MODELS
from hyperstudy.models.bodies import body


def test_python_names_are_sent_in_camel_case() -> None:
    experiment = Experiment(
        name="Dyads",
        required_participants=2,
        completion_screen_duration_ms=8000,
        waiting_room_config=WaitingRoomConfig(max_wait_time_ms=300_000, countdown_time_ms=0),
        disconnect_timeout=DisconnectTimeout(enabled=True, duration_ms=60_000),
        states=[
            State(
                id="film",
                focus_component=FocusComponent(type="showvideo", id="a1", config={}),
                transition_rules=TransitionRules(type="TIMED", duration_ms=5000),
            )
        ],
        roles={"viewer": Role(name="Viewer", participant_count=2)},
        agent_config=AgentConfig(role_overrides={"viewer": PromptLayer(objective="Talk.")}),
    )
    assert experiment.to_dict() == {
        "name": "Dyads",
        "requiredParticipants": 2,
        "completionScreenDurationMs": 8000,
        "waitingRoomConfig": {"maxWaitTimeMs": 300_000, "countdownTimeMs": 0},
        "disconnectTimeout": {"enabled": True, "durationMs": 60_000},
        "states": [
            {
                "id": "film",
                "focusComponent": {"type": "showvideo", "id": "a1", "config": {}},
                "transitionRules": {"type": "TIMED", "durationMs": 5000},
            }
        ],
        "roles": {"viewer": {"name": "Viewer", "participantCount": 2}},
        "agentConfig": {"roleOverrides": {"viewer": {"objective": "Talk."}}},
    }


def test_nested_dicts_become_models_as_if_they_had_been_written_as_such() -> None:
    written = Experiment(
        name="Dyads",
        states=[{"id": "a", "focus_component": {"type": "waiting", "config": {"duration_ms": 5}}}],
        roles={"my_role": {"participant_count": 1, "name": None}},
    )
    component = written.states[0].focus_component
    assert isinstance(component, FocusComponent)
    assert component.config == {"durationMs": 5}
    assert len(component.id) == 8
    assert int(component.id, 16) >= 0
    assert written.roles["my_role"].to_dict() == {"participantCount": 1}


def test_camel_case_is_understood_too() -> None:
    assert State(id="a", globalComponentsVisibility={"textchat": False}) == State(
        id="a", global_components_visibility={"textchat": False}
    )
    with pytest.raises(InputError, match="given twice"):
        State(id="a", order=1, **{"transitionRules": {}, "transition_rules": {}})


def test_what_is_not_given_is_not_sent_and_null_only_when_meant() -> None:
    persona = Persona(name="Ana", description=None, model=NULL, extra_params={"top_k": None})
    assert persona.to_dict() == {"name": "Ana", "model": None, "extraParams": {"top_k": None}}
    assert persona.description is None
    assert persona.model is None
    assert "model" in persona
    assert "description" not in persona
    persona.model = None
    persona.temperature = NULL
    assert persona.to_dict() == {"name": "Ana", "extraParams": {"top_k": None}, "temperature": None}
    del persona.temperature
    assert "temperature" not in persona
    assert not NULL
    assert copy.deepcopy(NULL) is pickle.loads(pickle.dumps(NULL)) is NULL


def test_unknown_members_pass_as_they_are() -> None:
    role = Role(name="A", futureThing={"a_b": 1})
    assert role.to_dict() == {"name": "A", "futureThing": {"a_b": 1}}
    assert role.futureThing == {"a_b": 1}
    role["Another-Thing"] = [1]
    role.futureThing = None
    assert role.to_dict() == {"name": "A", "Another-Thing": [1]}
    role._note = "mine"
    assert "_note" not in role
    with pytest.raises(AttributeError, match="futureThing"):
        _ = role.futureThing


@pytest.mark.parametrize("slip", ["participant_cuont", "paticipantCount", "persona-id"])
def test_a_name_that_looks_like_a_slip_is_sent_with_a_warning(slip: str) -> None:
    with pytest.warns(hyperstudy.HyperStudyWarning, match="Did you mean") as caught:
        role = Role(**{slip: 1})
    assert role.to_dict() == {slip: 1}
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("slip", "sent", "meant"),
    [
        ("descripton", "descripton", "description"),
        ("Name", "Name", "name"),
        ("required_participant", "requiredParticipant", "required_participants"),
    ],
)
def test_a_keyword_that_looks_like_a_slip_is_told(slip: str, sent: str, meant: str) -> None:
    with pytest.warns(hyperstudy.HyperStudyWarning, match=f"Did you mean '{meant}'") as caught:
        assert body("ExperimentPatch", None, {slip: "x"}) == {sent: "x"}
    assert caught[0].filename == __file__


def test_a_keyword_that_the_api_may_have_later_is_sent_as_it_is() -> None:
    assert body("ExperimentPatch", None, {"foo": 1, "name": "x"}) == {"foo": 1, "name": "x"}


def test_components_get_an_id_and_settings_only_when_they_are_written() -> None:
    one, other = show_text("a"), show_text("a")
    assert one.id != other.id
    assert FocusComponent(type="code").config == {}
    assert FocusComponent.from_dict({"type": "code"}).to_dict() == {"type": "code"}


def test_the_type_of_a_component_has_its_name() -> None:
    component = FocusComponent(type=ComponentType.VAS_RATING)
    assert component.type is ComponentType.VAS_RATING
    assert component["type"] == "vasrating"
    assert type(component["type"]) is str


def test_a_type_that_is_no_word_stays_as_it_came() -> None:
    assert FocusComponent.from_dict({"type": {"a": 1}}).type == {"a": 1}
    assert FocusComponent.from_dict({"type": "hologram"}).type == "hologram"


def test_a_class_of_ones_own_is_taken_where_its_parent_is() -> None:
    class Film(State):
        pass

    experiment = Experiment(name="x", states=[Film(id="a"), {"id": "b"}])
    assert [type(one) for one in experiment.states] == [Film, State]


def test_an_object_that_is_shared_stays_shared() -> None:
    state = State(id="a")
    experiment = Experiment(name="x", states=[state])
    state.name = "Later"
    experiment.states.append(State(id="b"))
    assert [one["id"] for one in experiment.to_dict()["states"]] == ["a", "b"]
    assert experiment.to_dict()["states"][0]["name"] == "Later"


def test_a_component_under_its_type_becomes_a_global_one() -> None:
    experiment = Experiment(
        name="x",
        global_components={
            GlobalComponentType.TEXT_CHAT: text_chat(allow_message_deletion=False),
            "gazeoverlay": {"enabled": False, "config": {"dot_size": 3}},
        },
    )
    assert experiment.to_dict()["globalComponents"] == {
        "textchat": {"enabled": True, "config": {"allowMessageDeletion": False}},
        "gazeoverlay": {"enabled": False, "config": {"dotSize": 3}},
    }
    by_role = {"viewer": {"startCollapsed": True}}
    experiment = Experiment(
        name="x", global_components={"videochat": models.video_chat(role_configs=by_role)}
    )
    assert experiment.global_components["videochat"]["roleConfigs"] == by_role
    with pytest.raises(InputError, match="under the name of their type"):
        Experiment(name="x", global_components={"videochat": text_chat()})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Experiment(name=""), "name"),
        (lambda: Experiment(name="x", required_participants=0), "at least 1"),
        (lambda: Experiment(name="x", required_participants="two"), "integer"),
        (lambda: Experiment(name="x", required_participants=2.5), "integer"),
        (lambda: Experiment(name="x", completion_screen_duration_ms=-1), "at least 0"),
        (lambda: State(id=""), "id"),
        (lambda: State(id="a", order=-1), "at least 0"),
        (lambda: State(id="a", order=True), "integer"),
        (lambda: Role(participant_count=-1), "at least 0"),
        (lambda: Role(mode="robot"), "human, agent"),
        (lambda: FocusComponent(type="shwtext"), "did you mean showtext"),
        (lambda: TransitionRules(duration_ms=-1), "at least 0"),
        (lambda: Guardrails(max_turns=0), "at least 1"),
        (lambda: Guardrails(budget_tokens=999), "at least 1000"),
        (lambda: Guardrails(budget_usd=0), "above 0"),
        (lambda: Guardrails(max_consecutive_decision_errors=0), "at least 1"),
        (lambda: Persona(name=""), "name"),
        (lambda: Persona(name="A", visibility="everyone"), "private"),
        (lambda: Experiment(name="x", states=[Role()]), "a Role stands where a State belongs"),
        (lambda: Experiment(name="x", states=[{"name": "b"}]), r"states\[0\] .*'id' is needed"),
        (lambda: Experiment(name="x", states=[{"id": ""}]), r"states\[0\]\.id"),
        (lambda: Experiment(name="x", global_components={"showtext": {}}), "showtext"),
        (lambda: Experiment(name="x", variables={"a": {1, 2}}), r"variables\.a: a set"),
        (
            lambda: Experiment(name="x", variables={"a": [0, float("nan")]}),
            r"variables\.a\[1\]: nan",
        ),
        (lambda: Experiment(name="x", variables={("a", "b"): 1}), "names are text"),
        (lambda: Experiment(name="x", variables={1: "a", "1": "b"}), r"variables\.1: two keys"),
        (lambda: Experiment.from_dict({"name": "x", "roles": {1: {}, "1": {}}}), r"roles\.1: two"),
        (lambda: show_text("t", own={1: "a", "1": "b"}), r"config\.own\.1: two keys"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_named(make: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        make()


def test_setting_an_attribute_checks_as_the_constructor_does() -> None:
    experiment = Experiment(name="x")
    with pytest.raises(InputError, match="at least 1"):
        experiment.required_participants = 0
    experiment.states = [{"id": "a"}]
    assert isinstance(experiment.states[0], State)


def test_numbers_and_times_of_the_ecosystem_are_json() -> None:
    experiment = Experiment(
        name="x",
        required_participants=np.int64(2),
        completion_screen_duration_ms=5000.0,
        variables={
            "when": datetime(2026, 3, 2, 9, tzinfo=UTC),
            "weights": np.array([0.5, 1.0]),
            "flag": np.bool_(True),
            "moment": np.datetime64("2026-03-02T09:00:00"),
            3: (1, 2),
        },
    )
    sent = experiment.to_dict()
    assert sent["requiredParticipants"] == 2
    assert type(sent["completionScreenDurationMs"]) is int
    assert sent["variables"] == {
        "when": "2026-03-02T09:00:00.000Z",
        "weights": [0.5, 1.0],
        "flag": True,
        "moment": "2026-03-02T09:00:00.000Z",
        "3": [1, 2],
    }
    assert json.loads(json.dumps(sent)) == sent


@given(definition=definitions())
def test_any_definition_survives_unchanged(definition: dict[str, Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        experiment = Experiment.from_dict(definition)
    assert _same(experiment.to_dict(), definition)
    assert experiment == definition
    assert _same(copy.deepcopy(experiment).to_dict(), definition)
    assert _same(pickle.loads(pickle.dumps(experiment)).to_dict(), definition)


def test_a_copy_has_members_of_its_own_and_shares_what_is_in_them() -> None:
    experiment = Experiment(name="a", states=[State(id="s")])
    other = copy.copy(experiment)
    assert type(other) is Experiment
    assert other == experiment
    other.name = "b"
    other.description = "Only here"
    assert experiment.to_dict() == {"name": "a", "states": [{"id": "s"}]}
    assert other.states[0] is experiment.states[0]


@given(definition=definitions(), name=st.text(min_size=1))
def test_one_change_changes_one_thing(definition: dict[str, Any], name: str) -> None:
    experiment = Experiment.from_dict(definition)
    experiment.name = name
    assert _same(experiment.to_dict(), {**definition, "name": name})


@given(own=st.dictionaries(NAMES, JSON, max_size=4))
def test_names_that_somebody_made_up_are_never_respelled(own: dict[str, Any]) -> None:
    persona = Persona(name="Ana", extra_params=own, cognition=own, seed_memories=[own])
    sent = persona.to_dict()
    assert _same(sent["extraParams"], own)
    assert _same(sent["cognition"], own)
    assert _same(sent["seedMemories"], [own])
    experiment = Experiment(
        name="x",
        variables={"a": own, **own},
        stimulus_mappings={"faces": own, "Small_1": {"type": "made-up"}},
        roles=dict.fromkeys(own, Role(name="r")),
        states=[
            {
                "id": "s",
                "globalComponentsVisibility": dict.fromkeys(own, True),
                "focusComponent": {"type": "code", "roleConfigs": {name: {} for name in own}},
            }
        ],
        agent_config={"role_overrides": dict.fromkeys(own, PromptLayer(objective="o"))},
    ).to_dict()
    assert _same(experiment["variables"], {"a": own, **own})
    assert _same(experiment["stimulusMappings"]["faces"], own)
    assert set(experiment["roles"]) == set(own)
    assert set(experiment["states"][0]["globalComponentsVisibility"]) == set(own)
    assert set(experiment["states"][0]["focusComponent"]["roleConfigs"]) == set(own)
    assert set(experiment["agentConfig"]["roleOverrides"]) == set(own)


def _same(one: object, other: object) -> bool:
    """Return whether two values are the same JSON text, order of names included."""
    return json.dumps(one) == json.dumps(other)


@pytest.mark.parametrize("model", sorted(MODELS.values(), key=lambda one: one.__name__))
def test_help_and_completion_show_every_member(model: type[Any]) -> None:
    parameters = inspect.signature(model).parameters
    members = model._shape().wire
    assert set(parameters) == {*members, "members"}
    document = inspect.getdoc(model) or ""
    example: dict[str, Any] = {"name": "x", "id": "x", "type": "code"}
    made = model(**{name: value for name, value in example.items() if name in parameters})
    for name in members:
        assert f"\n{name} : " in document
        assert name in dir(made)
        assert hasattr(made, name)


def test_a_model_shows_how_it_can_be_written() -> None:
    role = Role(name="A", participant_count=2, mode=NULL, other=1)
    assert repr(role) == "Role(name='A', participant_count=2, mode=NULL, other=1)"
    assert eval(repr(role), vars(models)) == role


def test_a_model_is_its_json_object() -> None:
    role = Role(name="A")
    role["participantCount"] = 3
    assert role.participant_count == 3
    assert dict(role) == {"name": "A", "participantCount": 3}
    assert list(role) == ["name", "participantCount"]
    assert len(role) == 2
    del role["name"]
    assert role == {"participantCount": 3}
    assert role != Role(name="A")
