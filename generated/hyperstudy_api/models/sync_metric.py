from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_time,
)
from ..types import Model as _Model


@_attrs_define
class SyncMetric(_Model[Any]):
    """How well one participant's video followed the host's at one moment, or over one window when
    `aggregationWindow` was asked for. Drift below 100 ms counts as good, up to 500 ms as
    acceptable (a component page says 50 and 200).

    Attributes:
        timestamp (datetime.datetime): Absolute time, UTC with milliseconds; start of the window
            in aggregated rows (inferred). Example: 2026-03-02T09:00:04.250Z.
        metric_id (None | str | Unset): Identifier of the row. Example: sync_55.
        experiment_id (str | Unset): Experiment that the row belongs to. Example: exp_7.
        room_id (str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        participant_id (str | Unset): Participant that the row is about (user id; Prolific users
            have `prolific_<PID>`). Example: user_12.
        onset (float | Unset): Milliseconds since the first experiment state of the room began.
            May be below zero for what happened before (setup, consent, instructions). Unit: ms.
            Example: 4250.
        time_drift (float | None | Unset): Difference to the host's position; negative is
            behind. Mean in aggregated rows (inferred). Unit: ms. Example: -38.
        playback_rate (float | None | Unset): Playback speed; the engine keeps it within 0.95
            and 1.05. Unit: factor. Example: 1.004.
        sync_quality (float | None | Unset): Quality of the synchronization; 1 is perfect. Unit:
            0-1. Example: 0.97.
        latency (float | None | Unset): Network latency. Unit: ms. Example: 41.
        buffer_health (float | None | Unset): How full the playback buffer is. Unit: 0-1.
            Example: 0.9.
        sample_count (int | None | Unset): Number of samples in an aggregated row. Example: 5.
    """

    timestamp: datetime.datetime
    metric_id: None | str | Unset = UNSET
    experiment_id: str | Unset = UNSET
    room_id: str | Unset = UNSET
    participant_id: str | Unset = UNSET
    onset: float | Unset = UNSET
    time_drift: float | None | Unset = UNSET
    playback_rate: float | None | Unset = UNSET
    sync_quality: float | None | Unset = UNSET
    latency: float | None | Unset = UNSET
    buffer_health: float | None | Unset = UNSET
    sample_count: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "timestamp": "timestamp",
        "metricId": "metric_id",
        "experimentId": "experiment_id",
        "roomId": "room_id",
        "participantId": "participant_id",
        "onset": "onset",
        "timeDrift": "time_drift",
        "playbackRate": "playback_rate",
        "syncQuality": "sync_quality",
        "latency": "latency",
        "bufferHealth": "buffer_health",
        "sampleCount": "sample_count",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            metric_id=rest.pop("metricId", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            onset=rest.pop("onset", UNSET),
            time_drift=rest.pop("timeDrift", UNSET),
            playback_rate=rest.pop("playbackRate", UNSET),
            sync_quality=rest.pop("syncQuality", UNSET),
            latency=rest.pop("latency", UNSET),
            buffer_health=rest.pop("bufferHealth", UNSET),
            sample_count=rest.pop("sampleCount", UNSET),
        )
        model.additional_properties = rest
        return model
