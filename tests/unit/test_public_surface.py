"""Scripts written for the published 0.4.1 find every name, parameter and default that they know.

The tables say what 0.4.1 has; where this package has more, it may. What differs on purpose stands
with its reason in `DIFFERENT`.
"""

from __future__ import annotations

import importlib
import inspect
from enum import Enum
from typing import Any

import pytest

import hyperstudy
from hyperstudy import HyperStudy, models
from hyperstudy.resources.info import ExperimentInfo
from hyperstudy.transport import response_errors

NAMES = """
HyperStudy __version__
HyperStudyError AuthenticationError ForbiddenError NotFoundError ServerError ValidationError
Scope DataType RatingKind ComponentType GlobalComponentType
Experiment State FocusComponent Role AgentConfig PromptLayer Persona Guardrails TransitionRules
WaitingRoomConfig DisconnectTimeout InstructionsPage PostExperimentQuestionnaire
show_text show_image show_video vas_rating text_input multiple_choice waiting likert_scale ranking
"""

NEEDED = object()
"""Stands for a parameter without a default."""

TAIL = "limit=None offset=0 output='pandas' progress=True"
TIME = "start_time=None end_time=None"
SORT = "sort=None order=None"
WIDE = "scope='experiment' deployment_id=None room_id=None"

# Parameters by position, then `*`, then those by keyword.
METHODS = {
    "__init__": "api_key=None base_url='https://api.hyperstudy.io/api/v3' timeout=30",
    "get_events": f"scope_id * {WIDE} {TIME} category=None {SORT} {TAIL}",
    "get_recordings": f"scope_id * {WIDE} {TAIL}",
    "get_chat": f"scope_id * {WIDE} {TIME} {SORT} {TAIL}",
    "get_videochat": f"scope_id * {WIDE} {TIME} {SORT} {TAIL}",
    "get_sync": f"scope_id * {WIDE} {TIME} aggregation_window=None {SORT} {TAIL}",
    "get_ratings": f"scope_id * kind='continuous' {WIDE} {TIME} {SORT} {TAIL}",
    "get_eyetracking": f"scope_id * scope='experiment' room_id=None {TAIL}",
    "get_components": f"scope_id * {WIDE} {TAIL}",
    "get_participants": f"scope_id * {WIDE} {TAIL}",
    "get_rooms": f"scope_id * scope='experiment' deployment_id=None {TAIL}",
    "get_questionnaire": f"scope_id * {WIDE} {TIME} {SORT} {TAIL}",
    "get_instructions": f"scope_id * {WIDE} {TIME} {SORT} {TAIL}",
    "get_consent": f"scope_id * {WIDE} {TIME} {SORT} {TAIL}",
    "get_variables": "room_id * output='pandas'",
    "get_counts": "participant_id room_id",
    "get_agent_decisions": (
        "scope_id * scope='experiment' detail=False limit=None participant_id=None output='pandas'"
    ),
    "get_agent_decision": "room_id decision_id",
    "get_agent_runs": "experiment_id * output='pandas'",
    "get_all_data": "participant_id * room_id output='pandas'",
    "health": "",
    "list_experiments": "* search=None limit=None offset=0 output='pandas' progress=True",
    "get_experiment": "experiment_id",
    "get_experiment_config": "experiment_id",
    "export_experiment": "experiment_id",
    "create_experiment": "* experiment=None name=None **",
    "update_experiment": "experiment_id * experiment=None **",
    "validate_experiment": "experiment",
    "delete_experiment": "experiment_id * skip_data_check=False",
    "list_deployments": "* experiment_id=None status=None output='pandas'",
    "get_deployment": "deployment_id",
    "get_deployment_sessions": "deployment_id * output='pandas'",
    "create_deployment": "experiment_id * config=None **",
    "get_agent_spend": "deployment_id",
    "run_more": "deployment_id * rooms budget_usd",
    "stop_room": "deployment_id room_id",
    "retry_room": "deployment_id room_id",
    "list_personas": "* output='pandas'",
    "get_persona": "persona_id",
    "create_persona": "* persona=None name=None **",
    "update_persona": "persona_id * persona=None **",
    "delete_persona": "persona_id",
    "duplicate_persona": "persona_id",
    "get_cognition_catalog": "",
    "download_recording": "recording output_dir='.'",
    "download_recordings": (
        f"scope_id * output_dir {WIDE} recording_type=None progress=True skip_existing=True"
    ),
}
DIFFERENT = {
    ("__init__", "base_url"): (None, "HYPERSTUDY_BASE_URL is read first; then it is that address"),
}

