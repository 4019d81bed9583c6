from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.recording_status import RecordingStatus
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.recording_metadata import RecordingMetadata


@_attrs_define
class Recording(_Model[Any]):
    """One video or audio file of one participant. A running recording has no end, duration, size
    and path yet.

    Attributes:
        recording_id (str): Identifier of the recording; equals `egressId` for LiveKit
            recordings. Example: EG_k3Vd.
        participant_id (str): Participant who is recorded. Example: user_12.
        egress_id (None | str | Unset): LiveKit egress that made the file. Example: EG_k3Vd.
        experiment_id (None | str | Unset): Experiment that the row belongs to. Example: exp_7.
        room_id (None | str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        participant_name (None | str | Unset): Display name; may hold any character. Example:
            Dana O..
        start_time (datetime.datetime | None | Unset): Start of the capture. Example:
            2026-03-02T09:00:04.250Z.
        end_time (datetime.datetime | None | Unset): End of the capture; null while it runs.
            Example: 2026-03-02T09:07:01.250Z.
        duration (float | None | Unset): Length of the capture. 0 for audio older than v0.6.13
            of the platform. Unit: ms. Example: 417000.
        video_offset (float | None | Unset): Start of the capture relative to the start of the
            experiment. Unit: ms. Example: 640.
        status (RecordingStatus | Unset): How far a recording is. Both `complete` (observed) and
            `completed` (documentation) mean that the file is there. `starting`, `active`, `ending`,
            `failed` and `aborted` are inferred. New values may come; keep a value you don't know.
        format_ (None | str | Unset): File format: `mp4` (video) or `webm` (audio). Example:
            mp4.
        resolution (None | str | Unset): Width x height of the picture in pixels. Example:
            1280x720.
        file_name (None | str | Unset): Name of the file. Example: clip.mp4.
        file_size (int | None | Unset): Size of the file. Missing for older recordings. Unit:
            bytes. Example: 18233344.
        download_path (None | str | Unset): Path under the base URL that gives a short-lived
            link to the file; current form. Example: /data/recordings/download/room_31/EG_k3Vd.
        download_url (None | str | Unset): Signed storage URL, valid 7 days; rows from before
            mid-2026. Example: https://storage.example.org/clip.mp4?signature=x.
        url (None | str | Unset): Storage URL without signature; old rows. Example:
            https://storage.example.org/clip.mp4.
        metadata (None | RecordingMetadata | Unset): What kind of recording it is.
    """

    recording_id: str
    participant_id: str
    egress_id: None | str | Unset = UNSET
    experiment_id: None | str | Unset = UNSET
    room_id: None | str | Unset = UNSET
    participant_name: None | str | Unset = UNSET
    start_time: datetime.datetime | None | Unset = UNSET
    end_time: datetime.datetime | None | Unset = UNSET
    duration: float | None | Unset = UNSET
    video_offset: float | None | Unset = UNSET
    status: RecordingStatus | Unset = UNSET
    format_: None | str | Unset = UNSET
    resolution: None | str | Unset = UNSET
    file_name: None | str | Unset = UNSET
    file_size: int | None | Unset = UNSET
    download_path: None | str | Unset = UNSET
    download_url: None | str | Unset = UNSET
    url: None | str | Unset = UNSET
    metadata: None | RecordingMetadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "recordingId": "recording_id",
        "participantId": "participant_id",
        "egressId": "egress_id",
        "experimentId": "experiment_id",
        "roomId": "room_id",
        "participantName": "participant_name",
        "startTime": "start_time",
        "endTime": "end_time",
        "duration": "duration",
        "videoOffset": "video_offset",
        "status": "status",
        "format": "format_",
        "resolution": "resolution",
        "fileName": "file_name",
        "fileSize": "file_size",
        "downloadPath": "download_path",
        "downloadUrl": "download_url",
        "url": "url",
        "metadata": "metadata",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.recording_metadata import RecordingMetadata

        rest = dict(src_dict)
        model = cls(
            recording_id=rest.pop("recordingId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            egress_id=rest.pop("egressId", UNSET),
            experiment_id=rest.pop("experimentId", UNSET),
            room_id=rest.pop("roomId", UNSET),
            participant_name=rest.pop("participantName", UNSET),
            start_time=parse_time(rest.pop("startTime", UNSET)),
            end_time=parse_time(rest.pop("endTime", UNSET)),
            duration=rest.pop("duration", UNSET),
            video_offset=rest.pop("videoOffset", UNSET),
            status=parse_enum(RecordingStatus, str, rest.pop("status", UNSET)),
            format_=rest.pop("format", UNSET),
            resolution=rest.pop("resolution", UNSET),
            file_name=rest.pop("fileName", UNSET),
            file_size=rest.pop("fileSize", UNSET),
            download_path=rest.pop("downloadPath", UNSET),
            download_url=rest.pop("downloadUrl", UNSET),
            url=rest.pop("url", UNSET),
            metadata=parse_model(RecordingMetadata, rest.pop("metadata", UNSET)),
        )
        model.additional_properties = rest
        return model
