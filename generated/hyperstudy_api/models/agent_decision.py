from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.agent_action import AgentAction
from ..models.agent_record_kind import AgentRecordKind
from ..models.agent_turn_kind import AgentTurnKind
from ..models.persona_provider import PersonaProvider
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_list,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.chain_step import ChainStep
    from ..models.peer_model_snapshot import PeerModelSnapshot
    from ..models.prediction_update import PredictionUpdate


@_attrs_define
class AgentDecision(_Model[Any]):
    """One turn of an AI-agent participant.

    Attributes:
        id (str): Identifier of the decision: participant id, underscore, `seq`. Example:
            agent_r1_p1_3.
        participant_id (str): The agent. Example: agent_r1_p1.
        seq (int): Number of the decision of this agent, from 1. Example: 3.
        field_type_ (AgentRecordKind | None | Unset): Kind of the row, in the decisions lists.
        room_id (str | Unset): Room (one run of the experiment by one group) that the row
            belongs to. Example: room_31.
        state_id (None | str | Unset): Experiment state that was shown. Example: state_3.
        state_name (None | str | Unset): Name of that state. Example: Rate clip.
        timestamp (datetime.datetime | Unset): Absolute time, UTC with milliseconds. Example:
            2026-03-02T09:00:04.250Z.
        turn_kind (AgentTurnKind | None | Unset): What the agent had to react to.
        action (AgentAction | None | Unset): What the agent did.
        value (Any | Unset): What it sent or answered: text in a chat, a number or other value
            for a component, or null.
        provider (None | PersonaProvider | Unset): Provider of the model.
        model (None | str | Unset): Model that decided. Example: model-a.
        latency_ms (int | None | Unset): Time that the model took. Unit: ms. Example: 1840.
        input_tokens (int | None | Unset): Tokens read by the model. Unit: tokens. Example: 912.
        output_tokens (int | None | Unset): Tokens written by the model. Unit: tokens. Example:
            48.
        prompt (None | str | Unset): Full prompt that the model got. Only with `detail=true` or
            on a single decision. Example: You are a listener..
        reasoning (None | str | Unset): Reasoning of the model. Only with `detail=true` or on a
            single decision. Example: The partner asked, so I answer..
        chain (list[ChainStep] | None | Unset): Steps of the reasoning. Only with `detail=true`
            or on a single decision. Example: [{"stage": "appraise", "output": "The partner is
            unsure."}].
        peer_model_snapshot (None | PeerModelSnapshot | Unset): What the agent believes about
            each other participant. Only with `detail=true` or on a single decision.
        prediction_update (None | PredictionUpdate | Unset): How well its expectation was met.
            Only with `detail=true` or on a single decision.
    """

    id: str
    participant_id: str
    seq: int
    field_type_: AgentRecordKind | None | Unset = UNSET
    room_id: str | Unset = UNSET
    state_id: None | str | Unset = UNSET
    state_name: None | str | Unset = UNSET
    timestamp: datetime.datetime | Unset = UNSET
    turn_kind: AgentTurnKind | None | Unset = UNSET
    action: AgentAction | None | Unset = UNSET
    value: Any | Unset = UNSET
    provider: None | PersonaProvider | Unset = UNSET
    model: None | str | Unset = UNSET
    latency_ms: int | None | Unset = UNSET
    input_tokens: int | None | Unset = UNSET
    output_tokens: int | None | Unset = UNSET
    prompt: None | str | Unset = UNSET
    reasoning: None | str | Unset = UNSET
    chain: list[ChainStep] | None | Unset = UNSET
    peer_model_snapshot: None | PeerModelSnapshot | Unset = UNSET
    prediction_update: None | PredictionUpdate | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "participantId": "participant_id",
        "seq": "seq",
        "_type": "field_type_",
        "roomId": "room_id",
        "stateId": "state_id",
        "stateName": "state_name",
        "timestamp": "timestamp",
        "turnKind": "turn_kind",
        "action": "action",
        "value": "value",
        "provider": "provider",
        "model": "model",
        "latencyMs": "latency_ms",
        "inputTokens": "input_tokens",
        "outputTokens": "output_tokens",
        "prompt": "prompt",
        "reasoning": "reasoning",
        "chain": "chain",
        "peerModelSnapshot": "peer_model_snapshot",
        "predictionUpdate": "prediction_update",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.chain_step import ChainStep
        from ..models.peer_model_snapshot import PeerModelSnapshot
        from ..models.prediction_update import PredictionUpdate

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            participant_id=rest.pop("participantId", UNSET),
            seq=rest.pop("seq", UNSET),
            field_type_=parse_enum(AgentRecordKind, str, rest.pop("_type", UNSET)),
            room_id=rest.pop("roomId", UNSET),
            state_id=rest.pop("stateId", UNSET),
            state_name=rest.pop("stateName", UNSET),
            timestamp=parse_time(rest.pop("timestamp", UNSET)),
            turn_kind=parse_enum(AgentTurnKind, str, rest.pop("turnKind", UNSET)),
            action=parse_enum(AgentAction, str, rest.pop("action", UNSET)),
            value=rest.pop("value", UNSET),
            provider=parse_enum(PersonaProvider, str, rest.pop("provider", UNSET)),
            model=rest.pop("model", UNSET),
            latency_ms=rest.pop("latencyMs", UNSET),
            input_tokens=rest.pop("inputTokens", UNSET),
            output_tokens=rest.pop("outputTokens", UNSET),
            prompt=rest.pop("prompt", UNSET),
            reasoning=rest.pop("reasoning", UNSET),
            chain=parse_list(lambda item: parse_model(ChainStep, item), rest.pop("chain", UNSET)),
            peer_model_snapshot=parse_model(
                PeerModelSnapshot, rest.pop("peerModelSnapshot", UNSET)
            ),
            prediction_update=parse_model(PredictionUpdate, rest.pop("predictionUpdate", UNSET)),
        )
        model.additional_properties = rest
        return model
