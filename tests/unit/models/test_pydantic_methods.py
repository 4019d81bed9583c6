"""The methods that scripts for 0.4.1 call on models give what pydantic's models give.

Each model has a twin here that pydantic makes of its annotations, with the settings that the
observed behaviour of 0.4.1 implies: names in camel case as aliases, either name accepted, unknown
members kept.
"""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pydantic
import pytest

import hyperstudy
from hyperstudy import (
    AgentConfig,
    ComponentType,
    DisconnectTimeout,
    Experiment,
    FocusComponent,
    Guardrails,
    InputError,
    InstructionsPage,
    Persona,
    PostExperimentQuestionnaire,
    PromptLayer,
    Role,
    State,
    TransitionRules,
    WaitingRoomConfig,
)
from hyperstudy.models import definition

MODELS: tuple[Any, ...] = (
    AgentConfig,
    DisconnectTimeout,
    Experiment,
    FocusComponent,
    Guardrails,
    InstructionsPage,
    Persona,
    PostExperimentQuestionnaire,
    PromptLayer,
    Role,
    State,
    TransitionRules,
    WaitingRoomConfig,
)


def twins() -> dict[str, type[pydantic.BaseModel]]:
    made: dict[str, type[pydantic.BaseModel]] = {}
    for model in MODELS:
        fields: dict[str, Any] = {
            name: pydantic.Field(
                alias=field.alias,
                **(
                    {}
                    if field.required
                    else {"default_factory": field.default_factory}
                    if field.default_factory
                    else {"default": None}
                ),
            )
            for name, field in model.model_fields.items()
        }
        body: dict[str, Any] = {
            "__module__": "twins",  # where names are looked for that stand for ours here
            "__annotations__": {name: definition_of(model)[name] for name in fields},
            "model_config": pydantic.ConfigDict(populate_by_name=True, extra="allow"),
            **fields,
        }
        made[model.__name__] = type(model.__name__, (pydantic.BaseModel,), body)
    for twin in made.values():
        twin.model_rebuild(_types_namespace={**made, "Any": Any, "ComponentType": ComponentType})
    return made


def definition_of(model: type[Any]) -> dict[str, str]:
    annotations: dict[str, str] = vars(definition)[model.__name__].__annotations__
    return annotations


TWINS = twins()
GIVEN: list[tuple[type[Any], dict[str, Any]]] = [
    (AgentConfig, {}),
    (AgentConfig, {"seed": 3, "role_overrides": {"guide": {"objective": "Help", "examples": []}}}),
    (DisconnectTimeout, {"enabled": False, "durationMs": 5}),
    (Experiment, {"name": "Dyads"}),
    (
        Experiment,
        {
            "name": "Dyäds",
            "required_participants": 2,
            "description": None,
            "states": [
                {
                    "id": "a",
                    "order": 0,
                    "focus_component": {"id": "c1", "type": "showtext", "config": {"text": "Hi"}},
                    "transition_rules": {"type": "TIMED", "duration_ms": 500},
                },
                {"id": "b", "globalComponentsVisibility": {"textchat": True}},
            ],
            "roles": {"my_role": {"participant_count": 1}, "Other": {}},
            "variables": {"my_mood": {"type": "number"}, "empty": None},
            "agent_config": {"pacing": {"aB": 1}},
            "waiting_room_config": {"maxWaitTimeMs": 1},
            "instructions_pages": [{"title": "One", "content": None}, {}],
            "somethingNew": {"a_b": [1, None]},
        },
    ),
    (FocusComponent, {"type": "code", "id": "c1"}),
    (FocusComponent, {"type": ComponentType.SHOW_TEXT, "id": "c1", "config": {"text": "Hi"}}),
    (Guardrails, {"max_turns": 4, "budgetUsd": 0.5}),
    (InstructionsPage, {"title": "One"}),
    (Persona, {"name": "Ana", "extra_params": {"top_k": 40}, "guardrails": {"max_turns": 3}}),
    (Persona, {"name": "Ana", "temperature": 0, "seed_memories": [{"a": 1}], "top_p": None}),
    (PostExperimentQuestionnaire, {"enabled": True, "questions": [{"type": "text-short"}]}),
    (PromptLayer, {"persona": "p", "examples": ["one"]}),
    (Role, {"name": "Guide", "mode": "agent", "persona_id": "per_1"}),
    (State, {"id": "a", "name": ""}),
    (TransitionRules, {"type": "auto", "duration_ms": 0}),
    (WaitingRoomConfig, {"countdown_time_ms": 3}),
]
HOW: list[dict[str, Any]] = [
    {},
    {"by_alias": True},
    {"exclude_none": True},
    {"exclude_unset": True},
    {"exclude_defaults": True},
    {"by_alias": True, "exclude_none": True},
    {"by_alias": True, "exclude_unset": True, "mode": "json"},
    {"include": {"name", "id", "seed", "states"}},
    {"exclude": {"description", "roles", "config", "somethingNew"}},
    {"include": {"states": {0: {"focus_component": {"config": True}}, 1: True}, "name": True}},
    {"exclude": {"states": {"__all__": {"id"}}, "roles": {"my_role": True}, "name": ...}},
    {"exclude": {"states": {0}, "roles": {"Other"}}},
]


