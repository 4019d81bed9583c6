from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.event_category import EventCategory
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.component_response import ComponentResponse
    from ..models.event_context import EventContext
    from ..models.json_object import JsonObject
    from ..models.variable_values import VariableValues


@_attrs_define
class Event(_Model[Any]):
    """One thing that happened in a room: an answer, a completed component, a state change, a
    media, consent or questionnaire event. Old data hold duplicates and repaired timings.

    Attributes:
        id (str): Identifier of the event (`eventId` in storage). Example: evt_9f21.
        timestamp (datetime.datetime): Absolute time, UTC with milliseconds. Example:
            2026-03-02T09:00:04.250Z.
        onset (float): Milliseconds since the first experiment state of the room began.
            Documented as negative for setup, consent and instructions; observed from 0 up. Unit:
            ms. Example: 4250.
        experiment_id (str | Unset): Experiment that the row belongs to. Example: exp_7.
        deployment_id (None | str | Unset): Deployment (data collection run) of the room.
            Missing on data older than April 2026. Example: dep_4.
        room_id (None | str | Unset): Room of the event. Events before the experiment may hold
            the lobby's id, or none. Example: room_31.
        session_id (None | str | Unset): Name of `roomId` on events before February 2026.
            Example: room_31.
        participant_id (None | str | Unset): Participant who caused the event; null or missing
            on some system events. Example: user_12.
        participant_role (None | str | Unset): Role of the participant, added by the server.
            Example: listener.
        category (EventCategory | Unset): Group that an event belongs to. Questionnaire answers
            are found under `post_experiment` (documentation) or `questionnaire` (observed): ask for
            both. `continuous_rating` and `recording` are inferred names of groups that are known to
            exist. New values may come; keep a value you don't know.
        event_type (None | str | Unset): Name of what happened, mostly dotted; other names than
            the known ones may come. May be missing. Some things have two names: `consent.agreed` or
            `consent.accepted`; `instructions.comprehension_attempt`, `..._passed` and `..._failed`
            or `instructions.comprehension_check`. The names for buffering are inferred. Known:
            `component.complete`, `component.update`, `component.response`, `trigger`, `marker`,
            `state.transition`, `state.enter`, `media.play`, `media.pause`, `media.ended`,
            `media.buffering_start`, `media.buffering_end`, `communication.message`, `sync.metrics`,
            `consent.shown`, `consent.agreed`, `consent.accepted`, `consent.declined`,
            `instructions.page_view`, `instructions.comprehension_attempt`,
            `instructions.comprehension_passed`, `instructions.comprehension_failed`,
            `instructions.comprehension_check`, `instructions.completed`, `questionnaire.response`,
            `questionnaire.completed`, `experiment.start`, `experiment.end`, `experiment.completed`,
            `experiment.exited`, `experiment.timeout`, `experiment.error`, `sparse_rating_response`,
            `scanner_pulse`, `video.recording.started`, `video.recording.requested`,
            `audio_recording`. Example: component.response.
        state_id (None | str | Unset): Experiment state in which the event happened. Example:
            state_3.
        state_name (None | str | Unset): Name of that state, added by the server. Example: Rate
            clip.
        component_id (None | str | Unset): Instance of the component. Example: rate_1.
        component_type (None | str | Unset): Kind of component. Three spellings are in use:
            `ShowVideo` (data records), `vasrating` (definitions, rating records) and
            `multiple_choice` (storage); compare without case and underscores. Example: TextInput.
        content (None | str | Unset): Readable summary, or the answer as text (numbers arrive as
            text). Example: 7.
        response (ComponentResponse | None | Unset): The participant's answer.
        value (Any | Unset): Payload of the event, under this name in the recorder (`data` in
            the storage model; members there).
        data (Any | Unset): Payload of the event, under this name in the storage model (`value`
            in the recorder). Members by event type:

            | Event | Members |
            |---|---|
            | component completion | `componentId`, `componentType`, `question`, `response`,
            `responseTime` (ms) |
            | component update | `componentId`, `componentType`, `value`, `videoTime` (s) |
            | state transition | `fromState`, `toState`, `transitionType` (e.g. `manual`), `trigger`
            (e.g. `participant_action`) |
            | media | `mediaId`, `mediaType`, `currentTime` (s), `duration` (s) |
            | communication | `messageType` (`text`), `content`, `recipient` (`all`) |
            | sync metrics | `offset`, `latency`, `qualityScore` (0-1) |
            | trigger | `action` (`sent`, `received`), `triggerType` (`keyboard`, `ttl`),
            `triggerValue` (key) |
            | scanner pulse | `key`, `pulseNumber` (from 1), `experimentPhase` (`pre_trigger`,
            `post_trigger`, `complete`), `timeSinceFirstPulse` (ms), `timeSinceTrigger` (ms or
            null), `preTriggerPulseCount`, `stateIndex` |
            | comprehension attempt | `pageIndex`, `pageTitle`, `attemptNumber`, `answers` (by
            question id), `score` (percent), `passed`, `correctCount`, `totalQuestions`, `timestamp`
            (epoch ms); one page lists snake_case variants (`questions_total`, `time_spent`, ...) |
            | questionnaire response | `questionId`, `questionText`, `questionType`, `answer` (any),
            `pageIndex`, `pageTitle`, `pageId`, `responseTime` (ms) |
            | questionnaire completed | `totalPages`, `totalQuestions`, `totalResponseTime` (ms) |
            | experiment completed | `outcome`, `totalDuration` (ms), `statesCompleted`,
            `completionCode` |
            | sparse rating response | `videoId`, `stateId`, `componentType`, `componentData`,
            `pauseIndex`, `videoRelativeTime` (ms), `pauseTimestamp` (epoch ms), `responseTime`
            (ms), `previousRating` |
            | audio recording | `duration` (s), `fileSize` (bytes), `format`, `filename`,
            `storageUrl`, `deviceInfo` (`microphoneLabel`, `sampleRate`) |
        duration (float | None | Unset): Length of an event that has one. Unit: ms. Example:
            45000.
        stimulus_url (None | str | Unset): Stimulus that was shown with an input, after its
            expression was resolved. The name is inferred. Example:
            https://media.example.org/faces/04.png.
        stimulus_caption (None | str | Unset): Caption of that stimulus. The name is inferred.
            Example: Face 4.
        raw_onset (float | None | Unset): Onset by the participant's own clock, before the clock
            correction (`onset` = `rawOnset` - `clockOffsetApplied`). Seen on sparse ratings; the
            correction applies to events too. Unit: ms. Example: 4271.
        clock_offset_applied (float | None | Unset): Clock correction that was subtracted from
            `rawOnset`. Unit: ms. Example: 21.
        session_time (float | None | Unset): Time since the participant joined; in the storage
            model only. Unit: ms. Example: 125000.
        context (EventContext | None | Unset): State and role as stored with the event.
        variable_snapshot (None | Unset | VariableValues): Experiment variables at that moment.
        priority (None | str | Unset): Delivery priority in the storage model: `high` was sent
            at once, the rest in batches. Example: high.
        metadata (JsonObject | None | Unset): Storage metadata: participantId, roomId,
            experimentId, stateId.
    """

    id: str
    timestamp: datetime.datetime
    onset: float
    experiment_id: str | Unset = UNSET
    deployment_id: None | str | Unset = UNSET
    room_id: None | str | Unset = UNSET
    session_id: None | str | Unset = UNSET
    participant_id: None | str | Unset = UNSET
    participant_role: None | str | Unset = UNSET
    category: EventCategory | Unset = UNSET
    event_type: None | str | Unset = UNSET
    state_id: None | str | Unset = UNSET
    state_name: None | str | Unset = UNSET
    component_id: None | str | Unset = UNSET
    component_type: None | str | Unset = UNSET
    content: None | str | Unset = UNSET
    response: ComponentResponse | None | Unset = UNSET
    value: Any | Unset = UNSET
    data: Any | Unset = UNSET
    duration: float | None | Unset = UNSET
    stimulus_url: None | str | Unset = UNSET
    stimulus_caption: None | str | Unset = UNSET
    raw_onset: float | None | Unset = UNSET
    clock_offset_applied: float | None | Unset = UNSET
    session_time: float | None | Unset = UNSET
    context: EventContext | None | Unset = UNSET
    variable_snapshot: None | Unset | VariableValues = UNSET
    priority: None | str | Unset = UNSET
    metadata: JsonObject | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "timestamp": "timestamp",
        "onset": "onset",
        "experimentId": "experiment_id",
        "deploymentId": "deployment_id",
        "roomId": "room_id",
        "sessionId": "session_id",
        "participantId": "participant_id",
        "participantRole": "participant_role",
        "category": "category",
        "eventType": "event_type",
        "stateId": "state_id",
        "stateName": "state_name",
        "componentId": "component_id",
        "componentType": "component_type",
        "content": "content",
        "response": "response",
        "value": "value",
        "data": "data",
        "duration": "duration",
        "stimulusUrl": "stimulus_url",
        "stimulusCaption": "stimulus_caption",
        "rawOnset": "raw_onset",
        "clockOffsetApplied": "clock_offset_applied",
        "sessionTime": "session_time",
        "context": "context",
        "variableSnapshot": "variable_snapshot",
        "priority": "priority",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.component_response import ComponentResponse
        from ..models.event_context import EventContext
        from ..models.json_object import JsonObject
        from ..models.variable_values import VariableValues

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            onset=rest.pop("onset", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            deployment_id=rest.pop("deploymentId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            session_id=rest.pop("sessionId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            participant_role=rest.pop("participantRole", UNSET),
            category=parse_enum(EventCategory, str, rest.pop("category", UNSET)),
            event_type=rest.pop("eventType", UNSET),
            state_id=rest.pop("stateId", UNSET),
            state_name=rest.pop("stateName", UNSET),
            component_id=rest.pop("componentId", UNSET),
            component_type=rest.pop("componentType", UNSET),
            content=rest.pop("content", UNSET),
            response=parse_model(ComponentResponse, rest.pop("response", UNSET)),
            value=rest.pop("value", UNSET),
            data=rest.pop("data", UNSET),
            duration=rest.pop("duration", UNSET),
            stimulus_url=rest.pop("stimulusUrl", UNSET),
            stimulus_caption=rest.pop("stimulusCaption", UNSET),
            raw_onset=rest.pop("rawOnset", UNSET),
            clock_offset_applied=rest.pop("clockOffsetApplied", UNSET),
            session_time=rest.pop("sessionTime", UNSET),
            context=parse_model(EventContext, rest.pop("context", UNSET)),
            variable_snapshot=parse_model(VariableValues, rest.pop("variableSnapshot", UNSET)),
            priority=rest.pop("priority", UNSET),
            metadata=parse_model(JsonObject, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
