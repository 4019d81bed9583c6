from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.gaze_source import GazeSource
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.eyelink_sample import EyelinkSample
    from ..models.neon_sample import NeonSample


@_attrs_define
class GazeSample(_Model[Any]):
    """One gaze sample. No field list is published: the record is a proposal built from the device
    pages and the device gateway. Up to 2000 samples a second.

    Attributes:
        id (str | Unset): Identifier of the sample. Example: gz_1.
        experiment_id (str | Unset): Experiment that the row belongs to. Example: exp_7.
        room_id (str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        participant_id (str | Unset): Participant that the row is about (user id; Prolific users
            have `prolific_<PID>`). Example: user_12.
        state_id (None | str | Unset): Experiment state that was shown. Example: state_3.
        source (GazeSource | None | Unset): Device that the sample came from.
        timestamp (datetime.datetime | Unset): Absolute time, UTC with milliseconds. Example:
            2026-03-02T09:00:04.250Z.
        onset (float | None | Unset): Milliseconds since the first experiment state of the room
            began. May be below zero for what happened before (setup, consent, instructions). Unit:
            ms. Example: 4250.
        gaze_x (float | None | Unset): Horizontal position on the screen, 0 is left. Unit: 0-1.
            Example: 0.51.
        gaze_y (float | None | Unset): Vertical position on the screen, 0 is top. Unit: 0-1.
            Example: 0.48.
        pupil_diameter (float | None | Unset): Diameter of the pupil, typically 2 to 8; Neon
            with eye state only. Unit: mm. Example: 3.6.
        confidence (float | None | Unset): Confidence of the detection. Unit: 0-1. Example:
            0.98.
        sample_count (int | None | Unset): Running number of the sample. Example: 8123.
        eyelink (EyelinkSample | None | Unset): The sample as the EyeLink gave it. The name is
            inferred.
        neon (NeonSample | None | Unset): The sample as the Neon gave it. The name is inferred.
    """

    id: str | Unset = UNSET
    experiment_id: str | Unset = UNSET
    room_id: str | Unset = UNSET
    participant_id: str | Unset = UNSET
    state_id: None | str | Unset = UNSET
    source: GazeSource | None | Unset = UNSET
    timestamp: datetime.datetime | Unset = UNSET
    onset: float | None | Unset = UNSET
    gaze_x: float | None | Unset = UNSET
    gaze_y: float | None | Unset = UNSET
    pupil_diameter: float | None | Unset = UNSET
    confidence: float | None | Unset = UNSET
    sample_count: int | None | Unset = UNSET
    eyelink: EyelinkSample | None | Unset = UNSET
    neon: NeonSample | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "experimentId": "experiment_id",
        "roomId": "room_id",
        "participantId": "participant_id",
        "stateId": "state_id",
        "source": "source",
        "timestamp": "timestamp",
        "onset": "onset",
        "gazeX": "gaze_x",
        "gazeY": "gaze_y",
        "pupilDiameter": "pupil_diameter",
        "confidence": "confidence",
        "sampleCount": "sample_count",
        "eyelink": "eyelink",
        "neon": "neon",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.eyelink_sample import EyelinkSample
        from ..models.neon_sample import NeonSample

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            state_id=rest.pop("stateId", UNSET),
            source=parse_enum(GazeSource, str, rest.pop("source", UNSET)),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            onset=rest.pop("onset", UNSET),
            gaze_x=rest.pop("gazeX", UNSET),
            gaze_y=rest.pop("gazeY", UNSET),
            pupil_diameter=rest.pop("pupilDiameter", UNSET),
            confidence=rest.pop("confidence", UNSET),
            sample_count=rest.pop("sampleCount", UNSET),
            eyelink=parse_model(EyelinkSample, rest.pop("eyelink", UNSET)),
            neon=parse_model(NeonSample, rest.pop("neon", UNSET)),
        )
        model.additional_properties = rest
        return model
