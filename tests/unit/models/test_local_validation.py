"""A definition is checked without a server, and each fault says where it is."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from definitions import JSON, definitions
from hypothesis import given

import hyperstudy
from hyperstudy import (
    NULL,
    Experiment,
    HyperStudy,
    Role,
    State,
    contract,
    models,
    show_text,
    vas_rating,
)
from hyperstudy.sandbox.study import make

NOWHERE = "http://127.0.0.1:9/api/v3"
"""Nothing listens there: a request would be an error."""

GOOD: dict[str, Any] = {
    "name": "Dyads",
    "requiredParticipants": 2,
    "states": [
        {"id": "welcome", "focusComponent": {"type": "showtext", "config": {"text": "Hi"}}},
        {
            "id": "film",
            "focusComponent": {
                "type": "showvideo",
                "config": {"videoUrl": "https://x", "hostRole": "viewer"},
                "roleConfigs": {"viewer": {"controls": False}, "0": {}, "The viewer": {}},
            },
            "transitionRules": {"type": "TIMED", "durationMs": 5000},
        },
    ],
    "roles": {"viewer": {"name": "The viewer", "mode": "agent", "personaId": "per_1"}},
    "agentConfig": {"roleOverrides": {"viewer": {"objective": "Talk."}}},
    "globalComponents": {
        "sparserating": {
            "enabled": True,
            "config": {
                "enabledStates": ["film"],
                "stateConfigurations": {
                    "film": {"ratingComponent": {"type": "vasrating", "config": {"min": 0}}}
                },
            },
        }
    },
}

_RATING = "globalComponents.sparserating.config.stateConfigurations.film.ratingComponent"


@pytest.fixture
def hs() -> Iterator[HyperStudy]:
    with HyperStudy("hst_test_1", NOWHERE) as client:
        yield client


def changed(path: str, value: Any) -> dict[str, Any]:
    """Give the good definition with one thing at a path set, or taken away if it is None."""
    definition = copy.deepcopy(GOOD)
    *steps, last = path.replace("[", ".[").split(".")
    place: Any = definition
    for step in steps:
        place = place[int(step[1:-1])] if step.startswith("[") else place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return definition


def test_a_good_definition_is_valid_without_a_request(hs: HyperStudy) -> None:
    assert hs.validate_experiment(GOOD, local=True) == {"valid": True, "errors": [], "notes": []}


@pytest.mark.parametrize("study", hyperstudy.sandbox.studies())
def test_the_studies_of_the_sandbox_are_valid(study: str, hs: HyperStudy) -> None:
    for experiment in make(study, rooms=1, minutes=1).experiments:
        verdict = hs.validate_experiment(experiment, local=True)
        assert verdict["errors"] == []


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("name", None, "name"),
        ("name", "", "name"),
        ("requiredParticipants", 0, "requiredParticipants"),
        ("requiredParticipants", "2", "requiredParticipants"),
        ("states", {}, "states"),
        ("states[0].id", None, "states[0].id"),
        ("states[1].id", "welcome", "states[1].id"),
        ("states[0].focusComponent.type", "shwtext", "states[0].focusComponent.type"),
        ("states[0].focusComponent", {"config": {}}, "states[0].focusComponent.type"),
        ("states[0].focusComponent.config", [], "states[0].focusComponent.config"),
        (
            "states[0].focusComponent",
            {"type": "multiplechoice", "config": {"options": "yes"}},
            "states[0].focusComponent.config.options",
        ),
        (
            "states[0].focusComponent.config.fontSize",
            "huge",
            "states[0].focusComponent.config.fontSize",
        ),
        (
            "states[0].focusComponent",
            {"type": "likertscale", "config": {"scale": 12}},
            "states[0].focusComponent.config.scale",
        ),
        (
            "states[1].transitionRules",
            {"type": "TIMED"},
            "states[1].transitionRules.durationMs",
        ),
        (
            "states[1].focusComponent.roleConfigs.host",
            {},
            "states[1].focusComponent.roleConfigs.host",
        ),
        (
            "states[1].focusComponent.roleConfigs.viewer",
            {"controls": "none"},
            "states[1].focusComponent.roleConfigs.viewer.controls",
        ),
        ("agentConfig.roleOverrides.host", {}, "agentConfig.roleOverrides.host"),
        ("roles.viewer.personaId", None, "roles.viewer.personaId"),
        ("roles.viewer.mode", "robot", "roles.viewer.mode"),
        ("globalComponents.showtext", {}, "globalComponents.showtext"),
        (
            "globalComponents.sparserating.config.enabledStates",
            ["film", "flim"],
            "globalComponents.sparserating.config.enabledStates[1]",
        ),
        (
            "globalComponents.sparserating.config.stateConfigurations.flim",
            {},
            "globalComponents.sparserating.config.stateConfigurations.flim",
        ),
        (
            f"{_RATING}.config.min",
            "low",
            f"{_RATING}.config.min",
        ),
        (
            "globalComponents.scanner-pulse-recorder",
            {"type": "scannerpulserecorder", "config": {"triggerKey": 5}},
            "globalComponents.scanner-pulse-recorder.config.triggerKey",
        ),
        ("disconnectTimeout", {"durationMs": -1}, "disconnectTimeout.durationMs"),
        (
            "instructionsPages",
            [{"questions": {"passingScore": 101}}],
            "instructionsPages[0].questions.passingScore",
        ),
    ],
)
def test_each_fault_is_named_with_its_place(
    path: str, value: Any, place: str, hs: HyperStudy
) -> None:
    verdict = hs.validate_experiment(changed(path, value), local=True)
    assert verdict["valid"] is False
    assert verdict["errors"][0].split(": ")[0] == place


def test_without_roles_only_positions_can_have_settings(hs: HyperStudy) -> None:
    definition = changed("roles", None)
    del definition["states"][1]["focusComponent"]["config"]["hostRole"]
    verdict = hs.validate_experiment(definition, local=True)
    assert verdict["errors"] == [
        "agentConfig.roleOverrides.viewer: there is no role 'viewer'",
        "states[1].focusComponent.roleConfigs.viewer: there is no role 'viewer'",
        "states[1].focusComponent.roleConfigs.The viewer: there is no role 'The viewer'",
    ]


def test_all_faults_are_told_at_once(hs: HyperStudy) -> None:
    verdict = hs.validate_experiment(
        {"name": "", "states": [{"id": "a"}, {"id": "a"}, {"order": "first"}]}, local=True
    )
    assert len(verdict["errors"]) == 4


def test_names_that_look_like_slips_are_notes(hs: HyperStudy) -> None:
    definition = changed("states[0].focusComponent.config.fontsize", "large")
    definition["requiredParticpants"] = 2
    definition["states"][1]["focus-component"] = {}
    definition["states"][1]["focusComponent"]["roleConfigs"]["0"] = {"Controls": False}
    verdict = hs.validate_experiment(Experiment.from_dict(definition), local=True)
    assert verdict["valid"] is True
    assert verdict["notes"] == [
        "states[1].focus-component: is not known; did you mean focusComponent?",
        "requiredParticpants: is not known; did you mean requiredParticipants?",
        "states[0].focusComponent.config.fontsize: is not known; did you mean fontSize?",
        "states[1].focusComponent.roleConfigs.0.Controls: is not known; did you mean controls?",
    ]


def test_what_only_contradicts_a_guess_is_a_note(hs: HyperStudy) -> None:
    definition = {"name": "x", "stimulusMappings": {"faces": {"strategy": "eeny-meeny"}}}
    verdict = hs.validate_experiment(definition, local=True)
    assert verdict["valid"] is True
    assert [one.split(": ")[0] for one in verdict["notes"]] == ["stimulusMappings.faces.strategy"]


def test_a_null_that_was_meant_is_no_error(hs: HyperStudy) -> None:
    experiment = Experiment(
        name="x",
        description=NULL,
        roles={"viewer": Role(name=NULL, mode=NULL)},
        states=[State(id="a", name=NULL, focus_component=vas_rating("q", min_label=NULL))],
    )
    verdict = hs.validate_experiment(experiment, local=True)
    assert verdict["valid"] is True
    assert sorted(one.split(": ")[0] for one in verdict["notes"]) == [
        "roles.viewer.mode",
        "roles.viewer.name",
        "states[0].focusComponent.config.minLabel",
        "states[0].name",
    ]
    wrong = {"name": None, "states": [{"id": None}, None], "roles": {"viewer": None}}
    errors = hs.validate_experiment(wrong, local=True)["errors"]
    assert [one.split(": ")[0] for one in errors] == [
        "states[0].id",
        "states[1]",
        "roles.viewer",
        "name",
    ]


def test_models_and_python_names_are_understood(hs: HyperStudy) -> None:
    experiment = Experiment(
        name="x",
        states=[State(id="a", focus_component=show_text("t")), State(id="a")],
        roles={"viewer": Role(mode="agent")},
    )
    errors = hs.validate_experiment(experiment, local=True)["errors"]
    assert [one.split(": ")[0] for one in errors] == ["states[1].id", "roles.viewer.personaId"]
    errors = hs.validate_experiment({"name": "x", "required_participants": 0}, local=True)["errors"]
    assert errors == ["requiredParticipants: must be at least 1, is 0"]


@pytest.mark.parametrize("wrong", [None, "x", 3, [GOOD]])
def test_what_is_no_definition_is_a_type_error(wrong: Any, hs: HyperStudy) -> None:
    with pytest.raises(TypeError):
        hs.validate_experiment(wrong, local=True)


@given(definition=definitions())
def test_whatever_a_definition_holds_the_check_only_speaks(definition: dict[str, Any]) -> None:
    with HyperStudy("hst_test_1", NOWHERE) as client:
        verdict = client.validate_experiment(Experiment.from_dict(definition), local=True)
    assert verdict["valid"] is not bool(verdict["errors"])
    assert not set(verdict["errors"]) & set(verdict["notes"])


@given(value=JSON)
def test_a_setting_is_judged_as_the_contract_says(value: Any) -> None:
    component = vas_rating("q").to_dict()
    component["config"]["step"] = value
    definition = {"name": "x", "states": [{"id": "a", "focusComponent": component}]}
    with HyperStudy("hst_test_1", NOWHERE) as client:
        verdict = client.validate_experiment(Experiment.from_dict(definition), local=True)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    assert verdict["valid"] is (number or value is None)
    assert (not verdict["notes"]) is (value is not None)


def test_the_same_functions_judge_in_the_sandbox() -> None:
    from hyperstudy.sandbox.handlers import experiments

    assert experiments.definition_faults is models.definition_check.definition_faults
    assert contract.operation("validate_experiment").method == "POST"