FIELDS = {
    "Experiment": (
        "name description=None required_participants=None runtime=None agent_config=None "
        "randomize_states=None states=None roles=None global_components=None variables=None "
        "waiting_room_config=None disconnect_timeout=None completion_screen_duration_ms=None "
        "consent_form_enabled=None consent_form_title=None consent_form_content=None "
        "instructions_enabled=None instructions_title=None instructions_content=None "
        "instructions_pages=None post_experiment_questionnaire=None"
    ),
    "State": (
        "id name=None order=None focus_component=None transition_rules=None "
        "global_components_visibility=None"
    ),
    "FocusComponent": "type config=None id=None",
    "TransitionRules": "type=None duration_ms=None",
    "Role": "name=None participant_count=None mode=None persona_id=None",
    "PromptLayer": (
        "persona=None objective=None guidance=None examples=None additional_instructions=None"
    ),
    "AgentConfig": "role_overrides=None pacing=None seed=None",
    "Guardrails": (
        "max_turns=None budget_tokens=None budget_usd=None max_consecutive_decision_errors=None"
    ),
    "Persona": (
        "name description=None prompt=None provider=None model=None temperature=None top_p=None "
        "max_tokens=None thinking=None reasoning_effort=None extra_params=None "
        "disable_thinking=None seed=None cognition=None memory_persistence=None language=None "
        "seed_memories=None guardrails=None pacing=None visibility=None"
    ),
    "WaitingRoomConfig": "max_wait_time_ms=None countdown_time_ms=None",
    "DisconnectTimeout": "enabled=None duration_ms=None auto_reconnect_delay=None",
    "InstructionsPage": "title=None content=None",
    "PostExperimentQuestionnaire": "enabled=None questions=None",
}

FACTORIES = {
    "show_text": "text * id=None **",
    "show_image": "url * id=None **",
    "show_video": "url * id=None **",
    "vas_rating": "prompt * output_variable=None id=None **",
    "text_input": "prompt * output_variable=None id=None **",
    "multiple_choice": "prompt options * output_variable=None id=None **",
    "waiting": "duration_ms=None * id=None **",
    "likert_scale": "prompt * output_variable=None scale_points=7 id=None **",
    "ranking": "prompt options * output_variable=None id=None **",
}
"""`output_variable` and `duration_ms` were needed there; here they may be left out."""

ENUMS = {
    "Scope": "EXPERIMENT=experiment ROOM=room PARTICIPANT=participant",
    "DataType": (
        "EVENTS=events RECORDINGS=recordings CHAT=chat VIDEOCHAT=videochat SYNC=sync "
        "RATINGS=ratings EYETRACKING=eyetracking COMPONENTS=components PARTICIPANTS=participants "
        "ROOMS=rooms AGENT_DECISIONS=agentDecisions AGENT_RUNS=agentRuns"
    ),
    "RatingKind": "CONTINUOUS=continuous SPARSE=sparse",
    "ComponentType": (
        "SHOW_TEXT=showtext SHOW_IMAGE=showimage SHOW_VIDEO=showvideo VAS_RATING=vasrating "
        "TEXT_INPUT=textinput MULTIPLE_CHOICE=multiplechoice WAITING=waiting CODE=code "
        "CONTINUOUS_RATING=continuousrating VIDEO_CHAT=videochat TEXT_CHAT=textchat "
        "RAPID_RATE=rapidrate AUDIO_RECORDING=audiorecording SPARSE_RATING=sparserating "
        "TRIGGER=trigger RANKING=ranking SCANNER_PULSE_RECORDER=scannerpulserecorder "
        "LIKERT_SCALE=likertscale GAZE_OVERLAY=gazeoverlay"
    ),
    "GlobalComponentType": (
        "CONTINUOUS_RATING=continuousrating VIDEO_CHAT=videochat TEXT_CHAT=textchat "
        "SPARSE_RATING=sparserating SCANNER_PULSE_RECORDER=scannerpulserecorder "
        "GAZE_OVERLAY=gazeoverlay"
    ),
}

ERRORS = {
    400: "ValidationError",
    401: "AuthenticationError",
    403: "ForbiddenError",
    404: "NotFoundError",
    409: "HyperStudyError",
    500: "ServerError",
    504: "ServerError",
}


def read_signature(line: str) -> tuple[list[str], dict[str, Any], bool]:
    """Read a line: names by position, all defaults, and whether anything else is taken."""
    by_position: list[str] = []
    defaults: dict[str, Any] = {}
    position = True
    for word in line.split():
        if word in {"*", "**"}:
            position = False
            continue
        name, _, default = word.partition("=")
        defaults[name] = eval(default) if default else NEEDED
        if position:
            by_position.append(name)
    return by_position, defaults, "**" in line.split()