def test_the_thirteen_models_have_them_all() -> None:
    assert {model for model, _ in GIVEN} == set(MODELS)
    assert len(MODELS) == 13


@pytest.mark.parametrize(
    ("model", "given"), GIVEN, ids=[f"{one.__name__}{at}" for at, (one, _) in enumerate(GIVEN)]
)
class TestAsPydanticDoes:
    @pytest.fixture
    def pair(self, model: type[Any], given: dict[str, Any]) -> tuple[Any, Any]:
        return model(**copy.deepcopy(given)), TWINS[model.__name__](**copy.deepcopy(given))

    @pytest.mark.parametrize("how", HOW, ids=[str(at) for at in range(len(HOW))])
    def test_model_dump(self, pair: tuple[Any, Any], how: dict[str, Any]) -> None:
        ours, theirs = pair
        assert ours.model_dump(**how) == theirs.model_dump(**how)
        text = {name: one for name, one in how.items() if name != "mode"}
        dumped = ours.model_dump_json(**text)
        assert json.loads(dumped) == json.loads(theirs.model_dump_json(**text))
        if len(dumped) < 40:
            assert dumped == theirs.model_dump_json(**text)

    def test_what_was_given(self, pair: tuple[Any, Any]) -> None:
        ours, theirs = pair
        assert ours.model_fields_set == theirs.model_fields_set
        assert ours.model_extra == theirs.model_extra
        fields = type(theirs).model_fields
        assert ours.model_fields.keys() == type(ours).model_fields.keys() == fields.keys()
        for name, field in type(ours).model_fields.items():
            assert field.is_required() == fields[name].is_required()
            assert field.alias == fields[name].alias
            assert field.get_default() is None

    def test_model_validate(
        self, pair: tuple[Any, Any], model: type[Any], given: dict[str, Any]
    ) -> None:
        ours, theirs = pair
        read = model.model_validate(copy.deepcopy(given))
        assert type(read) is model
        assert read == ours
        assert model.model_validate(ours) is ours
        assert read.model_fields_set == ours.model_fields_set
        sent = theirs.model_dump_json(by_alias=True, exclude_none=True)
        again = model.model_validate_json(sent)
        assert json.loads(again.model_dump_json(by_alias=True, exclude_none=True)) == json.loads(
            sent
        )

    def test_model_copy(self, pair: tuple[Any, Any]) -> None:
        ours, theirs = pair
        for deep in (False, True):
            assert ours.model_copy(deep=deep) == ours
            assert (
                ours.model_copy(deep=deep).model_fields_set == theirs.model_copy().model_fields_set
            )
        first = next(iter(ours.model_fields))
        value = "code" if first == "type" else [] if first == "examples" else None
        if first in ("name", "id", "title", "persona", "type") and first != "type":
            value = "new"
        update = {first: value}
        changed, twin = ours.model_copy(update=update), theirs.model_copy(update=update)
        assert changed.model_dump(mode="json") == twin.model_dump(mode="json")
        assert changed.model_fields_set == twin.model_fields_set

    def test_through_pickle_and_copy(self, pair: tuple[Any, Any]) -> None:
        ours, theirs = pair
        for same in (copy.copy(ours), copy.deepcopy(ours), pickle.loads(pickle.dumps(ours))):
            assert same.model_dump() == ours.model_dump()
            assert same.model_dump(exclude_unset=True) == theirs.model_dump(exclude_unset=True)


LENIENT: list[tuple[type[Any], str, Any]] = [
    (Experiment, "required_participants", "2"),
    (Experiment, "required_participants", " 2 "),
    (Experiment, "required_participants", 2.0),
    (Experiment, "required_participants", "2.0"),
    (Experiment, "completion_screen_duration_ms", "0"),
    *((Experiment, "randomize_states", one) for one in ("true", "No", "ON", "0", 0, 1, 1.0, "f")),
    (Guardrails, "budget_usd", "1.5"),
    (Guardrails, "budget_usd", 2),
    (Persona, "temperature", "1e-1"),
    (AgentConfig, "seed", "-3"),
]
REFUSED: list[tuple[type[Any], str, Any]] = [
    (Experiment, "required_participants", "two"),
    (Experiment, "required_participants", ""),
    (Experiment, "required_participants", "2.5"),
    (Experiment, "required_participants", "nan"),
    (Experiment, "required_participants", []),
    (Experiment, "randomize_states", "maybe"),
    (Experiment, "randomize_states", 2),
    (Experiment, "name", 5),
    (State, "id", 5),
    (Guardrails, "budget_usd", "much"),
]


