"""What experiments and personas are written with.

The classes, their parameters and the functions for components follow from the API's contract.
"""

from __future__ import annotations

from .bodies import camelize_wire
from .definition import (
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
from .factories import (
    audio_recording,
    code,
    continuous_rating,
    gaze_overlay,
    likert_scale,
    multiple_choice,
    ranking,
    rapid_rate,
    scanner_pulse_recorder,
    show_image,
    show_text,
    show_video,
    sparse_rating,
    text_chat,
    text_input,
    trigger,
    vas_rating,
    video_chat,
    waiting,
)
from .files import load_experiment, save_experiment
from .null import NULL
from .words import ComponentType, DataType, GlobalComponentType, RatingKind, Scope

__all__ = [
    "NULL",
    "AgentConfig",
    "ComponentType",
    "DataType",
    "DisconnectTimeout",
    "Experiment",
    "FocusComponent",
    "GlobalComponentType",
    "Guardrails",
    "InstructionsPage",
    "Persona",
    "PostExperimentQuestionnaire",
    "PromptLayer",
    "RatingKind",
    "Role",
    "Scope",
    "State",
    "TransitionRules",
    "WaitingRoomConfig",
    "audio_recording",
    "camelize_wire",
    "code",
    "continuous_rating",
    "gaze_overlay",
    "likert_scale",
    "load_experiment",
    "multiple_choice",
    "ranking",
    "rapid_rate",
    "save_experiment",
    "scanner_pulse_recorder",
    "show_image",
    "show_text",
    "show_video",
    "sparse_rating",
    "text_chat",
    "text_input",
    "trigger",
    "vas_rating",
    "video_chat",
    "waiting",
]