def assert_takes(function: Any, line: str, what: str, *, models: bool = False) -> None:
    by_position, defaults, anything = read_signature(line)
    parameters = {
        name: one for name, one in inspect.signature(function).parameters.items() if name != "self"
    }
    positional = [name for name, one in parameters.items() if one.kind is one.POSITIONAL_OR_KEYWORD]
    if not models:
        assert positional[: len(by_position)] == by_position
    for name, default in defaults.items():
        here = parameters[name].default
        here = NEEDED if here is inspect.Parameter.empty else here
        expected = DIFFERENT.get((what, name), (default,))[0]
        assert here == expected, (what, name)
    takes_anything = any(one.kind is one.VAR_KEYWORD for one in parameters.values())
    assert takes_anything or not anything
    for name in parameters.keys() - defaults.keys():
        optional = parameters[name].default is not inspect.Parameter.empty
        assert optional or parameters[name].kind is inspect.Parameter.VAR_KEYWORD, name


@pytest.mark.parametrize("name", NAMES.split())
def test_every_name_is_exported(name: str) -> None:
    assert name in hyperstudy.__all__
    assert getattr(hyperstudy, name) is not None


@pytest.mark.parametrize("name", METHODS)
def test_every_method_takes_what_it_took(name: str) -> None:
    assert_takes(getattr(HyperStudy, name), METHODS[name], name)


@pytest.mark.parametrize("name", FIELDS)
def test_every_model_takes_what_it_took(name: str) -> None:
    model = getattr(models, name)
    assert_takes(model, FIELDS[name], name, models=True)
    _, defaults, _ = read_signature(FIELDS[name])
    example = {"name": "x", "id": "x", "type": "code"}
    made = model(**{one: example[one] for one, default in defaults.items() if default is NEEDED})
    for member, default in defaults.items():
        if default is None and name != "FocusComponent":
            assert getattr(made, member) is None


@pytest.mark.parametrize("name", FACTORIES)
def test_every_factory_takes_what_it_took(name: str) -> None:
    assert_takes(getattr(hyperstudy, name), FACTORIES[name], name)


@pytest.mark.parametrize("name", ENUMS)
def test_every_enumeration_has_its_words(name: str) -> None:
    enum = getattr(hyperstudy, name)
    assert issubclass(enum, str)
    assert issubclass(enum, Enum)
    for word in ENUMS[name].split():
        member, _, value = word.partition("=")
        assert enum[member].value == value == enum[member]
        assert enum(value) is enum[member]


def test_values_that_are_dicts_or_objects() -> None:
    assert models.FocusComponent(type="code").config == {}
    assert callable(models.camelize_wire)
    info = ExperimentInfo({"id": "exp_1"})
    for name in ("get", "keys", "values", "items", "to_dict", "__contains__", "_repr_html_"):
        assert callable(getattr(info, name))


@pytest.mark.parametrize("status", ERRORS)
def test_every_status_has_its_class(status: int) -> None:
    import httpx

    answer = httpx.Response(
        status,
        json={"status": "error", "error": {"code": "X", "message": "m", "details": {"a": 1}}},
        request=httpx.Request("GET", "https://x/y"),
    )
    error = response_errors.error_for(answer)
    assert type(error) is getattr(hyperstudy, ERRORS[status])
    assert isinstance(error, hyperstudy.HyperStudyError)
    assert (error.message, error.code, error.status_code, error.details) == (
        "m",
        "X",
        status,
        {"a": 1},
    )


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("exceptions", ["HyperStudyError", "NotFoundError", "ServerError", "ValidationError"]),
        ("models", ["Experiment", "AgentConfig", "PromptLayer", "Guardrails", "Persona"]),
        ("client", ["HyperStudy"]),
        ("experiments", ["Experiments"]),
        ("personas", ["Personas"]),
    ],
)
def test_every_module_that_scripts_import_from(module: str, names: list[str]) -> None:
    found = importlib.import_module(f"hyperstudy.{module}")
    for name in names:
        assert getattr(found, name) is getattr(hyperstudy, name, getattr(found, name))
    assert issubclass(HyperStudy, (found.Experiments,) if module == "experiments" else object)


def test_a_warning_is_a_user_warning() -> None:
    assert issubclass(hyperstudy.HyperStudyWarning, UserWarning)


def test_without_a_key_no_request_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HYPERSTUDY_API_KEY", raising=False)
    with pytest.raises(hyperstudy.AuthenticationError) as caught:
        HyperStudy()
    assert caught.value.code == "MISSING_API_KEY"
    assert caught.value.status_code == 401
