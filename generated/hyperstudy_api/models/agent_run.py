from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.agent_record_kind import AgentRecordKind
from ..models.persona_provider import PersonaProvider
from ..models.room_status import RoomStatus
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_time,
)
from ..types import Model as _Model


@_attrs_define
class AgentRun(_Model[Any]):
    """One AI-agent participant in one room, from start to end.

    Attributes:
        id (str): Identifier of the run; equals `participantId`. Example: agent_r1_p1.
        room_id (str): Room (one run of the experiment by one group) that the row belongs to.
            Example: room_31.
        participant_id (str): The agent. Example: agent_r1_p1.
        field_type_ (AgentRecordKind | None | Unset): Kind of the row, in the decisions lists.
        persona_id (None | str | Unset): Persona that the agent played. Example: per_2.
        started_at (datetime.datetime | None | Unset): When the agent started. Example:
            2026-03-02T09:00:04.250Z.
        ended_at (datetime.datetime | None | Unset): When it ended; null for orphaned runs.
            Example: 2026-03-02T09:07:01.250Z.
        room_status (None | RoomStatus | Unset): Where the room stands; runs route only.
        orphaned (bool | None | Unset): The room ended abnormally; runs route only. Example:
            false.
        turns (int | None | Unset): Number of decisions. Example: 14.
        provider (None | PersonaProvider | Unset): Provider of the model.
        model (None | str | Unset): Model of the agent. Example: model-a.
        seed (int | None | Unset): Seed of the sampling, where one was set. Example: 7.
        total_input_tokens (int | None | Unset): Tokens read by the model over the run. Unit:
            tokens. Example: 12801.
        total_output_tokens (int | None | Unset): Tokens written by the model over the run.
            Unit: tokens. Example: 690.
        total_cost_usd (float | None | Unset): Cost of the run. Unit: USD. Example: 0.08.
        code_commit_sha (None | str | Unset): Short hash of the platform's code. Example:
            a1b2c3d.
    """

    id: str
    room_id: str
    participant_id: str
    field_type_: AgentRecordKind | None | Unset = UNSET
    persona_id: None | str | Unset = UNSET
    started_at: datetime.datetime | None | Unset = UNSET
    ended_at: datetime.datetime | None | Unset = UNSET
    room_status: None | RoomStatus | Unset = UNSET
    orphaned: bool | None | Unset = UNSET
    turns: int | None | Unset = UNSET
    provider: None | PersonaProvider | Unset = UNSET
    model: None | str | Unset = UNSET
    seed: int | None | Unset = UNSET
    total_input_tokens: int | None | Unset = UNSET
    total_output_tokens: int | None | Unset = UNSET
    total_cost_usd: float | None | Unset = UNSET
    code_commit_sha: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "roomId": "room_id",
        "participantId": "participant_id",
        "_type": "field_type_",
        "personaId": "persona_id",
        "startedAt": "started_at",
        "endedAt": "ended_at",
        "roomStatus": "room_status",
        "orphaned": "orphaned",
        "turns": "turns",
        "provider": "provider",
        "model": "model",
        "seed": "seed",
        "totalInputTokens": "total_input_tokens",
        "totalOutputTokens": "total_output_tokens",
        "totalCostUsd": "total_cost_usd",
        "codeCommitSha": "code_commit_sha",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            room_id=rest.pop("roomId", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            field_type_=parse_enum(AgentRecordKind, str, rest.pop("_type", UNSET)),
            persona_id=rest.pop("personaId", UNSET),
            started_at=parse_time(rest.pop("startedAt", UNSET)),
            ended_at=parse_time(rest.pop("endedAt", UNSET)),
            room_status=parse_enum(RoomStatus, str, rest.pop("roomStatus", UNSET)),
            orphaned=rest.pop("orphaned", UNSET),
            turns=rest.pop("turns", UNSET),
            provider=parse_enum(PersonaProvider, str, rest.pop("provider", UNSET)),
            model=rest.pop("model", UNSET),
            seed=rest.pop("seed", UNSET),
            total_input_tokens=rest.pop("totalInputTokens", UNSET),
            total_output_tokens=rest.pop("totalOutputTokens", UNSET),
            total_cost_usd=rest.pop("totalCostUsd", UNSET),
            code_commit_sha=rest.pop("codeCommitSha", UNSET),
        )
        model.additional_properties = rest
        return model