@pytest.mark.parametrize(("model", "name", "value"), LENIENT)
def test_numbers_and_truth_values_may_be_text(model: type[Any], name: str, value: Any) -> None:
    given = {"name": "x"} if "name" in model.model_fields else {}
    theirs = getattr(TWINS[model.__name__](**given, **{name: value}), name)
    read = getattr(model(**given, **{name: value}), name)
    assert read == theirs
    assert type(read) is type(theirs) or isinstance(read, int)
    made = model(**given)
    setattr(made, name, value)
    assert getattr(made, name) == theirs


@pytest.mark.parametrize(("model", "name", "value"), REFUSED)
def test_what_pydantic_refuses_is_a_value_error(model: type[Any], name: str, value: Any) -> None:
    given: dict[str, Any] = {"name": "x"} if "name" in model.model_fields else {}
    with pytest.raises(ValueError, match=name):
        TWINS[model.__name__](**{**given, name: value})
    with pytest.raises(ValueError, match="must be") as caught:
        model(**{**given, name: value})
    assert isinstance(caught.value, hyperstudy.HyperStudyError)


def test_settings_of_a_component_stay_as_they_were_written() -> None:
    assert hyperstudy.show_text("5", font_size="7").config == {"text": "5", "fontSize": "7"}
    assert FocusComponent(type="waiting", config={"durationMs": "5"}).config == {"durationMs": "5"}


@pytest.mark.parametrize("model", [Experiment, State, FocusComponent, Persona])
def test_what_is_missing_is_a_value_error_too(model: type[Any]) -> None:
    with pytest.raises(ValueError, match="needed"):
        model()
    with pytest.raises(InputError, match="needed"):
        model(somethingElse=1)
    with pytest.raises(InputError, match="needed"):
        model.model_validate({})
    for required in (name for name, one in model.model_fields.items() if one.required):
        with pytest.raises(InputError, match="needed"):
            model(**{required: None})


@pytest.mark.parametrize("given", [None, 1, "name", ["name"], [("name", "x")]])
def test_what_is_no_dict_is_not_validated(given: Any) -> None:
    with pytest.raises(InputError, match="a dict or Experiment belongs here"):
        Experiment.model_validate(given)
    with pytest.raises(InputError):
        Experiment.model_validate_json(json.dumps(given))


@pytest.mark.parametrize("text", ["", "{", b"\xff", "{'name': 'x'}"])
def test_what_is_no_json_is_named(text: Any) -> None:
    with pytest.raises(InputError, match="no JSON"):
        Experiment.model_validate_json(text)


def test_nothing_is_checked_where_pydantic_checks_nothing() -> None:
    made = Experiment.model_construct(required_participants=0, name="")
    assert made.to_dict() == {"requiredParticipants": 0, "name": ""}
    assert made.model_fields_set == {"required_participants", "name"}
    assert Experiment.model_construct({"name"}, name="x", runtime="v2").model_dump(
        exclude_unset=True
    ) == {"name": "x"}


def test_a_copy_with_other_values_checks_them() -> None:
    experiment = Experiment(name="a", states=[State(id="s")])
    other = experiment.model_copy(update={"states": [{"id": "t"}], "required_participants": "3"})
    assert other.states[0] == State(id="t")
    assert other.required_participants == 3
    assert experiment.model_copy().states[0] is experiment.states[0]
    assert experiment.model_copy(deep=True).states[0] is not experiment.states[0]
    with pytest.raises(InputError, match="at least 1"):
        experiment.model_copy(update={"required_participants": 0})


def test_a_null_that_is_meant_is_none() -> None:
    role = Role(name="a", mode=hyperstudy.NULL)
    assert role.model_dump(exclude_unset=True) == {"name": "a", "mode": None}
    assert role.model_dump(exclude_none=True) == {"name": "a"}
    assert role.model_dump_json(indent=1, include={"mode"}) == '{\n "mode": null\n}'
    del role.mode
    assert role.model_dump(exclude_unset=True) == {"name": "a"}


def test_a_model_can_be_a_field_of_a_model_of_pydantic() -> None:
    class Wave(pydantic.BaseModel):
        number: int
        experiment: Experiment

    wave = Wave.model_validate(
        {"number": 2, "experiment": {"name": "x", "requiredParticipants": 2}}
    )
    assert type(wave.experiment) is Experiment
    assert wave.model_dump()["experiment"]["required_participants"] == 2
    assert Wave.model_validate_json(wave.model_dump_json()) == wave
    with pytest.raises(pydantic.ValidationError, match="needed"):
        Wave.model_validate({"number": 2, "experiment": {}})
