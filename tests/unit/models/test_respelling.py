"""Names of dict definitions: respelled where the contract has the other spelling, else never."""

from __future__ import annotations

import json
from typing import Any

import pytest
from definitions import definitions
from hypothesis import given

from hyperstudy import ComponentType, Experiment, FocusComponent, HyperStudyWarning, Persona, Role
from hyperstudy.models import camelize_wire
from hyperstudy.models.bodies import body, persona_body


def test_names_are_respelled_along_the_contract() -> None:
    assert camelize_wire(
        {
            "name": "x",
            "required_participants": 2,
            "states": [
                {
                    "id": "a",
                    "transition_rules": {"type": "TIMED", "duration_ms": 5},
                    "focus_component": {
                        "config": {"options": [{"label": "A"}], "allow_multiple": True},
                        "type": ComponentType.MULTIPLE_CHOICE,
                        "role_configs": {"my_role": {"allow_multiple": False}},
                    },
                }
            ],
            "post_experiment_questionnaire": {
                "pages": [{"questions": [{"type": "likert", "config": {"min_label": "No"}}]}]
            },
            "instructions_pages": [{"questions": {"items": [{"correct_answer": 1}]}}],
            "feature_flags": {"use_data_collection_v2": True},
            "global_components": {
                "sparserating": {
                    "config": {
                        "enabled_states": ["my_state"],
                        "state_configurations": {
                            "my_state": {"response_time_limit": 5, "rating_component": {}}
                        },
                    }
                }
            },
        }
    ) == {
        "name": "x",
        "requiredParticipants": 2,
        "states": [
            {
                "id": "a",
                "transitionRules": {"type": "TIMED", "durationMs": 5},
                "focusComponent": {
                    "config": {"options": [{"label": "A"}], "allowMultiple": True},
                    "type": "multiplechoice",
                    "roleConfigs": {"my_role": {"allowMultiple": False}},
                },
            }
        ],
        "postExperimentQuestionnaire": {
            "pages": [{"questions": [{"type": "likert", "config": {"minLabel": "No"}}]}]
        },
        "instructionsPages": [{"questions": {"items": [{"correctAnswer": 1}]}}],
        "featureFlags": {"useDataCollectionV2": True},
        "globalComponents": {
            "sparserating": {
                "config": {
                    "enabledStates": ["my_state"],
                    "stateConfigurations": {
                        "my_state": {"responseTimeLimit": 5, "ratingComponent": {}}
                    },
                }
            }
        },
    }


def test_names_that_somebody_made_up_stay() -> None:
    own: dict[str, Any] = {
        "variables": {"my_mood": {"type": "object", "initial_value": {"a_b": 1}}, "UPPER": 1},
        "stimulusMappings": {"my_faces": {"draw_scope": "room", "happy_face": "https://x"}},
        "roles": {"my_role": {"name": "R"}, "Viewer": {}},
        "agentConfig": {"roleOverrides": {"my_role": {}}},
    }
    assert camelize_wire(own) == own


def test_camel_case_stays_as_it_is() -> None:
    assert camelize_wire({"disconnectTimeout": {"durationMs": 5, "autoReconnectDelay": 1}}) == {
        "disconnectTimeout": {"durationMs": 5, "autoReconnectDelay": 1}
    }


def test_both_spellings_at_once_stay_both() -> None:
    both = {"required_participants": 1, "requiredParticipants": 2}
    with pytest.warns(HyperStudyWarning, match="requiredParticipants"):
        assert camelize_wire(both) == both


def test_an_unknown_name_passes_with_a_warning_when_it_looks_like_a_python_name() -> None:
    state = {"id": "a", "focusComponent": {"type": "showtext", "config": {"auto_advance": True}}}
    with pytest.warns(
        HyperStudyWarning, match=r"states\[0\].*auto_advance.*'autoAdvance'"
    ) as caught:
        assert camelize_wire({"states": [state]}) == {"states": [state]}
    assert caught[0].filename == __file__


def test_settings_for_a_role_are_settings_of_the_component() -> None:
    by_role = {"my_role": {"min_label": "low"}, "0": {"my_own": {"a_b": 1}}}
    sent = {"my_role": {"minLabel": "low"}, "0": {"my_own": {"a_b": 1}}}
    with pytest.warns(HyperStudyWarning, match=r"roleConfigs\.0\.my_own is not a name"):
        component = FocusComponent(type="vasrating", role_configs=by_role)
    assert component.role_configs == sent
    state = {"id": "a", "focus_component": {"type": "vasrating", "role_configs": by_role}}
    with pytest.warns(HyperStudyWarning, match="my_own"):
        assert camelize_wire(state, "State")["focusComponent"]["roleConfigs"] == sent


@given(definition=definitions())
def test_a_model_is_sent_to_the_letter(definition: dict[str, Any]) -> None:
    experiment = Experiment.from_dict(definition)
    assert json.dumps(body("ExperimentDefinition", experiment, {})) == json.dumps(definition)


def test_keywords_are_python_names_and_win() -> None:
    sent = body(
        "ExperimentPatch",
        {"name": "a", "description": "b"},
        {
            "name": "c",
            "description": None,
            "some_unpublished_setting": {"a_b": 1},
            "waiting_room_config": {"max_wait_time_ms": 5},
            "roles": {"my_role": Role(participant_count=1)},
        },
    )
    assert sent == {
        "name": "c",
        "description": None,
        "someUnpublishedSetting": {"a_b": 1},
        "waitingRoomConfig": {"maxWaitTimeMs": 5},
        "roles": {"my_role": {"participantCount": 1}},
    }


def test_something_else_than_a_definition_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="str"):
        body("ExperimentDefinition", "an experiment", {})


@pytest.mark.parametrize("name", ["offlineCognition", "offline_cognition"])
def test_what_the_server_discards_of_a_persona_is_left_out_and_told(name: str) -> None:
    for given_as in ({"name": "Ana", name: {"x": 1}}, Persona.from_dict({"name": "Ana", name: 1})):
        with pytest.warns(HyperStudyWarning, match="discards"):
            assert persona_body("NewPersona", given_as, {}) == {"name": "Ana"}
    with pytest.warns(HyperStudyWarning, match="discards"):
        assert persona_body("PersonaPatch", None, {name: {}, "top_p": 1}) == {"topP": 1}


def test_a_persona_as_the_server_sends_it_can_be_sent_back_without_a_warning() -> None:
    sent = {"id": "per_1", "name": "Ana", "offlineCognition": None, "createdAt": "2026-01-01"}
    assert persona_body("PersonaPatch", sent, {}) == {
        "id": "per_1",
        "name": "Ana",
        "createdAt": "2026-01-01",
    }
