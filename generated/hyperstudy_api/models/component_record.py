from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.component_response import ComponentResponse
    from ..models.json_object import JsonObject
    from ..models.variable_values import VariableValues


@_attrs_define
class ComponentRecord(_Model[Any]):
    """One component as it was shown to one participant, with the answer where there is one.

    Attributes:
        component_id (str): Instance of the component. Example: rate_1.
        component_type (str): Kind of component. Three spellings are in use: `ShowVideo` (data
            records), `vasrating` (definitions, rating records) and `multiple_choice` (storage);
            compare without case and underscores. Example: ShowVideo.
        experiment_id (str | Unset): Experiment that the row belongs to. Example: exp_7.
        room_id (str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        participant_id (str | Unset): Participant that the row is about (user id; Prolific users
            have `prolific_<PID>`). Example: user_12.
        state_id (None | str | Unset): Experiment state in which the component was shown.
            Example: state_3.
        timestamp (datetime.datetime | Unset): When it was shown. Example:
            2026-03-02T09:00:04.250Z.
        onset (float | Unset): Milliseconds since the first experiment state of the room began.
            May be below zero for what happened before (setup, consent, instructions). Unit: ms.
            Example: 4250.
        content (None | str | Unset): Readable summary, or the answer as text. Example: 7.
        response (ComponentResponse | None | Unset): The participant's answer. The documentation
            calls the record component response data; the name is inferred.
        response_time (float | None | Unset): Time from display to answer. Unit: ms. Example:
            2100.
        completed (bool | None | Unset): The participant completed the component. The filter of
            this name is documented, the member is inferred. Example: true.
        stimulus_url (None | str | Unset): Stimulus that was shown with the component. The
            column is documented, the name is inferred. Example:
            https://media.example.org/faces/04.png.
        stimulus_caption (None | str | Unset): Caption of that stimulus. The column is
            documented, the name is inferred. Example: Face 4.
        config (JsonObject | None | Unset): Configuration as shown; members depend on the
            component.
        variable_snapshot (None | Unset | VariableValues): Experiment variables when the
            component was shown.
    """

    component_id: str
    component_type: str
    experiment_id: str | Unset = UNSET
    room_id: str | Unset = UNSET
    participant_id: str | Unset = UNSET
    state_id: None | str | Unset = UNSET
    timestamp: datetime.datetime | Unset = UNSET
    onset: float | Unset = UNSET
    content: None | str | Unset = UNSET
    response: ComponentResponse | None | Unset = UNSET
    response_time: float | None | Unset = UNSET
    completed: bool | None | Unset = UNSET
    stimulus_url: None | str | Unset = UNSET
    stimulus_caption: None | str | Unset = UNSET
    config: JsonObject | None | Unset = UNSET
    variable_snapshot: None | Unset | VariableValues = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "componentId": "component_id",
        "componentType": "component_type",
        "experimentId": "experiment_id",
        "roomId": "room_id",
        "participantId": "participant_id",
        "stateId": "state_id",
        "timestamp": "timestamp",
        "onset": "onset",
        "content": "content",
        "response": "response",
        "responseTime": "response_time",
        "completed": "completed",
        "stimulusUrl": "stimulus_url",
        "stimulusCaption": "stimulus_caption",
        "config": "config",
        "variableSnapshot": "variable_snapshot",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.component_response import ComponentResponse
        from ..models.json_object import JsonObject
        from ..models.variable_values import VariableValues

        rest = dict(src_dict)
        model = cls(
            component_id=rest.pop("componentId", UNSET),
            component_type=rest.pop("componentType", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            state_id=rest.pop("stateId", UNSET),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            onset=rest.pop("onset", UNSET),
            content=rest.pop("content", UNSET),
            response=parse_model(ComponentResponse, rest.pop("response", UNSET)),
            response_time=rest.pop("responseTime", UNSET),
            completed=rest.pop("completed", UNSET),
            stimulus_url=rest.pop("stimulusUrl", UNSET),
            stimulus_caption=rest.pop("stimulusCaption", UNSET),
            config=parse_model(JsonObject, rest.pop("config", UNSET)),
            variable_snapshot=parse_model(VariableValues, rest.pop("variableSnapshot", UNSET)),
        )
        model.additional_properties = rest
        return model
